// Money received and given back. An order is paid by what its seed says and by what is recorded here.
import type { Outcome } from '../generated/Outcome';
import type { OwedList } from '../generated/OwedList';
import type { PaymentCandidate } from '../generated/PaymentCandidate';
import type { PaymentForm } from '../generated/PaymentForm';
import type { PaymentPage } from '../generated/PaymentPage';
import type { PaymentQuery } from '../generated/PaymentQuery';
import type { PaymentRow } from '../generated/PaymentRow';
import type { PaymentSaved } from '../generated/PaymentSaved';
import type { RefundForm } from '../generated/RefundForm';
import { hour } from './data';
import { page } from './orders';
import { keptBy } from './settings';
import { both, type FakeOrder, refusal, refuse, type World } from './world';

const own = (order: FakeOrder) => order.external_id === '';
const rupiah = (amount: number) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

/** What an order still lacks. */
export function missing(world: World, order: FakeOrder): number {
  if (!own(order) || ['draft', 'cancelled', 'returned'].includes(order.stage)) return 0;
  return Math.max(0, world.total(order) - order.paid);
}

/** What the shop owes its buyer. */
export function owed(world: World, order: FakeOrder): number {
  if (!own(order)) return 0;
  const claim = order.lines.reduce((sum, line) => sum + (line.claim ?? 0), 0);
  const due = order.stage === 'cancelled' || order.failed ? 0 : world.total(order) - claim;
  return Math.max(0, order.paid - Math.max(0, due));
}

/** Money that had come in before the window was opened. */
export function seedPayments(world: World): void {
  for (const order of world.orders.filter((each) => own(each) && each.paid > 0)) {
    const n = world.payments.length;
    add(world, {
      refund: false,
      at: world.now - (6 + n * 5) * hour,
      account: n % 3 === 2 ? 1101 : 1102,
      method: n % 3 === 2 ? 'cash' : 'transfer',
      amount: order.paid,
      payer: order.customer.toUpperCase(),
      reference: n % 2 === 0 ? `TRF${20_251_100 + n}` : '',
      note: '',
      parts: [{ order: order.id, customer: order.customer, amount: order.paid }]
    });
  }
}

function add(
  world: World,
  given: Pick<PaymentRow, 'refund' | 'at' | 'account' | 'method' | 'amount' | 'payer' | 'reference' | 'note' | 'parts'>
): PaymentRow {
  const row: PaymentRow = {
    ...given,
    id: world.payments.length + 1,
    day: given.at > world.now - 7.7 * hour ? 20251120 : 20251119,
    account_name: keptBy(world).accounts.find((each) => each.id === given.account)?.name ?? '',
    voided: null,
    person: world.owner
  };
  world.payments.push(row);
  return row;
}

export function paymentsPage(world: World, query: PaymentQuery): PaymentPage {
  const words = query.search.trim().toLowerCase();
  const digits = words.replace(/\D/g, '');
  const rows = world.payments
    .filter((row) => query.order === null || row.parts.some((part) => part.order === query.order))
    .filter((row) => query.account === null || row.account === query.account)
    .filter((row) => (query.from === null || row.day >= query.from) && (query.to === null || row.day <= query.to))
    .filter(
      (row) =>
        words === '' ||
        row.payer.toLowerCase().includes(words) ||
        row.reference.toLowerCase().includes(words) ||
        (digits !== '' && (String(row.amount) === digits || row.parts.some((part) => String(part.order) === digits)))
    )
    .sort((a, b) => b.at - a.at || b.id - a.id);
  const today = world.payments.filter((row) => !row.refund && row.voided === null && row.day === 20251120);
  return { ...page(rows, query.after, query.limit), today: today.reduce((sum, row) => sum + row.amount, 0) };
}

export function candidates(world: World, search: string, amount: number | null): PaymentCandidate[] {
  const words = search.trim().toLowerCase();
  return world.orders
    .filter((order) => missing(world, order) > 0)
    .map((order) => ({ order: world.row(order), missing: missing(world, order) }))
    .filter(
      ({ order, missing: lacks }) =>
        lacks === amount ||
        [order.number, order.customer, order.city].some((text) => String(text).toLowerCase().includes(words))
    )
    .map((each) => ({ ...each, exact: each.missing === amount }))
    .sort((a, b) => Number(b.exact) - Number(a.exact) || b.order.number - a.order.number)
    .slice(0, 30);
}

function paid(world: World, order: FakeOrder, amount: number): void {
  order.paid += amount;
  const covered = order.paid >= world.total(order);
  if (order.stage === 'awaiting_payment' && covered) order.stage = 'awaiting_approval';
  else if (order.stage === 'awaiting_approval' && !covered && !order.cod) order.stage = 'awaiting_payment';
  else if (['approved', 'packed'].includes(order.stage) && !covered && !order.cod)
    order.held = 'Pembayarannya dibatalkan';
}

export function record(world: World, form: PaymentForm): PaymentSaved {
  if (form.parts.length === 0)
    throw refuse(refusal('no_orders', 'Pilih pesanan yang dibayar dulu.', 'Choose the orders paid for first.'));
  const twin = world.payments.find(
    (row) => form.reference !== '' && row.reference === form.reference && row.voided === null
  );
  if (twin)
    throw refuse(
      refusal(
        'payment_twice',
        `Rp ${rupiah(form.amount)} dengan referensi ${form.reference} sudah dicatat (pembayaran ${twin.id}).`,
        `Rp ${rupiah(form.amount)} with reference ${form.reference} is recorded already (payment ${twin.id}).`,
        { field: 'reference' }
      )
    );
  const parts = form.parts.map((part) => ({ ...part, customer: world.order(part.order).customer }));
  const row = add(world, { ...form, refund: false, at: form.at ?? world.now, parts });
  for (const part of parts) {
    const order = world.order(part.order);
    paid(world, order, part.amount);
    world.write(order, both(`Dibayar Rp ${rupiah(part.amount)}`, `Paid Rp ${rupiah(part.amount)}`), 0, 'pay');
  }
  const names = parts.map((part) => part.order).join(', ');
  return {
    payment: row.id,
    orders: parts.map((part) => part.order),
    message: both(
      `Rp ${rupiah(form.amount)} dicatat untuk ${names}.`,
      `Rp ${rupiah(form.amount)} recorded for ${names}.`
    ),
    text: `Pembayaran Rp ${rupiah(form.amount)} sudah kami terima, terima kasih kak ${parts[0]!.customer}.`
  };
}

export function voidPayment(world: World, id: number, reason: string): Outcome {
  const row = world.payments.find((each) => each.id === id);
  if (!row) throw refuse(refusal('not_found', 'Pembayaran ini tidak ada.', 'There is no such payment.'));
  if (reason.trim() === '')
    throw refuse(refusal('reason_missing', 'Alasannya belum ditulis.', 'The reason is missing.', { field: 'reason' }));
  if (row.refund || row.voided !== null)
    throw refuse(refusal('voided', 'Pembayaran ini tidak bisa dibatalkan.', "This payment can't be voided."));
  row.voided = reason;
  for (const part of row.parts) {
    const order = world.order(part.order);
    paid(world, order, -part.amount);
    world.write(order, both(`Pembayaran dibatalkan: ${reason}`, `Payment voided: ${reason}`), 0, 'void');
  }
  return {
    done: row.parts.map((part) => part.order),
    refused: [],
    undo: null,
    message: both(
      `Pembayaran Rp ${rupiah(row.amount)} dibatalkan.`,
      `The payment of Rp ${rupiah(row.amount)} is void.`
    ),
    warnings: []
  };
}

export function refund(world: World, form: RefundForm): PaymentSaved {
  const order = world.order(form.order);
  const due = owed(world, order);
  if (form.amount > due)
    throw refuse(
      refusal(
        'owed',
        `Pesanan ${order.number} hanya punya titipan Rp ${rupiah(due)}.`,
        `Only Rp ${rupiah(due)} is owed for order ${order.number}.`,
        { field: 'amount' }
      )
    );
  const parts = [{ order: order.id, customer: order.customer, amount: form.amount }];
  const row = add(world, { ...form, refund: true, at: world.now, payer: '', parts });
  order.paid -= form.amount;
  order.refunded = (order.refunded ?? 0) + form.amount;
  world.write(
    order,
    both(`Rp ${rupiah(form.amount)} dikembalikan`, `Rp ${rupiah(form.amount)} given back`),
    0,
    'refund'
  );
  return {
    payment: row.id,
    orders: [order.id],
    message: both(
      `Rp ${rupiah(form.amount)} dikembalikan ke ${order.customer}.`,
      `Rp ${rupiah(form.amount)} given back to ${order.customer}.`
    ),
    text: ''
  };
}

export function owedList(world: World): OwedList {
  const all = world.orders
    .map((order) => ({ order: world.row(order), owed: owed(world, order), paid_at: world.now - 30 * hour }))
    .filter((row) => row.owed > 0)
    .sort((a, b) => a.order.number - b.order.number);
  return { rows: all.slice(0, 200), total: all.reduce((sum, row) => sum + row.owed, 0) };
}
