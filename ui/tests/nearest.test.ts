import { describe, expect, it } from 'vitest';
import { nearestFirst } from '../src/features/stock/nearest';

const row = (product: string, variant: string, sku: string, barcode = '') => ({ product, variant, sku, barcode });
const rows = [
  row('Sambal Roa 150 ml', 'Ekstra pedas', 'SR-X', '8990001'),
  row('Sambal Roa 150 ml', 'Pedas', 'SR-P'),
  row('Sambal Roa 150 ml', 'Sedang', 'SR-S')
];
const first = (typed: string) => nearestFirst(rows, typed)[0]?.variant;

describe('the nearest variant', () => {
  it('is the one with the fewest words that were not typed', () => {
    expect(first('sambal pedas')).toBe('Pedas');
    expect(first('roa ped')).toBe('Pedas');
    expect(first('sambal ekstra')).toBe('Ekstra pedas');
  });

  it('is the one with that code', () => {
    expect(first('sr-s')).toBe('Sedang');
    expect(first('8990001')).toBe('Ekstra pedas');
  });

  it('stays in the order it came in otherwise', () => {
    expect(nearestFirst(rows, '').map((each) => each.sku)).toEqual(['SR-P', 'SR-S', 'SR-X']);
    expect(nearestFirst([rows[2]!, rows[1]!], 'sambal').map((each) => each.sku)).toEqual(['SR-S', 'SR-P']);
  });
});
