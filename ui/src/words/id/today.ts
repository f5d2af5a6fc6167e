import { count } from '../../format';

export const today = {
  title: 'Hari ini',
  open: (n: number) => `Ada ${count(n)} paket belum keluar: `,
  none: 'Tidak ada paket yang menunggu.',
  late: (n: number) => `${count(n)} terlambat`,
  dueToday: (n: number) => `${count(n)} hari ini`,
  dueLater: (n: number) => `${count(n)} nanti`,
  newOrder: 'Pesanan baru',
  doLate: (n: number) => (n === 1 ? 'Kerjakan yang terlambat' : `Kerjakan ${count(n)} yang terlambat`),
  doPack: (n: number) => `Kemas ${count(n)} pesanan`,
  doApprove: (n: number) => `Setujui ${count(n)} pesanan`,
  parcels: (n: number) => `${count(n)} paket`,
  orders: (n: number) => `${count(n)} pesanan`,
  lateTitle: 'Lewat batas kirim',
  lateNone: 'Tidak ada yang terlambat.',
  pickups: 'Jemputan berikutnya',
  pickupsLegend: 'garis tebal = sudah dikemas',
  pickupsNone: 'Tidak ada paket yang menunggu kurir.',
  unscheduled: 'Tanpa jam',
  inTime: (span: string) => `${span} lagi`,
  gone: 'sudah lewat',
  toRecord: 'Belum dicatat',
  tasks: 'Tugas',
  tasksDue: (n: number) => `${count(n)} hari ini`,
  tasksNone: 'Tidak ada tugas.',
  taskNew: 'Tugas baru',
  taskAdd: 'Tambah',
  taskDue: 'Kapan',
  taskWho: 'Siapa',
  anyone: 'siapa saja',
  overdue: 'terlambat',
  queue: 'Antrean',
  oldest: 'paling lama',
  money: 'Uang masuk perlu dicek',
  moneyNone: 'Tidak ada uang yang perlu dicek.',
  due: 'Jatuh tempo',
  dueWhat: {
    recurring: 'biaya rutin, tinggal dicatat',
    depreciation: 'penyusutan, tinggal dicatat',
    opening: 'menurut laporan saldo, tinggal dicatat',
    bill: 'tagihan pemasok',
    tax: 'belum dibukukan, bayar sampai',
    tax_owed: 'sudah dibukukan, bayar sampai'
  },
  dueTax: (month: string) => `PPh final ${month}`,
  fits: (order: number) => `cocok ${order}`,
  beyond: (amount: string, order: number) => `lebih ${amount} dari ${order}`,
  lacking: (amount: string, order: number) => `kurang ${amount} dari ${order}`,
  held: 'Ditahan',
  heldNone: 'Tidak ada yang ditahan.',
  back: (n: number) => `${count(n)} paket sedang kembali`,
  sales: 'Penjualan kemarin',
  goal: (amount: string) => `target ${amount}`,
  above: (percent: number) => `${percent}% di atas`,
  below: (percent: number) => `${percent}% di bawah`,
  onGoal: 'tepat target',
  weekCaption: 'Penjualan minggu ini per hari, dalam rupiah',
  now: 'hari ini',
  week: 'Minggu ini',
  weekOf: (percent: number) => `Minggu ini, ${percent}% dari target`,
  perDay: (days: number) => `Perlu sehari, ${days} hari lagi`,
  reached: 'Target minggu ini tercapai',
  profit: 'Laba kotor kemarin',
  profitUnknown: (orders: number) => `Laba kotor kemarin: ${count(orders)} pesanan tanpa harga beli`,
  profitOf: (percent: number) => `Laba kotor kemarin, ${percent}%`,
  low: 'Stok menipis',
  lowLegend: 'tersedia, cukup untuk',
  lowNone: 'Tidak ada stok yang menipis.',
  waiting: (n: number) => `${count(n)} antre`,
  days: (n: number) => `${count(n)} hari`,
  rest: (n: number) => `dan ${count(n)} lagi`,
  first: {
    title: 'Lima langkah pertama',
    lead: (done: number) => `${done} dari 5 selesai`,
    account: ['Rekening', 'Nomor rekening yang diberitahukan ke pembeli'],
    courier: ['Kurir', 'Jam jemput kurir yang dipakai; arsipkan yang tidak'],
    product: ['Produk', 'Diketik satu-satu, atau dari spreadsheet'],
    stock: ['Stok', 'Berapa yang ada di rak, dan harga belinya'],
    order: ['Pesanan pertama', 'Ketik satu pesanan'],
    done: 'selesai',
    stepDone: (name) => `${name} selesai.`,
    allDone: 'Lima langkah pertama selesai.',
    next: (name) => `Berikutnya: ${name}`,
    back: 'Semua langkah',
    file: 'Pakai berkas marketplace',
    fileText: 'Produk dan pesanannya masuk sekaligus; tinggal isi stok.'
  } as Record<'account' | 'courier' | 'product' | 'stock' | 'order', [string, string]> & {
    title: string;
    lead: (done: number) => string;
    done: string;
    stepDone: (name: string) => string;
    allDone: string;
    next: (name: string) => string;
    back: string;
    file: string;
    fileText: string;
  },
  clock: 'Jam komputer ini mundur.',
  clockText: (last: string) =>
    `Catatan terakhir di buku dari ${last}. Betulkan tanggal dan jam komputer dulu; isi buku tetap utuh.`,
  keys: { main: 'Kerjakan yang paling mendesak', next: 'Baris berikutnya' }
};
