import { money } from '../../format';
import type { Division } from '../../generated/Division';

export const settings = {
  title: 'Pengaturan',
  lead: 'Tiap isian tersimpan begitu Anda tekan Enter atau pindah isian.',
  nav: 'Bagian pengaturan',
  parts: {
    shop: 'Toko',
    deadlines: 'Tenggat',
    accounts: 'Rekening',
    stores: 'Marketplace',
    fees: 'Tarif marketplace',
    couriers: 'Kurir',
    hours: 'Jam buka',
    persons: 'Orang',
    texts: 'Teks untuk pembeli',
    backups: 'Cadangan',
    printers: 'Printer',
    look: 'Tampilan',
    about: 'Tentang'
  },
  about: {
    version: 'Versi program',
    book: 'Bukunya di',
    show: 'Buka folder buku',
    log: 'Catatan kerja program ada di folder catatan di samping buku, tanpa data pembeli.'
  },
  saved: 'Tersimpan',
  archive: 'Arsipkan',
  bringBack: 'Pakai lagi',
  archived: 'Arsip',
  of: (field: string, name: string) => `${field} ${name}`,
  keys: { move: 'Bagian berikutnya, sebelumnya' },
  wrong: {
    count: 'Bilangan bulat, 0 atau lebih.',
    money: 'Tulis rupiah, misalnya 12.500.'
  },
  accounts: {
    name: 'Nama',
    number: 'Nomor rekening',
    holder: 'Atas nama',
    balance: 'Saldo, Rp',
    add: 'Rekening baru',
    addAct: 'Tambah rekening',
    caption: 'Rekening dan kas toko'
  },
  fees: {
    caption: 'Tarif marketplace',
    at: 'Marketplace',
    part: 'Potongan',
    category: 'Kategori',
    categoryTyped: 'Kategori, kosong untuk semua',
    every: 'semua',
    rate: 'Tarif',
    rateTyped: 'Tarif, seperti 8% atau 1250',
    from: 'Sejak',
    span: (from: string, to: string) => `${from} sampai ${to}`,
    gross: 'dari harga sebelum diskon',
    cod: 'hanya COD',
    free: (orders: number) => `${orders} pesanan pertama bebas`,
    cap: (sum: number) => `paling banyak ${money(sum)}`,
    kept: 'tetap dipotong saat retur',
    hint: 'Dipakai untuk memperkirakan berapa yang cair dan laba tiap pesanan. Tarif baru mengakhiri yang lama; pesanan yang belum cair dihitung ulang. Kategori adalah kategori produk di Stok.',
    add: 'Tambah tarif',
    remove: 'Hapus'
  },
  stores: {
    name: 'Nama toko',
    at: 'Marketplace',
    wallet: 'Saldo',
    ownWallet: 'Sendiri',
    shares: (names: string) => `Bersama ${names}`,
    receivable: 'Belum cair, Rp',
    hint: 'Punya dua toko di satu marketplace? Tambahkan yang kedua: pesanan dan piutangnya terpisah. Toko yang diarsipkan tidak menerima pesanan baru.',
    add: 'Toko baru',
    addAct: 'Tambah toko',
    caption: 'Toko di marketplace'
  },
  hours: {
    caption: 'Jam buka toko menurut hari',
    weekday: 'Hari',
    weekdays: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
    hours: 'Jam buka',
    closed: 'tutup',
    hint: 'Seperti 08.00–17.00; kosong kalau tutup. Waktu di luar jam buka tidak dihitung sebagai lambat; batas kirim marketplace tetap berjalan.',
    unsaid: 'Seperti 08.00–17.00; kosong kalau tutup. Selama semuanya kosong, setiap menit dihitung.',
    wrong: 'Tulis seperti 08.00–17.00; kosong kalau tutup.',
    closedDays: 'Hari tutup',
    noClosedDays: 'Belum ada hari tutup di luar hari libur biasa.',
    day: 'Tanggal',
    dayMissing: 'Tulis tanggalnya dulu.',
    note: 'Kenapa, boleh kosong',
    close: 'Tambah hari tutup',
    open: 'Buka lagi'
  },
  couriers: {
    name: 'Nama',
    own: 'Tanpa resi',
    ownHint: 'Diantar sendiri atau diambil pembeli.',
    pickup: 'Jemput',
    pickupHint: 'Pukul berapa kurir menjemput, misalnya 17.00; kosong kalau tak tentu.',
    wrongTime: 'Tulis jam seperti 17.00.',
    add: 'Kurir baru',
    addAct: 'Tambah kurir',
    caption: 'Kurir toko'
  },
  persons: {
    name: 'Nama',
    divisions: 'Bagian',
    division: {
      cs: 'Layanan pembeli',
      marketing: 'Pemasaran',
      finance: 'Keuangan',
      warehouse: 'Gudang',
      management: 'Pimpinan'
    } as Record<Division, string>,
    owner: 'Pemilik',
    here: 'bekerja di jendela ini',
    add: 'Orang baru',
    addAct: 'Tambah orang',
    caption: 'Orang di toko'
  },
  texts: {
    which: 'Teks',
    body: 'Isi teks',
    fields: 'Isian',
    insert: (field: string) => `Sisipkan {${field}}`,
    preview: 'Tampak di pembeli',
    noAccount: 'Belum ada nomor rekening, jadi {rekening} dan barisnya tidak tampak. Isi di Rekening.',
    own: 'Teks bawaan',
    changed: 'Sudah diubah',
    unsaved: 'Belum disimpan',
    save: 'Simpan teks',
    discard: 'Buang perubahan',
    restore: 'Kembalikan ke bawaan',
    restored: (title: string) => `${title}: kembali ke teks bawaan.`,
    unknown: (field: string) => `Isian {${field}} tidak dikenal.`
  },
  printers: {
    lead: 'Berlaku di komputer ini saja.',
    label: 'Printer label',
    sheet: 'Printer slip dan lembar lain',
    system: 'Tampilan sistem',
    systemHint: 'Dibuka dulu, lalu Anda mencetak dari sana.',
    usual: (name: string) => `${name} (bawaan)`,
    gone: (name: string) => `${name} (tidak terhubung)`,
    none: 'Tidak ada printer di komputer ini: dokumen dibuka di tampilan sistem.',
    impossible:
      'Di komputer ini Runut tidak bisa mengirim langsung ke printer: itu perlu CUPS, yang tidak ada di Windows. Dokumen dibuka di penampil PDF; cetak dari sana.'
  },
  look: {
    lead: 'Berlaku di komputer ini saja.',
    theme: 'Tema',
    themes: { system: 'Ikut sistem', light: 'Terang', dark: 'Gelap' },
    zoom: 'Ukuran tulisan',
    zoomHint: 'Juga dengan Ctrl + dan Ctrl −; Ctrl 0 kembali ke 100%.',
    density: 'Kerapatan baris',
    densities: { compact: 'Rapat', normal: 'Normal', roomy: 'Lega' },
    language: 'Bahasa layar',
    languages: { id: 'Bahasa Indonesia', en: 'English' }
  }
};
