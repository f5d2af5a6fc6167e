// Pencairan: files of what was paid, known by what stands in them; what differs; what is entered by hand.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { taking } from '../src/features/payouts/taking.svelte';
import type { PayoutsWaiting } from '../src/generated/PayoutsWaiting';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';
import { external } from './shop/file';
import { goods, seeds } from './shop/seeds';
import type { Wire } from './wire';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const room = { room: 'payouts' };
/** Orders that have left, of Shopee. */
const gone = seeds.filter(
  (seed) => seed.channel === 'shopee' && ['shipped', 'delivered', 'completed'].includes(seed.stage)
);
const price = (lines: (typeof gone)[number]['lines']) =>
  lines.reduce((sum, [sku, quantity]) => sum + goods.find((each) => each[2] === sku)![3] * quantity, 0);

function put(wire: Wire, name: string, content: string): string {
  const path = join(wire.folder, name);
  writeFileSync(path, content);
  return path;
}
/** What Shopee paid for the first so many of them, and for an order that the book doesn't know. */
function income(wire: Wire, orders = gone.length): string {
  const rows = gone.slice(0, orders).map((seed) => {
    const sum = price(seed.lines);
    const fee = Math.round(sum * 0.09);
    return `${external(seed.number)},2025-11-19,${sum},${-fee},-500,${sum - fee - 500},-`;
  });
  rows.push('251001ASING0001,2025-11-19,50000,-4500,0,45500,-');
  const head =
    'No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Biaya Administrasi,Biaya Titik Kumpul,Total Penghasilan,No. Pengajuan';
  return put(wire, 'Income.csv', `${head}\n${rows.join('\n')}\n`);
}
const choose = async (label: string, option: string): Promise<void> => {
  const select = [...document.querySelectorAll<HTMLSelectElement>('select')].find(
    (each) => each.getAttribute('aria-label') === label || each.labels[0]?.textContent?.trim() === label
  )!;
  select.value = [...select.options].find((each) => each.label === option || each.text === option)!.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
};

beforeEach(() => taking.reset());

describe('payouts', () => {
  it('are taken in from a file dropped anywhere, once what is asked of it is said', async () => {
    const { wire, container } = await openApp('customers');
    wire.drop([income(wire)]);
    await settle();
    expect([route.screen, route.param('room')]).toEqual(['finance', 'payouts']);
    expect(text()).toContain('Belum ada yang dicatat.');
    expect(text()).toContain('Biaya Titik Kumpul');
    expect(wire.sent('payout_apply')).toEqual([]);
    await expectAccessible(container);
    await choose('Arti Biaya Titik Kumpul', 'Biaya program');
    await click(button('Ingat'));
    await settle();
    expect(text()).not.toContain('Kata yang belum dikenal');
    expect(button(`Masukkan ${gone.length + 1} baris`)).toBeDefined();
    (document.activeElement as HTMLElement | null)?.blur();
    await press('Enter');
    await settle();
    expect(text()).toContain('Income.csv');
    expect(text()).toContain('1 pencairan menunggu pesanannya');
    await expectAccessible(container);
    wire.drop([income(wire)]);
    await settle();
    expect(text()).toContain('Tidak ada yang baru');
    await press('Escape');
    await settle();
    expect(text()).toContain('Baru diambil');
  });

  it('say how far they are taken in, and can be stopped', async () => {
    const { wire } = await openApp('finance', room);
    wire.drop([income(wire)]);
    await settle();
    const go = wire.hold('payout_apply');
    await click(button(/^Masukkan/));
    wire.emit('import-progress', { phase: 'write', rows: 2 });
    await settle();
    const bar = document.querySelector('[role="progressbar"]')!;
    expect(bar.getAttribute('aria-label')).toBe('Mencatat Income.csv, baris 2');
    expect(Number(bar.getAttribute('aria-valuenow'))).toBe(Math.round((2 / (gone.length + 1)) * 100));
    await press('Escape');
    expect(wire.sent('import_cancel')).toHaveLength(1);
    const message = { id: 'Impor dibatalkan, tidak ada yang berubah.', en: 'The import was cancelled.' };
    await go({ kind: 'refused', refusal: { code: 'cancelled', facts: {}, message } });
    await settle();
    expect(text()).toContain('Dihentikan. Tidak ada yang ditulis.');
    // It may be taken in all the same.
    await press('Enter');
    await settle();
    expect(wire.sent('payout_apply')).toHaveLength(2);
    expect(taking.step).toBe('none');
  });

  it('count on their tab what waits for a person', async () => {
    const { wire } = await openApp('finance');
    const tab = () =>
      [...document.querySelectorAll('[role="tab"]')].find((each) => each.textContent?.includes('Pencairan'))!;
    const waits = async () => {
      const { late, words } = await wire.ask<PayoutsWaiting>('payouts_waiting');
      return late + words;
    };
    const before = await waits();
    expect(tab().textContent).toBe(before === 0 ? 'Pencairan' : `Pencairan${before}`);
    await wire.elsewhere('payout_apply', { path: income(wire), store: null, account: null, columns: null });
    await settle();
    expect((await wire.ask<PayoutsWaiting>('payouts_waiting')).words).toBe(1);
    expect(tab().textContent).toBe(`Pencairan${await waits()}`);
    expect(tab().getAttribute('title')).toContain('1 kata belum dikenal');
  });

  it('show what differs with its cause, line by line, and ask of a changed tariff', async () => {
    const { wire, container } = await openApp('finance', room);
    await wire.elsewhere('payout_apply', { path: income(wire), store: null, account: null, columns: null });
    await settle();
    expect(document.querySelectorAll('.eight tbody tr[data-row]').length).toBeGreaterThan(0);
    expect(document.querySelector('aside.panel')!.textContent).toContain('Dibukukan');
    expect(document.querySelector('aside.panel')!.textContent).toContain('Biaya admin');
    await press('ArrowDown');
    await settle();
    await expectAccessible(container);
  });

  it('know a courier’s file once its columns are said', async () => {
    const { wire, container } = await openApp('finance', room);
    const path = put(wire, 'cod.csv', 'Tgl,No Resi,Nilai COD,Biaya COD\n2025-11-19,TIDAKADA1,50000,1500\n');
    await wire.host({ picked: path });
    await settle();
    await settle();
    await press('i');
    await settle();
    expect(text()).toContain('Kolomnya belum dikenal');
    await expectAccessible(container);
    await click(button('Lihat isinya'));
    await settle();
    expect(text()).toContain('resi TIDAKADA1 bukan pesanan COD sendiri');
    expect(wire.sent('payout_preview').at(-1)!['columns']).toMatchObject({
      tracking: 'No Resi',
      amount: 'Nilai COD',
      fee: 'Biaya COD',
      day: 'Tgl',
      total: ''
    });
  });

  it('leave an order file to the import', async () => {
    const { wire } = await openApp('customers');
    wire.drop([put(wire, 'apa.csv', 'satu,dua\n1,2\n')]);
    await settle();
    expect(route.screen).toBe('import');
  });

  it('go to the bank, and are entered by hand where no file tells of them', async () => {
    const { wire, container } = await openApp('finance', room);
    await settle();
    await press('w');
    await settle();
    await type(document.querySelector('aside.panel .input-num'), '25.000');
    await expectAccessible(container);
    await click(button('Catat penarikan'));
    await settle();
    expect(wire.sent('payout_withdraw')[0]!['form']).toMatchObject({ store: 1, amount: 25_000 });
    await click(document.querySelector('.ages .open'));
    await settle();
    expect(text()).toContain('Belum cair: Shopee');
    const rows = document.querySelectorAll('tbody tr[data-row]').length;
    await expectAccessible(container);
    await press('c');
    await settle();
    await type(document.querySelector('aside.panel .input-num'), '1.000');
    expect(document.querySelector('aside.panel')!.textContent).toContain('belum dijelaskan');
    await expectAccessible(container);
    await click(document.querySelector('aside.panel .btn-main'));
    await settle();
    expect(wire.sent('settle_orders')[0]!['form']).toMatchObject({
      orders: [{ net: 1_000, taken: [{ part: 'processing', amount: 1_250 }] }]
    });
    expect(document.querySelectorAll('tbody tr[data-row]').length).toBe(rows - 1);
    await press('x');
    await settle();
    await type(document.querySelector('.ask input'), 'Paket hilang');
    await press('Enter');
    await click(button('Tutup, tidak cair', document.querySelector('.ask')!));
    await settle();
    expect(document.querySelectorAll('tbody tr[data-row]').length).toBe(rows - 2);
  });
});
