import { count } from '../../format';

export const common = {
  rail: {
    label: 'Bagian',
    commands: 'Perintah',
    today: 'Hari ini',
    orders: 'Pesanan',
    pack: 'Kemas',
    tracking: 'Resi',
    returns: 'Retur',
    stock: 'Stok',
    customers: 'Pelanggan',
    finance: 'Keuangan',
    figures: 'Angka',
    payments: 'Uang masuk',
    settings: 'Pengaturan',
    act: 'Siapa yang bekerja di jendela ini',
    log: 'Catatan',
    thousands: (n: number) => `${n}rb`,
    owner: 'pemilik',
    staff: 'anggota toko',
    book: (name: string) => `Buku ${name}`,
    lateOrders: (n: number) => `${count(n)} terlambat`
  },
  /** A period among others, as one steps through them. */
  period: { length: 'Lamanya', before: 'Periode sebelumnya', after: 'Periode berikutnya' },
  problems: (n: number) => (n === 1 ? '1 isian perlu dibetulkan' : `${count(n)} isian perlu dibetulkan`),
  /** What is longer than it may be. */
  tooLong: (length: number, most: number) =>
    `${count(length)} huruf, paling banyak ${count(most)}. Pendekkan dulu; tidak ada yang dipotong.`,
  /** What is the same in every list. */
  list: {
    marks: 'Tanda',
    chooseAll: 'Pilih semua',
    move: 'Baris berikutnya, sebelumnya',
    range: 'Pilih sambil berjalan',
    choose: 'Pilih baris',
    all: 'Pilih semua'
  },
  stages: {
    draft: 'Draf',
    awaiting_payment: 'Menunggu bayar',
    awaiting_approval: 'Menunggu persetujuan',
    approved: 'Siap dikemas',
    packed: 'Dikemas',
    shipped: 'Dikirim',
    delivered: 'Sampai',
    completed: 'Selesai',
    cancelled: 'Batal',
    returned: 'Retur'
  },
  channels: {
    whatsapp: 'WhatsApp',
    instagram: 'Instagram',
    shopee: 'Shopee',
    tokopedia: 'Tokopedia',
    tiktok: 'TikTok',
    lazada: 'Lazada',
    website: 'Situs web',
    walk_in: 'Datang langsung'
  },
  /** What a button says that does it. */
  verbs: {
    place: 'Pesankan',
    take_over: 'Ambil alih',
    amend: 'Ubah',
    pay: 'Catat pembayaran',
    void: 'Batalkan pembayaran',
    approve: 'Setujui',
    unapprove: 'Tarik persetujuan',
    pack: 'Kemas',
    unpack: 'Bongkar',
    ship: 'Kirim',
    recall: 'Tarik kiriman',
    deliver: 'Tandai sampai',
    undeliver: 'Belum sampai',
    complete: 'Selesaikan',
    reopen: 'Buka lagi',
    cancel: 'Batalkan pesanan',
    expire: 'Habiskan waktunya',
    hold: 'Tahan',
    release: 'Lanjutkan',
    fail: 'Gagal antar',
    claim: 'Catat klaim',
    return: 'Terima retur',
    refund: 'Kembalikan uang'
  },
  marks: {
    late: 'Terlambat',
    due_today: 'Keluar hari ini',
    noted: 'Ada pesan',
    cod: 'COD',
    held: 'Ditahan',
    short: 'Stok kurang',
    back: 'Sedang kembali',
    overdue: 'Lewat batas bayar',
    dropship: 'Dropship',
    unprinted: 'Belum dicetak',
    unlabelled: 'Label belum dicetak'
  },
  zones: { wib: 'WIB', wita: 'WITA', wit: 'WIT' },
  date: {
    dayHint: 'tgl/bln/tahun',
    bad: 'Tulis tanggal seperti 20/11/2025.',
    yesterday: 'Kemarin',
    today: 'Hari ini',
    tomorrow: 'Besok',
    weekdays: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
    longWeekdays: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
    longMonths: [
      'Januari',
      'Februari',
      'Maret',
      'April',
      'Mei',
      'Juni',
      'Juli',
      'Agustus',
      'September',
      'Oktober',
      'November',
      'Desember'
    ],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
    minutes: (n: number) => `${count(n)} menit`,
    hours: (n: number) => `${count(n)} jam`,
    days: (n: number) => `${count(n)} hari`
  },
  act: {
    undo: 'Urungkan',
    undoLast: 'Urungkan langkah terakhir saya',
    redo: 'Ulangi',
    redoLast: 'Ulangi yang baru diurungkan',
    askUndo: 'Urungkan langkah ini?',
    askRedo: 'Ulangi langkah ini?',
    andBefore: (n: number) => `Juga ${count(n)} langkah sebelumnya.`,
    notUndone: (n: number) => `${count(n)} pesanan tidak bisa diurungkan`,
    close: 'Tutup',
    folder: 'Buka foldernya',
    liesIn: (files: string, folder: string) => `${files} di ${folder}`,
    back: 'Kembali',
    retry: 'Coba lagi',
    more: 'Tindakan lain',
    open: (what: string | number) => `Buka ${what}`,
    stop: 'Hentikan',
    clear: 'Bersihkan'
  },
  broken: {
    title: 'Ada yang rusak.',
    advice: 'Buku tidak disentuh separuh: coba lagi, permintaan yang sama hanya berlaku sekali.'
  },
  refused: {
    title: (n: number) => (n === 1 ? '1 pesanan tidak ikut.' : `${count(n)} pesanan tidak ikut.`),
    rest: (n: number) => `dan ${count(n)} lagi`
  },
  warnings: 'Perlu dilihat',
  warningsMany: (n: number) => `${count(n)} hal perlu dilihat.`,
  uncopied: 'Belum disalin.',
  outOf: (n: number, all: number) => `${count(n)} dari ${count(all)}`,
  keys: {
    title: 'Pintasan',
    show: 'Pintasan',
    larger: 'Perbesar tulisan',
    smaller: 'Perkecil tulisan',
    normal: 'Ukuran tulisan biasa',
    palette: 'Perintah',
    screen: (name: string) => `Ke ${name}`,
    search: 'Cari',
    everywhere: 'Di mana saja',
    here: 'Di layar ini',
    names: {
      up: '↑',
      down: '↓',
      left: 'Kiri',
      right: 'Kanan',
      space: 'Spasi',
      enter: 'Enter',
      escape: 'Esc',
      ctrl: 'Ctrl',
      alt: 'Alt',
      shift: 'Shift'
    } as Record<string, string>
  },
  place: {
    village: 'Kelurahan atau desa',
    district: 'Kecamatan',
    city: 'Kota atau kabupaten',
    province: 'Provinsi',
    postcode: 'Kode pos',
    list: 'Tempat yang cocok'
  },
  palette: {
    label: 'Perintah',
    placeholder: 'Cari perintah, pesanan, produk, pelanggan',
    commands: 'Perintah',
    orders: 'Pesanan',
    nothing: 'Tidak ada yang cocok.',
    light: 'Tema terang',
    dark: 'Tema gelap',
    system: 'Tema mengikuti sistem',
    language: 'English'
  }
};
