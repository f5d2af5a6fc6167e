import { describe, expect, it } from 'vitest';
import type { ProfitReport } from '../src/generated/ProfitReport';
import type { Statement } from '../src/generated/Statement';
import { monthPlus } from '../src/format';
import { ofMonth, ofYear, stepped } from '../src/features/statements/period';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle } from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const line = (key: string) => document.getElementById(`line-${key}`);
const cells = (key: string) => [...line(key)!.querySelectorAll('td')].map((cell) => cell.textContent!.trim());
const asked = (wire: { calls: { command: string; args: Record<string, unknown> }[] }, command: string) =>
  wire.calls.filter((call) => call.command === command).at(-1)!.args['query'];

describe('the days of a statement', () => {
  it('steps through months and years, the current one as far as it has come', () => {
    const today = 20251120;
    expect(ofMonth(202511, today)).toEqual({ span: 'month', from: 20251101, to: 20251120, running: true });
    expect(ofMonth(202402, today)).toEqual({ span: 'month', from: 20240201, to: 20240229, running: false });
    expect(ofYear(2025, today)).toEqual({ span: 'year', from: 20250101, to: 20251120, running: true });
    expect([monthPlus(202511, 2), monthPlus(202501, -1), monthPlus(202512, -24)]).toEqual([202601, 202412, 202312]);
    const now = Date.UTC(2025, 10, 20, 1);
    expect(stepped(ofMonth(202511, today), 1, now, 'wib')).toBeNull();
    expect(stepped(ofMonth(202511, today), -1, now, 'wib')).toEqual({ at: 202510 });
    expect(stepped(ofYear(2024, today), 1, now, 'wib')).toEqual({ at: 2025 });
  });
});

describe('the income statement', () => {
  it('shows the running month against the same days, with shares and the months before', async () => {
    const { wire, container } = await openApp('finance');
    expect(asked(wire, 'statement')).toMatchObject({ from: 20250601, to: 20251120, by: 'month' });
    const statement = await wire.ask<Statement>('statement', {
      query: {
        ...{ kind: 'income', from: 20251101, to: 20251120, by: 'period' },
        ...{ against: 'before', against_days: null, months: 3 }
      }
    });
    const net = statement.lines.find((each) => each.key === 'net_sales')!;
    expect(net.amounts[0]).toBeGreaterThan(0);
    expect(cells('net_sales')[0]).toBe(net.amounts[0]!.toLocaleString('id-ID'));
    expect(cells('net_sales')[1]).toBe('100,0');
    expect(text()).toContain('1–20 Nov 2025');
    expect(text()).toContain('1–20 Okt 2025');
    expect(text()).toContain('Laba per bulan');
    await expectAccessible(container);
  });

  it('names the orders that lost beside it, and opens one', async () => {
    const { wire } = await openApp('finance');
    const report = await wire.ask<ProfitReport>('profit_report', { by: 'order', from: 20251101, to: 20251120 });
    expect(text()).toContain(`${report.losing} dari ${report.orders}`);
    const first = report.rows[0];
    if (first) {
      await click(button(new RegExp(first.label.id.split(',')[0]!)));
      expect([route.screen, route.number('open')]).toEqual(['orders', first.order]);
    } else expect(text()).toContain('Tidak ada pesanan yang rugi.');
  });

  it('is worked by keys: the line, its entries, the order, and back', async () => {
    const { wire } = await openApp('finance');
    await press('ArrowDown');
    expect(document.querySelector('tr.at')!.id).toBe('line-sales');
    await press('Enter');
    await settle();
    expect(asked(wire, 'ledger_page')).toMatchObject({ accounts: [4101], store: null, from: 20251101, newest: true });
    const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
    expect(rows().length).toBeGreaterThan(0);
    await press('Enter');
    expect(route.screen).toBe('orders');
    expect(route.number('open')).toBeGreaterThan(0);
    window.history.back();
    await settle();
    await press('Escape');
    await settle();
    expect(line('profit')).not.toBeNull();
  });

  it('unfolds what a line is made of, changes what it is held against and its form', async () => {
    const { wire } = await openApp('finance');
    expect(line('sales.own')).toBeNull();
    await press('ArrowDown');
    await press('ArrowRight');
    expect(line('sales.own')).not.toBeNull();
    await press('ArrowLeft');
    expect(line('sales.own')).toBeNull();
    await press('b');
    await settle();
    expect(route.param('against')).toBe('year_before');
    await press('[');
    await settle();
    expect(route.number('at')).toBe(202510);
    await press('e');
    await settle();
    expect(wire.calls.some((call) => (call.args['query'] as { kind?: string } | undefined)?.kind === 'emkm')).toBe(
      true
    );
    expect(text()).toContain('Jumlah beban');
  });

  it('writes and prints what it shows', async () => {
    const { wire } = await openApp('finance');
    await click(button('Simpan CSV'));
    await settle();
    const query = { report: 'statement', kind: 'income', from: 20251101, to: 20251120 };
    expect(wire.calls.find((call) => call.command === 'report_file')!.args).toMatchObject({
      query,
      format: 'csv_semicolon'
    });
    expect(document.body.textContent).toContain('Laporan laba rugi');
    await press('p', { ctrlKey: true });
    await settle();
    expect(wire.calls.find((call) => call.command === 'print_report')!.args['query']).toMatchObject(query);
  });
});

describe('balance, cash and tax', () => {
  it('has as much as it owes and owns, and says where the money went', async () => {
    const { container } = await openApp('finance', { room: 'balance' });
    expect(cells('total_assets')[0]).toBe(cells('total_liabilities_and_equity')[0]);
    expect(cells('closing_cash').length).toBeGreaterThan(1);
    expect(text()).toContain('Ke mana labanya');
    await expectAccessible(container);
  });

  it('tells beside it what changed the line at the cursor, and its last entries', async () => {
    const { wire } = await openApp('finance', { room: 'balance' });
    // A running month's state is held against the end of the month before.
    expect(text()).toContain('31 Okt');
    await press('ArrowDown');
    await settle();
    expect(asked(wire, 'ledger_moves')).toMatchObject({ from: 20251101, to: 20251120 });
    const panel = document.querySelector('aside[aria-label="Perubahan baris ini"]')!;
    expect(panel.textContent).toContain('Dari 31 Okt');
    const figures = [...panel.querySelectorAll('table:first-of-type tr')].map(
      (row) => row.lastElementChild!.textContent!
    );
    const [opening, ...moves] = figures
      .slice(1)
      .map((text) => Number(text.replace(/\./g, '').replace('−', '-').replace('–', '0')));
    const closing = moves.pop()!;
    expect(moves.reduce((sum, by) => sum + by, opening!)).toBe(closing);
    expect(cells('cash')[0]).toBe(closing.toLocaleString('id-ID'));
    await press('Enter');
    await settle();
    expect(asked(wire, 'ledger_page')).toMatchObject({ from: 19000101, newest: true });
  });

  it('is held against any days', async () => {
    const { wire } = await openApp('finance');
    await press('b');
    await press('b');
    await settle();
    const query = wire.calls.filter((call) => call.command === 'statement').map((call) => call.args['query']);
    expect(query).toContainEqual(
      expect.objectContaining({ kind: 'income', against: 'days', against_days: [20241101, 20241120] })
    );
  });

  it('shows turnover and the tax of the year', async () => {
    const { container } = await openApp('finance', { room: 'tax' });
    expect(text()).toContain('PPh final 0,5% dari omzet di atas Rp 500.000.000 setahun');
    expect(text()).toContain('November');
    await press('[');
    await settle();
    expect(route.number('year')).toBe(2024);
    await expectAccessible(container);
  });
});
