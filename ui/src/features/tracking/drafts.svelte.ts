// What is typed beside the waiting parcels, until it is shipped: a list that is read again keeps it.
import { SvelteMap } from 'svelte/reactivity';
import type { OrderId } from '../../generated/OrderId';
import type { OrderRow } from '../../generated/OrderRow';
import type { TrackingItem } from '../../generated/TrackingItem';

export interface Draft {
  courier: string;
  tracking: string;
}

export interface Drafts {
  /** What was typed, else what the order came with. */
  of(row: OrderRow): Draft;
  type(row: OrderRow, change: Partial<Draft>): void;
  drop(order: OrderId): void;
  item(row: OrderRow): TrackingItem;
}

export function useDrafts(): Drafts {
  const typed = new SvelteMap<OrderId, Partial<Draft>>();
  const of = (row: OrderRow): Draft => ({ courier: row.courier, tracking: row.tracking, ...typed.get(row.id) });
  return {
    of,
    type: (row, change) => void typed.set(row.id, { ...typed.get(row.id), ...change }),
    drop: (order) => void typed.delete(order),
    item(row) {
      const draft = of(row);
      const courier = draft.courier.trim();
      return {
        order: String(row.number),
        tracking: draft.tracking.trim(),
        // The order's own stays as it is unless another was typed.
        courier: courier === '' || courier === row.courier ? null : courier
      };
    }
  };
}
