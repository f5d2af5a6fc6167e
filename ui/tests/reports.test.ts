// Laporan: a report at a time, what its rows lead to, and what is kept for an accountant.
import { describe, expect, it } from 'vitest';
import { type Kind, kinds, parts } from '../src/features/reports/kinds';
import { ofMonth } from '../src/features/statements/period';
import type { Table } from '../src/generated/Table';
import { route } from '../src/router.svelte';
import { id } from '../src/words/id';
import { button, click, expectAccessible, openApp, press, settle } from './helpers';

const today = 20251120;
const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
const asked = (wire: { calls: { command: string; args: Record<string, unknown> }[] }, command: string) =>
  wire.calls.filter((call) => call.command === command).at(-1)!.args;

describe('reports', () => {
  it('are all answered by the book, and have a name', async () => {
    const { wire } = await openApp('finance', { room: 'reports' });
    for (const part of parts) {
      expect(id.reports.names[part].length).toBeGreaterThan(3);
      if (part === 'accountant') continue;
      const kind: Kind = kinds[part];
      const query = kind.query(ofMonth(202511, today), today, { against: 'before', against_days: null });
      const table = await wire.ask<Table>('report_shown', { query });
      expect(table.heads.length, part).toBeGreaterThan(1);
      for (const row of table.rows) expect(row.cells.length, part).toBe(table.heads.length);
    }
  });

  it('begin with sales by month, of the year; a month opens its entries, and Esc comes back', async () => {
    const { wire, container } = await openApp('finance', { room: 'reports' });
    expect(asked(wire, 'report_shown')['query']).toMatchObject({
      report: 'sales',
      by: 'month',
      from: 20250101,
      to: today
    });
    expect(rows().length).toBe(11);
    expect(document.querySelector('tr.last')!.textContent).toContain('Jumlah');
    await expectAccessible(container);
    await press('End');
    await press('Enter');
    await settle();
    expect(asked(wire, 'ledger_page')['query']).toMatchObject({
      accounts: [4101, 4102, 4103],
      from: 20251101,
      to: today
    });
    await press('Escape');
    await settle();
    expect(rows().length).toBe(11);
  });

  it('stand beside those of other days, and are kept so', async () => {
    const { wire, container } = await openApp('finance', { room: 'reports', report: 'sales_store', at: 202511 });
    const heads = () => [...document.querySelectorAll('thead th')].map((each) => each.textContent!.trim());
    const sum = () => document.querySelector('tr.last')!.textContent;
    const query = () => asked(wire, 'report_shown')['query'];
    expect(query()).toMatchObject({ against: 'nothing' });
    expect(heads()).not.toContain('Beda');
    await press('b');
    await settle();
    expect(query()).toMatchObject({ against: 'before', against_days: null });
    expect(heads()).toEqual(expect.arrayContaining(['Bersih', 'Bersih 1–20 Okt 2025', 'Beda', '%']));
    const then = await wire.ask<Table>('report_shown', {
      query: { ...(query() as object), from: 20251001, to: 20251020, against: 'nothing' }
    });
    const cell = then.rows.at(-1)!.cells[then.heads.findIndex((head) => head.id === 'Bersih')]!;
    expect(sum()).toContain((cell as { value: number }).value.toLocaleString('id-ID'));
    await expectAccessible(container);
    await press('b');
    await press('b');
    await settle();
    expect(query()).toMatchObject({ against: 'days', against_days: [20241101, 20241120] });
    expect(document.querySelector('.versus')).not.toBeNull();
    await press('c');
    await settle();
    expect(wire.sent('report_file').at(-1)!['query']).toMatchObject({ report: 'sales', against: 'days' });
    await press('b');
    await settle();
    expect(heads()).not.toContain('Beda');
  });

  it('lead from goods to the stock and from an order to the order', async () => {
    await openApp('finance', { room: 'reports', report: 'sales_product', at: 202511 });
    await press('Enter');
    expect(route.screen).toBe('stock');
    expect(route.param('q').length).toBeGreaterThan(2);
    window.history.back();
    await settle();
    await openApp('finance', { room: 'reports', report: 'receivable_orders' });
    expect(rows().length).toBeGreaterThan(0);
    await press('Home');
    await press('Enter');
    expect(route.screen).toBe('orders');
    expect(route.number('open')).toBeGreaterThan(0);
  });

  it('have statements by months, each figure of which opens, and are kept as files', async () => {
    const { wire } = await openApp('finance', { room: 'reports', report: 'income_months' });
    const november = [...document.querySelectorAll('#line-sales td')][10]!.querySelector('button');
    await click(november);
    await settle();
    expect(asked(wire, 'ledger_page')['query']).toMatchObject({ accounts: [4101], from: 20251101, to: 20251120 });
    await press('Escape');
    await press('c');
    await settle();
    expect(asked(wire, 'report_file')).toMatchObject({
      query: { report: 'statement', kind: 'income', by: 'month', from: 20250101 },
      format: 'csv_semicolon'
    });
    await press('ArrowDown', { altKey: true });
    await settle();
    expect(route.param('report')).toBe('income_stores');
  });

  it('tell the notes as sentences', async () => {
    const { container } = await openApp('finance', { room: 'reports', report: 'notes' });
    expect(text()).toContain('Catatan atas laporan keuangan');
    await expectAccessible(container);
  });

  it('put a year into a folder, and the journal into a file', async () => {
    const { wire, container } = await openApp('finance', { room: 'reports', report: 'accountant' });
    await expectAccessible(container);
    await press('[');
    await press(']');
    await click(button('Buat paket 2025'));
    await settle();
    expect(asked(wire, 'year_package')['year']).toBe(2025);
    expect(document.body.textContent).toContain('Buku tahun 2025');
    await click(button('Simpan jurnal'));
    await settle();
    expect(document.querySelector('[role=dialog]')!.textContent).toContain('hledger');
  });
});
