// The board of Hari ini: each section asks for itself, again only when something of its own was touched, and fails for
// itself. Shown for the first time they come together, so that nothing jumps.
import { getContext, setContext } from 'svelte';
import { book } from '../../book.svelte';
import type { Failure, Topic } from '../../bridge';
import { dayOf } from '../../format';
import { type Query, useQuery } from '../../query.svelte';

const key = Symbol('board');
/** How long sections wait for each other, in milliseconds. */
const patience = 150;

class Board {
  private sections = $state.raw<readonly Query<unknown>[]>([]);
  private waited = $state(false);

  constructor() {
    setTimeout(() => (this.waited = true), patience);
  }
  add(section: Query<unknown>): void {
    this.sections = [...this.sections, section];
  }
  /** Every section has answered or failed, or has been waited for long enough. */
  get shown(): boolean {
    return this.waited || this.sections.every((section) => section.data !== null || section.failure !== null);
  }
  /** There is nothing to show. */
  get empty(): boolean {
    return this.sections.every((section) => section.data === null);
  }
  /** Why, where no section can be read: said once then. */
  get failure(): Failure | null {
    const [first] = this.sections;
    return first !== undefined && this.sections.every((section) => section.failure !== null) ? first.failure : null;
  }
  readonly reload = (): void => this.sections.forEach((section) => section.reload());
}

/** The board of the mounted screen. */
export const newBoard = (): Board => setContext(key, new Board());
export const board = (): Board => getContext<Board>(key);

/** The question of a section, asked again when one of its topics was touched and as time goes on, if its answer changes by that. */
export function useSection<T>(topics: readonly Topic[], ask: () => Promise<T>, ages?: 'minute' | 'day'): Query<T> {
  const age = $derived(
    ages === 'minute' ? Math.floor(book.now / 60_000) : ages === 'day' ? dayOf(book.now, book.zone) : 0
  );
  const query = useQuery(topics, () => {
    void age;
    return ask();
  });
  board().add(query);
  return query;
}
