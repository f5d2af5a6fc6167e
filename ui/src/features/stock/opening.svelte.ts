// Opening stock being typed: what lies on the shelf of goods whose stock nobody has said yet. It outlives the screen.
import { SvelteMap } from 'svelte/reactivity';
import type { Money } from '../../generated/Money';
import type { OpeningLine } from '../../generated/OpeningLine';
import type { VariantId } from '../../generated/VariantId';
import { readCount, readMoney } from '../../parts/amounts';

export interface OpeningDraft {
  units: string;
  cost: string;
}

const mostUnits = 1_000_000;
const drafts = new SvelteMap<VariantId, OpeningDraft>();

/** What is wrong with a row, by field; both null where nothing is. */
export interface OpeningWrong {
  units: boolean;
  cost: 'missing' | 'wrong' | null;
}

export function check({ units, cost }: OpeningDraft): OpeningWrong {
  const counted = units.trim() === '' ? 0 : readCount(units, mostUnits);
  const priced = cost.trim() === '' ? null : readMoney(cost);
  if (cost.trim() !== '' && priced === null) return { units: counted === null, cost: 'wrong' };
  return { units: counted === null, cost: (counted ?? 0) > 0 && cost.trim() === '' ? 'missing' : null };
}

export const opening = {
  /** What is typed of a variant. */
  of(id: VariantId): OpeningDraft {
    return drafts.get(id) ?? { units: '', cost: '' };
  },
  type(id: VariantId, typed: Partial<OpeningDraft>): void {
    const next = { ...this.of(id), ...typed };
    if (next.units.trim() === '' && next.cost.trim() === '') drafts.delete(id);
    else drafts.set(id, next);
  },
  /** The rows with units, and which of them can't be sent as they are. */
  get lines(): { lines: OpeningLine[]; wrong: VariantId[] } {
    const lines: OpeningLine[] = [];
    const wrong: VariantId[] = [];
    for (const [variant, draft] of drafts) {
      const said = check(draft);
      const units = readCount(draft.units, mostUnits) ?? 0;
      if (said.units || said.cost !== null) wrong.push(variant);
      else if (units > 0) lines.push({ variant, opening: { units, cost: units * (readMoney(draft.cost) ?? 0) } });
    }
    return { lines, wrong };
  },
  get sums(): { units: number; value: Money } {
    return this.lines.lines.reduce(
      (sum, { opening: each }) => ({ units: sum.units + each.units, value: sum.value + each.cost }),
      { units: 0, value: 0 }
    );
  },
  clear: () => drafts.clear()
};
