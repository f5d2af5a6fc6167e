import type { Dict } from '..';

export const tracking: Dict['tracking'] = {
  title: 'Tracking'
};
