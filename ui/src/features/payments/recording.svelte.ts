// A payment as it is typed: how much, and for which orders how much each. What isn't typed follows from what is.
import { book } from '../../book.svelte';
import { dayOf, noon } from '../../format';
import type { AccountId } from '../../generated/AccountId';
import type { Day } from '../../generated/Day';
import type { Money } from '../../generated/Money';
import type { OrderId } from '../../generated/OrderId';
import type { OrderRow } from '../../generated/OrderRow';
import type { PaymentForm } from '../../generated/PaymentForm';
import type { PaymentMethod } from '../../generated/PaymentMethod';
import { readMoney } from '../../parts/amounts';

/** Whether a provider may keep a fee of what is paid this way. */
export const withFee = (method: PaymentMethod): boolean => method === 'qris' || method === 'ewallet';

export interface Part {
  row: OrderRow;
  /** What the order lacks. */
  missing: Money;
  /** As typed; null while it follows from the rest. */
  text: string | null;
}

/** How an amount is divided: what is typed stays, the others get what they lack in turn, the last of them what is over. */
export function divide(total: Money, parts: readonly Pick<Part, 'missing' | 'text'>[]): { each: Money[]; rest: Money } {
  const typed = parts.map((part) => (part.text === null ? null : (readMoney(part.text) ?? 0)));
  let rest = total - typed.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  const each = parts.map((part, n) => {
    const own = typed[n];
    if (own !== null && own !== undefined) return own;
    const gets = Math.max(0, Math.min(part.missing, rest));
    rest -= gets;
    return gets;
  });
  const last = typed.lastIndexOf(null);
  if (rest > 0 && last >= 0) {
    each[last] = each[last]! + rest;
    rest = 0;
  }
  return { each, rest };
}

export function useRecording() {
  /** As typed; null while it is what the orders lack. */
  let amountText = $state<string | null>(null);
  let parts = $state.raw<Part[]>([]);
  let account = $state<AccountId | null>(null);
  let method = $state<PaymentMethod | null>(null);
  let day = $state<Day | null>(null);
  let payer = $state('');
  let reference = $state('');
  let note = $state('');
  let feeText = $state('');

  const total = $derived(
    amountText !== null
      ? readMoney(amountText)
      : parts.reduce((sum, part) => sum + (part.text === null ? part.missing : (readMoney(part.text) ?? 0)), 0)
  );
  const fee = $derived(feeText.trim() === '' ? 0 : readMoney(feeText));
  const divided = $derived(divide(total ?? 0, parts));

  return {
    get amountText() {
      return amountText;
    },
    set amountText(text: string | null) {
      amountText = text;
    },
    get parts() {
      return parts;
    },
    get account() {
      return account;
    },
    set account(of: AccountId | null) {
      account = of;
    },
    get method() {
      return method;
    },
    set method(next: PaymentMethod | null) {
      method = next;
    },
    get day() {
      return day;
    },
    set day(next: Day | null) {
      day = next;
    },
    get payer() {
      return payer;
    },
    set payer(text: string) {
      payer = text;
    },
    get reference() {
      return reference;
    },
    set reference(text: string) {
      reference = text;
    },
    get note() {
      return note;
    },
    set note(text: string) {
      note = text;
    },
    get feeText() {
      return feeText;
    },
    set feeText(text: string) {
      feeText = text;
    },
    /** What the provider keeps of the total; null while it isn't an amount. */
    get fee() {
      return fee;
    },
    /** How much was paid; null while it isn't an amount. */
    get total() {
      return total;
    },
    /** What each part comes to, and what isn't divided. */
    get divided() {
      return divided;
    },
    has: (order: OrderId) => parts.some((part) => part.row.id === order),
    add(row: OrderRow, missing: Money): void {
      if (!parts.some((part) => part.row.id === row.id)) parts = [...parts, { row, missing, text: null }];
    },
    remove(order: OrderId): void {
      parts = parts.filter((part) => part.row.id !== order);
    },
    /** Types a part; empty, it follows from the rest again. */
    type(order: OrderId, text: string): void {
      parts = parts.map((part) => (part.row.id === order ? { ...part, text: text.trim() === '' ? null : text } : part));
    },
    form(intoAccount: AccountId, by: PaymentMethod): PaymentForm {
      const today = dayOf(book.now, book.zone);
      const kept = withFee(by) ? (fee ?? 0) : 0;
      return {
        account: intoAccount,
        method: by,
        amount: (total ?? 0) - kept,
        fee: kept,
        at: day === null || day === today ? null : noon(day, book.zone),
        payer: payer.trim(),
        reference: reference.trim(),
        note: note.trim(),
        parts: parts.map((part, n) => ({ order: part.row.id, amount: divided.each[n] ?? 0 }))
      };
    },
    clear(): void {
      amountText = null;
      parts = [];
      method = null;
      day = null;
      payer = '';
      reference = '';
      note = '';
      feeText = '';
    }
  };
}

export type Recording = ReturnType<typeof useRecording>;
