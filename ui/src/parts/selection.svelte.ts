// The rows chosen and the row at the cursor, as a ledger is worked with the keyboard.

/** What is told apart by its key: an order, a variant. */
export interface Keyed {
  readonly id: number;
}

export interface Selection<Row extends Keyed> {
  readonly chosen: ReadonlySet<number>;
  /** The chosen rows, as they stand in the list. */
  readonly rows: Row[];
  readonly cursor: number | null;
  /** Its place in the list; -1 if it isn't there. */
  readonly at: number;
  /** Puts the cursor on a row, in the list or not. */
  put(id: number | null): void;
  /** Moves the cursor by so many rows; with `range` everything passed is chosen. */
  move(by: number, range: boolean): void;
  toggle(id: number): void;
  /** From the cursor to here. */
  rangeTo(id: number): void;
  all(): void;
  only(ids: readonly number[]): void;
  clear(): void;
}

/** Over a list that may change under it: what leaves the list is no longer chosen, and the cursor takes the next row. */
export function useSelection<Row extends Keyed>(list: () => Row[]): Selection<Row> {
  let chosen = $state.raw<ReadonlySet<number>>(new Set());
  let cursor = $state<number | null>(null);
  // A range grows from its anchor over what was chosen before it began.
  let anchor: { id: number; before: ReadonlySet<number> } | null = null;
  let known: Row[] = [];

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

  function rangeTo(id: number): void {
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
