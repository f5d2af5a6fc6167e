// Long lists: only the rows near the window are in the page. All rows have one height, measured from the first.

const reserve = 12; // rows kept beyond each edge, so that a fast scroll doesn't show paper
const unmeasured = 60; // without layout (or before the first one) so many rows are shown

export interface Virtual {
  /** First and one past the last row in the page. */
  readonly from: number;
  readonly to: number;
  /** Heights of what is left out, in pixels. */
  readonly before: number;
  readonly after: number;
  /** To the scroller: `{@attach virtual.watch}`. */
  watch: (scroller: HTMLElement) => () => void;
  /** Scrolls a row into view, below whatever sticks to the top. */
  reveal(index: number): void;
}

/** `count` rows; `near` is called when the end comes near. `row` finds a row to measure. */
export function useVirtual(count: () => number, near: () => void, row = 'tr[data-row]'): Virtual {
  let scroller: HTMLElement | null = null;
  let top = $state(0);
  let height = $state(0);
  let size = $state(0);

  const from = $derived(size > 0 ? Math.max(0, Math.floor(top / size) - reserve) : 0);
  const to = $derived(
    size > 0 ? Math.min(count(), Math.ceil((top + height) / size) + reserve) : Math.min(count(), unmeasured)
  );

  function measure(): void {
    if (!scroller) return;
    top = scroller.scrollTop;
    height = scroller.clientHeight;
    const found = scroller.querySelector<HTMLElement>(row);
    if (found && found.offsetHeight > 0) size = found.offsetHeight;
    if (size > 0 && top + height > (count() - reserve * 2) * size) near();
  }
  $effect(() => {
    void count();
    measure();
  });

  return {
    get from() {
      return Math.min(from, Math.max(0, count() - 1));
    },
    get to() {
      return to;
    },
    get before() {
      return size * Math.min(from, Math.max(0, count() - 1));
    },
    get after() {
      return size * Math.max(0, count() - to);
    },
    watch(element) {
      scroller = element;
      measure();
      element.addEventListener('scroll', measure, { passive: true });
      const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure);
      observer?.observe(element);
      return () => {
        element.removeEventListener('scroll', measure);
        observer?.disconnect();
        scroller = null;
      };
    },
    reveal(index) {
      if (!scroller || size === 0) return;
      const head = scroller.querySelector('thead')?.offsetHeight ?? 0;
      const start = index * size;
      if (start < scroller.scrollTop) scroller.scrollTop = start;
      else if (start + size + head > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = start + size + head - scroller.clientHeight;
      }
    }
  };
}
