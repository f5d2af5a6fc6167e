// The keys of the order list, apart from what they do.
import type { Shortcut } from '../../shortcuts';
import { t } from '../../words';
import { stepKey } from './deeds.svelte';

export interface OrderDeeds {
  /** The keys of the list itself. */
  list: Shortcut[];
  open: () => void | false;
  escape: () => void | false;
  pickList: () => void;
  slips: () => void;
  wave: () => void;
  hold: () => void;
  step: (key: string) => void | false;
}

export function orderKeys(deeds: OrderDeeds): Shortcut[] {
  const words = t().orders;
  const steps = [...new Set(Object.values(stepKey))];
  return [
    ...deeds.list,
    { key: 'enter', label: words.keys.open, run: deeds.open },
    { key: 'p', label: words.bulk.print, run: deeds.slips },
    { key: 'a', label: words.bulk.pickList, run: deeds.pickList },
    { key: 'w', label: words.bulk.wave, run: deeds.wave },
    { key: 'h', label: t().common.verbs.hold, run: deeds.hold },
    ...steps.map((key): Shortcut => ({ key, label: stepLabel(key), run: () => deeds.step(key) })),
    { key: 'escape', label: t().common.act.back, run: deeds.escape }
  ];
}

function stepLabel(key: string): string {
  const verbs = (Object.keys(stepKey) as (keyof typeof stepKey)[]).filter((verb) => stepKey[verb] === key);
  return verbs.map((verb) => t().common.verbs[verb]).join(', ');
}
