// A receipt being typed, or an order to a supplier. It lives outside the screen: putting it off loses nothing.
import { stockPage } from '../../bridge';
import type { Money } from '../../generated/Money';
import type { AccountId } from '../../generated/AccountId';
import type { CostSplit } from '../../generated/CostSplit';
import type { Day } from '../../generated/Day';
import type { PurchaseCard } from '../../generated/PurchaseCard';
import type { PurchaseForm } from '../../generated/PurchaseForm';
import type { PurchaseId } from '../../generated/PurchaseId';
import type { Receipt } from '../../generated/Receipt';
import type { VariantId } from '../../generated/VariantId';
import type { VariantRow } from '../../generated/VariantRow';

/** Goods have come, or are ordered. */
export type Doing = 'receive' | 'order';

/** Utang kurir and Utang pemasok: whom freight may be owed. */
export const owedTo = { courier: 2102, supplier: 2101 } as const;
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
let doing = $state<Doing>('receive');
let purchase = $state<PurchaseId | null>(null);
let placed = $state(false);
let day = $state<Day | null>(null);
let reference = $state('');
let freight = $state('');
let freightOf = $state<AccountId>(owedTo.courier);
let split = $state<CostSplit>('value');

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
  /** What is typed: goods that have come, or an order. */
  get doing(): Doing {
    return doing;
  },
  set doing(next: Doing) {
    if (next === doing) return;
    [purchase, day, placed] = [null, null, false];
    doing = next;
  },
  /** The order that goods are received of, or that is changed. */
  get purchase(): PurchaseId | null {
    return purchase;
  },
  /** Whether the supplier has it already. */
  get placed(): boolean {
    return placed;
  },
  /** When the goods came, or should come. */
  get day(): Day | null {
    return day;
  },
  set day(next: Day | null) {
    day = next;
  },
  get reference(): string {
    return reference;
  },
  set reference(next: string) {
    reference = next;
  },
  /** What their coming cost beside, as typed; whom it is owed or from which cash it was paid; how it is shared. */
  get freight(): string {
    return freight;
  },
  set freight(next: string) {
    freight = next;
  },
  get freightOf(): AccountId {
    return freightOf;
  },
  set freightOf(next: AccountId) {
    freightOf = next;
  },
  get split(): CostSplit {
    return split;
  },
  set split(next: CostSplit) {
    split = next;
  },
  get started(): boolean {
    return lines.length > 0 || [supplier, note, reference, freight].some((text) => text !== '') || day !== null;
  },

  /** Begins with a purchase order: to change it, or with what is still to come of it. */
  async begin(card: PurchaseCard, next: Doing): Promise<void> {
    this.clear();
    doing = next;
    purchase = card.order.id;
    placed = card.order.stage !== 'draft';
    supplier = card.order.supplier;
    note = next === 'order' ? card.note : '';
    day = next === 'order' ? card.order.expected : null;
    for (const line of card.lines) {
      const quantity = next === 'order' ? line.quantity : line.quantity - line.received;
      const row = quantity > 0 ? await found(line.variant, line.sku) : undefined;
      if (!row) continue;
      keys += 1;
      lines.push({ key: keys, variant: row, quantity: count(quantity), cost: count(line.price), per: 'unit' });
    }
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
    const beside = freight.trim() === '' ? 0 : readMoney(freight);
    if (beside === null) return null;
    return {
      supplier: purchase === null ? supplier.trim() : '',
      note: note.trim(),
      lines: whole,
      day,
      purchase,
      reference: reference.trim(),
      costs: beside === 0 ? [] : [{ name: 'Ongkos datang', amount: beside, account: freightOf }],
      split
    };
  },
  /** What is ordered; null while a line can't be read, or has no whole price of one. */
  order(now: boolean): PurchaseForm | null {
    const read = lines.flatMap((line) => {
      const { quantity, total } = readLine(line);
      if (quantity === null || total === null || total % quantity !== 0) return [];
      return [{ variant: line.variant.id, quantity, price: total / quantity }];
    });
    if (read.length < lines.length || read.length === 0) return null;
    return {
      ...{ id: purchase, supplier: supplier.trim(), expected: day, note: note.trim() },
      ...{ lines: read, order: now }
    };
  },
  clear(): void {
    lines = [];
    [supplier, note, reference, freight] = ['', '', '', ''];
    [day, purchase, placed] = [null, null, false];
  }
};

/** A variant as the stock lists it, by its SKU. */
async function found(variant: VariantId, sku: string): Promise<VariantRow | undefined> {
  const page = await stockPage({ mark: 'all', category: '', search: sku, after: null, limit: 100 });
  return page.rows.find((row) => row.id === variant);
}
