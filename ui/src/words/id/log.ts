import { count } from '../../format';

export const log = {
  title: 'Log',
  lead: 'Siapa berbuat apa, kapan. Hanya bisa ditambah.',
  order: 'Pesanan',
  from: 'Dari',
  to: 'Sampai',
  scans: 'Pindaian ikut',
  columns: { seq: 'No', when: 'Waktu', who: 'Siapa', what: 'Apa', order: 'Pesanan' },
  caption: 'Log aktivitas, terbaru di atas',
  verify: 'Periksa rantai',
  check: 'Periksa buku',
  checking: 'Memeriksa',
  chainSound: (entries: string) => `Rantai utuh: ${entries} catatan.`,
  chainHash: 'Sidik terakhir',
  chainAnchor: 'Dibandingkan dengan jangkar',
  chainNoAnchor: 'Belum ada jangkar di luar buku untuk dibandingkan.',
  chainBroken: (n: number) => `Rantai tidak cocok di ${count(n)} tempat.`,
  bookSound: 'Buku cocok: stok, tahap, dan log saling sesuai.',
  bookWrong: (n: number) => `${count(n)} hal di buku tidak cocok.`,
  advice: 'Jangan hapus apa pun. Simpan salinan bukunya, lalu minta bantuan dengan catatan ini.',
  empty: 'Belum ada catatan',
  emptyText: 'Begitu ada yang dikerjakan, catatannya muncul di sini.',
  nothing: 'Tidak ada catatan yang cocok',
  nothingText: 'Longgarkan saringannya.',
  orderUnknown: 'Pesanan ini tidak ada di buku.',
  keys: { open: 'Buka pesanannya', order: 'Saring pesanan' }
};
