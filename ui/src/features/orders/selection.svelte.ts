// The rows chosen and the row at the cursor, as a ledger is worked with the keyboard.
import type { OrderId } from '../../generated/OrderId';
import type { OrderRow } from '../../generated/OrderRow';

export interface Selection {
  readonly chosen: ReadonlySet<OrderId>;
  /** The chosen rows, as they stand in the list. */
  readonly rows: OrderRow[];
  readonly cursor: OrderId | null;
  /** Its place in the list; -1 if it isn't there. */
  readonly at: number;
  /** Puts the cursor on an order, in the list or not. */
  put(id: OrderId | null): void;
  /** Moves the cursor by so many rows; with `range` everything passed is chosen. */
  move(by: number, range: boolean): void;
  toggle(id: OrderId): void;
  /** From the cursor to here. */
  rangeTo(id: OrderId): void;
  all(): void;
  only(ids: readonly OrderId[]): void;
  clear(): void;
}

/** Over a list that may change under it: what leaves the list is no longer chosen, and the cursor takes the next row. */
export function useSelection(list: () => OrderRow[]): Selection {
  let chosen = $state.raw<ReadonlySet<OrderId>>(new Set());
  let cursor = $state<OrderId | null>(null);
  // A range grows from its anchor over what was chosen before it began.
  let anchor: { id: OrderId; before: ReadonlySet<OrderId> } | null = null;
  let known: OrderRow[] = [];

  const places = $derived(new Map(list().map((row, n) => [row.id, n])));
  const rows = $derived(chosen.size === 0 ? [] : list().filter((row) => chosen.has(row.id)));

  $effect(() => {
    const now = places;
    const gone = [...chosen].filter((id) => !now.has(id));
    if (gone.length > 0) chosen = new Set([...chosen].filter((id) => now.has(id)));
    if (cursor === null) cursor = list()[0]?.id ?? null;
    else if (!now.has(cursor)) {
      const was = known.findIndex((row) => row.id === cursor);
      if (was >= 0 && list().length > 0) cursor = list()[Math.min(was, list().length - 1)]!.id;
    }
    known = list();
  });

  function rangeTo(id: OrderId): void {
    if (cursor === null) cursor = id;
    anchor ??= { id: cursor, before: chosen };
    const [a, b] = [places.get(anchor.id) ?? 0, places.get(id) ?? 0];
    const between = list().slice(Math.min(a, b), Math.max(a, b) + 1);
    chosen = new Set([...anchor.before, ...between.map((row) => row.id)]);
    cursor = id;
  }

  return {
    get chosen() {
      return chosen;
    },
    get rows() {
      return rows;
    },
    get cursor() {
      return cursor;
    },
    get at() {
      return cursor === null ? -1 : (places.get(cursor) ?? -1);
    },
    put(id) {
      anchor = null;
      cursor = id;
    },
    move(by, range) {
      const all = list();
      if (all.length === 0) return;
      const from = cursor === null ? -1 : (places.get(cursor) ?? -1);
      const to = all[Math.max(0, Math.min(all.length - 1, from + by))]!;
      if (range) rangeTo(to.id);
      else {
        anchor = null;
        cursor = to.id;
      }
    },
    toggle(id) {
      anchor = null;
      cursor = id;
      chosen = chosen.has(id) ? new Set([...chosen].filter((other) => other !== id)) : new Set([...chosen, id]);
    },
    rangeTo,
    all() {
      anchor = null;
      chosen = new Set(list().map((row) => row.id));
    },
    only(ids) {
      anchor = null;
      chosen = new Set(ids);
    },
    clear() {
      anchor = null;
      chosen = new Set();
    }
  };
}
