// What a saved filter of the order list keeps: the list's query without where one is in it.
import type { OrderQuery } from '../../generated/OrderQuery';

export type Filter = Pick<OrderQuery, 'stage' | 'mark' | 'channel' | 'customer' | 'search'>;

export const writeFilter = ({ stage, mark, channel, customer, search }: Filter): string =>
  JSON.stringify({ stage, mark, channel, customer, search });

/** Null if it isn't one: the book may come from a newer program. */
export function readFilter(text: string): Filter | null {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== 'object' || found === null) return null;
    const { stage = null, mark = null, channel = null, customer = null, search = '' } = found as Partial<Filter>;
    return { stage, mark, channel, customer, search };
  } catch {
    return null;
  }
}
