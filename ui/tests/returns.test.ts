import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import {
  bank,
  button,
  click,
  expectAccessible,
  inBook,
  openApp,
  type Opened,
  press,
  settle,
  type,
  variant
} from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const scanField = () => document.querySelector<HTMLInputElement>('.ask input')!;
const count = (line: number, grade: string) =>
  document.querySelector<HTMLInputElement>(`[data-count="${line} ${grade}"]`)!;
const sent = (calls: { command: string; args: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.args['form']);

const onlyLine = async (wire: Opened['wire'], order: number): Promise<number> =>
  (await inBook(wire, order)).lines[0]!.id;

async function scan(code: string): Promise<void> {
  await type(scanField(), code);
  await press('Enter');
}

describe('parcels that come back', () => {
  it('are listed with why and how many', async () => {
    const { container } = await openApp('returns');
    expect(text()).toContain('2 paket sedang kembali.');
    expect(text()).toContain('Dua piring retak');
    expect(text()).toContain('0 dari 2');
    expect(document.activeElement).toBe(scanField());
    await expectAccessible(container);
  });

  it('open by a scanned tracking number, and Enter takes all back as sellable', async () => {
    const { wire, container } = await openApp('returns');
    const rack = (await variant(wire, 'RTG-H')).on_hand;
    const line = await onlyLine(wire, 111);
    await scan('JX4417720935');
    await settle();
    expect(text()).toContain('111');
    expect(document.activeElement).toBe(count(line, 'sellable'));
    await expectAccessible(container);
    await press('Enter');
    await settle();
    expect(sent(wire.calls, 'order_return')).toEqual([
      { order: 111, lines: [{ line, sellable: 1, damaged: 0, lost: 0 }], money: null }
    ]);
    expect((await inBook(wire, 111)).row.stage).toBe('returned');
    expect((await variant(wire, 'RTG-H')).on_hand).toBe(rack + 1);
    expect(text()).toContain('Semua barangnya sudah kembali.');
    expect(text()).toContain('Uang pembeli dikembalikan oleh marketplace.');
  });

  it('are graded by keys, and the money is asked about and given back with them', async () => {
    const { wire, container } = await openApp('returns', { open: 114 });
    const line = await onlyLine(wire, 114);
    await settle();
    expect(count(line, 'sellable').value).toBe('2');
    count(line, 'damaged').focus();
    await press('+');
    expect([count(line, 'sellable').value, count(line, 'damaged').value]).toEqual(['2', '1']);
    await type(count(line, 'sellable'), '1');
    expect(text()).toContain('4 belum kembali');
    await press('Enter');
    await settle();
    expect(sent(wire.calls, 'order_return')).toEqual([]);
    expect(text()).toContain('Kembalikan Rp 37.000?');
    expect(document.activeElement).toHaveProperty('value', '37.000');
    await expectAccessible(container);
    await press('Escape');
    expect(document.activeElement).toBe(count(line, 'sellable'));
    await press('Enter');
    await settle();
    await click(button('Kembalikan Rp 37.000'));
    await settle();
    const money = { amount: 37_000, account: await bank(wire), method: 'transfer', reference: '' };
    expect(sent(wire.calls, 'order_return')).toEqual([
      { order: 114, lines: [{ line, sellable: 1, damaged: 1, lost: 0 }], money }
    ]);
    const paid = (await inBook(wire, 114)).payments;
    expect(paid.filter((each) => each.refund)).toMatchObject([{ amount: 37_000 }]);
    expect(text()).toContain('Tidak ada uang yang harus dikembalikan.');
  });

  it('may be taken in with the money for later', async () => {
    const { wire } = await openApp('returns', { open: 114 });
    const line = await onlyLine(wire, 114);
    await settle();
    await type(count(line, 'sellable'), '6');
    await press('Enter');
    await settle();
    const whole = (await inBook(wire, 114)).row.total;
    await click(button('Nanti saja'));
    await settle();
    expect(sent(wire.calls, 'order_return')).toEqual([
      { order: 114, lines: [{ line, sellable: 6, damaged: 0, lost: 0 }], money: null }
    ]);
    expect(text()).toContain('Toko masih berutang');
    await click(button('Kembalikan uang'));
    await settle();
    await click(button(/^Kembalikan Rp/));
    await settle();
    const [, given] = sent(wire.calls, 'order_return') as [unknown, { lines: unknown[]; money: { amount: number } }];
    expect(given.lines).toEqual([]);
    expect(given.money.amount).toBeGreaterThan(37_000);
    expect(given.money.amount).toBeLessThanOrEqual(whole);
    expect(document.activeElement).toBe(scanField());
  });

  it('refuse more than had left, and say so for a parcel that is not out', async () => {
    const { wire } = await openApp('returns', { open: 114 });
    const line = await onlyLine(wire, 114);
    await settle();
    await type(count(line, 'sellable'), '7');
    expect(text()).toContain('paling banyak 6');
    await press('Enter');
    expect(sent(wire.calls, 'order_return')).toEqual([]);
    await scan('RN-136');
    await settle();
    expect(text()).toContain('Pesanan 136 tidak sedang di luar: tahapnya Siap dikemas.');
    await scan('HALO');
    expect(text()).toContain('HALO tidak dikenal.');
    expect(document.activeElement).toBe(scanField());
  });

  it('can be opened from the list without a mouse', async () => {
    await openApp('returns');
    await press('ArrowDown');
    await press('Enter');
    await settle();
    expect(route.number('open')).toBe(114);
    await press('Escape');
    expect(document.activeElement).toBe(scanField());
    await click(document.querySelector('#back-111'));
    expect(route.number('open')).toBe(111);
  });
});
