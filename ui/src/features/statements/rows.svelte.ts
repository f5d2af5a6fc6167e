// The lines of a statement as a list that is worked with the keyboard: folded parts, the line at the cursor, what opens.
import { SvelteSet } from 'svelte/reactivity';
import type { Statement } from '../../generated/Statement';
import type { StatementLine } from '../../generated/StatementLine';
import type { Shortcut } from '../../shortcuts';
import { t } from '../../words';

export interface Line extends StatementLine {
  /** Whether it has parts below. */
  folds: boolean;
  open: boolean;
}

export interface Lines {
  /** The lines that are shown. */
  readonly shown: readonly Line[];
  /** The one at the cursor. */
  readonly current: Line | null;
  at(key: string): void;
  fold(key: string): void;
  keys(): Shortcut[];
}

/** `statement` is read anew when it changes; the cursor and what is unfolded stay by their keys. */
export function useLines(statement: () => Statement | null, onopen: (line: Line) => void): Lines {
  const open = new SvelteSet<string>();
  let cursor = $state('');

  const shown = $derived.by(() => {
    const lines = statement()?.lines ?? [];
    const shown: Line[] = [];
    // A part is shown while all that it is of are unfolded.
    let hidden = Number.POSITIVE_INFINITY;
    for (const [at, line] of lines.entries()) {
      if (line.depth > hidden) continue;
      hidden = Number.POSITIVE_INFINITY;
      const folds = (lines[at + 1]?.depth ?? 0) > line.depth;
      if (folds && !open.has(line.key)) hidden = line.depth;
      shown.push({ ...line, folds, open: open.has(line.key) });
    }
    return shown;
  });
  const stops = $derived(shown.filter((line) => line.kind !== 'heading'));
  const current = $derived(stops.find((line) => line.key === cursor) ?? null);

  function fold(key: string): void {
    if (!open.delete(key)) open.add(key);
  }
  function move(by: number): void | false {
    if (stops.length === 0) return false;
    const at = stops.findIndex((line) => line.key === cursor);
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.max(0, Math.min(stops.length - 1, at + by))]!;
    cursor = next.key;
    document.getElementById(`line-${next.key}`)?.scrollIntoView({ block: 'nearest' });
  }
  return {
    get shown() {
      return shown;
    },
    get current() {
      return current;
    },
    at: (key) => (cursor = key),
    fold,
    keys: () => [
      { key: 'down', label: t().common.list.move, run: () => move(1) },
      { key: 'up', run: () => move(-1) },
      {
        key: 'right',
        label: t().statements.keys.fold,
        run: () => {
          if (!current?.folds || current.open) return false;
          fold(current.key);
        }
      },
      {
        key: 'left',
        run: () => {
          if (!current?.folds || !current.open) return false;
          fold(current.key);
        }
      },
      {
        key: 'enter',
        label: t().statements.keys.open,
        run: () => {
          if (!current || current.accounts.length === 0) return false;
          onopen(current);
        }
      }
    ]
  };
}
