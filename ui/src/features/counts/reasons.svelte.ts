// Reasons and costs typed while a count is reviewed. They live outside the screen: counting on loses nothing.
import { SvelteMap } from 'svelte/reactivity';
import type { CountId } from '../../generated/CountId';
import type { CountLine } from '../../generated/CountLine';
import type { CountReason } from '../../generated/CountReason';
import { readMoney } from '../../parts/amounts';

interface Typed {
  reason: string;
  cost: string;
}
const typed = new SvelteMap<string, Typed>();
const key = (count: CountId, line: CountLine) => `${count} ${line.variant}`;

export const reasons = {
  of: (count: CountId, line: CountLine): Typed => typed.get(key(count, line)) ?? { reason: line.reason, cost: '' },
  put(count: CountId, line: CountLine, change: Partial<Typed>): void {
    typed.set(key(count, line), { ...this.of(count, line), ...change });
  },
  clear(count: CountId): void {
    for (const each of [...typed.keys()]) if (each.startsWith(`${count} `)) typed.delete(each);
  },
  /** What is sent with the lines that differ. */
  read(count: CountId, lines: CountLine[]): CountReason[] {
    return lines.map((line) => {
      const { reason, cost } = this.of(count, line);
      const found = (line.difference ?? 0) > 0;
      return { variant: line.variant, reason: reason.trim(), unit_cost: found ? readMoney(cost) : null };
    });
  }
};
