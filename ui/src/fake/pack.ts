// The packing table.
import type { Goods } from '../generated/Goods';
import type { PackAnswer } from '../generated/PackAnswer';
import type { PackQueue } from '../generated/PackQueue';
import type { PackStop } from '../generated/PackStop';
import type { PackView } from '../generated/PackView';
import type { StopKind } from '../generated/StopKind';
import { findOrder } from './orders';
import { both, type FakeLine, type FakeOrder, type World } from './world';

function queued(world: World): FakeOrder[] {
  return world.orders
    .filter((order) => order.stage === 'approved')
    .sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || a.number - b.number);
}

export function queue(world: World): PackQueue {
  const rows = queued(world);
  return {
    rows: rows.slice(0, 200).map((order) => ({ order: world.row(order), checked: checked(order) })),
    total: rows.length,
    packed_today: world.orders.filter((order) => order.stage === 'packed').length
  };
}

const checked = (order: FakeOrder) => order.lines.reduce((sum, line) => sum + line.checked, 0);
const current = (order: FakeOrder) => order.lines.find((line) => line.checked < line.quantity) ?? null;

function goodsOf(line: FakeLine): Goods {
  return {
    product: line.variant.product,
    variant: line.variant.variant,
    shelf: line.variant.shelf,
    missing: line.quantity - line.checked
  };
}

export function view(world: World, order: FakeOrder): PackView {
  const rows = queued(world);
  return {
    order: world.row(order),
    lines: order.lines.map((line) => ({
      line: line.id,
      variant_id: line.variant.id,
      product: line.variant.product,
      variant: line.variant.variant,
      sku: line.variant.sku,
      shelf: line.variant.shelf,
      quantity: line.quantity,
      checked: line.checked
    })),
    current: current(order)?.id ?? null,
    units: world.units(order),
    checked: checked(order),
    note: order.note ?? '',
    position: Math.max(1, rows.indexOf(order) + 1),
    queue: rows.length
  };
}

function stopped(world: World, order: FakeOrder | null, stop: PackStop): PackAnswer {
  return { view: order ? view(world, order) : null, stop, finished: null, said: stop.title };
}

function stop(
  kind: StopKind,
  code: string,
  title: [string, string],
  advice: [string, string],
  read: Goods | null,
  wanted: Goods | null
): PackStop {
  return { kind, code, read, wanted, title: both(...title), advice: both(...advice) };
}

function openParcel(world: World, id: number, code: string): PackAnswer {
  const order = world.order(id);
  const say = (kind: StopKind, title: [string, string], advice: [string, string]) =>
    stopped(world, null, stop(kind, code, title, advice, null, null));
  if (order.held)
    return say(
      'held',
      ['Ditahan', 'Held'],
      [`${order.number}: ${order.held}. Taruh dulu.`, `${order.number}: ${order.held}. Put it aside.`]
    );
  if (order.stage === 'cancelled')
    return say(
      'cancelled',
      ['Dibatalkan', 'Cancelled'],
      [`${order.number} batal. Jangan dikirim.`, `${order.number} is cancelled. Don't send it.`]
    );
  if (order.stage !== 'approved')
    return say(
      'wrong_stage',
      ['Bukan giliran kemas', 'Not to be packed'],
      [`${order.number} tidak siap dikemas.`, `${order.number} is not ready to pack.`]
    );
  if (world.short(order))
    return say(
      'stock_short',
      ['Stok kurang', 'Stock short'],
      [`${order.number} menunggu barang. Ambil paket lain.`, `${order.number} waits for goods. Take another.`]
    );
  return {
    view: view(world, order),
    stop: null,
    finished: null,
    said: both(`Paket ${order.number} dibuka`, `Parcel ${order.number} opened`)
  };
}

function into(world: World, order: FakeOrder, line: FakeLine): PackAnswer {
  line.checked += 1;
  const name = `${line.variant.product} ${line.variant.variant}`;
  if (current(order) === null) {
    order.before = order.stage;
    order.stage = 'packed';
    world.write(order, both('Dikemas', 'Packed'), 0, 'pack');
    return {
      view: null,
      stop: null,
      finished: order.id,
      said: both(`Paket ${order.number} selesai`, `Parcel ${order.number} done`)
    };
  }
  return { view: view(world, order), stop: null, finished: null, said: both(`${name} masuk`, `${name} in`) };
}

export function scan(world: World, id: number | null, code: string): PackAnswer {
  const found = findOrder(world, code);
  if (id === null) {
    if (found !== null) return openParcel(world, found, code);
    return stopped(
      world,
      null,
      stop(
        'unknown_code',
        code,
        ['Kode tidak dikenal', 'Unknown code'],
        ['Pindai label paketnya dulu.', "Scan the parcel's label first."],
        null,
        null
      )
    );
  }
  const order = world.order(id);
  const plain = code.trim().toUpperCase();
  const variant = world.variants.find((each) => each.sku.toUpperCase() === plain || each.barcode === plain);
  const wanted = current(order);
  if (!variant) {
    if (found !== null && found !== id) return openParcel(world, found, code);
    return stopped(
      world,
      order,
      stop(
        'unknown_code',
        code,
        ['Kode tidak dikenal', 'Unknown code'],
        ['Pindai barangnya sekali lagi.', 'Scan the item again.'],
        null,
        wanted ? goodsOf(wanted) : null
      )
    );
  }
  const line = order.lines.find((each) => each.variant === variant && each.checked < each.quantity);
  if (line) return into(world, order, line);
  const here = order.lines.find((each) => each.variant === variant);
  const read: Goods = { product: variant.product, variant: variant.variant, shelf: variant.shelf, missing: 0 };
  if (here)
    return stopped(
      world,
      order,
      stop(
        'extra_item',
        code,
        ['Sudah cukup', 'Enough already'],
        ['Kembalikan yang satu ini ke rak.', 'Put this one back on the shelf.'],
        read,
        wanted ? goodsOf(wanted) : null
      )
    );
  return stopped(
    world,
    order,
    stop(
      'wrong_item',
      code,
      ['Salah barang', 'Wrong item'],
      [
        `Pindai ${wanted?.variant.product ?? ''} ${wanted?.variant.variant ?? ''} untuk lanjut.`,
        `Scan ${wanted?.variant.product ?? ''} ${wanted?.variant.variant ?? ''} to go on.`
      ],
      read,
      wanted ? goodsOf(wanted) : null
    )
  );
}

export function tick(world: World, id: number, lineId: number): PackAnswer {
  const order = world.order(id);
  const line = order.lines.find((each) => each.id === lineId && each.checked < each.quantity);
  if (!line)
    return { view: view(world, order), stop: null, finished: null, said: both('Sudah cukup', 'Enough already') };
  return into(world, order, line);
}

export function undo(world: World, id: number): PackAnswer {
  const order = world.order(id);
  const line = [...order.lines].reverse().find((each) => each.checked > 0);
  if (line) line.checked -= 1;
  return {
    view: view(world, order),
    stop: null,
    finished: null,
    said: both('Satu barang keluar lagi', 'One unit out again')
  };
}
