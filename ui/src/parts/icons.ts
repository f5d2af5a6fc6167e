import type { Stage } from '../generated/Stage';

/** The symbols of look/icons.svg. */
export type IconName =
  | 'alert'
  | 'back'
  | 'book'
  | 'bookmark'
  | 'chart'
  | 'chat'
  | 'check'
  | 'checkc'
  | 'clock'
  | 'compare'
  | 'copy'
  | 'diary'
  | 'disk'
  | 'dots'
  | 'down'
  | 'file'
  | 'gear'
  | 'help'
  | 'money'
  | 'note'
  | 'orders'
  | 'pack'
  | 'pause'
  | 'pen'
  | 'people'
  | 'pin'
  | 'plus'
  | 'print'
  | 'resi'
  | 'right'
  | 'scan'
  | 'search'
  | 'sound'
  | 'stock'
  | 'stop'
  | 'today'
  | 'truck'
  | 'wave'
  | 'x'
  | 'xc';

/** A stage's sign: so many strokes of the tally, or an icon once it has left the shop's hands. */
export const stageSign: Record<Stage, { strokes: number } | { icon: IconName; tone: '' | 'is-done' | 'mute' }> = {
  draft: { strokes: 0 },
  awaiting_payment: { strokes: 1 },
  awaiting_approval: { strokes: 2 },
  approved: { strokes: 3 },
  packed: { strokes: 4 },
  shipped: { strokes: 5 },
  delivered: { icon: 'checkc', tone: '' },
  completed: { icon: 'check', tone: 'is-done' },
  cancelled: { icon: 'x', tone: 'mute' },
  returned: { icon: 'back', tone: '' }
};
