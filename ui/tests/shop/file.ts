// A marketplace's order file as the shop gets it.
import { goods, hour, now, type Seed } from './seeds';

/** A time as the file writes it. */
function time(at: number): string {
  return new Date(at + 7 * hour).toISOString().slice(0, 16).replace('T', ' ');
}

const money = (amount: number) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
const couriers: Record<string, string> = {
  SPX: 'Reguler (Cashless)-SPX Standard',
  JNE: 'Reguler (Cashless)-JNE Reguler',
  'J&T': 'Reguler (Cashless)-J&T Express',
  Anteraja: 'Reguler (Cashless)-Anteraja Reguler'
};

/** The marketplace's id of an order of the shop's. */
export const external = (number: number) => `251119${number}PQ7XK`;

export type Changed = (row: Record<string, string>) => Record<string, string>;

/** The file of these orders at a status; `change` damages or changes rows. */
export function orderFile(orders: Seed[], status: string, change: Changed = (row) => row): string {
  const rows = orders.flatMap((seed) => linesOf(seed, status)).map(change);
  const columns = Object.keys(rows[0]!);
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]!))];
  return lines.map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

function linesOf(seed: Seed, status: string): Record<string, string>[] {
  const lines = seed.lines.map(([sku, quantity]) => {
    const [product, variant, , price] = goods.find((each) => each[2] === sku)!;
    return { product, variant, sku, price, quantity };
  });
  const worth = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  const placed = seed.number > 100 ? now - (161 - seed.number) * 0.5 * hour : now - (45 * 24 - seed.number) * hour;
  const done = status === 'Selesai';
  const by = seed.due === null ? placed + 48 * hour : now + seed.due * hour;
  return lines.map((line) => ({
    'No. Pesanan': external(seed.number),
    'Status Pesanan': status,
    'Alasan Pembatalan': '',
    'Status Pembatalan/ Pengembalian': '',
    'No. Resi': done ? `SPXID04${String(10_000_000 + seed.number)}` : '',
    'Opsi Pengiriman': couriers[seed.courier] ?? couriers['SPX']!,
    'Antar ke counter/ pick-up': '',
    'Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)': time(by),
    'Waktu Pengiriman Diatur': done ? time(placed + 20 * hour) : '',
    'Waktu Pesanan Dibuat': time(placed),
    'Waktu Pembayaran Dilakukan': status === 'Belum Bayar' ? '-' : time(placed),
    'Metode Pembayaran': seed.cod ? 'COD (Bayar di Tempat)' : 'SPayLater',
    'SKU Induk': '',
    'Nama Produk': line.product,
    'Nomor Referensi SKU': line.sku,
    'Nama Variasi': line.variant,
    'Harga Awal': money(line.price),
    'Harga Setelah Diskon': money(line.price),
    Jumlah: String(line.quantity),
    'Returned quantity': '0',
    'Total Harga Produk': money(line.price * line.quantity),
    'Total Diskon': '0',
    'Diskon Dari Penjual': '0',
    'Diskon Dari Shopee': '0',
    'Berat Produk': `${250 * line.quantity} gr`,
    'Jumlah Produk di Pesan': String(units),
    'Total Berat': `${250 * units} gr`,
    'Voucher Ditanggung Penjual': '0',
    'Cashback Koin': '0',
    'Voucher Ditanggung Shopee': '0',
    'Paket Diskon': 'N',
    'Paket Diskon (Diskon dari Shopee)': '0',
    'Paket Diskon (Diskon dari Penjual)': '0',
    'Potongan Koin Shopee': '0',
    'Diskon Kartu Kredit': '0',
    'Ongkos Kirim Dibayar oleh Pembeli': '12.000',
    'Estimasi Potongan Biaya Pengiriman': '0',
    'Ongkos Kirim Pengembalian Barang': '0',
    'Total Pembayaran': money(worth + 12_000),
    'Perkiraan Ongkos Kirim': '12.000',
    'Catatan dari Pembeli': seed.note ?? '',
    Catatan: '',
    'Username (Pembeli)': seed.customer,
    'Nama Penerima': seed.customer.includes('*') ? seed.customer : `${seed.customer.slice(0, 1).toUpperCase()}******`,
    'No. Telepon': `******${String(seed.number).slice(-2)}`,
    'Alamat Pengiriman': `******, ${seed.city}, ID`,
    'Kota/Kabupaten': seed.city,
    Provinsi: 'JAWA TENGAH',
    'Waktu Pesanan Selesai': done ? time(placed + 96 * hour) : ''
  }));
}
