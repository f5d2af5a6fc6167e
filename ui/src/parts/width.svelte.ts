// The three widths at which a screen decides differently; everything else is CSS.
function follow(query: string): () => boolean {
  let fits = $state(false);
  if (typeof window.matchMedia === 'function') {
    const media = window.matchMedia(query);
    fits = media.matches;
    media.addEventListener('change', () => (fits = media.matches));
  }
  return () => fits;
}

/** Under 1180 px secondary actions move into the menu. */
export const narrow = follow('(max-width: 1180px)');
/** Under 960 px (a small laptop at a larger size of text) a list has the screen to itself until a row is opened. */
export const tight = follow('(max-width: 960px)');
/** From 1500 px there is room for them all. */
export const wide = follow('(min-width: 1500px)');
