// How the room says amounts, days, rates and the names of differences.
import { book } from '../../book.svelte';
import { count, dayOf, shortDay as short, signed as plus } from '../../format';
import type { Day } from '../../generated/Day';
import type { Differences } from '../../generated/Differences';
import type { Money } from '../../generated/Money';
import { t } from '../../words';

/** The eight names, in the order of their columns. */
export const causes = [
  'goods',
  'returns',
  'shipping',
  'fees',
  'tax',
  'compensation',
  'adjustment',
  'unexplained'
] as const satisfies readonly (keyof Differences)[];
export type Cause = (typeof causes)[number];

/** `+2.000`, `−850`; nothing where there is none. */
export const signed = (amount: Money): string => (amount === 0 ? '' : plus(amount));

/** `18 Nov`, with the year if it isn't this one. */
export function shortDay(day: Day): string {
  const [year, now] = [day, dayOf(book.now, book.zone)].map((each) => Math.floor(each / 10_000));
  return `${short(day, t().common.date)}${year === now ? '' : ` ${year}`}`;
}

/** Parts of a million as people say them: `9%`, `8,25%`. */
const percent = (ppm: number): string => `${String(ppm / 10_000).replace('.', ',')}%`;

/** A share, a sum an order, or both: `8%`, `Rp 1.250`, `2% + Rp 500`. */
export const rate = (ppm: number, fixed: Money): string =>
  [ppm === 0 && fixed !== 0 ? '' : percent(ppm), fixed === 0 ? '' : `Rp ${count(fixed)}`]
    .filter((part) => part !== '')
    .join(' + ');

/** What it is mostly. */
export const largest = (of: Differences): Cause =>
  causes.reduce((best, each) => (Math.abs(of[each]) > Math.abs(of[best]) ? each : best));
