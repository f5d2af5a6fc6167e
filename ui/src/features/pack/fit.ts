// Big words that must be read whole: the type grows smaller until they fit their box, and only a word too long even at
// the smallest size is broken.
import type { Attachment } from 'svelte/attachments';

/**
 * To an element whose box is bounded by its parent, with a padding below as deep as the letters reach under tight lines.
 * `text` is what it shows, so that another text is fitted again.
 */
export function fit(text: string, least = 16): Attachment<HTMLElement> {
  return (node) => {
    /** Whether it is too long at this size. */
    function over(size: number): boolean {
      node.style.fontSize = `${size}px`;
      return node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
    }
    function shrink(): void {
      node.style.fontSize = '';
      node.style.overflowWrap = 'normal';
      if (text === '' || node.clientWidth === 0) return;
      let high = parseFloat(getComputedStyle(node).fontSize);
      let low = Math.min(least, high);
      if (!over(high)) return;
      if (over(low)) node.style.overflowWrap = 'anywhere';
      else
        while (high - low > 1) {
          const middle = (high + low) / 2;
          if (over(middle)) high = middle;
          else low = middle;
        }
      node.style.fontSize = `${low}px`;
    }
    shrink();
    // The parent, not the node: the node's own size is what changes here.
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(shrink);
    if (node.parentElement) observer?.observe(node.parentElement);
    return () => observer?.disconnect();
  };
}
