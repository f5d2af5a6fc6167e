export const start = {
  title: 'Buku toko Anda',
  lead: 'Satu buku untuk pesanan, stok, dan uang. Tersimpan di komputer ini, tanpa internet.',
  shop: 'Nama toko',
  shopHint: 'Tercetak di slip dan daftar ambil.',
  owner: 'Nama Anda, pemilik',
  address: 'Alamat toko',
  addressHint: 'Boleh menyusul. Untuk dokumen.',
  phone: 'Telepon',
  phoneHint: 'Boleh menyusul.',
  zone: 'Zona waktu',
  zones: { wib: 'WIB, Indonesia barat', wita: 'WITA, Indonesia tengah', wit: 'WIT, Indonesia timur' },
  zoneHint: 'Jawa, Sumatra: WIB. Bali, Sulawesi: WITA. Maluku, Papua: WIT.',
  missing: { name: 'Isi nama tokonya dulu.', owner: 'Isi nama Anda: setiap catatan di log memakai nama.' },
  empty: 'Mulai buku kosong',
  demo: 'Coba dengan data contoh',
  demoHint:
    'Data contoh berisi pesanan, produk, dan stok bohongan dalam buku ini. Untuk belajar, bukan untuk berdagang.',
  where: 'Buku ini disimpan di',
  failed: 'Bukunya belum bisa dibuka.'
};
