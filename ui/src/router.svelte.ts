// A screen and its parameters in the address's hash: `#/orders?stage=approved&open=4127`. The window's history works,
// and a reload comes back to the same place.

export const screens = [
  'today',
  'orders',
  'order',
  'pack',
  'tracking',
  'returns',
  'stock',
  'count',
  'customers',
  'payments',
  'finance',
  'figures',
  'log',
  'settings',
  'import',
  'guide'
] as const;
export type Screen = (typeof screens)[number];
export type Params = Record<string, string | number | null | undefined>;

interface Route {
  screen: Screen;
  params: URLSearchParams;
}

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const screen = screens.find((known) => known === path) ?? 'today';
  return { screen, params: new URLSearchParams(query) };
}

let current = $state.raw<Route>(parse(window.location.hash));
window.addEventListener('hashchange', () => (current = parse(window.location.hash)));

/** Where the window is. */
export const route = {
  get screen(): Screen {
    return current.screen;
  },
  /** A parameter; empty if it isn't there. */
  param(name: string): string {
    return current.params.get(name) ?? '';
  },
  /** A parameter that is a number; null if it isn't there or isn't one. */
  number(name: string): number | null {
    const text = current.params.get(name);
    return text && /^\d+$/.test(text) ? Number(text) : null;
  }
};

/** The address of a screen; parameters that are null or empty are left out. */
export function href(screen: Screen, params: Params = {}): string {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  return `#/${screen}${text ? `?${text}` : ''}`;
}

/** Goes to a screen. */
export function go(screen: Screen, params: Params = {}): void {
  const hash = href(screen, params);
  if (hash !== window.location.hash) window.history.pushState(null, '', hash);
  current = parse(hash);
}

/** Changes parameters of the screen one is on, without a step in the history: a filter, the row at the cursor. */
export function adjust(params: Params): void {
  const merged: Params = Object.fromEntries(current.params);
  const hash = href(current.screen, { ...merged, ...params });
  window.history.replaceState(null, '', hash);
  current = parse(hash);
}
