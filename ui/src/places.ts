// The sections of the window, in the order of the rail and of Alt 1 to 9.
import type { IconName } from './parts/icons';
import type { Screen } from './router.svelte';
import { t } from './words';

export interface Place {
  screen: Screen;
  icon: IconName;
  name: string;
  /** A gap stands before it. */
  apart?: boolean;
}

export function places(): Place[] {
  const words = t().common.rail;
  return [
    { screen: 'today', icon: 'today', name: words.today },
    { screen: 'orders', icon: 'orders', name: words.orders },
    { screen: 'pack', icon: 'pack', name: words.pack },
    { screen: 'tracking', icon: 'resi', name: words.tracking },
    { screen: 'returns', icon: 'back', name: words.returns },
    { screen: 'stock', icon: 'stock', name: words.stock, apart: true },
    { screen: 'customers', icon: 'people', name: words.customers },
    { screen: 'payments', icon: 'money', name: words.payments, apart: true },
    { screen: 'finance', icon: 'book', name: words.finance },
    { screen: 'figures', icon: 'chart', name: words.figures, apart: true },
    { screen: 'log', icon: 'diary', name: words.log },
    { screen: 'settings', icon: 'gear', name: words.settings, apart: true }
  ];
}

/** What a section is reached by; those beyond the tenth have none. */
export const placeKey = (n: number) => (n < 10 ? `alt+${(n + 1) % 10}` : undefined);

/** The section that a screen belongs to: importing and typing an order are done for the orders, counting for the stock. */
export function sectionOf(screen: Screen): Screen {
  if (screen === 'import' || screen === 'order') return 'orders';
  return screen === 'count' ? 'stock' : screen;
}
