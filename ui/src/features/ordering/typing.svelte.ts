// An order being typed: every field as text, until it is asked what it comes to. It lives outside the screen, so that
// going elsewhere and coming back loses nothing; it is gone once it is saved or thrown away.
import { book } from '../../book.svelte';
import { count } from '../../format';
import type { AccountId } from '../../generated/AccountId';
import type { Address } from '../../generated/Address';
import type { Channel } from '../../generated/Channel';
import type { CustomerRow } from '../../generated/CustomerRow';
import type { LineId } from '../../generated/LineId';
import type { OrderForm } from '../../generated/OrderForm';
import type { OrderFormView } from '../../generated/OrderFormView';
import type { Refusal } from '../../generated/Refusal';
import type { VariantRow } from '../../generated/VariantRow';
import { t } from '../../words';
import { readCount, readMoney } from '../../parts/amounts';
import { readWhen, writeWhen } from './when';

/** The book's own limit of a line. */
export const mostUnits = 100_000;
const nobody: Address = {
  recipient: '',
  phone: '',
  address: '',
  village: '',
  district: '',
  city: '',
  province: '',
  postcode: ''
};
const shipTime = 17 * 60;
const payTime = 23 * 60 + 59;

export interface TypedLine {
  key: number;
  id: LineId | null;
  variant: VariantRow;
  quantity: string;
  price: string;
  discount: string;
}

/** An amount as it stands in a field; nil is left empty. */
const write = (amount: number) => (amount === 0 ? '' : count(amount));
/** An amount field: empty is nil, unreadable is null. */
const read = (text: string) => (text.trim() === '' ? 0 : readMoney(text));

let keys = 0;

export class Typing {
  /** What it was opened with. */
  readonly view: OrderFormView;
  channel = $state<Channel>('whatsapp');
  customer = $state.raw<CustomerRow | null>(null);
  /** Who orders, and who gets it unless that is someone else. */
  name = $state('');
  phone = $state('');
  /** Someone else gets it. */
  other = $state(false);
  recipient = $state('');
  recipientPhone = $state('');
  to = $state<Address>({ ...nobody });
  /** Someone else's name stands on the label. */
  dropship = $state(false);
  sender = $state('');
  senderPhone = $state('');
  lines = $state<TypedLine[]>([]);
  shippingFee = $state('');
  shippingSubsidy = $state('');
  cod = $state(false);
  account = $state<AccountId | null>(null);
  uniqueCode = $state(false);
  courier = $state('');
  /** Typed, and neither known nor taken as a new one on purpose. */
  courierUnknown = $state(false);
  shipBy = $state('');
  payBy = $state('');
  note = $state('');
  sellerNote = $state('');
  fragile = $state(false);
  /** Why it is changed; only an order that was placed asks. */
  reason = $state('');
  /** Fields that were left once: what is wrong with them may be said. */
  touched = $state<Record<string, true>>({});
  /** Saving was tried: everything wrong is said. */
  tried = $state(false);
  private readonly first: string;
  /** When it was opened: what the fields were written against. */
  private readonly opened = book.now;

  constructor(view: OrderFormView) {
    this.view = view;
    const { form } = view;
    this.channel = form.channel;
    this.customer = view.customer;
    this.other = form.customer_name !== '' || form.customer_phone !== '';
    this.name = this.other ? form.customer_name : form.to.recipient;
    this.phone = this.other ? form.customer_phone : form.to.phone;
    this.recipient = this.other ? form.to.recipient : '';
    this.recipientPhone = this.other ? form.to.phone : '';
    this.to = { ...form.to };
    this.dropship = form.sender !== '';
    this.sender = form.sender;
    this.senderPhone = form.sender_phone;
    this.lines = form.lines.flatMap((line, n) => {
      const variant = view.variants[n];
      if (!variant) return [];
      const { id, quantity, price, discount } = line;
      return [{ key: ++keys, id, variant, quantity: count(quantity), price: count(price), discount: write(discount) }];
    });
    this.shippingFee = write(form.shipping_fee);
    this.shippingSubsidy = write(form.shipping_subsidy);
    this.cod = form.cod;
    this.account = form.account;
    this.uniqueCode = form.unique_code;
    this.courier = form.courier;
    this.shipBy = writeWhen(form.ship_by, this.opened, book.zone, t().common.date);
    this.payBy = writeWhen(form.pay_by, this.opened, book.zone, t().common.date);
    this.note = form.note;
    this.sellerNote = form.seller_note;
    this.fragile = form.fragile;
    this.first = JSON.stringify(this.form());
  }

  /** An order that was placed already is amended: with a reason, and the old beside the new. */
  get amends(): boolean {
    return this.view.stage !== null && this.view.stage !== 'draft';
  }
  get changed(): boolean {
    return JSON.stringify(this.form()) !== this.first;
  }

  /** What is sent. What can't be read is nil here; `unreadable` says so. */
  form(): OrderForm {
    const { form } = this.view;
    return {
      order: form.order,
      revision: form.revision,
      channel: this.channel,
      customer: this.customer?.id ?? null,
      customer_name: this.other ? this.name.trim() : '',
      customer_phone: this.other ? this.phone.trim() : '',
      to: {
        ...this.to,
        recipient: (this.other ? this.recipient : this.name).trim(),
        phone: (this.other ? this.recipientPhone : this.phone).trim()
      },
      sender: this.dropship ? this.sender.trim() : '',
      sender_phone: this.dropship ? this.senderPhone.trim() : '',
      lines: this.lines.map((line) => ({
        id: line.id,
        variant: line.variant.id,
        quantity: readCount(line.quantity, mostUnits) ?? 0,
        price: read(line.price) ?? 0,
        discount: read(line.discount) ?? 0
      })),
      shipping_fee: read(this.shippingFee) ?? 0,
      shipping_subsidy: read(this.shippingSubsidy) ?? 0,
      cod: this.cod,
      account: this.account,
      unique_code: this.uniqueCode && !this.cod,
      courier: this.courier.trim(),
      ship_by: this.when(this.shipBy, shipTime, form.ship_by),
      pay_by: this.cod ? null : this.when(this.payBy, payTime, form.pay_by),
      note: this.note.trim(),
      seller_note: this.sellerNote.trim(),
      fragile: this.fragile
    };
  }
  /** An instant that nobody touched keeps its seconds. */
  private when(text: string, usual: number, was: number | null): number | null {
    if (text === writeWhen(was, this.opened, book.zone, t().common.date)) return was;
    return text.trim() === '' ? null : readWhen(text, book.now, book.zone, usual);
  }

  /** What can't be read, by field; said before anyone is asked. */
  get unreadable(): Record<string, string> {
    const wrong: Record<string, string> = {};
    const words = t().ordering.wrong;
    this.lines.forEach((line, n) => {
      const units = readCount(line.quantity, mostUnits);
      if (units === null || units === 0) wrong[`lines.${n}.quantity`] = words.quantity;
      if (read(line.price) === null) wrong[`lines.${n}.price`] = words.money;
      if (read(line.discount) === null) wrong[`lines.${n}.discount`] = words.money;
    });
    if (this.courierUnknown && this.courier.trim() !== '') wrong['courier'] = t().tracking.courierUnknown;
    if (read(this.shippingFee) === null) wrong['shipping_fee'] = words.money;
    if (read(this.shippingSubsidy) === null) wrong['shipping_subsidy'] = words.money;
    for (const [field, text] of [['ship_by', this.shipBy] as const, ['pay_by', this.cod ? '' : this.payBy] as const]) {
      if (text.trim() !== '' && readWhen(text, book.now, book.zone, payTime) === null) wrong[field] = words.when;
    }
    return wrong;
  }

  /** Adds a variant, or finds the line that has it already; answers the line's key. */
  add(variant: VariantRow): number {
    const there = this.lines.find((line) => line.variant.id === variant.id);
    if (there) return there.key;
    keys += 1;
    this.lines.push({ key: keys, id: null, variant, quantity: '1', price: count(variant.price), discount: '' });
    return keys;
  }
  remove(key: number): void {
    this.lines = this.lines.filter((line) => line.key !== key);
  }
  /** A customer that was picked: who, and where to, as far as it is known. */
  know(row: CustomerRow, address: Address | null): void {
    this.customer = row;
    this.name = row.name;
    this.phone = row.phone;
    if (address) this.to = { ...address };
    if (address && !this.other && address.phone !== '' && address.recipient === row.name) this.phone = address.phone;
  }
}

/** The field that a refusal is about, by the form's own name: `phone`, `lines.0.quantity`. Empty where it names none. */
export function fieldOf(problem: Refusal): string {
  const bare = (problem.facts['field'] ?? '').replace(/^(form|to)\./, '').replace(/\[(\d+)\]/g, '.$1');
  const line = problem.facts['line'];
  return line !== undefined && /^(quantity|price|discount|variant)$/.test(bare) ? `lines.${line}.${bare}` : bare;
}

// What is being typed, by where it began: a new order, a copy, an amendment.
const underway = new Map<string, Typing>();
export const desk = {
  find: (place: string): Typing | undefined => underway.get(place),
  keep: (place: string, typing: Typing): Typing => {
    underway.set(place, typing);
    return typing;
  },
  clear: (place: string): void => void underway.delete(place),
  clearAll: (): void => underway.clear()
};
