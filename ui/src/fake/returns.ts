// Goods on their way back, and how they are graded when they are here.
import type { Outcome } from '../generated/Outcome';
import type { ReturnDue } from '../generated/ReturnDue';
import type { ReturnForm } from '../generated/ReturnForm';
import type { ReturnQueue } from '../generated/ReturnQueue';
import { hour } from './data';
import * as money from './money';
import { both, refusal, refuse, type FakeOrder, type World } from './world';

export function queue(world: World): ReturnQueue {
  const rows = world.orders
    .map((order) => {
      const expected = order.lines.reduce((sum, line) => sum + (order.failed ? line.quantity : (line.claimed ?? 0)), 0);
      const back = order.lines.reduce((sum, line) => sum + (line.back ?? 0), 0);
      return { order, expected, back };
    })
    .filter(({ order, expected, back }) => expected > back && order.stage !== 'returned')
    .map(({ order, expected, back }) => ({
      order: world.row(order),
      why: order.why ?? 'Penerima tidak ditemukan',
      arrived: order.failed === true && order.number % 2 === 0,
      since: world.now - (5_000 - order.number) * 0.1 * hour,
      expected,
      back
    }))
    .sort((a, b) => a.since - b.since);
  return { rows: rows.slice(0, 200), orders: rows.length };
}

/** What is claimed of each line for what is back with this form. */
function claims(order: FakeOrder, form: ReturnForm) {
  if (order.failed || order.external_id !== '') return [];
  return order.lines
    .map((line) => {
      const graded = form.lines.find((each) => each.line === line.id);
      const back = (line.back ?? 0) + (graded ? graded.sellable + graded.damaged + graded.lost : 0);
      const units = Math.max(0, back - (line.claimed ?? 0));
      return { line, units, amount: units * line.price };
    })
    .filter((claim) => claim.units > 0);
}

export function due(world: World, form: ReturnForm): ReturnDue {
  const order = world.order(form.order);
  const claim = claims(order, form).reduce((sum, each) => sum + each.amount, 0);
  const own = order.external_id === '';
  return {
    claim,
    refund: own ? Math.min(order.paid, money.owed(world, order) + claim) : 0,
    account: own ? 1102 : null
  };
}

export function giveBack(world: World, form: ReturnForm): Outcome {
  const order = world.order(form.order);
  const units = (pick: 'sellable' | 'damaged' | 'lost') => form.lines.reduce((sum, line) => sum + line[pick], 0);
  const nothing = units('sellable') + units('damaged') + units('lost') === 0;
  if (nothing && form.money === null)
    throw refuse(refusal('return_empty', 'Isi berapa yang kembali dulu.', 'Enter how many came back first.'));
  if (!nothing && !['shipped', 'delivered', 'completed'].includes(order.stage))
    throw refuse(
      refusal(
        'stage',
        `Pesanan ${order.number} tidak sedang di luar.`,
        `Order ${order.number} hasn't left, so nothing comes back.`
      )
    );
  const left = due(world, { ...form, money: null }).refund;
  if (form.money)
    for (const { line, units: more, amount } of claims(order, form)) {
      line.claimed = (line.claimed ?? 0) + more;
      line.claim = (line.claim ?? 0) + amount;
    }
  for (const graded of form.lines) {
    const line = order.lines.find((each) => each.id === graded.line)!;
    const back = graded.sellable + graded.damaged + graded.lost;
    if ((line.back ?? 0) + back > line.quantity)
      throw refuse(
        refusal('return_lines', `Yang kembali lebih banyak dari yang keluar.`, 'More units come back than had left.')
      );
    line.back = (line.back ?? 0) + back;
    line.variant.on_hand += graded.sellable;
    line.variant.damaged += graded.damaged;
  }
  if (order.lines.every((line) => line.back === line.quantity)) order.stage = 'returned';
  world.recount();
  if (form.money && form.money.amount > 0)
    money.refund(world, { ...form.money, order: order.id, note: 'barang kembali' });
  const says = [units('sellable'), units('damaged'), units('lost')] as const;
  world.write(
    order,
    both(
      `Retur: ${says[0]} bisa dijual, ${says[1]} rusak, ${says[2]} hilang`,
      `Back: ${says[0]} sellable, ${says[1]} damaged, ${says[2]} lost`
    ),
    0,
    'return'
  );
  return {
    done: [order.id],
    refused: [],
    undo: null,
    message: both(`Retur ${order.number} diterima.`, `The return of ${order.number} is taken in.`),
    warnings:
      form.money === null && left > 0 ? [both(`Kembalikan Rp ${left}? Belum.`, `Give back Rp ${left}? Not yet.`)] : []
  };
}
