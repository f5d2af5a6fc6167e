import { count } from '../../format';

interface Dates {
  months: readonly string[];
}
/** `1–19 Nov`, `27 Okt – 2 Nov`, `20 Nov`. */
function days(from: number, to: number, date: Dates): string {
  const month = (day: number) => date.months[(Math.floor(day / 100) % 100) - 1] ?? '';
  if (from === to) return `${from % 100} ${month(from)}`;
  if (Math.floor(from / 100) === Math.floor(to / 100)) return `${from % 100}–${to % 100} ${month(to)}`;
  return `${from % 100} ${month(from)} – ${to % 100} ${month(to)}`;
}

export const figures = {
  /** What stands before decimals. */
  comma: ',' as string,
  units: { percent: '%', hours: 'jam', days: 'hari', minutes: 'menit', thousands: 'ribu', millions: 'juta' },
  title: 'Angka',
  tabs: {
    all: 'Semua angka',
    sales: 'Penjualan',
    warehouse: 'Gudang',
    customers: 'Pelanggan',
    marketing: 'Marketing',
    people: 'Orang',
    report: 'Laporan'
  },
  nextTab: 'Bagian berikutnya, sebelumnya',
  groups: {
    sales: 'Penjualan',
    money: 'Uang',
    warehouse: 'Gudang',
    customers: 'Pelanggan',
    marketing: 'Marketing',
    people: 'Orang'
  },
  days,
  spans: { month: 'Bulan', week: 'Minggu' },
  upTo: (month: string, day: number) => `${month}, sampai tgl ${day}`,
  ways: { before: 'Periode sebelumnya', year_before: 'Setahun lalu' },
  way: 'Bandingkan dengan yang lain',
  columns: { figure: 'Angka', target: 'Target', delta: 'Beda' },
  caption: 'Angka toko, target, dan sebelumnya',
  missed: 'target meleset',
  unripe: (days: number) => `belum ${days} hari`,
  notYet: 'belum matang',
  undefinedYet: 'belum ada datanya',
  good: { more: 'makin besar makin baik', less: 'makin kecil makin baik', neither: 'hanya memberi tahu' },
  cases: 'kasus',
  of: 'dari',
  cased: (num: string, den: string) => `${num} dari ${den}: `,
  targetIs: (target: string) => `Target ${target}`,
  was: (days: string, figure: string) => `${days} ${figure}`,
  targetWord: 'target',
  noTarget: 'tanpa target',
  by: { day: 'Hari', week: 'Minggu', month: 'Bulan' },
  points: { day: '14 hari', week: '13 minggu', month: '13 bulan' },
  pointHeads: { day: 'Tgl', week: 'Senin', month: 'Tahun' },
  running: 'yang terakhir masih berjalan',
  series: (name: string) => `${name} dari waktu ke waktu`,
  nextBy: 'Hari, minggu, bulan',
  cut: 'Menurut',
  cuts: { store: 'toko', courier: 'kurir', person: 'orang' },
  nextCut: 'Menurut yang lain',
  noCut: 'Angka ini tidak dihitung menurut itu.',
  wholeShop: 'Semua',
  orders: 'Pesanan di baliknya',
  ordersOf: (shown: number, all: number) => (shown === all ? `${count(all)}` : `${count(shown)} dari ${count(all)}`),
  open: (n: number) => `Buka ${count(n)} pesanan`,
  openKey: 'Buka pesanan di baliknya',
  back: 'Kembali ke angka',
  behind: (name: string, days: string) => `${name}, ${days}`,
  ordersMost: (n: number) => `${count(n)} pesanan terbaru`,
  order: { number: 'No.', where: 'Toko', placed: 'Masuk', stage: 'Tahap', courier: 'Kurir', total: 'Total' },
  noOrders: 'Tidak ada pesanan di baliknya',
  noOrdersText: 'Angka ini tidak terdiri dari pesanan, atau tidak ada pada hari-hari ini.',
  move: 'Angka berikutnya, sebelumnya',
  funnel: {
    title: 'Jalan pesanan',
    placed: (n: number, days: string) => `${count(n)} masuk ${days}`,
    reached: 'sampai di tahap',
    here: 'masih',
    dropped: 'gugur'
  },
  hours: {
    title: 'Jam pesanan masuk',
    more: (days: string) => `28 hari sampai ${days}`,
    caption: 'Pesanan masuk per hari dan jam',
    night: '23–7'
  },
  customersSee: 'Laporan pelanggan',
  segments: 'Segmen pelanggan',
  cohorts: 'Pembeli yang kembali',
  staff: {
    title: 'Saran orang',
    day: (orders: string) => `${orders} pesanan sehari`,
    people: (n: number) => `${count(n)} orang bekerja`,
    minutes: (minutes: string) => `${minutes} menit per paket`,
    week: 'Minggu dari',
    orders: 'Pesanan',
    median: 'Sehari',
    worked: 'Hari kerja',
    load: 'Beban',
    caption: 'Beban kerja delapan minggu'
  },
  target: {
    title: (name: string) => `Target ${name}`,
    amount: 'Yang mau dicapai',
    per: 'Untuk',
    pers: { day: 'sehari', week: 'seminggu', month: 'sebulan' },
    rate: 'dilihat per',
    hint: (typed: string, why: string) => `Usul ${typed}: ${why}.`,
    hintNone: 'Belum cukup data untuk usul: isi sendiri.',
    use: 'Pakai usul',
    save: 'Pasang target',
    remove: 'Hapus target',
    key: 'Ubah target',
    neither: 'Angka ini tidak punya arah yang baik, jadi tidak punya target.'
  },
  goals: {
    title: 'Tujuan',
    dialog: 'Apa yang mau dicapai toko?',
    lead: 'Pilih satu sampai tiga. Angkanya muncul di Hari ini dan Angka.',
    change: 'Ubah tujuan',
    choose: 'Pilih tujuan toko',
    chooseText: 'Misalnya lebih banyak pesanan, lebih sedikit retur, kirim lebih cepat.',
    save: 'Simpan tujuan',
    skip: 'Nanti saja',
    targets: 'Target',
    proposed: (why: string) => `usul, ${why}`,
    noPast: 'belum cukup data',
    none: 'Belum ada target. Buka Angka, pilih angkanya, lalu T.',
    met: 'tercapai',
    missed: 'belum tercapai',
    of: (target: string) => `dari ${target}`
  },
  own: {
    title: 'Angka sendiri',
    lead: 'Dari yang dicatat dan dari angka yang bisa dijumlahkan: satu jumlah, atau satu dibagi yang lain.',
    name: 'Nama',
    of: 'Yang dihitung',
    per: 'Dibagi',
    choose: 'pilih',
    alone: 'tidak dibagi',
    unit: 'Ditulis sebagai',
    natural: 'angka biasa',
    units: { percent: 'persen', per100: 'per 100' } as Record<string, string>,
    better: 'Arahnya',
    save: 'Simpan angka',
    have: 'Yang sudah ada',
    remove: 'Hapus',
    removed: (name: string) => `${name} dihapus.`
  },
  keys: { csv: 'Simpan CSV', xlsx: 'Simpan Excel', print: 'Cetak' }
};
