import { count } from '../../format';
import type { Dict } from '..';

export const log: Dict['log'] = {
  title: 'Log',
  lead: 'Who did what, and when. It only grows.',
  order: 'Order',
  from: 'From',
  to: 'To',
  scans: 'With scans',
  columns: { seq: 'No.', when: 'When', who: 'Who', what: 'What', order: 'Order' },
  caption: 'Activity log, newest first',
  verify: 'Verify chain',
  check: 'Check book',
  checking: 'Checking',
  chainSound: (entries) => `The chain is whole: ${entries} entries.`,
  chainHash: 'Last hash',
  chainAnchor: 'Compared with the anchor',
  chainNoAnchor: 'No anchor outside the book yet to compare with.',
  chainBroken: (n) => (n === 1 ? 'The chain is wrong in 1 place.' : `The chain is wrong in ${count(n)} places.`),
  bookSound: 'The book agrees: stock, stages and log fit together.',
  bookWrong: (n) => (n === 1 ? '1 thing in the book is wrong.' : `${count(n)} things in the book are wrong.`),
  advice: 'Delete nothing. Keep a copy of the book, then ask for help with this list.',
  empty: 'No entries yet',
  emptyText: 'As soon as something is done its entry appears here.',
  nothing: 'No entry matches',
  nothingText: 'Widen the filter.',
  orderUnknown: 'This order is not in the book.',
  keys: { open: 'Open its order', order: 'Filter by order' }
};
