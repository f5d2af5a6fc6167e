// In a file of its own: only a window that knows nothing yet asks like this.
import { expect, it } from 'vitest';
import { todaySections } from '../src/generated/wire';
import { openApp } from './helpers';

it('asks once for what the first screen shows, and at once', async () => {
  const { wire } = await openApp('today');
  const asked = wire.calls.map(({ command }) => command);
  const first = ['backup_notice', 'book_state', 'rail_counts', ...todaySections].sort();
  expect(todaySections).toHaveLength(13);
  expect(asked.slice(0, first.length).sort()).toEqual(first);
  expect(asked.filter((command) => first.includes(command))).toHaveLength(first.length);
});
