// A list that floats over everything: its field may lie in a column that scrolls or ends, the list is never cut by it.

/** Room kept to the window's edge, and between field and list, in pixels. */
const edge = 8;
const gap = 4;

/** Shows `box` at `anchor`, above it where there is more room, as wide as it or at least `least` pixels, until it is done. */
export function float(anchor: () => HTMLElement, least: number): (box: HTMLElement) => () => void {
  return (box) => {
    function place(): void {
      const at = anchor().getBoundingClientRect();
      const width = Math.min(Math.max(at.width, least), window.innerWidth - 2 * edge);
      const below = window.innerHeight - at.bottom - gap - edge;
      const above = at.top - gap - edge;
      box.style.width = `${width}px`;
      box.style.left = `${Math.max(edge, Math.min(at.left, window.innerWidth - width - edge))}px`;
      box.style.maxHeight = 'none';
      const up = box.offsetHeight > below && above > below;
      box.style.maxHeight = `${Math.max(64, up ? above : below)}px`;
      box.style.top = up ? 'auto' : `${at.bottom + gap}px`;
      box.style.bottom = up ? `${window.innerHeight - at.top + gap}px` : 'auto';
    }
    box.showPopover?.();
    place();
    // The list grows and shrinks with what is typed.
    const grown = typeof MutationObserver === 'undefined' ? null : new MutationObserver(place);
    grown?.observe(box, { childList: true });
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      grown?.disconnect();
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      if (box.isConnected) box.hidePopover?.();
    };
  };
}
