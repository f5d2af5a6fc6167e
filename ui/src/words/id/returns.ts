import { count } from '../../format';

export const returns = {
  title: 'Retur',
  lead: (n: number) => (n === 0 ? 'Tidak ada paket yang sedang kembali.' : `${count(n)} paket sedang kembali.`),
  list: 'Paket yang sedang kembali',
  caption: 'Pesanan yang barangnya sedang kembali, yang terlama dulu',
  columns: {
    since: 'Sejak',
    number: 'Nomor',
    customer: 'Pembeli',
    contents: 'Isi',
    why: 'Kenapa',
    back: 'Sudah kembali'
  },
  empty: 'Tidak ada yang sedang kembali',
  emptyText: 'Paket gagal antar dan klaim pembeli muncul di sini sampai barangnya dinilai.',
  scan: 'Pindai paket yang kembali',
  scanPlace: 'Resi, slip, atau nomor pesanan',
  scanHint: 'Pindai labelnya: formulir paket itu terbuka di sini.',
  unknown: (code: string) => `${code} tidak dikenal. Cari pesanannya di Pesanan.`,
  none: 'Belum ada paket yang dibuka',
  noneText: 'Pindai labelnya, atau pilih dari daftar.',
  panel: (number: number) => `Retur ${number}`,
  why: 'Alasan.',
  failed: 'Gagal antar',
  arrived: 'Sudah di toko.',
  claimed: 'Klaim pembeli',
  back: 'Semua barangnya sudah kembali.',
  partBack: (n: number, all: number) => `${count(n)} dari ${count(all)} barang kembali.`,
  notOut: (number: number, stage: string) => `Pesanan ${number} tidak sedang di luar: tahapnya ${stage}.`,
  owed: (amount: string) => `Toko masih berutang Rp ${amount} kepada pembeli.`,
  owedNone: 'Tidak ada uang yang harus dikembalikan.',
  owedMarketplace: 'Uang pembeli dikembalikan oleh marketplace.',
  refund: 'Kembalikan uang',
  money: {
    title: 'Uang pembeli',
    ask: (amount: string) => `Kembalikan Rp ${amount}?`,
    askLess: (amount: string) => `Kurangi tagihan pembeli Rp ${amount}?`,
    less: 'Kurangi tagihan',
    later: 'Nanti saja'
  },
  text: 'Salin kabar untuk pembeli',
  copied: 'Teks untuk pembeli disalin.',
  order: 'Buka pesanan',
  grading: {
    title: 'Nilai barang yang kembali',
    grades: { sellable: 'Bisa dijual', damaged: 'Rusak', lost: 'Hilang' },
    allSellable: 'Semua bisa dijual lagi',
    save: (sellable: number, damaged: number, lost: number) =>
      `Simpan: ${[
        sellable > 0 ? `${count(sellable)} bisa dijual` : '',
        damaged > 0 ? `${count(damaged)} rusak` : '',
        lost > 0 ? `${count(lost)} hilang` : ''
      ]
        .filter(Boolean)
        .join(', ')}`,
    all: (n: string) => `${n} di luar`,
    stillOut: (n: number) => `${count(n)} belum kembali`,
    most: (n: number) => `paling banyak ${count(n)}`,
    over: 'Yang kembali lebih banyak dari yang keluar.',
    nothing: 'Isi berapa yang kembali dulu.',
    busy: 'Sedang disimpan.',
    refused: 'Retur ini tidak bisa dicatat.',
    hint: 'Angka, + atau − mengubah jumlah; yang rusak atau hilang diambil dari yang bisa dijual.',
    count: (grade: string, what: string) => `${grade}: ${what}`,
    more: (grade: string, what: string) => `Tambah ${grade}: ${what}`,
    less: (grade: string, what: string) => `Kurangi ${grade}: ${what}`
  },
  keys: { open: 'Nilai paket ini', scan: 'Ke isian pindai', refund: 'Kembalikan uang' }
};
