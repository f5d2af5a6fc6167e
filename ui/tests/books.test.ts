import { describe, expect, it } from 'vitest';
import type { Chart } from '../src/generated/Chart';
import type { DaySheet } from '../src/generated/DaySheet';
import type { JournalPage } from '../src/generated/JournalPage';
import { readBalance } from '../src/features/finance/day/closing.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';
import type { Wire } from './wire';

const today = 20251120;
const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const field = (label: string) =>
  [...document.querySelectorAll('.panel label')].find((each) => each.textContent!.trim() === label)!
    .nextElementSibling as HTMLInputElement;
const entries = (wire: Wire) =>
  wire.ask<JournalPage>('journal_page', {
    query: { from: null, to: null, kinds: [], account: null, after: null, limit: 50 }
  });
const newest = async (wire: Wire) => (await entries(wire)).rows[0]!;

async function choose(label: string, option: string): Promise<void> {
  const select = field(label) as unknown as HTMLSelectElement;
  select.value = [...select.options].find((each) => each.textContent === option)!.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

const entry = (kind: string, debit: number, credit: number, amount: number, note = '') => ({
  form: {
    ...{ kind, day: today, lines: [{ debit, credit, amount }], note, store: null },
    ...{ recurring: null, equipment: null, due: null, again: null }
  },
  receipt: null
});

describe('expenses', () => {
  it('are typed and saved by keys, and come again where one says so', async () => {
    const { wire, container } = await openApp('finance', { room: 'expenses' });
    await expectAccessible(container);
    await choose('Untuk apa', 'Biaya kemasan');
    await type(field('Jumlah'), '75rb');
    await type(field('Catatan'), 'Lakban bening');
    await choose('Jadikan rutin', 'Tiap bulan');
    await press('Enter', { ctrlKey: true });
    expect(await newest(wire)).toMatchObject({ kind: 'expense', day: today, amount: 75_000, note: 'Lakban bening' });
    expect(await wire.ask('recurring_list')).toMatchObject([
      { name: 'Lakban bening', amount: 75_000, every: 'month', next: 20251220 }
    ]);
    expect(text()).toContain('Biaya kemasan ← Kas');
    expect(field('Jumlah').value).toBe('');
  });

  it('say at their fields what is missing, and write nothing', async () => {
    const { wire } = await openApp('finance', { room: 'expenses' });
    await type(field('Jumlah'), 'banyak');
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Pilih akunnya.');
    expect(text()).toContain('Tulis jumlah rupiah di atas nol');
    expect((await entries(wire)).rows).toEqual([]);
  });

  it('that are due wait above, and are recorded or passed over', async () => {
    const row = {
      ...{ id: 0, name: 'Sewa kios', kind: 'expense', debit: 6160, credit: 1102, amount: 1_000_000, store: null },
      ...{ every: 'month', next: today, archived: false }
    };
    const { wire } = await openApp(
      'finance',
      { room: 'expenses' },
      {
        before: async (wire) => {
          await wire.elsewhere('recurring_save', { row });
          await wire.elsewhere('recurring_save', { row: { ...row, name: 'Internet', amount: 400_000 } });
        }
      }
    );
    expect(text()).toContain('2 jatuh tempo');
    await click(button('Lewati'));
    await click(button('Catat', document.querySelector('.due')!));
    expect(text()).toContain('Tidak ada yang jatuh tempo.');
    const rows = (await entries(wire)).rows.map((each) => each.note);
    expect(rows).toEqual(['Sewa kios']);
  });

  it('that were wrong are reversed for a reason', async () => {
    const { wire } = await openApp(
      'finance',
      { room: 'expenses' },
      {
        before: (wire) => wire.elsewhere('journal_post', entry('expense', 6140, 1101, 750_000, 'Kelebihan nol'))
      }
    );
    await click(document.querySelector('tr[data-row]'));
    await click(button('Balik'));
    await click(button('Balik', document.querySelector('.ask')!));
    expect(text()).toContain('Tulis alasannya.');
    await click(button('Salah jumlah'));
    await press('Enter');
    await click(button('Balik', document.querySelector('.ask')!));
    const [back, wrong] = (await entries(wire)).rows;
    expect([back!.reverses, wrong!.reversed]).toEqual([wrong!.id, back!.id]);
  });
});

describe('the chart of accounts', () => {
  it('grows, is renamed and opens what an account holds', async () => {
    const { wire, container } = await openApp(
      'finance',
      { room: 'ledger' },
      {
        before: (wire) => wire.elsewhere('journal_post', entry('capital', 1102, 3101, 5_000_000, 'Setor'))
      }
    );
    await expectAccessible(container);
    await type(field('Nama akun'), 'Ojek');
    await click(button('Tambah akun'));
    const chart = await wire.ask<Chart>('books_chart');
    expect(chart.accounts.find((each) => each.name === 'Ojek')).toMatchObject({ id: 6200, line: 'other_expenses' });
    await click(button('Ganti nama'));
    await type(field('Nama akun'), 'Ojek & kurir toko');
    await click(button('Ganti nama'));
    expect((await wire.ask<Chart>('books_chart')).accounts.some((each) => each.name === 'Ojek & kurir toko')).toBe(
      true
    );
    const capital = [...document.querySelectorAll('tr[data-row]')].find((row) =>
      row.textContent!.includes('Modal pemilik')
    );
    await click(capital!);
    expect(document.querySelector('.panel')!.textContent).toContain('5.000.000');
    await click(button('Buka semua pos'));
    expect(text()).toContain('5.000.000');
  });
});

describe('the end of a day', () => {
  it('takes one figure an account, asks why one differs, and is closed', async () => {
    const { wire, container } = await openApp('finance', { room: 'day' });
    await expectAccessible(container);
    const sheet = await wire.ask<DaySheet>('day_sheet', { day: today });
    const [cash] = sheet.accounts;
    const input = () => document.querySelector<HTMLInputElement>(`[data-count="${cash!.account}"]`);
    expect(document.activeElement).toBe(input());
    await type(input(), String(cash!.expected + 2_000));
    await press('Enter');
    expect(text()).toContain('kenapa?');
    await click(button('Kembalian'));
    for (let n = 1; n < sheet.accounts.length; n += 1) await press('Enter');
    await press('Enter', { ctrlKey: true });
    const closed = await wire.ask<DaySheet>('day_sheet', { day: today });
    expect(closed.closed_at).not.toBeNull();
    expect(closed.accounts[0]).toMatchObject({
      counted: cash!.expected + 2_000,
      difference: 2_000,
      reason: 'Kembalian'
    });
    expect(text()).toContain('Tutup lagi');
  });

  it('isn’t closed while a figure is missing', async () => {
    const { wire } = await openApp('finance', { room: 'day' });
    await press('Enter', { ctrlKey: true });
    expect(wire.sent('day_end')).toEqual([]);
  });

  it('counts notes and coins into the cash', async () => {
    await openApp('finance', { room: 'day' });
    const [hundreds, fifties] = [...document.querySelectorAll<HTMLInputElement>('.panel .input-num')];
    await type(hundreds!, '3');
    await type(fifties!, '1');
    expect(document.querySelector<HTMLInputElement>('[data-count="1101"]')!.value).toBe('350.000');
  });

  it('reads a balance below zero', () => {
    expect([readBalance('-12.500'), readBalance('−5rb'), readBalance('7'), readBalance('x')]).toEqual([
      -12_500,
      -5_000,
      7,
      null
    ]);
  });
});
