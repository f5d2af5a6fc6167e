export const exporting = {
  button: 'Ekspor',
  label: 'Ekspor daftar',
  format: 'Jenis berkas',
  formats: {
    xlsx: 'Excel (.xlsx)',
    csv_semicolon: 'CSV titik koma (;)',
    csv: 'CSV koma (,)',
    pdf: 'PDF untuk dicetak: kolom utama',
    hledger: 'Jurnal hledger, untuk akuntan'
  },
  what: 'Yang diekspor',
  kinds: {
    orders: 'Pesanan',
    lines: 'Isi pesanan',
    products: 'Produk',
    stock: 'Stok',
    customers: 'Pelanggan',
    payments: 'Uang masuk',
    postings: 'Jurnal',
    purchases: 'Pembelian',
    receipts: 'Penerimaan barang',
    bills: 'Tagihan',
    suppliers: 'Pemasok',
    settlements: 'Pencairan',
    records: 'Catatan',
    log: 'Log'
  },
  from: 'Dari',
  to: 'Sampai',
  days: 'Tanggal kosong berarti semua.',
  now: 'Keadaan saat ini, semua baris.',
  backwards: 'Tanggal akhirnya sebelum tanggal awal.',
  save: 'Simpan berkas'
};
