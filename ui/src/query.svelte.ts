// Reads that stay true: a query asks when it is mounted, when what it depends on changes, and when a write touched one
// of its topics. What it had stays on the screen until the new answer is there, so nothing jumps.
import { untrack } from 'svelte';
import { Broken, type Failure, onTouched, Refused, type Topic } from './bridge';

function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Refused || thrown instanceof Broken) return thrown;
  throw thrown; // a bug of ours: let it reach the console and the tests
}

export interface Query<T> {
  /** The last answer; null before the first. */
  readonly data: T | null;
  /** Why the last question failed; null if it didn't. */
  readonly failure: Failure | null;
  /** Whether an answer is on its way. */
  readonly loading: boolean;
  /** Puts an answer in place that a write brought back. */
  set(value: T): void;
  reload(): void;
}

/**
 * A query of the mounted component. `load` runs inside an effect: whatever reactive values it reads before its first
 * await are what it depends on. If it answers null there is nothing to ask, and the data is null.
 */
export function useQuery<T>(topics: readonly Topic[], load: () => Promise<T> | null): Query<T> {
  let data = $state.raw<T | null>(null);
  let failure = $state.raw<Failure | null>(null);
  let loading = $state(false);
  let again = $state(0);
  let turn = 0;

  $effect(() => onTouched((touched) => void (touched.some((topic) => topics.includes(topic)) && again++)));
  $effect(() => {
    void again;
    const mine = ++turn;
    const asked = load();
    if (!asked) {
      data = null;
      failure = null;
      loading = false;
      return;
    }
    loading = true;
    asked.then(
      (answer) => {
        if (mine !== turn) return; // a newer question is on its way
        data = answer;
        failure = null;
        loading = false;
      },
      (thrown: unknown) => {
        if (mine !== turn) return;
        loading = false;
        failure = asFailure(thrown);
      }
    );
    return () => void turn++; // whatever is still on its way comes too late
  });

  return {
    get data() {
      return data;
    },
    get failure() {
      return failure;
    },
    get loading() {
      return loading;
    },
    set(value) {
      turn++;
      loading = false;
      data = value;
    },
    reload: () => void again++
  };
}

interface Page<R> {
  rows: R[];
  next: string | null;
}

export interface Pages<P extends Page<unknown>> {
  /** All rows so far. */
  readonly rows: P['rows'];
  /** The first page: counts and sums that come with every page are read from it. */
  readonly head: P | null;
  readonly failure: Failure | null;
  readonly loading: boolean;
  /** Whether there are further rows. */
  readonly more: boolean;
  /** Asks for the next page; does nothing while one is on its way. */
  loadMore(): Promise<void>;
  /** Asks until all rows, or at least `most`, are there. */
  loadAll(most: number): Promise<void>;
  reload(): void;
}

/**
 * A list paged by key. `load` is read like that of `useQuery`; it is called with the key to go on from. After a write
 * the rows so far are asked for again and put in place at once, so the place in the list is kept.
 */
export function usePages<P extends Page<unknown>>(
  topics: readonly Topic[],
  limit: number,
  load: (after: string | null, limit: number) => Promise<P> | null
): Pages<P> {
  let rows = $state.raw<P['rows']>([]);
  let head = $state.raw<P | null>(null);
  let next = $state.raw<string | null>(null);
  let failure = $state.raw<Failure | null>(null);
  let loading = $state(false);
  let again = $state(0);
  let turn = 0;
  let keep = false;
  let underway: Promise<void> = Promise.resolve();

  $effect(() =>
    onTouched((touched) => {
      if (!touched.some((topic) => topics.includes(topic))) return;
      keep = true;
      again++;
    })
  );
  $effect(() => {
    void again;
    const mine = ++turn;
    const had = keep ? untrack(() => rows.length) : 0;
    keep = false;
    const first = load(null, Math.min(500, Math.max(limit, had)));
    if (!first) {
      rows = [];
      head = null;
      next = null;
      return;
    }
    loading = true;
    underway = refill(first, had, mine);
    return () => void turn++;
  });

  async function refill(first: Promise<P>, had: number, mine: number): Promise<void> {
    try {
      const page = await first;
      const all = [...page.rows];
      let key = page.next;
      while (key !== null && all.length < had && mine === turn) {
        const further = await load(key, 500);
        if (!further) break;
        all.push(...further.rows);
        key = further.next;
      }
      if (mine !== turn) return;
      rows = all;
      head = page;
      next = key;
      failure = null;
      loading = false;
    } catch (thrown) {
      if (mine !== turn) return;
      loading = false;
      failure = asFailure(thrown);
    }
  }

  function further(size: number): Promise<void> {
    if (next !== null && !loading) underway = onward(size);
    return underway;
  }
  async function onward(size: number): Promise<void> {
    const mine = turn;
    loading = true;
    try {
      const page = await load(next, size);
      if (mine !== turn || !page) return;
      rows = [...rows, ...page.rows];
      next = page.next;
      failure = null;
      loading = false;
    } catch (thrown) {
      if (mine !== turn) return;
      loading = false;
      failure = asFailure(thrown);
    }
  }

  return {
    get rows() {
      return rows;
    },
    get head() {
      return head;
    },
    get failure() {
      return failure;
    },
    get loading() {
      return loading;
    },
    get more() {
      return next !== null;
    },
    loadMore: () => further(limit),
    async loadAll(most) {
      await underway; // what is on its way comes first
      while (next !== null && rows.length < most && !failure) {
        const before = rows.length;
        await further(500);
        if (rows.length === before) return;
      }
    },
    reload() {
      keep = true;
      again++;
    }
  };
}
