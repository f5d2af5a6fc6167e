import { describe, expect, it } from 'vitest';
import { parted } from '../src/features/ordering/parted';

describe('a buyer pasted from a chat', () => {
  it.each([
    ['Siti 0812-3456-7890', 'Siti', '0812-3456-7890'],
    ['0812 3456 7890 Siti Aminah', 'Siti Aminah', '0812 3456 7890'],
    ['Siti (0812 3456 7890)', 'Siti', '0812 3456 7890'],
    ['Siti Aminah, +62 812-3456-7890', 'Siti Aminah', '+62 812-3456-7890'],
    ['Siti081234567890', 'Siti', '081234567890'],
    ['Nama: Siti / HP: 081234567890', 'Nama: Siti', '081234567890'],
    ['Siti WA 6281234567890', 'Siti', '6281234567890'],
    ['Bu Ani 2 (024) 351234', 'Bu Ani 2', '024) 351234'],
    ['John +65 9123 4567', 'John', '+65 9123 4567'],
    ['81234567890', '', '81234567890'],
    ['0812-3456-7890', '', '0812-3456-7890'],
    ['Toko 99', 'Toko 99', ''],
    ['Siti Aminah', 'Siti Aminah', ''],
    ['Siti 123', 'Siti 123', '']
  ])('"%s" is "%s" with "%s"', (typed, name, phone) => {
    const found = parted(typed);
    expect(found.name.replace(/[()]/g, '').trim()).toBe(name);
    expect(found.phone.replace(/^\(/, '')).toBe(phone);
  });
});
