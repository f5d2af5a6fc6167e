import type { Component } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import TodayScreen from './features/today/TodayScreen.svelte';
import type { Screen } from './router.svelte';

/** Every screen but the first is a script of its own, so that the window is ready before all of them are read. */
const scripts: Record<Exclude<Screen, 'today'>, () => Promise<{ default: Component }>> = {
  orders: () => import('./features/orders/OrdersScreen.svelte'),
  order: () => import('./features/ordering/OrderScreen.svelte'),
  import: () => import('./features/import/ImportScreen.svelte'),
  pack: () => import('./features/pack/PackScreen.svelte'),
  tracking: () => import('./features/tracking/TrackingScreen.svelte'),
  payments: () => import('./features/payments/PaymentsScreen.svelte'),
  finance: () => import('./features/finance/FinanceScreen.svelte'),
  figures: () => import('./features/figures/FiguresScreen.svelte'),
  returns: () => import('./features/returns/ReturnsScreen.svelte'),
  stock: () => import('./features/stock/StockScreen.svelte'),
  customers: () => import('./features/customers/CustomersScreen.svelte'),
  count: () => import('./features/counts/CountScreen.svelte'),
  settings: () => import('./features/settings/SettingsScreen.svelte'),
  guide: () => import('./features/guide/GuideScreen.svelte'),
  log: () => import('./features/records/RecordsScreen.svelte')
};

const read = new SvelteMap<Screen, Component>([['today', TodayScreen]]);

/** A screen, if its script has been read. */
export const screen = (name: Screen): Component | undefined => read.get(name);

/** Reads a screen's script, once. */
export async function readScreen(name: Screen): Promise<void> {
  if (name !== 'today' && !read.has(name)) read.set(name, (await scripts[name]()).default);
}
