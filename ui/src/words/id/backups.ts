import type { BackupKind } from '../../generated/BackupKind';
import type { BackupPhase } from '../../generated/BackupPhase';
import { count } from '../../format';

export const backups = {
  title: 'Cadangan',
  last: (when: string) => `Cadangan terakhir ${when}, sudah dibuka dan diperiksa.`,
  none: 'Belum ada cadangan dari buku ini.',
  lead: 'Tiap hari satu, dibuat sendiri. Yang disimpan: 7 hari, 4 minggu, 12 bulan terakhir.',
  make: 'Buat cadangan sekarang',
  show: 'Buka folder',
  look: 'Lihat cadangan',
  wrong: 'Cadangan hari ini belum jadi.',
  heed: 'Cadangan perlu dilihat.',
  phases: {
    copy: 'Menyalin buku',
    verify: 'Memeriksa salinan',
    compare: 'Membandingkan dengan buku sekarang'
  } as Record<BackupPhase, string>,
  begins: 'Menyiapkan',
  second: {
    title: 'Tempat kedua',
    none: 'Belum ada. Kalau disk ini rusak, cadangan di disk yang sama ikut hilang: pilih stik USB atau folder yang disinkronkan.',
    away: 'Tempat kedua tidak ada sekarang. Stik USB belum tertancap? Salinannya menyusul begitu ada lagi.',
    last: (when: string) => `Salinan terakhir ke sana ${when}.`,
    never: 'Belum ada salinan di sana.',
    choose: 'Pilih tempat kedua',
    change: 'Ganti folder',
    forget: 'Lepas'
  },
  list: {
    caption: 'Cadangan yang ada, terbaru di atas',
    when: 'Dibuat',
    what: 'Isi',
    orders: 'Pesanan',
    size: 'Ukuran',
    where: 'Tempat',
    act: 'Pulihkan',
    unchecked: 'tidak diperiksa',
    here: 'di samping buku',
    there: 'tempat kedua',
    both: 'dua tempat',
    kinds: {
      copy: 'Cadangan',
      replaced: 'Buku yang diganti',
      before: 'Sebelum program baru'
    } as Record<BackupKind, string>,
    empty: 'Belum ada cadangan di sini.'
  },
  restore: {
    title: 'Pulihkan cadangan',
    choose: 'Pilih cadangan. Belum ada yang berubah sampai Anda menyetujui perbandingannya.',
    elsewhere: 'Berkas lain',
    owner: (name: string) => `${name} bukan pemilik. Hanya pemilik yang boleh memulihkan.`,
    compare: 'Bandingkan',
    figures: 'Cadangan di samping buku sekarang',
    backup: 'Cadangan',
    present: 'Sekarang',
    shop: 'Toko',
    orders: 'Pesanan',
    payments: 'Pembayaran',
    units: 'Stok, barang',
    value: 'Nilai stok, Rp',
    balance: (name: string) => `Saldo ${name}, Rp`,
    entries: 'Catatan log',
    until: 'Catatan terakhir',
    unknown: '?',
    unreadable: 'Buku sekarang tidak bisa dibaca.',
    agree: (shop: string) => `Ya, ganti buku ini dengan buku toko ${shop}`,
    agreeFirst: 'Ini buku toko lain. Centang dulu kalau memang itu yang diinginkan.',
    gone: (n: number) => `${count(n)} catatan di buku sekarang tidak ada di cadangan ini dan akan hilang dari buku:`,
    to: 'sampai',
    nothingGone: 'Tidak ada catatan yang hilang.',
    kept: 'Buku sekarang tidak dibuang: tetap ada di folder cadangan.',
    go: 'Ganti buku dengan cadangan ini',
    another: 'Pilih yang lain',
    working: 'Memulihkan',
    done: 'Buku sudah dipulihkan',
    imports: 'Impor lagi berkas pesanan sejak hari cadangan itu; yang diketik sendiri harus diketik lagi.',
    anew: 'Buka buku yang dipulihkan',
    fromFile: 'Sudah punya buku? Pulihkan dari cadangan',
    key: 'Pulihkan dari berkas lain'
  }
};
