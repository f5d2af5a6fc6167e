// Lists, the opened order, and what is done to orders.
import type { OrderMark } from '../generated/OrderMark';
import type { OrderPage } from '../generated/OrderPage';
import type { OrderQuery } from '../generated/OrderQuery';
import type { OrderRow } from '../generated/OrderRow';
import type { Outcome } from '../generated/Outcome';
import type { RefusedOrder } from '../generated/RefusedOrder';
import type { Stage } from '../generated/Stage';
import type { TrackingItem } from '../generated/TrackingItem';
import type { TrackingPreview } from '../generated/TrackingPreview';
import type { TrackingPreviewRow } from '../generated/TrackingPreviewRow';
import type { Verb } from '../generated/Verb';
import type { WaveRow } from '../generated/WaveRow';
import { dayOf } from '../format';
import { now } from './data';
import { both, type FakeOrder, refusal, refuse, target, undoOf, type World } from './world';

const allStages: Stage[] = [
  'draft',
  'awaiting_payment',
  'awaiting_approval',
  'approved',
  'packed',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'returned'
];
const endOfToday = now + (24 - 7.7) * 3_600_000;

const marked: Record<OrderMark, (row: OrderRow) => boolean> = {
  late: (row) => row.late,
  due_today: (row) => row.ship_by !== null && !row.late && row.ship_by < endOfToday,
  noted: (row) => row.noted,
  cod: (row) => row.cod,
  held: (row) => row.held !== null,
  short: (row) => row.short,
  back: (row) => row.failed,
  overdue: (row) => row.stage === 'awaiting_payment' && row.paid > 0 && row.pay_by !== null && row.pay_by < now,
  dropship: (row) => row.dropship,
  unprinted: (row) => (row.stage === 'approved' || row.stage === 'packed') && !row.printed,
  unlabelled: (row) =>
    (row.stage === 'approved' || row.stage === 'packed') && !row.labelled && row.external_id === '' && !row.masked
};

export function page<R>(all: R[], after: string | null, limit: number): { rows: R[]; next: string | null } {
  const from = after === null ? 0 : Number(after);
  return { rows: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null };
}

export function ordersPage(world: World, query: OrderQuery): OrderPage {
  const words = query.search.toLowerCase();
  const all = world.rows();
  const staged = all.filter(
    (row) =>
      (query.stage === null || row.stage === query.stage) &&
      (query.channel === null || row.channel === query.channel) &&
      (query.courier === '' || row.courier.toLowerCase().startsWith(query.courier.toLowerCase())) &&
      (query.day === null || dayOf(row.placed_at, 'wib') === query.day)
  );
  const waits =
    query.stage !== null && ['awaiting_payment', 'awaiting_approval', 'approved', 'packed'].includes(query.stage);
  const rows = staged
    .filter((row) => query.mark === null || marked[query.mark](row))
    .filter(
      (row) =>
        !words ||
        [row.number, row.customer, row.tracking, row.external_id].some((text) =>
          String(text).toLowerCase().includes(words)
        )
    )
    .sort((a, b) =>
      waits ? (a.ship_by ?? Infinity) - (b.ship_by ?? Infinity) || a.number - b.number : b.placed_at - a.placed_at
    );
  return {
    ...page(rows, query.after, query.limit),
    stages: allStages.map((stage) => ({ stage, orders: all.filter((row) => row.stage === stage).length })),
    marks: (Object.keys(marked) as OrderMark[]).map((mark) => ({ mark, orders: staged.filter(marked[mark]).length })),
    channels: [...new Set(all.map((row) => row.channel))].sort(),
    couriers: [...new Set(all.map((row) => row.courier.split(' ')[0] ?? ''))].filter(Boolean).sort(),
    in_wave: all.filter((row) => row.stage === 'approved' && row.wave === null && row.held === null && !row.short)
      .length
  };
}

export function findOrder(world: World, code: string): number | null {
  const plain = code.trim().toUpperCase().replace(/^RN-?/, '');
  const found = world.orders.find(
    (order) => String(order.number) === plain || order.tracking?.toUpperCase() === plain || order.external_id === plain
  );
  return found?.id ?? null;
}

export function doVerb(world: World, verb: Verb, ids: number[], reason: string): Outcome {
  if (['cancel', 'hold', 'unpack', 'recall', 'fail'].includes(verb) && !reason.trim()) {
    throw refuse(refusal('reason_missing', 'Alasannya belum ditulis.', 'The reason is missing.'));
  }
  const done: number[] = [];
  const refused: RefusedOrder[] = [];
  for (const id of ids) {
    const order = world.order(id);
    const why = world.refusalOf(order, verb);
    const override = why?.code === 'not_covered' && reason.trim() !== '';
    if (why && !override) {
      refused.push({ order: id, refusal: why });
      continue;
    }
    apply(world, order, verb, reason);
    done.push(id);
  }
  world.recount();
  const what: Partial<Record<Verb, [string, string]>> = {
    approve: ['disetujui', 'approved'],
    unapprove: ['ditarik persetujuannya', 'unapproved'],
    pack: ['dikemas', 'packed'],
    unpack: ['dibongkar', 'unpacked'],
    hold: ['ditahan', 'held'],
    release: ['dilanjutkan', 'resumed'],
    cancel: ['dibatalkan', 'cancelled'],
    reopen: ['dibuka lagi', 'reopened'],
    deliver: ['sampai', 'delivered'],
    undeliver: ['kembali ke Dikirim', 'back to Shipped'],
    complete: ['selesai', 'completed'],
    recall: ['ditarik', 'recalled'],
    ship: ['dikirim', 'shipped'],
    place: ['dipesan', 'placed'],
    expire: ['kedaluwarsa', 'expired'],
    fail: ['gagal kirim', 'failed']
  };
  const [id = verb, en = verb] = what[verb] ?? [];
  return {
    done,
    refused,
    undo: done.length > 0 ? (undoOf[verb] ?? null) : null,
    message: both(`${done.length} pesanan ${id}.`, `${done.length} orders ${en}.`),
    warnings: []
  };
}

function apply(world: World, order: FakeOrder, verb: Verb, reason: string): void {
  if (verb === 'hold') order.held = reason;
  else if (verb === 'release') delete order.held;
  else if (verb === 'fail') order.failed = true;
  else if (verb === 'reopen') order.stage = order.before;
  else {
    order.before = order.stage;
    order.stage = target[verb] ?? order.stage;
    for (const line of order.lines)
      line.checked = verb === 'pack' ? line.quantity : verb === 'unpack' ? 0 : line.checked;
    if (verb === 'cancel') order.cancel_reason = reason;
  }
  world.write(order, both(reason ? `${verb}: ${reason}` : verb, reason ? `${verb}: ${reason}` : verb), 0, verb);
}

export function makeWave(world: World, ids: number[]): WaveRow {
  const candidates =
    ids.length > 0
      ? ids.map((id) => world.order(id))
      : world.orders.filter((order) => order.stage === 'approved' && order.wave === null);
  const left_out = candidates
    .filter((order) => order.stage !== 'approved' || order.held)
    .map((order) => ({
      order: order.id,
      refusal: order.held
        ? refusal('held', `${order.number} ditahan: ${order.held}.`, `${order.number} is held: ${order.held}.`)
        : refusal('stage', `${order.number} belum siap dikemas.`, `${order.number} is not ready to pack.`)
    }));
  const orders = candidates.filter((order) => order.stage === 'approved' && !order.held);
  world.waves += 1;
  for (const order of orders) order.wave = world.waves;
  return {
    id: world.waves,
    at: world.now,
    person: world.owner,
    orders: orders.map((order) => order.id),
    units: orders.reduce((sum, order) => sum + world.units(order), 0),
    left_out
  };
}

function lookUp(world: World, item: TrackingItem, line: number): TrackingPreviewRow {
  const id = findOrder(world, item.order);
  const order = id === null ? null : world.order(id);
  const taken = world.orders.find((other) => other.tracking === item.tracking && other.id !== id);
  const why = !order
    ? refusal('not_found', `Pesanan ${item.order} tidak ada di buku.`, `Order ${item.order} is not in the book.`)
    : taken
      ? refusal(
          'tracking_used',
          `Resi ini sudah dipakai pesanan ${taken.number}.`,
          `Order ${taken.number} has this tracking number already.`,
          { order: String(taken.number) }
        )
      : world.refusalOf(order, 'ship');
  const odd = item.tracking.length < 8;
  return {
    line,
    item,
    order: order ? world.row(order) : null,
    refusal: why,
    warning: odd
      ? both(`Resi ${item.tracking} pendek sekali, cek lagi.`, `Tracking number ${item.tracking} is very short.`)
      : null
  };
}

export function previewTracking(world: World, text: string): TrackingPreview {
  const rows: TrackingPreviewRow[] = [];
  const problems: TrackingPreview['problems'] = [];
  text.split('\n').forEach((raw, n) => {
    if (!raw.trim()) return;
    const [order, tracking, courier] = raw.trim().split(/[\t;,]+|\s{2,}|\s+/);
    if (order && tracking) return void rows.push(lookUp(world, { order, tracking, courier: courier ?? null }, n + 1));
    problems.push({
      row: n + 1,
      column: '',
      code: 'unreadable',
      message: both(
        `Baris ${n + 1}: butuh nomor pesanan dan resi.`,
        `Line ${n + 1}: an order and a tracking number are needed.`
      ),
      external_id: '',
      found: raw,
      suggestion: ''
    });
  });
  return { rows, problems };
}

export function ship(world: World, items: TrackingItem[], join: boolean): Outcome {
  const rows = items.map((item, n) => lookUp(world, item, n + 1));
  const done: number[] = [];
  const refused: RefusedOrder[] = [];
  const warnings = rows.flatMap((row) => row.warning ?? []);
  for (const row of rows) {
    const why = row.refusal && !(join && row.refusal.code === 'tracking_used') ? row.refusal : null;
    if (why || !row.order) {
      refused.push({ order: row.order?.id ?? 0, refusal: why ?? refusal('not_found', 'Tidak ada.', 'Not there.') });
      continue;
    }
    const order = world.order(row.order.id);
    order.tracking = row.item.tracking;
    if (row.item.courier) order.courier = row.item.courier;
    apply(world, order, 'ship', '');
    done.push(order.id);
  }
  return {
    done,
    refused,
    undo: done.length > 0 ? 'recall' : null,
    message: both(`${done.length} pesanan dikirim.`, `${done.length} orders shipped.`),
    warnings
  };
}
