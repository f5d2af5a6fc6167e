// How wide a text is on the screen, so that a column can be as wide as what stands in it.

let context: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, number>();

/** Pixels of a text in the body's size. */
export function textWidth(text: string, weight: 500 | 680 = 500): number {
  const key = `${weight} ${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  context ??= document.createElement('canvas').getContext('2d');
  let width = text.length * 7.4;
  if (context) {
    const style = getComputedStyle(document.body);
    context.font = `${weight} ${style.fontSize} ${style.fontFamily}`;
    const spaces = text.split(' ').length - 1;
    width = context.measureText(text).width + spaces * parseFloat(style.wordSpacing || '0');
  }
  if (known.size > 4_000) known.clear();
  known.set(key, width);
  return width;
}

/** The widest of some texts, by the few that are longest. */
export function widest(texts: Iterable<string>, weight: 500 | 680 = 500): number {
  const longest = [...new Set(texts)].sort((a, b) => b.length - a.length).slice(0, 8);
  return longest.reduce((most, text) => Math.max(most, textWidth(text, weight)), 0);
}

/** The width that nine of ten texts fit into: one very long name doesn't take the room of what stands beside it. */
export function mostFit(texts: readonly string[]): number {
  const lengths = texts.map((text) => textWidth(text)).sort((a, b) => a - b);
  return lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0;
}
