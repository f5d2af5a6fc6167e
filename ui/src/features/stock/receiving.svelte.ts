// A receipt being typed. It lives outside the screen: putting it off loses nothing.
import { stockPage } from '../../bridge';
import type { Money } from '../../generated/Money';
import type { Receipt } from '../../generated/Receipt';
import type { VariantRow } from '../../generated/VariantRow';
import { count } from '../../format';
import { readCount, readMoney } from '../../parts/amounts';

export type Per = 'unit' | 'total';

export interface ReceivingLine {
  key: number;
  variant: VariantRow;
  /** As typed. */
  quantity: string;
  cost: string;
  per: Per;
}

/** What a line says once read; null where it can't be read. */
export interface ReadLine {
  quantity: number | null;
  total: Money | null;
}

const mostUnits = 1_000_000;

export function readLine(line: ReceivingLine): ReadLine {
  const typed = readCount(line.quantity, mostUnits);
  const quantity = typed !== null && typed > 0 ? typed : null;
  const cost = readMoney(line.cost);
  if (cost === null) return { quantity, total: null };
  if (line.per === 'total') return { quantity, total: cost };
  const total = quantity === null ? null : cost * quantity;
  return { quantity, total: total !== null && Number.isSafeInteger(total) ? total : null };
}

let lines = $state<ReceivingLine[]>([]);
let supplier = $state('');
let note = $state('');
let per = $state<Per>('unit');
let keys = 0;

export const receiving = {
  get lines(): ReceivingLine[] {
    return lines;
  },
  get supplier(): string {
    return supplier;
  },
  set supplier(next: string) {
    supplier = next;
  },
  get note(): string {
    return note;
  },
  set note(next: string) {
    note = next;
  },
  get per(): Per {
    return per;
  },
  get started(): boolean {
    return lines.length > 0 || supplier !== '' || note !== '';
  },

  /** Adds a variant, or finds the line that has it already; answers the line's key. */
  add(variant: VariantRow, quantity = ''): number {
    const there = lines.find((line) => line.variant.id === variant.id);
    if (there) {
      there.variant = variant;
      if (there.quantity === '') there.quantity = quantity;
      return there.key;
    }
    keys += 1;
    lines.push({ key: keys, variant, quantity, cost: '', per });
    return keys;
  },
  remove(key: number): void {
    lines = lines.filter((line) => line.key !== key);
  },
  /** Fills in every variant with missing units, with as many as are missing; answers how many variants. */
  async fillShort(): Promise<number> {
    let after: string | null = null;
    let filled = 0;
    do {
      const page: Awaited<ReturnType<typeof stockPage>> = await stockPage({
        mark: 'short',
        category: '',
        search: '',
        after,
        limit: 500
      });
      for (const row of page.rows.filter((each) => each.available < 0)) {
        this.add(row, count(-row.available));
        filled += 1;
      }
      after = page.next;
    } while (after !== null);
    return filled;
  },
  /** From now on costs are typed so. What is typed already is turned where that loses nothing, else it stays as it is. */
  typePer(next: Per): void {
    per = next;
    for (const line of lines) {
      if (line.per === next) continue;
      const { quantity } = readLine(line);
      const cost = readMoney(line.cost);
      if (line.cost.trim() === '') line.per = next;
      else if (cost !== null && quantity !== null) {
        if (next === 'unit' && cost % quantity !== 0) continue;
        line.cost = count(next === 'unit' ? cost / quantity : cost * quantity);
        line.per = next;
      }
    }
  },
  /** Sums of what can be read so far. */
  get sums(): { units: number; total: Money } {
    return lines
      .map(readLine)
      .reduce((sum, line) => ({ units: sum.units + (line.quantity ?? 0), total: sum.total + (line.total ?? 0) }), {
        units: 0,
        total: 0
      });
  },
  /** What is sent; null while a line can't be read. */
  receipt(): Receipt | null {
    const read = lines.map((line) => ({ line, ...readLine(line) }));
    const whole = read.flatMap(({ line, quantity, total }) =>
      quantity !== null && total !== null ? [{ variant_id: line.variant.id, quantity, cost: total }] : []
    );
    if (whole.length < read.length || whole.length === 0) return null;
    return {
      supplier: supplier.trim(),
      note: note.trim(),
      lines: whole,
      day: null,
      purchase: null,
      reference: '',
      costs: [],
      split: 'value'
    };
  },
  clear(): void {
    lines = [];
    supplier = '';
    note = '';
  }
};
