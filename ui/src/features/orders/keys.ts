// The keys of the order list, apart from what they do.
import type { Shortcut } from '../../shortcuts';
import { t } from '../../words';
import { stepKey } from './deeds.svelte';

export interface OrderDeeds {
  move: (by: number, range: boolean) => void;
  choose: () => void;
  all: () => void;
  open: () => void;
  escape: () => void | false;
  pickList: () => void;
  slips: () => void;
  wave: () => void;
  hold: () => void;
  step: (key: string) => void | false;
}

const far = 1_000_000;

export function orderKeys(deeds: OrderDeeds): Shortcut[] {
  const words = t().orders;
  const steps = [...new Set(Object.values(stepKey))];
  return [
    { key: 'down', label: words.keys.move, run: () => deeds.move(1, false) },
    { key: 'up', run: () => deeds.move(-1, false) },
    { key: 'shift+down', label: words.keys.range, run: () => deeds.move(1, true) },
    { key: 'shift+up', run: () => deeds.move(-1, true) },
    { key: 'pagedown', run: () => deeds.move(12, false) },
    { key: 'pageup', run: () => deeds.move(-12, false) },
    { key: 'home', run: () => deeds.move(-far, false) },
    { key: 'end', run: () => deeds.move(far, false) },
    { key: 'space', label: words.keys.choose, run: deeds.choose },
    { key: 'ctrl+a', label: words.keys.all, run: deeds.all },
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
