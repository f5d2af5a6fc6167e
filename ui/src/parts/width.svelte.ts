// The two widths at which a screen decides differently; everything else is CSS.
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
/** From 1500 px there is room for them all. */
export const wide = follow('(min-width: 1500px)');
