// A list that is worked with the keyboard: its columns, its rows, the one at the cursor, what is chosen, and which rows are in
// the page. `Ledger.svelte` draws it; a list screen is its columns, its query and its verbs.
import type { Snippet } from 'svelte';
import { untrack } from 'svelte';
import type { Failure } from '../bridge';
import type { Pages, Query } from '../query.svelte';
import type { Shortcut } from '../shortcuts';
import { t } from '../words';
import { type Keyed, type Selection, useSelection } from './selection.svelte';
import { useVirtual, type Virtual } from './virtual.svelte';

/** A column of a list. */
export interface Column<Row> {
  /** Tells it apart; its cells have the class `c-<key>`. */
  key: string;
  label: string;
  /** Draws the head where the label isn't enough. */
  head?: Snippet;
  /** The label is for screen readers alone. */
  hidden?: boolean;
  /** What stands in a cell; what is cut of it is in its title. */
  text?: (row: Row) => string;
  /** What a cell says beyond what stands in it. */
  title?: (row: Row) => string | undefined;
  /** Draws a cell whose text isn't enough, `above` it the row before. */
  cell?: Snippet<[row: Row, above: Row | undefined]>;
  /** Figures stand at the right. */
  num?: boolean;
  /** Classes of its cells. */
  tone?: string;
  /** How wide it is, in the room that the list has; without it, it takes what the others leave. */
  width?: string | ((room: number) => string | undefined);
  /** The room in pixels from which on it is shown. */
  from?: number;
  sort?: 'ascending' | 'descending' | undefined;
  /** What stands under it in the row of sums. */
  sum?: string;
}

/** Where a list has its rows from. */
export interface Source<Row> {
  readonly rows: readonly Row[];
  /** Whether the first answer is there. */
  readonly ready: boolean;
  readonly failure: Failure | null;
  readonly loading: boolean;
  reload(): void;
  /** The end comes near. */
  near?(): void;
  /** Until all that may be chosen at once are there. */
  all?(): Promise<void>;
}

/** So many rows are chosen at once at most. */
export const mostChosen = 5_000;

/** A list that is read page by page; `keyed` gives a row the id that it hasn't of its own. */
export function paged<Raw, Row extends Keyed = Raw & Keyed>(
  pages: () => Pages<{ rows: Raw[]; next: string | null }>,
  keyed: (row: Raw) => Row = (row) => row as unknown as Row
): Source<Row> {
  const rows = $derived(pages().rows.map(keyed));
  return {
    get rows() {
      return rows;
    },
    get ready() {
      return pages().head !== null;
    },
    get failure() {
      return pages().failure;
    },
    get loading() {
      return pages().loading;
    },
    reload: () => pages().reload(),
    near: () => void pages().loadMore(),
    all: () => pages().loadAll(mostChosen)
  };
}

/** A list that is read at once. */
export function whole<T, Row extends Keyed>(query: Query<T>, of: (data: T) => Row[]): Source<Row> {
  const rows = $derived(query.data === null ? [] : of(query.data));
  return {
    get rows() {
      return rows;
    },
    get ready() {
      return query.data !== null;
    },
    get failure() {
      return query.failure;
    },
    get loading() {
      return query.loading;
    },
    reload: () => query.reload()
  };
}

export interface LedgerState<Row extends Keyed> {
  readonly source: Source<Row>;
  readonly rows: readonly Row[];
  readonly selection: Selection<Row>;
  readonly virtual: Virtual;
  /** The row at the cursor. */
  readonly current: Row | null;
  /** What a key acts on: the chosen rows, else the one at the cursor. */
  readonly targets: readonly Row[];
  /** Whether several rows can be chosen. */
  readonly many: boolean;
  /** The keys that move in it and choose. */
  keys(): Shortcut[];
  /** Chooses all rows, once they are there. */
  all(): Promise<void>;
  /** The list takes the keys. */
  focus(): void;
  /** To the table: `{@attach ledger.table}`. */
  table(element: HTMLTableElement): () => void;
}

/** `many`: several rows can be chosen; `onmove`: the cursor was moved by a key. */
export function useLedger<Row extends Keyed>(
  source: Source<Row>,
  { many = false, onmove }: { many?: boolean; onmove?: (row: Row) => void } = {}
): LedgerState<Row> {
  const selection = useSelection<Row>(() => source.rows as Row[]);
  const virtual = useVirtual(
    () => source.rows.length,
    () => source.near?.()
  );
  const current = $derived(source.rows[selection.at] ?? null);
  const targets = $derived(selection.rows.length > 0 ? selection.rows : current ? [current] : []);
  let table: HTMLTableElement | null = null;

  // The cursor is kept in view when it moves, not when the list merely changed.
  let follow: number | null = null;
  $effect(() => {
    const { at, cursor } = selection;
    if (cursor !== follow) untrack(() => virtual.reveal(at));
    follow = cursor;
  });

  function move(by: number, range = false): void {
    selection.move(by, range);
    const to = source.rows[selection.at];
    if (to) onmove?.(to);
  }
  async function all(): Promise<void> {
    await source.all?.();
    selection.all();
  }
  function toggle(): void | false {
    if (selection.cursor === null || selection.at < 0) return false;
    selection.toggle(selection.cursor);
  }

  return {
    source,
    selection,
    virtual,
    many,
    get rows() {
      return source.rows;
    },
    get current() {
      return current;
    },
    get targets() {
      return targets;
    },
    keys() {
      const words = t().common.list;
      const choosing: Shortcut[] = [
        { key: 'shift+down', label: words.range, run: () => move(1, true) },
        { key: 'shift+up', run: () => move(-1, true) },
        { key: 'space', label: words.choose, run: toggle },
        { key: 'ctrl+a', label: words.all, run: () => void all() }
      ];
      return [
        { key: 'down j', label: words.move, run: () => move(1) },
        { key: 'up', run: () => move(-1) },
        { key: 'pagedown', run: () => move(12) },
        { key: 'pageup', run: () => move(-12) },
        { key: 'home', run: () => move(-source.rows.length) },
        { key: 'end', run: () => move(source.rows.length) },
        ...(many ? choosing : [])
      ];
    },
    all,
    focus: () => table?.focus({ preventScroll: true }),
    table(element) {
      table = element;
      return () => void (table = null);
    }
  };
}
