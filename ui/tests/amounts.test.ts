// What is typed is read as core reads it: one table for both.
import { describe, expect, it } from 'vitest';
import table from '../../src-tauri/core/tests/typed.json';
import { readGrams, readMoney } from '../src/parts/amounts';

describe('amounts and weights', () => {
  it.each(table.money as [string, number | null][])('reads %j as %j', (text, want) => {
    expect(readMoney(text)).toBe(want);
  });
  it.each(table.grams as [string, number | null][])('weighs %j as %j', (text, want) => {
    expect(readGrams(text, 1_000_000)).toBe(want);
  });
});
