export const exporting = {
  button: 'Ekspor CSV',
  label: 'Ekspor CSV',
  what: 'Yang diekspor',
  kinds: {
    orders: 'Pesanan',
    lines: 'Isi pesanan',
    products: 'Produk',
    stock: 'Stok',
    customers: 'Pelanggan',
    payments: 'Uang masuk',
    postings: 'Jurnal',
    log: 'Log'
  },
  from: 'Dari',
  to: 'Sampai',
  days: 'Tanggal kosong berarti semua.',
  now: 'Keadaan saat ini, semua baris.',
  backwards: 'Tanggal akhirnya sebelum tanggal awal.',
  save: 'Simpan CSV'
};
