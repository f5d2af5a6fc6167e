// An entry as it is typed: its kind, its pairs, when, for what. Of most kinds one side is the account that pays, and stays.
import { dayOf } from '../../../format';
import { book } from '../../../book.svelte';
import type { AccountId } from '../../../generated/AccountId';
import type { Day } from '../../../generated/Day';
import type { Every } from '../../../generated/Every';
import type { JournalForm } from '../../../generated/JournalForm';
import type { JournalKind } from '../../../generated/JournalKind';
import type { StoreId } from '../../../generated/StoreId';
import { readMoney } from '../../../parts/amounts';
import type { ChartState } from '../chart.svelte';

/** What was there when the book began. */
const openingBalance = 3102;

export interface Line {
  key: number;
  /** What it is for, or the account debited. */
  debit: AccountId | null;
  credit: AccountId | null;
  text: string;
}

export type Side = 'debit' | 'credit';

/** Which sides a kind asks for, the first asked first. */
export function sides(kind: JournalKind): readonly Side[] {
  if (kind === 'opening') return ['debit'];
  return kind === 'transfer' || kind === 'income' || kind === 'capital' ? ['credit', 'debit'] : ['debit', 'credit'];
}

export function useEntry(chart: ChartState) {
  let next = 0;
  const blank = (): Line => ({ key: next++, debit: null, credit: null, text: '' });
  let kind = $state<JournalKind>('expense');
  let lines = $state<Line[]>([blank()]);
  let day = $state<Day | null>(null);
  let note = $state('');
  let store = $state<StoreId | null>(null);
  let every = $state<Every | ''>('');
  let receipt = $state<string | null>(null);

  /** What stands in a side where nothing is chosen: the first account that may. */
  const usual = (side: Side): AccountId | null => (kind === 'opening' ? null : (chart.of(kind)[side][0]?.id ?? null));
  const account = (line: Line, side: Side): AccountId | null =>
    line[side] ?? (side === sides(kind)[0] ? null : usual(side));
  const amount = (line: Line) => {
    const read = readMoney(line.text);
    return read !== null && read > 0 ? read : null;
  };

  /** What is there once, or has several lines, doesn't come again. */
  const repeats = $derived(kind !== 'opening' && kind !== 'general' && lines.length === 1);

  function form(): JournalForm | null {
    const read = lines.map((line) => {
      let [debit, credit] = [account(line, 'debit'), account(line, 'credit')];
      if (kind === 'opening' && line.debit !== null)
        [debit, credit] = chart.row(line.debit)?.debits ? [line.debit, openingBalance] : [openingBalance, line.debit];
      const rupiah = amount(line);
      return debit !== null && credit !== null && rupiah !== null ? { debit, credit, amount: rupiah } : null;
    });
    const whole = read.filter((line) => line !== null);
    if (whole.length !== lines.length) return null;
    return {
      kind,
      day: day ?? dayOf(book.now, book.zone),
      lines: whole,
      note: note.trim(),
      store,
      recurring: null,
      equipment: null,
      due: null,
      again: repeats && every !== '' ? every : null
    };
  }

  return {
    get kind() {
      return kind;
    },
    set kind(to: JournalKind) {
      kind = to;
      lines = lines.map((line) => ({ ...line, debit: null, credit: null }));
    },
    get lines() {
      return lines;
    },
    get day() {
      return day ?? dayOf(book.now, book.zone);
    },
    set day(to: Day) {
      day = to;
    },
    get note() {
      return note;
    },
    set note(to: string) {
      note = to;
    },
    get store() {
      return store;
    },
    set store(to: StoreId | null) {
      store = to;
    },
    get every() {
      return every;
    },
    set every(to: Every | '') {
      every = to;
    },
    get repeats() {
      return repeats;
    },
    get receipt() {
      return receipt;
    },
    set receipt(to: string | null) {
      receipt = to;
    },
    get total() {
      return lines.reduce((sum, line) => sum + (amount(line) ?? 0), 0);
    },
    account,
    amount,
    form,
    add: () => void lines.push({ ...blank(), credit: lines.at(-1)?.credit ?? null }),
    remove: (key: number) => void (lines = lines.filter((line) => line.key !== key)),
    clear(): void {
      lines = [{ ...blank(), credit: kind === 'expense' ? (lines[0]?.credit ?? null) : null }];
      note = '';
      every = '';
      receipt = null;
    }
  };
}
export type EntryState = ReturnType<typeof useEntry>;
