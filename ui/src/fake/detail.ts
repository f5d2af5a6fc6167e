// An order, opened: what the stand-in's book knows of it.
import type { AmountRow } from '../generated/AmountRow';
import type { Offer } from '../generated/Offer';
import type { OrderDetail } from '../generated/OrderDetail';
import type { Verb } from '../generated/Verb';
import { hour, now } from './data';
import * as money from './money';
import { both, type FakeOrder, open, table, type World } from './world';

function amountsOf(world: World, order: FakeOrder, marketplace: boolean): AmountRow[] {
  const gross = order.lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
  const goods = { label: both('Barang', 'Goods'), amount: gross };
  if (marketplace) {
    const label = both('Diskon toko', "Shop's discount");
    return [goods, { label, amount: -Math.round(gross / 20_000) * 1_000 }];
  }
  const rest: AmountRow[] = [
    { label: both('Diskon', 'Discount'), amount: world.goods(order) - gross },
    { label: both('Ongkir', 'Shipping'), amount: world.shipping(order) },
    { label: both('Kode unik', 'Unique code'), amount: order.code ?? 0 }
  ];
  return [goods, ...rest.filter((row) => row.amount !== 0)];
}

function offersOf(world: World, order: FakeOrder): Offer[] {
  const rules = table[order.stage];
  const verbs = new Set<Verb>([
    ...(rules?.verbs ?? []),
    ...(rules?.next ? [rules.next] : []),
    ...(order.stage === 'awaiting_payment' ? (['approve'] as const) : []),
    ...((order.more?.owed ?? money.owed(world, order)) > 0 ? (['refund'] as const) : []),
    ...(order.held ? (['release'] as const) : [])
  ]);
  return [...verbs].map((verb) => ({ verb, refusal: world.refusalOf(order, verb) }));
}

export function detailOf(world: World, order: FakeOrder): OrderDetail {
  const row = world.row(order);
  const marketplace = order.external_id !== '';
  return {
    row,
    lines: order.lines.map((line) => ({
      id: line.id,
      variant_id: line.variant.id,
      product: line.variant.product,
      variant: line.variant.variant,
      sku: line.variant.sku,
      shelf: line.variant.shelf,
      quantity: line.quantity,
      price: line.price,
      discount: line.discount ?? 0,
      packed: line.checked,
      claimed: line.claimed ?? 0,
      claim: line.claim ?? 0,
      back: line.back ?? 0,
      uncosted: line.uncosted ?? 0,
      short: 0,
      photo: null,
      missing: open.includes(order.stage) && line.variant.on_hand === 0 ? line.quantity : 0,
      cost: null
    })),
    amounts: amountsOf(world, order, marketplace),
    file_amounts: marketplace
      ? [
          { label: both('Ongkos kirim dibayar pembeli', 'Shipping paid by the buyer'), amount: 12_000 },
          { label: both('Voucher Shopee', 'Shopee voucher'), amount: -5_000 },
          { label: both('Total pembayaran', 'Total payment'), amount: world.total(order) }
        ]
      : [],
    customer: null,
    to: order.typed?.to ?? {
      recipient: order.customer,
      phone: row.masked ? '628******19' : '081322774019',
      address: row.masked ? 'Jl. Me***** No. **' : 'Jl. Puspowarno Tengah II No. 18, RT 4 RW 3',
      village: '',
      district: 'Semarang Barat',
      city: order.city,
      province: 'Jawa Tengah',
      postcode: ''
    },
    sender: order.typed?.sender ?? '',
    sender_phone: order.typed?.sender_phone ?? '',
    fragile: order.typed?.fragile ?? false,
    weight_g: world.units(order) * 250,
    account: marketplace ? null : 1102,
    pay_by: row.pay_by,
    missing: money.missing(world, order),
    owed: money.owed(world, order),
    refunded: order.refunded ?? 0,
    courier_bill: null,
    payments: world.payments.filter((each) => each.parts.some((part) => part.order === order.id)).reverse(),
    note: order.note ?? '',
    seller_note: order.typed?.seller_note ?? '',
    payment_method: order.cod ? 'COD' : marketplace ? 'ShopeePay' : 'BCA',
    paid_at: row.paid > 0 ? now - 11.5 * hour : null,
    shipped_at: order.tracking ? now - 40 * hour : null,
    completed_at: null,
    cancel_reason: order.cancel_reason,
    history: order.number < 3_700,
    offers: offersOf(world, order),
    timeline: world.log.filter((entry) => entry.order === order.id),
    ...order.more
  };
}
