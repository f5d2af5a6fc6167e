import type { Dict } from '..';

export const stock: Dict['stock'] = {
  title: 'Stock'
};
