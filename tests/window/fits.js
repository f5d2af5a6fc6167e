// Looks for text that can't be read: cut off, clipped by what it stands in, behind a scroll to the side, written over, or
// beyond the window. Text may be cut where it says so (class `cut`), if enough of it is left and the whole is in a title.
const least = 56; // of a cut text, in pixels
const faults = new Map();
const flat = (text) => text.replace(/\s+/g, ' ').trim();
const path = (e) => {
  const one = (x) => x.tagName.toLowerCase() + (x.id && !/\d/.test(x.id) ? '#' + x.id : '') +
    [...x.classList].filter((c) => !c.startsWith('svelte-')).map((c) => '.' + c).join('');
  const parts = [];
  for (let x = e; x && x !== document.body && parts.length < 4; x = x.parentElement) parts.unshift(one(x));
  return parts.join(' > ');
};
const fault = (what, e, text) => {
  const key = `${what} | ${path(e)}`;
  if (!faults.has(key)) faults.set(key, `${key} | "${flat(text).slice(0, 60)}"`);
};
const styles = new Map();
const styleOf = (e) => styles.get(e) ?? (styles.set(e, getComputedStyle(e)), styles.get(e));
const boxes = new Map();
const boxOf = (e) => boxes.get(e) ?? (boxes.set(e, e.getBoundingClientRect()), boxes.get(e));
const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const dialog = [...document.querySelectorAll('dialog[open]')].at(-1) ?? null;
const floats = '.menu, dialog, .toast, [role=listbox], [popover], .float';
const shown = []; // { rect, node, owner, layer }

for (const owner of document.querySelectorAll('body *')) {
  if (owner.closest('.sr, svg, script, style, option') || (dialog && !dialog.contains(owner)) || !seen(owner)) continue;
  if (owner.matches('input, select, textarea')) {
    const style = styleOf(owner);
    const room = owner.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const typed = owner.matches('input') && owner !== document.activeElement && owner.closest('td') && !owner.closest('.cut') ? owner.value : '';
    if (typed && owner.scrollWidth > owner.clientWidth + 1 && owner.clientWidth < 60) fault('field too small', owner, typed);
    const text = owner.matches('select') ? owner.selectedOptions[0]?.text ?? '' : owner.value === '' ? owner.placeholder ?? '' : '';
    if (text && owner.type !== 'checkbox' && owner.type !== 'radio' && !owner.closest('.sr')) {
      const canvas = (window.fitsCanvas ??= document.createElement('canvas').getContext('2d'));
      canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const words = text.split(' ').length - 1;
      const wide = canvas.measureText(text).width + words * parseFloat(style.wordSpacing || '0');
      if (wide > room + 2 && !owner.matches('textarea, .cut')) fault(owner.matches('select') ? 'choice cut' : 'hint cut', owner, text);
    }
    continue;
  }
  for (const node of owner.childNodes) {
    if (node.nodeType !== 3 || flat(node.data) === '') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((r) => r.width > 0.5 && r.height > 0.5);
    for (const rect of rects) {
      let gone = false; // scrolled out of sight, to be scrolled to
      let floating = null;
      let kept = { left: rect.left, right: rect.right }; // what is left of it
      for (let a = owner; a && a !== document.body; a = a.parentElement) {
        const style = styleOf(a), box = boxOf(a);
        if (style.clipPath.startsWith('inset(50%')) { gone = true; break; } // only said
        if (style.display === 'inline' || style.display === 'contents') continue;
        if (floating === null && a.matches(floats)) floating = a;
        const [x, y] = [style.overflowX, style.overflowY];
        if (y === 'auto' || y === 'scroll') {
          // What ends with the window, to a fraction, is scrolled there; what reaches beyond it hides nothing.
          const end = box.top + a.clientHeight;
          const seen = end <= innerHeight + 2 ? Math.min(end, innerHeight) : end;
          if (rect.top < box.top - 1 || rect.bottom > seen + 2) { gone = true; break; }
        } else if (y === 'hidden' || y === 'clip') {
          const slack = Math.max(3, rect.height * 0.22); // lines set tight
          if ((rect.top < box.top - slack || rect.bottom > box.bottom + slack) && !a.closest('.cut') && !owner.closest('.cut')) fault('clipped above or below', owner, node.data);
        }
        if (x !== 'visible') {
          const out = rect.left < box.left - 1.5 || rect.right > box.left + a.clientLeft + a.clientWidth + 1.5;
          // What is wider than any screen says so and is scrolled: a report of twelve months.
          if (out && owner.closest('[data-wide]')) { gone = true; break; }
          if (out && !owner.closest('.cut') && !a.closest('.cut')) fault(x === 'auto' || x === 'scroll' ? 'behind a scroll to the side' : 'clipped', owner, node.data);
          kept = { left: Math.max(kept.left, box.left), right: Math.min(kept.right, box.left + a.clientLeft + a.clientWidth) };
        }
        if (style.position === 'fixed' || a.matches('dialog')) break;
      }
      if (gone || kept.right - kept.left < 0.5) continue;
      if (kept.left < -1 || kept.right > innerWidth + 1.5 || rect.bottom > innerHeight + 2 || rect.top < -1) fault('beyond the window', owner, node.data);
      const air = rect.height * 0.18; // above and below the letters
      const clipped = { left: kept.left, right: kept.right, top: rect.top + air, bottom: rect.bottom - air };
      shown.push({ ...clipped, owner, text: node.data, layer: floating ?? owner.closest('thead, .strip, .head') ?? document.body });
    }
  }
  const style = styleOf(owner);
  if (style.display !== 'inline' && !style.clipPath.startsWith('inset(50%') && style.overflowX !== 'visible' && owner.scrollWidth > owner.clientWidth + 1 && flat(owner.textContent) !== '' && owner.clientWidth > 0) {
    if (owner.closest('.cut')) {
      const text = owner.textContent;
      if (owner.clientWidth < least && style.textOverflow === 'ellipsis') fault('hardly anything left', owner, text);
      const whole = owner.closest('[title], [aria-label]');
      if (!whole || whole === document.body) fault('cut without its whole in a title', owner, text);
    } else if (style.textOverflow === 'ellipsis' && !owner.querySelector('.cut')) fault('cut', owner, owner.textContent);
  }
}
// Written over: two texts of one layer on the same spot.
shown.sort((a, b) => a.top - b.top);
for (let i = 0; i < shown.length; i += 1) {
  const a = shown[i];
  for (let j = i + 1; j < shown.length && shown[j].top < a.bottom - 3; j += 1) {
    const b = shown[j];
    if (a.owner === b.owner || a.layer !== b.layer || a.owner.closest('[data-wide]')) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 3 && down > Math.max(4, 0.3 * Math.min(a.bottom - a.top, b.bottom - b.top))) fault('written over', b.owner, `${a.text} / ${b.text}`);
  }
}
return [...faults.values()];
