// A marketplace file, as if it had been read: three cells in it want a decision.
import type { CellOverride } from '../generated/CellOverride';
import type { FileProblem } from '../generated/FileProblem';
import type { ImportReport } from '../generated/ImportReport';
import type { ImportRow } from '../generated/ImportRow';
import type { ImportWarning } from '../generated/ImportWarning';
import type { Stage } from '../generated/Stage';
import { both, refusal, refuse, type World } from './world';

const problems: FileProblem[] = [
  {
    row: 41,
    column: 'Total Pembayaran',
    code: 'damaged_money',
    message: both(
      'Tertulis 9.5, padahal rupiah tidak berkoma: kemungkinan 9.500 yang terpotong spreadsheet.',
      'It says 9.5, but rupiah have no decimals: probably 9.500, cut by a spreadsheet.'
    ),
    external_id: '251119KQ2W7P',
    found: '9.5',
    suggestion: '9500'
  },
  {
    row: 87,
    column: 'Jumlah',
    code: 'bad_quantity',
    message: both('Jumlah harus bilangan bulat di atas nol.', 'The quantity must be a whole number above zero.'),
    external_id: '251119MM0X3C',
    found: '',
    suggestion: ''
  },
  {
    row: 102,
    column: 'Status Pesanan',
    code: 'unknown_status',
    message: both(
      'Status "Sedang Dikirm" tidak dikenal: mungkin "Sedang Dikirim".',
      'The status "Sedang Dikirm" is unknown: perhaps "Sedang Dikirim".'
    ),
    external_id: '251118RT5L1Z',
    found: 'Sedang Dikirm',
    suggestion: 'Sedang Dikirim'
  }
];

const kinds: { stage: Stage; orders: number; goods: number }[] = [
  { stage: 'awaiting_payment', orders: 4, goods: 412_000 },
  { stage: 'approved', orders: 21, goods: 3_904_500 },
  { stage: 'shipped', orders: 38, goods: 6_218_000 },
  { stage: 'completed', orders: 52, goods: 9_771_250 },
  { stage: 'cancelled', orders: 7, goods: 655_000 }
];

/** An order whose file lacks a line that the book has, and one that changed after packing. */
function warnings(taken: string[]): ImportWarning[] {
  const gone = '1 × Gelas blirik, Biru';
  const id = '251118WAIT01';
  const waits = !taken.includes(id);
  return [
    {
      external_id: id,
      row: 55,
      message: waits
        ? both(
            `Pesanan 4127: 1 dari 2 barisnya tidak ada di berkas (${gone}). Pesanan ini menunggu dan isinya tetap.`,
            `Order 4127: 1 of its 2 lines is not in the file (${gone}). It waits and keeps them.`
          )
        : both(`Pesanan 4127: yang keluar dari pesanan: ${gone}.`, `Order 4127: what leaves the order: ${gone}.`),
      missing: [gone],
      stays: waits,
      waits
    },
    {
      external_id: '251118PACK02',
      row: 61,
      message: both(
        'Pesanan 4128: isinya berubah di berkas, padahal sudah Dikemas. Periksa paketnya.',
        'Order 4128: its lines changed in the file although it is Packed. Check the parcel.'
      ),
      missing: [],
      stays: false,
      waits: false
    }
  ];
}

function list(): ImportRow[] {
  const names = [
    'dapurmila',
    'ibu_sri',
    'kaos.polos',
    'Lestari Wahyuningsih Kusumadewi',
    'tokoenak🍜',
    'a***i',
    'rumahkita',
    'bunda.zaki'
  ];
  return Array.from({ length: 63 }, (_, n) => {
    const fresh = n < 48;
    const after: Stage = n % 3 === 0 ? 'approved' : n % 3 === 1 ? 'shipped' : 'completed';
    return {
      external_id: `25111${n % 10}${String(100_000 + n * 7_919).slice(-6)}QX`,
      row: 2 + n * 2,
      kind: fresh ? 'new' : 'changed',
      history: fresh && after !== 'approved',
      before: fresh ? null : 'approved',
      after,
      customer: names[n % names.length]!,
      units: 1 + (n % 5),
      total: 48_000 + n * 3_500,
      what: fresh
        ? both('Masuk sebagai pesanan baru', 'Comes in as a new order')
        : both('Dikirim, resi terisi', 'Shipped, tracking number filled in')
    };
  });
}

export function report(
  path: string,
  overrides: CellOverride[],
  taken: string[],
  startDay: number | null,
  asks: boolean,
  applied: boolean
): ImportReport {
  const left = problems.filter((each) => {
    const typed = overrides.find((over) => over.row === each.row && over.column === each.column)?.value.trim();
    return !typed || typed === each.found;
  });
  const decided = problems.length - left.length;
  const by = kinds.map((kind) => ({ ...kind, orders: kind.orders + (kind.stage === 'shipped' ? decided : 0) }));
  const changes = list();
  return {
    file: path.split(/[\\/]/).at(-1) ?? path,
    rows: 197,
    orders: 125,
    new: 48 + decided,
    changed: 15,
    unchanged: 58,
    held: 1,
    units: 412 + decided * 2,
    by_stage: by.map(({ stage, orders }) => ({ stage, orders })),
    total_paid: 22_418_750 + decided * 9_500,
    goods_by_stage: by.map(({ stage, goods }) => ({ stage, amount: goods })),
    new_variants: 6,
    history: 31,
    missing_units: 14,
    problems: left,
    warnings: warnings(taken),
    start_day: startDay ?? 20251120,
    asks_start_day: asks,
    list: changes,
    applied
  };
}

export function checkPath(path: string): void {
  if (/salah/i.test(path)) {
    throw refuse(
      refusal(
        'unknown_file',
        'Ini bukan berkas pesanan yang dikenal: kolom "No. Pesanan" tidak ada. Unduh lagi lewat Pesanan Saya, Export.',
        'This is not a known order file: the column "No. Pesanan" is missing. Download it again under My Orders, Export.'
      )
    );
  }
}

/** Brings some of the file's orders into the stand-in's book. */
export function bringIn(world: World): void {
  for (let n = 0; n < 7; n++) {
    world.add({
      number: 4200 + n + world.waves,
      stage: 'approved',
      due: 30 + n,
      customer: `pembeli_baru${n}`,
      city: 'Semarang',
      lines: [['GLB-B', 1 + n]],
      channel: 'shopee',
      courier: 'SPX'
    });
  }
  world.recount();
  world.write(null, both('Berkas pesanan diimpor', 'Order file imported'), 0, 'import');
}
