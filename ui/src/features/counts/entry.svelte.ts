// Numbers being typed into a count. They are sent one after the other and never dropped: what could not be saved stays
// here, is shown as unsaved, and goes along with the next.
import { Broken, countEnter, type Failure, Refused } from '../../bridge';
import type { CountDetail } from '../../generated/CountDetail';
import type { CountId } from '../../generated/CountId';
import type { CountLine } from '../../generated/CountLine';
import type { VariantId } from '../../generated/VariantId';
import { readCount } from '../../parts/amounts';
import { sameCode } from '../../parts/codes';

/** The shop's own limit of one quantity. */
export const mostUnits = 1_000_000;

/** Units as typed: `12`, `1.200`, or a sum of several places, `12+30`; null if it is no such thing. */
export function readUnits(text: string): number | null {
  const parts = text.split('+').map((part) => readCount(part, mostUnits));
  if (parts.some((part) => part === null)) return null;
  const sum = parts.reduce<number>((all, part) => all + (part ?? 0), 0);
  return sum <= mostUnits ? sum : null;
}

/** The line that a code on the goods names; null if this count hasn't it. */
export function lineOf(lines: CountLine[], code: string): CountLine | null {
  return lines.find((line) => sameCode(line.barcode, code) || sameCode(line.sku, code)) ?? null;
}

export interface Pasted {
  entries: { line: CountLine; units: number }[];
  /** Rows left out: which, and the code that is unknown or the units that are none. */
  skipped: { row: number; what: 'code' | 'units'; text: string }[];
}

/** Two columns of a sheet, code and units; null if what is pasted is no such thing. */
export function readPaste(lines: CountLine[], text: string): Pasted | null {
  const rows = text.split(/\r?\n/).map((row) => row.split(/\t|;/).map((cell) => cell.trim()));
  if (!rows.some((row) => row.length >= 2)) return null;
  const read: Pasted = { entries: [], skipped: [] };
  for (const [n, row] of rows.entries()) {
    const code = row[0] ?? '';
    const units = row.at(-1) ?? '';
    if (row.every((cell) => cell === '')) continue;
    const line = lineOf(lines, code);
    const value = row.length < 2 ? null : readUnits(units);
    if (!line) read.skipped.push({ row: n + 1, what: 'code', text: code });
    else if (value === null) read.skipped.push({ row: n + 1, what: 'units', text: units });
    else read.entries.push({ line, units: value });
  }
  return read;
}

export interface Entry {
  /** What stands in a line now: saved, or on its way. */
  units(line: CountLine): number | null;
  /** How many lines are counted, those on their way included. */
  counted(lines: CountLine[]): number;
  /** Lines that are not saved yet. */
  readonly waiting: number;
  readonly busy: boolean;
  readonly failure: Failure | null;
  put(variant: VariantId, units: number | null): void;
  putAll(entries: { line: CountLine; units: number }[]): void;
  retry(): void;
  /** When nothing is on its way any more: whether all is saved. */
  settled(): Promise<boolean>;
}

/** Entering into the count; `saved` gets the count as it is after each save. */
export function useEntry(count: () => CountId, saved: (detail: CountDetail) => void): Entry {
  let pending = $state.raw<ReadonlyMap<VariantId, number | null>>(new Map());
  let busy = $state(false);
  let failure = $state.raw<Failure | null>(null);

  const unitsOf = (line: CountLine) => (pending.has(line.variant) ? (pending.get(line.variant) ?? null) : line.counted);
  let underway: Promise<void> = Promise.resolve();

  function flush(): void {
    if (!busy) underway = send();
  }
  async function send(): Promise<void> {
    busy = true;
    failure = null;
    try {
      while (pending.size > 0) {
        const sent = pending;
        const detail = await countEnter(
          count(),
          [...sent].map(([variant, units]) => ({ variant, counted: units, at: null }))
        );
        saved(detail);
        // What was typed anew meanwhile is still to be sent.
        pending = new Map([...pending].filter(([variant, units]) => sent.get(variant) !== units || !sent.has(variant)));
      }
    } catch (thrown) {
      if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
      failure = thrown;
    } finally {
      busy = false;
    }
  }

  return {
    units: unitsOf,
    counted: (lines) => lines.filter((line) => unitsOf(line) !== null).length,
    get waiting() {
      return pending.size;
    },
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    put(variant, units) {
      pending = new Map([...pending, [variant, units]]);
      flush();
    },
    putAll(entries) {
      pending = new Map([...pending, ...entries.map(({ line, units }) => [line.variant, units] as const)]);
      flush();
    },
    retry: flush,
    async settled() {
      await underway;
      return pending.size === 0;
    }
  };
}
