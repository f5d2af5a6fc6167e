// Big words that must be read whole: the type grows smaller until they fit their box, and only a word too long even at
// the smallest size is broken.
import type { Attachment } from 'svelte/attachments';

/** To an element whose box is bounded by its parent. `text` is what it shows, so that another text is fitted again. */
export function fit(text: string, least = 16): Attachment<HTMLElement> {
  return (node) => {
    function over(): boolean {
      return node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
    }
    function shrink(): void {
      node.style.fontSize = '';
      node.style.overflowWrap = 'normal';
      if (text === '' || node.clientWidth === 0 || !over()) return;
      let high = parseFloat(getComputedStyle(node).fontSize);
      let low = Math.min(least, high);
      node.style.fontSize = `${low}px`;
      if (over()) node.style.overflowWrap = 'anywhere';
      else
        while (high - low > 1) {
          const middle = (high + low) / 2;
          node.style.fontSize = `${middle}px`;
          if (over()) high = middle;
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
