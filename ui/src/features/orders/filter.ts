// What a saved filter of the order list keeps: the list's query without where one is in it.
import type { OrderQuery } from '../../generated/OrderQuery';

export type Filter = Omit<OrderQuery, 'after' | 'limit'>;
/** What narrows any of its lists. */
export type Narrowing = Pick<OrderQuery, 'channel' | 'store' | 'courier' | 'day'>;

const nothing: Filter = {
  stage: null,
  mark: null,
  channel: null,
  store: null,
  customer: null,
  courier: '',
  day: null,
  search: ''
};
const names = Object.keys(nothing) as (keyof Filter)[];

export const writeFilter = (filter: Filter): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, filter[name]])));

/** Null if it isn't one: the book may come from a newer program. */
export function readFilter(text: string): Filter | null {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return null;
    const kept = Object.entries(found).filter(([name, value]) => names.some((each) => each === name) && value !== null);
    return { ...nothing, ...Object.fromEntries(kept) };
  } catch {
    return null;
  }
}
