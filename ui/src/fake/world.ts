// The stand-in's book: orders, stock and log in memory. Its rules are only as good as tests and development need; the
// true ones are the core's.
import type { LogRow } from '../generated/LogRow';
import type { Offer } from '../generated/Offer';
import type { OrderDetail } from '../generated/OrderDetail';
import type { OrderRow } from '../generated/OrderRow';
import type { PaymentRow } from '../generated/PaymentRow';
import type { Refusal } from '../generated/Refusal';
import type { Sentence } from '../generated/Sentence';
import type { Shop } from '../generated/Shop';
import type { TaskRow } from '../generated/TaskRow';
import type { VariantRow } from '../generated/VariantRow';
import type { Verb } from '../generated/Verb';
import { goods, hour, now, type Seed, seeds } from './data';
import * as money from './money';

export const both = (id: string, en: string): Sentence => ({ id, en });
export const refusal = (code: string, id: string, en: string, facts: Record<string, string> = {}): Refusal => ({
  code,
  facts,
  message: both(id, en)
});

/** What the shell rejects with. */
export const refuse = (why: Refusal) => ({ kind: 'refused', refusal: why });

export interface FakeLine {
  id: number;
  variant: VariantRow;
  quantity: number;
  price: number;
  checked: number;
  /** Units of a claim that come back; units that are back. */
  claimed?: number;
  back?: number;
}
export interface FakeOrder extends Omit<Seed, 'lines'> {
  id: number;
  external_id: string;
  lines: FakeLine[];
  wave: number | null;
  printed: boolean;
  before: Seed['stage'];
  cancel_reason: string;
  /** What the buyer's money comes to, given back taken off. */
  paid: number;
  refunded?: number;
  /** What the buyer claims of the price, and why. */
  claimed?: number;
  why?: string;
}

const open: Seed['stage'][] = ['awaiting_payment', 'awaiting_approval', 'approved', 'packed'];

const table: Partial<Record<Seed['stage'], { next: Verb | null; verbs: Verb[] }>> = {
  draft: { next: 'place', verbs: ['cancel'] },
  awaiting_payment: { next: 'pay', verbs: ['hold', 'cancel'] },
  awaiting_approval: { next: 'approve', verbs: ['approve', 'hold', 'cancel'] },
  approved: { next: 'pack', verbs: ['pack', 'unapprove', 'hold', 'cancel'] },
  packed: { next: 'ship', verbs: ['ship', 'unpack', 'hold', 'cancel'] },
  shipped: { next: 'deliver', verbs: ['deliver', 'complete', 'recall'] },
  delivered: { next: 'complete', verbs: ['complete', 'undeliver'] },
  completed: { next: null, verbs: ['reopen'] },
  cancelled: { next: null, verbs: ['reopen'] },
  returned: { next: null, verbs: [] }
};

export const target: Partial<Record<Verb, Seed['stage']>> = {
  approve: 'approved',
  unapprove: 'awaiting_approval',
  pack: 'packed',
  unpack: 'approved',
  ship: 'shipped',
  recall: 'packed',
  deliver: 'delivered',
  undeliver: 'shipped',
  complete: 'completed',
  cancel: 'cancelled'
};

export const undoOf: Partial<Record<Verb, Verb>> = {
  approve: 'unapprove',
  pack: 'unpack',
  ship: 'recall',
  deliver: 'undeliver',
  complete: 'reopen',
  cancel: 'reopen',
  hold: 'release'
};

const categories = ['Anyaman', 'Gelas'];

/** A new shop's rules. */
export const rules: Pick<
  Shop,
  'label_size' | 'unique_codes' | 'payment_hours' | 'ship_hours' | 'return_days' | 'weekly_goal'
> = {
  label_size: 'a6',
  unique_codes: true,
  payment_hours: 24,
  ship_hours: 48,
  return_days: 3,
  weekly_goal: 21_000_000
};

export class World {
  now = now;
  shop: Shop | null = null;
  owner = 'Ratna';
  /** Who acts in the window. */
  acting = 1;
  variants: VariantRow[] = [];
  orders: FakeOrder[] = [];
  log: LogRow[] = [];
  tasks: TaskRow[] = [];
  payments: PaymentRow[] = [];
  waves = 0;
  /** Requests answered so far: a repeated one returns its first answer. */
  answered = new Map<string, unknown>();
  /** All rows, until something changes. */
  cached: OrderRow[] | null = null;

  constructor(options: { ready: boolean; copies?: number }) {
    if (options.ready) {
      this.shop = {
        name: 'Dapur Ibu Ratna',
        address: 'Jl. Puspowarno Tengah II No. 18, Semarang 50149',
        phone: '081322774019',
        zone: 'wib',
        language: 'id',
        start_day: 20251101,
        auto_approve: true,
        slip_size: 'a6',
        ...rules
      };
      this.fill(options.copies ?? 1);
    }
  }

  fill(copies: number): void {
    const products = [...new Set(goods.map(([product]) => product))];
    this.variants = goods.map(([product, variant, sku, price, shelf, on_hand], n) => ({
      id: n + 1,
      product_id: products.indexOf(product) + 1,
      product,
      variant,
      sku,
      barcode: `899${String(1000 + n)}`,
      price,
      weight_g: 250,
      shelf,
      on_hand,
      packed: 0,
      allocated: 0,
      available: 0,
      damaged: n === 1 ? 2 : 0,
      value: Math.round(price * 0.6) * on_hand,
      archived: false,
      stocked: on_hand > 0,
      category: categories[products.indexOf(product) % 2]!,
      low_mark: 0,
      low: false,
      sell_ahead: false,
      photo: null
    }));
    for (let copy = 0; copy < copies; copy++) {
      for (const seed of seeds) this.add({ ...seed, number: seed.number + copy * 1_000 });
    }
    this.tasks = [
      ['Balas komplain 4062, gelas pecah', 'Dita', 20251120],
      ['Bayar Bambu Makmur Rp 1.850.000, jatuh tempo hari ini', 'Ratna', 20251120],
      ['Opname rak B', 'Rini', 20251119],
      ['Foto keranjang mendong untuk katalog', '', null]
    ].map(
      ([text, person_name, due], n) => ({ id: n + 1, text, person: null, person_name, due, done: false }) as TaskRow
    );
    this.comeBack();
    money.seedPayments(this);
    this.recount();
    for (const order of this.orders.slice(0, 80)) {
      this.write(
        order,
        both('Diambil dari Order.all.20251119.xlsx', 'Taken over from Order.all.20251119.xlsx'),
        14,
        'take_over'
      );
      if (order.stage !== 'awaiting_payment') this.write(order, both('Disetujui', 'Approved'), 1, 'approve');
      if (order.held) this.write(order, both(`Ditahan: ${order.held}`, `Held: ${order.held}`), 0.5, 'hold');
    }
  }

  add(seed: Seed): FakeOrder {
    const order: FakeOrder = {
      ...seed,
      id: seed.number,
      external_id: seed.channel === 'whatsapp' || seed.channel === 'instagram' ? '' : `2511${seed.number}PQ7X`,
      lines: seed.lines.map(([sku, quantity], n) => {
        const variant = this.variants.find((known) => known.sku === sku) ?? this.variants[0]!;
        const packed = seed.stage === 'packed' ? quantity : 0;
        return { id: seed.number * 10 + n, variant, quantity, price: variant.price, checked: packed };
      }),
      wave: null,
      printed: false,
      before: 'approved',
      cancel_reason: seed.stage === 'cancelled' ? 'Pembeli membatalkan' : '',
      paid: 0
    };
    order.paid = order.cod || ['awaiting_payment', 'draft'].includes(order.stage) ? 0 : this.total(order);
    this.orders.push(order);
    return order;
  }

  /** A buyer wants two of six plates taken back. */
  private comeBack(): void {
    const order = this.orders.find((each) => each.number === 4015);
    if (!order) return;
    order.lines[0]!.claimed = 2;
    order.claimed = 2 * order.lines[0]!.price;
    order.why = 'Dua piring retak';
  }

  recount(): void {
    for (const variant of this.variants) {
      const wanted = this.orders.filter((order) => open.includes(order.stage)).flatMap((order) => order.lines);
      const mine = wanted.filter((line) => line.variant === variant);
      variant.allocated = mine.reduce((sum, line) => sum + line.quantity, 0);
      variant.available = variant.on_hand - variant.allocated;
    }
  }

  write(order: FakeOrder | null, text: Sentence, hoursAgo = 0, verb = 'note'): void {
    const at = this.now - hoursAgo * hour;
    this.log.unshift({
      seq: this.log.length + 1,
      at,
      day: 20251120,
      person: this.owner,
      noun: order ? 'order' : 'shop',
      noun_id: order?.id ?? 1,
      verb,
      order: order?.id ?? null,
      text,
      batch: null
    });
  }

  order(id: number): FakeOrder {
    const found = this.orders.find((order) => order.id === id);
    if (!found)
      throw refuse(refusal('not_found', `Pesanan ${id} tidak ada di buku.`, `Order ${id} is not in the book.`));
    return found;
  }

  short(order: FakeOrder): boolean {
    return open.includes(order.stage) && order.lines.some((line) => line.variant.on_hand === 0);
  }

  units(order: FakeOrder): number {
    return order.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  total(order: FakeOrder): number {
    return order.lines.reduce((sum, line) => sum + line.quantity * line.price, 0) + 12_000;
  }

  shipBy(order: FakeOrder): number | null {
    return order.due === null ? null : Math.round(now + order.due * hour);
  }

  late(order: FakeOrder): boolean {
    const by = this.shipBy(order);
    return by !== null && by < this.now && open.includes(order.stage);
  }

  /** Why a verb isn't possible; null if it is. */
  refusalOf(order: FakeOrder, verb: Verb): Refusal | null {
    const rules = table[order.stage];
    if (verb === 'release') {
      return order.held ? null : refusal('stage', `${order.number} tidak ditahan.`, `${order.number} is not held.`);
    }
    if (verb === 'pay') {
      return refusal(
        'later',
        'Pembayaran dicatat di Uang masuk, yang menyusul.',
        'Payments are recorded on a later screen.'
      );
    }
    if (!rules?.verbs.includes(verb)) {
      return refusal(
        'stage',
        `${order.number} tidak di tahap itu lagi.`,
        `${order.number} is not at that stage any more.`
      );
    }
    if (order.held && verb !== 'cancel') {
      return refusal(
        'held',
        `${order.number} ditahan: ${order.held}. Lepas dulu tahanannya.`,
        `${order.number} is held: ${order.held}. Release it first.`
      );
    }
    if (verb === 'pack' && this.short(order)) {
      const line = order.lines.find((each) => each.variant.on_hand === 0)!;
      const what = `${line.variant.product}, ${line.variant.variant}`;
      return refusal(
        'stock_short',
        `${order.number} kurang ${line.quantity} ${what}. Terima barangnya dulu.`,
        `${order.number} is short of ${line.quantity} ${what}. Receive them first.`
      );
    }
    return null;
  }

  row(order: FakeOrder): OrderRow {
    const [first] = order.lines;
    const verbs: Verb[] = [...(table[order.stage]?.verbs ?? []), ...(order.held ? (['release'] as Verb[]) : [])];
    return {
      id: order.id,
      number: order.number,
      external_id: order.external_id,
      channel: order.channel,
      stage: order.stage,
      placed_at: now - (5_000 - order.number) * 0.15 * hour,
      ship_by: this.shipBy(order),
      customer: order.customer,
      city: order.city,
      units: this.units(order),
      total: this.total(order),
      paid: order.paid,
      courier: order.courier,
      tracking: order.tracking ?? '',
      first_quantity: first?.quantity ?? 0,
      first_product: first?.variant.product ?? '',
      first_variant: first?.variant.variant ?? '',
      more_lines: Math.max(0, order.lines.length - 1),
      noted: Boolean(order.note),
      cod: Boolean(order.cod),
      held: order.held ?? null,
      short: this.short(order),
      failed: Boolean(order.failed),
      late: this.late(order),
      masked: order.customer.includes('*'),
      printed: order.printed,
      labelled: false,
      dropship: false,
      pay_by: null,
      wave: order.wave,
      allowed: verbs.filter((verb) => this.refusalOf(order, verb) === null),
      next: table[order.stage]?.next ?? null
    };
  }

  rows(): OrderRow[] {
    this.cached ??= this.orders.map((order) => this.row(order));
    return this.cached;
  }

  detail(order: FakeOrder): OrderDetail {
    const row = this.row(order);
    const goodsSum = order.lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
    const marketplace = order.external_id !== '';
    const rules = table[order.stage];
    const verbs = new Set<Verb>([
      ...(rules?.verbs ?? []),
      ...(rules?.next ? [rules.next] : []),
      ...(order.held ? (['release'] as const) : [])
    ]);
    const offers: Offer[] = [...verbs].map((verb) => ({ verb, refusal: this.refusalOf(order, verb) }));
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
        discount: 0,
        packed: line.checked,
        claimed: line.claimed ?? 0,
        claim: (line.claimed ?? 0) * line.price,
        back: line.back ?? 0,
        uncosted: 0,
        photo: null,
        missing: open.includes(order.stage) && line.variant.on_hand === 0 ? line.quantity : 0,
        cost: null
      })),
      amounts: [
        { label: both('Barang', 'Goods'), amount: goodsSum },
        { label: both('Diskon toko', "Shop's discount"), amount: -Math.round(goodsSum / 20_000) * 1_000 }
      ],
      file_amounts: marketplace
        ? [
            { label: both('Ongkos kirim dibayar pembeli', 'Shipping paid by the buyer'), amount: 12_000 },
            { label: both('Voucher Shopee', 'Shopee voucher'), amount: -5_000 },
            { label: both('Total pembayaran', 'Total payment'), amount: this.total(order) }
          ]
        : [],
      customer: null,
      to: {
        recipient: order.customer,
        phone: row.masked ? '628******19' : '081322774019',
        address: row.masked ? 'Jl. Me***** No. **' : 'Jl. Puspowarno Tengah II No. 18, RT 4 RW 3',
        village: '',
        district: 'Semarang Barat',
        city: order.city,
        province: 'Jawa Tengah',
        postcode: ''
      },
      sender: '',
      sender_phone: '',
      fragile: false,
      weight_g: this.units(order) * 250,
      account: marketplace ? '' : 'bank',
      pay_by: null,
      missing: money.missing(this, order),
      owed: money.owed(this, order),
      refunded: order.refunded ?? 0,
      courier_bill: null,
      payments: this.payments.filter((row) => row.parts.some((part) => part.order === order.id)).reverse(),
      note: order.note ?? '',
      seller_note: '',
      payment_method: order.cod ? 'COD' : marketplace ? 'ShopeePay' : 'BCA',
      paid_at: row.paid > 0 ? now - 11.5 * hour : null,
      shipped_at: order.tracking ? now - 40 * hour : null,
      completed_at: null,
      cancel_reason: order.cancel_reason,
      history: order.number < 3_700,
      offers,
      timeline: this.log.filter((entry) => entry.order === order.id)
    };
  }
}
