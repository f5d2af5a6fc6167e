export const pack = {
  title: 'Kemas',
  lead: (waiting: string, late: string, done: string) =>
    [
      waiting === '0' ? 'Tidak ada paket yang menunggu' : `${waiting} paket menunggu`,
      late ? `${late} terlambat` : '',
      `${done} sudah dikemas hari ini`
    ]
      .filter(Boolean)
      .join(', ') + '.',
  scan: {
    slip: 'Pindai slip',
    item: 'Pindai barang',
    hint: 'Pemindai langsung terbaca. Kodenya juga bisa diketik, lalu Enter.',
    typed: 'Kode',
    pending: (n: number) => `${n} pindaian menunggu`
  },
  queue: {
    label: 'Antrean kemas',
    caption: 'Paket yang menunggu dikemas, menurut batas kirim',
    next: 'Berikutnya',
    more: (n: string) => `dan ${n} paket lagi sesudahnya`,
    inside: 'Masuk',
    units: 'Barang',
    open: (number: number) => `Kemas ${number}`,
    none: 'Tidak ada yang menunggu',
    noneText: 'Yang disetujui muncul di sini, yang terlambat paling atas. Slip tetap bisa dipindai.',
    toOrders: 'Lihat pesanan'
  },
  parcel: {
    label: (number: number) => `Paket ${number}`,
    leaves: 'keluar',
    place: (n: number, all: number) => `paket ${n} dari ${all}`,
    lines: 'Isi paket',
    outOf: (n: string) => `dari ${n} masuk`,
    note: 'Pesan pembeli',
    held: 'Ditahan',
    short: 'Stok kurang',
    shortText: 'Barangnya belum cukup di rak.',
    opened: (number: number) => `Paket ${number} dibuka`,
    putOff: (number: number, n: number, all: number) => `Paket ${number} ditunda, ${n} dari ${all} tetap masuk`,
    complete: 'lengkap'
  },
  keys: {
    tick: 'centang tangan',
    undo: 'batalkan pindai',
    hold: 'tahan',
    later: 'tunda',
    choose: 'pilih baris',
    sound: 'bunyi',
    reopen: 'buka lagi',
    queue: 'antrean',
    openNext: 'buka berikutnya tanpa pindai'
  },
  sound: { on: 'bunyi menyala', off: 'bunyi mati', turnOff: 'Matikan bunyi', turnOn: 'Nyalakan bunyi' },
  stop: {
    parcel: (number: number) => `paket ${number}`,
    read: 'Terbaca',
    wanted: 'Diminta',
    back: (shelf: string) => (shelf ? `taruh lagi di ${shelf}` : 'taruh lagi di rak'),
    at: (shelf: string, n: number) => (shelf ? `di ${shelf}, kurang ${n}` : `kurang ${n}`),
    unchanged: (n: number, all: number) => `Belum ada yang berubah: ${n} dari ${all} masuk.`,
    nothing: 'Belum ada paket yang dibuka.',
    hold: 'tahan paket',
    later: 'tunda',
    leave: 'ke antrean'
  },
  hold: {
    question: (number: number) => `Kenapa paket ${number} ditahan?`,
    reasons: ['Stok perlu dicek', 'Barang rusak', 'Pembeli minta tunggu'],
    other: 'Alasan lain',
    go: 'Tahan paket',
    needed: 'Tulis alasannya: dicatat di log.'
  },
  finished: {
    title: (number: number) => `Paket ${number} lengkap`,
    units: (n: number) => `${n} barang masuk.`,
    next: 'Pindai slip berikutnya',
    nextIs: 'Berikutnya',
    left: (n: number) => (n === 1 ? 'tinggal 1 paket' : `${n} paket lagi`),
    all: 'Semua paket sudah dikemas.',
    reopenReason: 'Dibuka lagi di meja kemas'
  }
};
