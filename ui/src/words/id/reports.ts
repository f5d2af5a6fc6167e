export const reports = {
  title: 'Laporan',
  list: 'Daftar laporan',
  move: 'Laporan berikutnya, sebelumnya',
  open: 'Buka isinya',
  yes: 'ya',
  none: 'Belum ada isinya',
  noneText: 'Pada tanggal ini tidak ada yang dilaporkan. Pilih tanggal lain.',
  names: {
    sales_month: 'Penjualan per bulan',
    sales_store: 'Penjualan per toko',
    sales_product: 'Penjualan per produk',
    sales_category: 'Penjualan per kategori',
    sales_customer: 'Penjualan per pelanggan',
    sales_region: 'Penjualan per wilayah',
    losing_orders: 'Pesanan rugi',
    profit_store: 'Laba per toko',
    profit_product: 'Laba per produk',
    profit_customer: 'Laba per pelanggan',
    receivables: 'Piutang menurut umur',
    receivable_orders: 'Piutang per pesanan',
    payables: 'Utang menurut umur',
    stock: 'Nilai stok',
    segments: 'Segmen pelanggan',
    cohorts: 'Pembeli yang kembali',
    forecast: 'Perkiraan penjualan',
    dead_stock: 'Stok mati',
    income_months: 'Laba rugi per bulan',
    income_stores: 'Laba rugi per toko',
    balance_months: 'Neraca per bulan',
    trial: 'Neraca saldo',
    notes: 'Catatan laporan',
    accountant: 'Untuk akuntan'
  },
  accountant: {
    package: 'Paket setahun',
    packageText:
      'Satu folder berisi semua laporan setahun sebagai PDF, Excel dan CSV, jurnalnya, dan daftar akun. Serahkan ke akuntan atau bank.',
    pack: (year: number) => `Buat paket ${year}`,
    journal: 'Jurnal',
    journalText: 'Semua pos pada tanggal yang dipilih: Excel, CSV, PDF, atau bentuk hledger.',
    journalSave: 'Simpan jurnal'
  }
};
