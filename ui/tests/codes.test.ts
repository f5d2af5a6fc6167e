import { describe, expect, it } from 'vitest';
import { sameCode } from '../src/parts/codes';

describe('a scanned code', () => {
  it('is the printed one in any case, and with or without the zeros before a product number', () => {
    for (const [code, scan] of [
      ['Gls-H8', 'gLS-h8'],
      ['036000291452', '0036000291452'],
      ['0036000291452', '036000291452'],
      ['00036000291452', '036000291452']
    ] as const)
      expect(sameCode(code, scan), `${code} ${scan}`).toBe(true);
  });
  it('is no other one', () => {
    for (const [code, scan] of [
      ['', ''],
      ['0012', '12'],
      ['036000291452', '136000291452'],
      ['A-1', 'A1']
    ] as const)
      expect(sameCode(code, scan), `${code} ${scan}`).toBe(false);
  });
});
