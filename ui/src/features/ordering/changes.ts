// What an amendment changes: the old beside the new, in the order of the form.
import { fmt } from '../../book.svelte';
import type { MoneyAccount } from '../../generated/MoneyAccount';
import type { OrderForm } from '../../generated/OrderForm';
import type { OrderFormView } from '../../generated/OrderFormView';
import { t } from '../../words';
import { nameOf } from '../stock/names';
import type { Typing, TypedLine } from './typing.svelte';

export interface Change {
  what: string;
  was: string;
  is: string;
}

const yes = (value: boolean) => (value ? t().ordering.yes : t().ordering.no);
const when = (at: number | null) => (at === null ? '' : fmt.exact(at));
/** The customer's fields are empty where the recipient orders. */
const who = (form: OrderForm) => [form.customer_name || form.to.recipient, form.customer_phone || form.to.phone];

function fields(form: OrderForm): [string, string][] {
  const words = t().ordering;
  const { place } = t().common;
  const { to } = form;
  const [name = '', phone = ''] = who(form);
  return [
    [words.channel, t().common.channels[form.channel]],
    [words.customer, name],
    [words.phone, phone],
    [words.recipient, form.customer_name || form.customer_phone ? to.recipient : ''],
    [words.recipientPhone, form.customer_name || form.customer_phone ? to.phone : ''],
    [words.address, to.address],
    [place.village, to.village],
    [place.district, to.district],
    [place.city, to.city],
    [place.province, to.province],
    [place.postcode, to.postcode],
    [words.sender, form.sender],
    [words.senderPhone, form.sender_phone],
    [words.courier, form.courier],
    [words.shippingFee, fmt.money(form.shipping_fee)],
    [words.shippingSubsidy, fmt.money(form.shipping_subsidy)],
    [words.shipBy, when(form.ship_by)],
    [words.cod, yes(form.cod)],
    [words.account, String(form.account ?? '')],
    [words.uniqueCode, yes(form.unique_code)],
    [words.payBy, when(form.pay_by)],
    [words.note, form.note],
    [words.sellerNote, form.seller_note],
    [words.fragile, yes(form.fragile)]
  ];
}

function line(quantity: number, price: number, discount: number): string {
  const less = discount > 0 ? ` − ${fmt.count(discount)}` : '';
  return `${fmt.count(quantity)} × ${fmt.money(price)}${less}`;
}

function lineChanges(view: OrderFormView, now: OrderForm, typed: readonly TypedLine[]): Change[] {
  const before = view.form.lines;
  const gone = before.flatMap((old, n) => {
    const variant = view.variants[n];
    if (!variant || now.lines.some((each) => each.id === old.id)) return [];
    return [{ what: nameOf(variant), was: line(old.quantity, old.price, old.discount), is: '' }];
  });
  const rest = now.lines.flatMap((each, n) => {
    const variant = typed[n]?.variant;
    const old = each.id === null ? undefined : before.find((one) => one.id === each.id);
    const was = old ? line(old.quantity, old.price, old.discount) : '';
    const is = line(each.quantity, each.price, each.discount);
    return variant && was !== is ? [{ what: nameOf(variant), was, is }] : [];
  });
  return [...gone, ...rest];
}

export function changesOf(typing: Typing, accounts: readonly MoneyAccount[]): Change[] {
  const now = typing.form();
  const was = new Map(fields(typing.view.form));
  const names = new Map(accounts.map((account) => [String(account.id), account.name]));
  const told = (what: string, value: string) => (what === t().ordering.account ? (names.get(value) ?? value) : value);
  return [
    ...lineChanges(typing.view, now, typing.lines),
    ...fields(now).flatMap(([what, is]) => {
      const old = was.get(what) ?? '';
      return old === is ? [] : [{ what, was: told(what, old), is: told(what, is) }];
    })
  ];
}
