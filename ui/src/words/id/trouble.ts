import { count } from '../../format';

export const trouble = {
  title: 'Buku tidak bisa dibuka',
  damaged: 'Buku rusak',
  foreign: 'Berkas di tempat buku ini bukan buku Runut, atau bagian awalnya rusak.',
  newer: 'Perbarui program ini dulu',
  where: 'Berkasnya',
  version: (version: string) => `Runut ${version}`,
  ways: 'Jalan keluar',
  restore: 'Pulihkan dari cadangan',
  restoreText: 'Isi cadangan dibandingkan dulu. Buku yang digantikan tetap disimpan.',
  save: 'Selamatkan yang terbaca',
  saveText: 'Semua daftar yang masih terbaca ditulis ke folder pilihan Anda. Buku yang rusak tidak disentuh.',
  saveAgain: 'Ke folder lain',
  anew: 'Mulai buku baru',
  anewText: 'Toko kosong di tempat yang sama. Cadangan lama tetap ada.',
  anewWord: 'BUKU BARU',
  anewType: (word: string) => `Ketik ${word} untuk memulainya`,
  retry: 'Coba lagi',
  retryText: 'Sesudah disknya dipasang, ruang dikosongkan, atau jendela lain ditutup.',
  retryNewer: 'Sesudah versi terbaru dipasang. Bukunya tidak berubah.',
  folder: 'Buka folder buku',
  folderText: 'Cadangannya ada di folder cadangan di situ.',
  back: 'Kembali ke buku',
  saved: 'Yang terbaca',
  columns: { list: 'Daftar', rows: 'Baris', leftOut: 'Tidak terbaca', file: 'Berkas' },
  unknown: 'sebagian',
  beside: 'Di luar daftar ini ada juga yang tidak terbaca: hitungan stok, foto, atau pengaturan.',
  restoreSaved: 'Pulihkan dari buku ini',
  rows: (n: number) => count(n),
  opening: 'Membuka buku…',
  crash: {
    title: 'Tampilan Runut berhenti',
    text: 'Bukunya aman: yang sudah tercatat tetap tercatat. Muat ulang tampilannya. Kalau berhenti lagi di tempat yang sama, tutup jendelanya, buka lagi, dan laporkan kalimat di bawah ini.',
    reload: 'Muat ulang',
    home: 'Ke Hari ini'
  }
};
