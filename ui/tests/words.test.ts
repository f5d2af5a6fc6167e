import { describe, expect, it } from 'vitest';
import { en } from '../src/words/en';
import { id } from '../src/words/id';

type Leaf = { path: string; value: unknown };

function leaves(value: unknown, path = ''): Leaf[] {
  if (value === null || typeof value !== 'object') return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

describe('the dictionaries', () => {
  const own = leaves(id);
  const other = new Map(leaves(en).map((leaf) => [leaf.path, leaf.value]));

  it('have the same texts', () => expect([...other.keys()].sort()).toEqual(own.map((leaf) => leaf.path).sort()));

  it('leave none empty', () => {
    const said = (value: unknown) => (typeof value === 'function' ? String(value(2, 3, 4)) : String(value));
    const empty = [...own, ...leaves(en)].filter((leaf) => said(leaf.value).trim() === '');
    expect(empty.map((leaf) => leaf.path)).toEqual([]);
  });

  it('take the same values in both languages', () => {
    const differing = own.filter(
      (leaf) => typeof leaf.value === 'function' && (other.get(leaf.path) as () => void).length > leaf.value.length
    );
    expect(differing.map((leaf) => leaf.path)).toEqual([]);
  });
});
