// Keys. A mounted screen says which it takes; the one mounted last is asked first. Bare letters wait a moment: a wedge
// scanner types like a very fast person, and a tracking number must never print, hold or cancel anything.

export interface Shortcut {
  /** `ctrl+k`, `alt+1`, `shift+down`, `escape`, `space`, `?`, `a`; alternatives separated by a space. */
  key: string;
  /** What it does, for the list behind `?`; without it the key isn't listed. */
  label?: string;
  /** Answers false if it had nothing to do: then the next one is asked. */
  run: (event: KeyboardEvent) => void | false;
  /** Also while typing in a field. */
  typing?: boolean;
  /** Also while a dialog is open. */
  dialog?: boolean;
}

interface Layer {
  keys: () => Shortcut[];
  everywhere: boolean;
}
const layers: Layer[] = [];
const scanners: ((code: string) => void)[] = [];

/** Takes keys until the answer is called: `$effect(() => shortcuts(() => [...]))`. `everywhere`: the frame's, on every
 * screen. */
export function shortcuts(keys: () => Shortcut[], everywhere = false): () => void {
  const layer = { keys, everywhere };
  // A screen's keys go before the frame's, whichever of them was drawn first.
  if (everywhere) layers.unshift(layer);
  else layers.push(layer);
  return () => void layers.splice(layers.indexOf(layer), 1);
}

/** Hears codes scanned while no field is focused. The last to come is the only one to hear. */
export function onScan(scanned: (code: string) => void): () => void {
  scanners.push(scanned);
  return () => void scanners.splice(scanners.indexOf(scanned), 1);
}

/** What is listed behind `?`: what the screen takes, and what works everywhere. */
export function listed(): { here: Shortcut[]; everywhere: Shortcut[] } {
  const of = (everywhere: boolean) =>
    layers.flatMap((layer) => (layer.everywhere === everywhere ? layer.keys().filter((key) => key.label) : []));
  return { here: of(false), everywhere: of(true) };
}

/** Does what a key does where one is; answers whether anything took it. */
export function pressed(key: string): boolean {
  const event = new KeyboardEvent('keydown');
  const takes = (shortcut: Shortcut) => shortcut.key.split(' ').includes(key) && shortcut.run(event) !== false;
  return [...layers].reverse().some((layer) => layer.keys().some(takes));
}

const names: Record<string, string> = {
  ' ': 'space',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageup',
  PageDown: 'pagedown'
};

function nameOf(event: KeyboardEvent): string {
  const key = names[event.key] ?? event.key.toLowerCase();
  const bare = event.key.length === 1 && !/[a-z0-9 ]/i.test(event.key); // `?` already needs shift on most keyboards
  return (
    (event.ctrlKey || event.metaKey ? 'ctrl+' : '') +
    (event.altKey ? 'alt+' : '') +
    (event.shiftKey && !bare ? 'shift+' : '') +
    key
  );
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Enter and Space belong to the button that has the focus, Space and arrows to the choice, Enter to its form. */
function presses(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || !(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type)) {
    if (key === 'Enter') return target.form !== null;
    return key === ' ' || (target.type === 'radio' && key.startsWith('Arrow'));
  }
  if (key !== 'Enter' && key !== ' ') return false;
  return target.closest('button, a[href], summary, [role="menuitem"]') !== null;
}

function run(event: KeyboardEvent, name: string): boolean {
  if (presses(event)) return false;
  const typing = isTyping(event.target);
  const dialog = document.querySelector('dialog[open]') !== null;
  for (const layer of [...layers].reverse()) {
    for (const shortcut of layer.keys()) {
      if (!shortcut.key.split(' ').includes(name)) continue;
      if ((typing && !shortcut.typing) || (dialog && !shortcut.dialog)) continue;
      if (shortcut.run(event) !== false) return true;
    }
  }
  return false;
}

/** Keys of a scanner follow each other faster than this; a person's don't. */
export const scanGap = 35;

let held: { event: KeyboardEvent; name: string; timer: ReturnType<typeof setTimeout> } | null = null;
let burst = '';
let lastKey = 0;

function onKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const bare = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (bare && !isTyping(event.target)) {
    const fast = event.timeStamp - lastKey < scanGap;
    lastKey = event.timeStamp;
    if (held) {
      clearTimeout(held.timer);
      if (!fast) run(held.event, held.name);
      held = null;
    }
    burst = fast ? burst + event.key : event.key;
    const name = nameOf(event);
    if (burst.length === 1) {
      held = {
        event,
        name,
        timer: setTimeout(() => {
          held = null;
          run(event, name);
        }, scanGap)
      };
    }
    return;
  }
  if (event.key === 'Shift') return; // part of a scanner's capital letters
  if (event.key === 'Enter' && burst.length > 2 && event.timeStamp - lastKey < scanGap * 3 && !isTyping(event.target)) {
    const code = burst;
    burst = '';
    event.preventDefault();
    scanners.at(-1)?.(code);
    return;
  }
  burst = '';
  const name = nameOf(event);
  // Where there is no list to choose from, Ctrl A does nothing: the view would mark every word of the screen.
  if (run(event, name) || (name === 'ctrl+a' && !isTyping(event.target))) event.preventDefault();
}

/** Starts listening; answers with how to stop. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKeydown);
  return () => window.removeEventListener('keydown', onKeydown);
}
