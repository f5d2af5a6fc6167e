import type { Division } from '../../generated/Division';
import type { LabelSize } from '../../generated/LabelSize';
import type { SlipSize } from '../../generated/SlipSize';
import type { Zone } from '../../generated/Zone';

export const settings = {
  title: 'Pengaturan',
  lead: 'Tiap isian tersimpan begitu Anda tekan Enter atau pindah isian.',
  nav: 'Bagian pengaturan',
  parts: {
    shop: 'Toko',
    deadlines: 'Tenggat',
    accounts: 'Rekening',
    couriers: 'Kurir',
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
  shop: {
    name: 'Nama toko',
    address: 'Alamat',
    addressHint: 'Dicetak di slip dan label sebagai pengirim.',
    phone: 'Telepon',
    zone: 'Zona waktu',
    zones: { wib: 'WIB (Jakarta)', wita: 'WITA (Makassar)', wit: 'WIT (Jayapura)' } as Record<Zone, string>,
    language: 'Bahasa toko',
    languageHint: 'Bahasa layar saat program dibuka di komputer yang belum memilih.',
    slip: 'Kertas slip',
    slips: { a4: 'A4', a5: 'A5', a6: 'A6' } as Record<SlipSize, string>,
    label: 'Kertas label',
    labels: {
      a6: 'A6 (105 × 148 mm)',
      mm100x150: '100 × 150 mm',
      roll80: 'Gulungan 80 mm',
      roll58: 'Gulungan 58 mm'
    } as Record<LabelSize, string>,
    goal: 'Target penjualan seminggu, Rp',
    goalHint: 'Kosong berarti tanpa target.'
  },
  deadlines: {
    payment: 'Batas bayar, jam',
    paymentHint:
      'Berakhir pukul 23.59 di hari jamnya habis. Setelah itu pesanan batal sendiri dan stoknya bisa dijual lagi. 0 berarti tanpa batas.',
    ship: 'Batas kirim, jam sejak dipesan',
    shipHint:
      'Untuk pesanan sendiri, sampai pukul 23.59 hari itu; pesanan marketplace memakai batasnya. 0 berarti tanpa batas.',
    returns: 'Selesai sendiri, hari setelah sampai',
    returnsHint: '0 berarti menunggu ditandai selesai.',
    unique: 'Kode unik di total transfer',
    uniqueHint: 'Tiga angka terakhir berbeda untuk tiap pesanan terbuka, supaya uang masuk dikenali.',
    auto: 'Setujui sendiri pesanan marketplace',
    autoHint: 'Yang sudah dibayar atau COD langsung siap dikemas saat diimpor.',
    wrong: 'Bilangan bulat, 0 atau lebih.'
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
