// The stand-in's book: orders, stock and log in memory. Its rules are only as good as tests and development need; the
// true ones are the core's.
import type { FirstSteps } from '../generated/FirstSteps';
import type { LogRow } from '../generated/LogRow';
import type { OrderDetail } from '../generated/OrderDetail';
import type { OrderForm } from '../generated/OrderForm';
import type { OrderRow } from '../generated/OrderRow';
import type { PaymentRow } from '../generated/PaymentRow';
import type { Refusal } from '../generated/Refusal';
import type { Sentence } from '../generated/Sentence';
import type { Shop } from '../generated/Shop';
import type { TaskRow } from '../generated/TaskRow';
import type { VariantRow } from '../generated/VariantRow';
import type { Verb } from '../generated/Verb';
import { goods, hour, now, type Seed, seeds } from './data';
import { detailOf } from './detail';
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
  discount?: number;
  claimed?: number;
  claim?: number;
  back?: number;
  uncosted?: number;
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
  /** Why it is claimed or failed. */
  why?: string;
  labelled?: boolean;
  /** As it was typed, if it was. */
  typed?: OrderForm;
  /** Its unique code. */
  code?: number;
  /** What the book knows of it beyond the seed: payments, what is owed, the courier's bill. */
  more?: Partial<OrderDetail>;
}

export const open: Seed['stage'][] = ['awaiting_payment', 'awaiting_approval', 'approved', 'packed'];

export const table: Partial<Record<Seed['stage'], { next: Verb | null; verbs: Verb[] }>> = {
  draft: { next: 'place', verbs: ['place', 'amend', 'cancel'] },
  awaiting_payment: { next: 'pay', verbs: ['pay', 'amend', 'hold', 'cancel', 'expire'] },
  awaiting_approval: { next: 'approve', verbs: ['approve', 'pay', 'amend', 'hold', 'cancel'] },
  approved: { next: 'pack', verbs: ['pack', 'unapprove', 'amend', 'hold', 'cancel'] },
  packed: { next: 'ship', verbs: ['ship', 'unpack', 'hold', 'cancel'] },
  shipped: { next: 'deliver', verbs: ['deliver', 'complete', 'recall', 'fail', 'claim', 'return'] },
  delivered: { next: 'complete', verbs: ['complete', 'undeliver', 'claim', 'return'] },
  completed: { next: null, verbs: ['reopen', 'claim', 'return'] },
  cancelled: { next: null, verbs: ['reopen'] },
  returned: { next: null, verbs: ['claim'] }
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
  cancel: 'cancelled',
  expire: 'cancelled',
  place: 'awaiting_payment'
};

export const undoOf: Partial<Record<Verb, Verb>> = {
  approve: 'unapprove',
  pack: 'unpack',
  ship: 'recall',
  deliver: 'undeliver',
  complete: 'reopen',
  cancel: 'reopen',
  unapprove: 'approve',
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
  /** What a new shop has to do first; null once it is done. */
  first: FirstSteps | null = null;
  /** What buyers are told of a product. */
  descriptions = new Map<number, string>();
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
      low_mark: n === 3 || n === 7 ? 60 : 0,
      low: false,
      sell_ahead: n === 9,
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
    order.lines[0]!.claim = 2 * order.lines[0]!.price;
    order.why = 'Dua piring retak';
  }

  recount(): void {
    for (const variant of this.variants) {
      const wanted = this.orders.filter((order) => open.includes(order.stage)).flatMap((order) => order.lines);
      const mine = wanted.filter((line) => line.variant === variant);
      variant.allocated = mine.reduce((sum, line) => sum + line.quantity, 0);
      variant.available = variant.on_hand - variant.allocated;
      variant.low = variant.low_mark > 0 && variant.available <= variant.low_mark;
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

  goods(order: FakeOrder): number {
    return order.lines.reduce((sum, line) => sum + line.quantity * line.price - (line.discount ?? 0), 0);
  }

  /** What the buyer pays for shipping. */
  shipping(order: FakeOrder): number {
    return order.typed ? order.typed.shipping_fee - order.typed.shipping_subsidy : 12_000;
  }

  total(order: FakeOrder): number {
    return this.goods(order) + this.shipping(order) + (order.code ?? 0);
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
    if (verb === 'refund' && (order.more?.owed ?? money.owed(this, order)) > 0) return null;
    if (verb === 'amend' && order.external_id !== '') {
      return refusal(
        'file_only',
        `${order.number} hanya diubah lewat berkas marketplace-nya.`,
        `${order.number} is only changed by its marketplace's file.`
      );
    }
    if (verb === 'approve' && order.stage === 'awaiting_payment') {
      return refusal(
        'not_covered',
        `${order.number} belum dibayar penuh. Terima pembayarannya dulu, atau pemilik menyetujui paksa.`,
        `${order.number} isn't paid in full. Record its payment first, or let the owner override.`
      );
    }
    if (!rules?.verbs.includes(verb)) {
      return refusal(
        'stage',
        `${order.number} tidak di tahap itu lagi.`,
        `${order.number} is not at that stage any more.`
      );
    }
    if (order.held && !['cancel', 'amend', 'pay'].includes(verb)) {
      return refusal(
        'held',
        `${order.number} ditahan: ${order.held}. Lanjutkan dulu.`,
        `${order.number} is held: ${order.held}. Resume it first.`
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
      labelled: order.labelled ?? false,
      dropship: Boolean(order.typed?.sender),
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
    return detailOf(this, order);
  }
}
