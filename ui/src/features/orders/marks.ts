import type { OrderRow } from '../../generated/OrderRow';
import type { IconName } from '../../parts/icons';
import type { Dict } from '../../words';

export interface Mark {
  key: keyof Dict['orders']['marks'];
  icon: IconName;
  tone: string;
}

/** What is to be seen of an order beside its row, what is late first. */
export function marksOf(row: OrderRow): Mark[] {
  const all: Mark[] = [];
  if (row.late) all.push({ key: 'late', icon: 'clock', tone: 'is-late' });
  if (row.held !== null) all.push({ key: 'held', icon: 'pause', tone: '' });
  if (row.short) all.push({ key: 'short', icon: 'stock', tone: 'is-warn' });
  if (row.coming_back) all.push({ key: 'back', icon: 'back', tone: 'is-late' });
  if (row.overdue) all.push({ key: 'overdue', icon: 'money', tone: 'is-late' });
  if (row.noted) all.push({ key: 'noted', icon: 'note', tone: 'is-warn' });
  if (row.cod) all.push({ key: 'cod', icon: 'money', tone: '' });
  if (row.dropship) all.push({ key: 'dropship', icon: 'people', tone: '' });
  return all;
}
