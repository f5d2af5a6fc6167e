// The first five steps being walked: which one was begun, so that the way back and the next one stay at hand.
import type { FirstSteps } from '../../generated/FirstSteps';
import { go, type Params, type Screen } from '../../router.svelte';
import { t } from '../../words';

/** What the shop wants may be left for later: it is no step. */
export type Step = Exclude<keyof FirstSteps, 'goal'>;
export const steps: readonly Step[] = ['account', 'courier', 'product', 'stock', 'order'];

/** Where each step is done; in the settings at the field that is filled in. */
const places: Record<Step, () => [Screen, Params?]> = {
  account: () => ['settings', { part: 'accounts', find: t().settings.accounts.number }],
  courier: () => ['settings', { part: 'couriers', find: t().settings.couriers.pickup }],
  product: () => ['stock', { do: 'product' }],
  stock: () => ['stock', { do: 'opening' }],
  order: () => ['order']
};

let step = $state<Step | null>(null);

export const following = {
  /** The step that was begun last; null while nobody walks them. */
  get step(): Step | null {
    return step;
  },
  begin(next: Step): void {
    step = next;
    go(...places[next]());
  },
  stop: () => void (step = null)
};
