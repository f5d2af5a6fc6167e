// Draws the pictures of printed pages in docs/screens: the papers of a demo shop with its books, as the terminal writes them.
//
//   node .ci/papers.mjs RUNUT_CLI FOLDER
//
// The same program draws the same pictures, but for the log's code on the day's sheet: the shop, its clock and its figures are made up here.
// Of a paper of several pages it is the first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [, , cli, folder] = process.argv;
if (!folder) {
  console.error('usage: node .ci/papers.mjs RUNUT_CLI FOLDER');
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'papers-'));
let now = '2026-11-22T09:30:00+07:00';
const program = resolve(cli);

let book = join(work, 'toko.runut');

function run(...args) {
  const all = [...args, '--book', book, '--now', now, '--json'];
  try {
    return JSON.parse(execFileSync(program, all, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }));
  } catch (error) {
    throw new Error(`runut-cli ${args.join(' ')}: ${error.stdout || error.message}`);
  }
}

/** A paper by the command that writes it, as the picture `cetak-NAME`. */
function paper(name, dpi, ...args) {
  const pdf = join(work, `${name}.pdf`);
  run(...args, pdf);
  const to = join(folder, `cetak-${name}`);
  execFileSync('pdftoppm', ['-png', '-r', String(dpi), '-f', '1', '-l', '1', '-singlefile', pdf, to]);
  console.log(`${to}.png`);
}

/** A shop that has bought, sold, been paid and spent for six weeks. */
function shop() {
  run('demo', '--orders', '900');
  run('post', 'bank:3101:90.000.000', '--kind', 'capital', '--day', '2026-10-14', '--note', 'Modal awal');
  for (const [part, rate] of [['commission', '8%'], ['program', '4%']])
    run('fee', 'add', 'shopee', part, rate, '--from', '2025-01-01');
  run('equipment', 'add', 'Printer label', '2.400.000', '--bought', '2026-10-14');
  for (const month of ['2026-10', '2026-11']) {
    const on = (day, ...args) => run('expense', ...args, '--day', `${month}-${day}`, '--from', 'bank');
    on('15', '6160', '1.500.000', '--note', 'Sewa kios');
    on('16', '6170', '385.000', '--note', 'Listrik dan internet');
    on('18', '6140', '1.640.000', '--note', 'Kardus dan selotip');
    on('20', '6150', '4.200.000', '--note', 'Upah Sari dan Budi');
    on('21', '6130', '2.450.000', '--note', 'Iklan');
  }
  buying();
  paidOut();
}

/** The demo's goods billed and paid in part; goods of two more suppliers, one of them without a bill yet; an order that is on its way. */
function buying() {
  run('purchase', 'bill', '1', '--number', 'INV 2026/118', '--day', '2026-10-14', '--due', '2026-11-13');
  run('purchase', 'pay', '1=70.000.000', '--day', '2026-11-10');
  run('supplier', 'add', 'Anyaman Wajo', '--due-days', '14', '--phone', '0812-0000-0002', '--address', 'Wajo, Sleman');
  const order = (supplier, goods, ...rest) => String(run('purchase', 'new', supplier, ...goods, ...rest).id);
  const first = order('Anyaman Wajo', ['BSK-18C=60@3.900', 'BSK-20C=40@4.500']);
  run('purchase', 'advance', first, '100.000', '--day', '2026-11-12');
  run('purchase', 'receive', '--order', first, '--day', '2026-11-16', '--reference', 'SJ 118', '--cost', 'ongkir:36.000:courier');
  run('purchase', 'bill', '2', '--number', 'A 77', '--day', '2026-11-17', '--line', 'BSK-18C=246.000');
  const second = order('Blirik Jaya', ['GLB-HIJ=48@9.200', 'GLB-PUT=48@9.200']);
  run('purchase', 'receive', '--order', second, '--day', '2026-11-18', '--reference', 'SJ 7', '--cost', 'ongkir:40.000:supplier');
  const more = ['KRM-30C=40@24.000', 'KRM-40C=40@32.000', 'BSK-25C=60@5.200'];
  order('Anyaman Wajo', more, '--expected', '2026-12-01', '--note', 'Kirim pagi, sebelum jam 10');
}

/** What Shopee paid out for what left nine days ago or before, and what went to the bank of it. */
function paidOut() {
  const owed = run('report', 'receivables', '--by', 'order').rows;
  const heads = ['No. Pesanan', 'Tanggal Dana Dilepaskan', 'Harga Asli Produk', 'Jumlah Pengembalian Dana ke Pembeli'];
  heads.push('Biaya Administrasi', 'Biaya Layanan', 'Biaya Proses Pesanan', 'Total Penghasilan', 'No. Pengajuan');
  let sum = 0;
  const row = ({ external_id, shipped, amount }, at) => {
    const refund = at % 40 === 3 ? Math.round(amount / 2) : 0; // the buyer kept the goods
    const rates = [at % 40 === 7 ? 0.09 : 0.08, 0.04]; // one that isn't what was agreed
    const taken = [refund, ...rates.map((rate) => Math.round((amount - refund) * rate)), 1250];
    const net = taken.reduce((left, part) => left - part, amount);
    const day = later(shipped, 8);
    sum += day < '2026-11-19' ? net : 0;
    return [external_id, day, amount, ...taken.map((part) => -part), net, '-'].join(',');
  };
  const paid = owed.filter((order) => order.from.id === 'Shopee' && order.days >= 9).map(row);
  const file = join(work, 'penghasilan.csv');
  writeFileSync(file, [heads.join(','), ...paid].join('\n'));
  run('import', 'income', file, '--apply');
  const withdrawn = String(Math.floor(sum / 1_000_000) * 1_000_000);
  run('settle', 'withdraw', '--store', 'Shopee', '--amount', withdrawn, '--day', '2026-11-19');
}

/** So many days after one like 20261122, as 2026-11-30. */
function later(day, days) {
  const at = new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + days));
  return at.toISOString().slice(0, 10);
}

/** A shop that sells the same for fifteen weeks, and in the last one more, with parcels that leave late from Monday to Wednesday. */
function weeks() {
  book = join(work, 'minggu.runut');
  now = '2026-11-23T09:30:00+07:00';
  run('init', '--name', 'Dapur Ibu Ratna', '--owner', 'Ratna', '--address', 'Jl. Anyaman 12, Sleman');
  run('person', 'add', 'Dita');
  const heads = ['No. Pesanan', 'Status Pesanan', 'No. Resi', 'Opsi Pengiriman'];
  heads.push('Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)', 'Waktu Pengiriman Diatur', 'Waktu Pesanan Dibuat');
  heads.push('Waktu Pembayaran Dilakukan', 'Metode Pembayaran', 'Nama Produk', 'Nomor Referensi SKU', 'Nama Variasi', 'Harga Awal');
  heads.push('Harga Setelah Diskon', 'Jumlah', 'Returned quantity', 'Total Harga Produk', 'Ongkos Kirim Dibayar oleh Pembeli');
  heads.push('Total Pembayaran', 'Username (Pembeli)', 'Nama Penerima', 'Kota/Kabupaten', 'Provinsi', 'Waktu Pesanan Selesai');
  const goods = [['Besek Bambu', 'BSK-20', 12_000], ['Gelas Blirik', 'GLB-HIJ', 18_000], ['Tampah', 'TMP-30', 27_500]];
  const couriers = ['Reguler (Cashless)-SPX Standard', 'Reguler (Cashless)-JNE Reguler', 'Reguler (Cashless)-J&T Express'];
  const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, '.');
  const rows = [];
  for (let week = 0; week < 15; week += 1)
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const day = later(20260810, 7 * week + weekday);
      const last = week === 14;
      for (let n = 0; n < (last ? 19 : 12); n += 1) {
        const [product, sku, price] = goods[(n + weekday) % 3];
        const late = n === 0 ? weekday === 2 : last && weekday < 3 && n % 3 === 2;
        const cells = [`${day.replaceAll('-', '')}K${String(n).padStart(3, '0')}`, 'Selesai', `SPXID${week}${weekday}${n}`, couriers[n % 3]];
        cells.push(`${day} ${late ? '09:00' : '23:59'}`, `${day} 15:00`, `${day} 07:10`, `${day} 07:12`, 'Saldo ShopeePay', product, sku, '');
        cells.push(thousands(price), thousands(price), '3', '0', thousands(3 * price), thousands(9_000), thousands(3 * price + 9_000));
        cells.push(`pembeli${(week * 31 + n * 7) % 97}`, 'Wulan', 'KOTA SEMARANG', 'JAWA TENGAH', `${later(Number(day.replaceAll('-', '')), 2)} 06:00`);
        rows.push(cells.map((cell) => `"${cell}"`).join(','));
      }
    }
  const file = join(work, 'Order.all.csv');
  writeFileSync(file, [heads.map((head) => `"${head}"`).join(','), ...rows].join('\n'));
  run('import', 'orders', file, '--apply', '--start-day', '2026-08-01');
  run('kpi', 'set-target', 'late', '4%', '--per', 'week');
  run('kpi', 'set-target', 'orders', '90', '--per', 'week');
  run('report', 'act', 'weekly', '--date', '2026-11-22', '--number', '1', '--person', 'Dita', '--due', '2026-11-27');
  run('report', 'remark', 'weekly', '--date', '2026-11-22', 'J&T Kamis datang setengah jam lebih awal, jadi tertinggal. Sudah dibicarakan.');
  paper('laporan-minggu', 80, 'report', 'weekly', '--date', '2026-11-22', '--pdf');
}

/** The reports, as the window and the terminal print them, and the papers of a day's work. */
function papers() {
  const report = (name, ...args) => paper(name, 80, 'report', ...args, '--pdf');
  const days = ['--from', '2026-11-01', '--to', '2026-11-22'];
  const against = [...days, '--against', 'before'];
  report('laba-rugi', 'income', ...against);
  report('laba-emkm', 'emkm', ...against);
  report('laba-per-bulan', 'income', '--by', 'month', '--from', '2026-10-01');
  report('neraca', 'balance', ...against);
  report('arus-kas', 'cashflow', ...against);
  report('ke-mana-labanya', 'profit', ...against);
  report('neraca-saldo', 'trial', ...days);
  report('catatan', 'notes');
  report('buku-besar', 'ledger', '--account', '1102', '--from', '2026-10-01');
  report('pajak', 'tax');
  report('penjualan', 'sales', '--by', 'product', ...days);
  report('penjualan-wilayah', 'sales', '--by', 'region', ...days);
  report('piutang', 'receivables');
  report('piutang-pesanan', 'receivables', '--by', 'order');
  report('utang', 'payables');
  report('nilai-stok', 'stock', '--to', '2026-10-31');
  report('laba-pesanan', 'orders-profit', ...days);
  report('lembar-hari', 'day', '--to', '2026-11-19');
  paper('pesanan-pembelian', 80, 'purchase', 'pdf', '3', '--out');
  paper('daftar', 100, 'export', 'orders', '--from', '2026-11-15', '--out');
  run('wave');
  paper('daftar-ambil', 80, 'print', 'pick-list', '--out');
  paper('slip', 80, 'print', 'slips', '--out');
  run('settings', '--language', 'en');
  report('en-laba-rugi', 'income', ...against);
  report('en-neraca', 'balance', ...against);
}

try {
  shop();
  papers();
  weeks();
} finally {
  rmSync(work, { recursive: true });
}
