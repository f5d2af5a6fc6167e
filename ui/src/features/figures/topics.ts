import type { Topic } from '../../bridge';

/** What figures change with. */
export const touching: readonly Topic[] = [
  'orders',
  'stock',
  'payments',
  'books',
  'purchases',
  'shop',
  'records',
  'log'
];
