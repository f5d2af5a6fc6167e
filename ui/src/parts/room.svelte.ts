// How many rows of a list fit into what its column has left: the rest is told in words, with the way to all of them.

export interface Room {
  /** Rows that fit, never fewer than the least; all of them where nothing is laid out. */
  readonly rows: number;
  /** To the list: `{@attach room.watch}`. */
  watch: (list: HTMLElement) => () => void;
}

/** `count` rows of a list in a column of a scroller. What stands beside the list in its column stays in sight. */
export function useRoom(count: () => number, least: number, scroller: string, column: string): Room {
  let list: HTMLElement | null = null;
  let fits = $state(Infinity);

  function measure(): void {
    const whole = list?.closest<HTMLElement>(scroller);
    const row = list?.firstElementChild as HTMLElement | null | undefined;
    const last = list?.closest<HTMLElement>(column)?.lastElementChild;
    if (!list || !whole || !row || !last || row.offsetHeight === 0) return;
    const style = getComputedStyle(whole);
    const end = whole.getBoundingClientRect().bottom - parseFloat(style.paddingBottom);
    const left = end - (last.getBoundingClientRect().bottom + whole.scrollTop);
    const height = list.getBoundingClientRect().height + left;
    const all = Math.floor(height / row.offsetHeight);
    // The line that tells the rest takes a row itself.
    fits = Math.max(least, all >= count() ? all : Math.floor((height - 32) / row.offsetHeight));
  }
  $effect(() => {
    void count();
    measure();
  });

  return {
    get rows() {
      return Math.min(fits, count());
    },
    watch(element) {
      list = element;
      measure();
      const whole = element.closest(scroller);
      if (typeof ResizeObserver === 'undefined' || !whole) return () => (list = null);
      const observer = new ResizeObserver(measure);
      observer.observe(whole);
      for (const section of element.closest(column)?.children ?? []) observer.observe(section);
      return () => {
        observer.disconnect();
        list = null;
      };
    }
  };
}
