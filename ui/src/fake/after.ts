// What comes after an order has left: the buyer's claim, the courier's bill, a cost that was not known; and labels.
import type { ClaimForm } from '../generated/ClaimForm';
import type { Outcome } from '../generated/Outcome';
import type { Printed } from '../generated/Printed';
import type { LineCost } from '../generated/LineCost';
import type { FilterRow } from '../generated/FilterRow';
import { both, refusal, refuse, type FakeOrder, type World } from './world';

const outcome = (order: FakeOrder, id: string, en: string): Outcome => ({
  done: [order.id],
  refused: [],
  undo: null,
  message: both(id, en),
  warnings: []
});

export function claim(world: World, form: ClaimForm): Outcome {
  const order = world.order(form.order);
  if (form.reason === '') throw refuse(refusal('reason_missing', 'Alasannya belum ditulis.', 'The reason is missing.'));
  for (const each of form.lines) {
    const line = order.lines.find((one) => one.id === each.line);
    if (!line) continue;
    line.claimed = (line.claimed ?? 0) + each.units;
    line.claim = (line.claim ?? 0) + each.amount;
  }
  const sum = form.shipping + form.lines.reduce((all, line) => all + line.amount, 0);
  if (order.external_id === '') order.more = { ...order.more, owed: (order.more?.owed ?? 0) + sum };
  world.write(order, both(`Klaim: ${form.reason}`, `Claim: ${form.reason}`), 0, 'claim');
  return outcome(order, `Klaim pesanan ${order.number} dicatat.`, `Claim on order ${order.number} recorded.`);
}

export function bill(world: World, id: number, amount: number): Outcome {
  const order = world.order(id);
  order.more = { ...order.more, courier_bill: amount };
  world.write(order, both(`Ongkir kurir ${amount}`, `Courier billed ${amount}`), 0, 'bill');
  return outcome(order, `Ongkir kurir pesanan ${order.number} dicatat.`, `Courier's bill of ${order.number} recorded.`);
}

export function costs(world: World, id: number, typed: readonly LineCost[]): Outcome {
  const order = world.order(id);
  for (const line of order.lines) if (typed.some((each) => each.line === line.id)) line.uncosted = 0;
  world.write(order, both('Harga beli diisi', 'Cost entered'), 0, 'cost');
  return outcome(order, `Harga beli pesanan ${order.number} diisi.`, `Cost of order ${order.number} entered.`);
}

export function labels(world: World, ids: number[]): Printed {
  const orders = ids.map((id) => world.order(id));
  const ours = orders.filter((order) => order.external_id === '');
  for (const order of ours) order.labelled = true;
  return {
    path: '/home/ratna/Dokumen/Runut/label.pdf',
    documents: ours.length,
    refused: orders
      .filter((order) => order.external_id !== '')
      .map((order) => ({
        order: order.id,
        refusal: refusal(
          'masked',
          `${order.number}: alamatnya disamarkan marketplace, pakai label mereka.`,
          `${order.number}: its address is masked by the marketplace, use their label.`
        )
      })),
    message: both(`${ours.length} label dibuka untuk dicetak.`, `${ours.length} labels opened for printing.`)
  };
}

const kept = new WeakMap<World, FilterRow[]>();
const filtersOf = (world: World): FilterRow[] => {
  const found = kept.get(world) ?? [];
  kept.set(world, found);
  return found;
};
export const filters = (world: World, list: string): FilterRow[] => filtersOf(world).filter((row) => row.list === list);
export function saveFilter(world: World, filter: FilterRow): FilterRow {
  const all = filtersOf(world);
  const row = { ...filter, id: filter.id || 1 + Math.max(0, ...all.map((each) => each.id)) };
  kept.set(world, [...all.filter((each) => each.id !== row.id), row]);
  return row;
}
export function deleteFilter(world: World, id: number): null {
  kept.set(
    world,
    filtersOf(world).filter((row) => row.id !== id)
  );
  return null;
}
