import { describe, expect, it } from 'vitest';
import { against, isRunning, lineOf, periodOf } from '../src/features/figures/period';
import { scaleOf, shareOf } from '../src/features/figures/share';
import type { KpiPoint } from '../src/generated/KpiPoint';
import type { KpiRow } from '../src/generated/KpiRow';
import type { KpiTable } from '../src/generated/KpiTable';
import type { OrderRow } from '../src/generated/OrderRow';
import type { TargetForm } from '../src/generated/TargetForm';
import { id } from '../src/words/id';
import { route } from '../src/router.svelte';
import { button, expectAccessible, openApp, press, settle, type } from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const row = (key: string) => document.getElementById(`kpi-${key}`);
const at = () => document.querySelector('tr[aria-current="true"]')?.id.replace('kpi-', '');

describe('the days of figures', () => {
  it('end yesterday at the latest, and are held against as many before', () => {
    const month = periodOf('month', 0, 20251120);
    expect(month).toMatchObject({ from: 20251101, to: 20251119, end: 20251130, back: 0 });
    expect(against(month, 'before')).toEqual({ from: 20251001, to: 20251019 });
    expect(against(month, 'year_before')).toEqual({ from: 20241101, to: 20241119 });
    const whole = periodOf('month', 1, 20251120);
    expect(whole).toMatchObject({ from: 20251001, to: 20251031 });
    expect(against(whole, 'before'), 'a whole month against a whole one').toEqual({ from: 20250901, to: 20250930 });
    // On the first of a month the running one has no day yet: the last is shown whole.
    expect(periodOf('month', 0, 20251101)).toMatchObject({ from: 20251001, to: 20251031 });
    const week = periodOf('week', 0, 20251120); // a Thursday
    expect(week).toMatchObject({ from: 20251117, to: 20251119, end: 20251123 });
    expect(against(week, 'before')).toEqual({ from: 20251110, to: 20251112 });
    expect(periodOf('week', 0, 20251117)).toMatchObject({ from: 20251110, to: 20251116 });
    expect(against(periodOf('month', 0, 20240331), 'before')).toEqual({ from: 20240201, to: 20240229 });
  });

  it('make lines of fourteen days, thirteen weeks and thirteen months', () => {
    expect(lineOf('day', 20251120)).toEqual({ from: 20251106, to: 20251119 });
    expect(lineOf('week', 20251120)).toEqual({ from: 20250825, to: 20251119 });
    expect(lineOf('month', 20251120)).toEqual({ from: 20241101, to: 20251119 });
    expect(isRunning('week', { from: 20251117, to: 20251119 })).toBe(true);
    expect(isRunning('week', { from: 20251110, to: 20251116 })).toBe(false);
    expect(isRunning('month', { from: 20251101, to: 20251130 })).toBe(false);
  });
});

describe('bars and short numbers', () => {
  const point = (value: number | null): KpiPoint =>
    ({ from: 20251101, to: 20251119, num: 0, den: null, value, running: false, unripe: false }) as KpiPoint;
  it('reach their line at the target, and say nothing of nothing', () => {
    const of = (value: number | null, millionths: number | null): number =>
      shareOf({
        now: { point: point(value) },
        before: { point: point(2) },
        target: millionths === null ? null : { millionths }
      } as unknown as KpiRow);
    expect(of(4, 4_000_000)).toBe(1);
    expect(of(6, 4_000_000)).toBe(1.5);
    expect(of(1, null)).toBe(0.5);
    expect(of(null, 4_000_000)).toBe(0);
    expect(of(0, 0), 'nil of a ceiling of nil').toBe(0);
    expect(of(3, 0)).toBe(1.5);
  });
  it('are as short as thirteen columns need them', () => {
    const words = id.figures;
    const of = (unit: Parameters<typeof scaleOf>[0], value: number) => {
      const scale = scaleOf(unit, [point(value)], words);
      return `${scale.of(value)} ${scale.unit}`.trim();
    };
    expect(of('percent', 0.0514)).toBe('5,1 %');
    expect(of('money', 14_387_221)).toBe('14,4 juta');
    expect(of('money', -400)).toBe('−400');
    expect(of('minutes', 1164)).toBe('19,4 jam');
    expect(of('minutes', 9)).toBe('9 menit');
    expect(of('count', 151)).toBe('151');
    expect(scaleOf('percent', [], words).of(null)).toBe('–');
    expect(scaleOf('percent', [], words).of(-0.0001)).toBe('0,0');
  });
});

describe('Angka', () => {
  const opened = (before?: TargetForm[]) =>
    openApp(
      'figures',
      {},
      {
        before: async (wire) => {
          for (const form of before ?? []) await wire.ask('target_set', { form, request: `target ${form.kpi}` });
        }
      }
    );

  it('shows the running month up to yesterday against the same days, with its charts as tables', async () => {
    const { wire, container } = await opened();
    await settle();
    const query = { from: 20251101, to: 20251119, against: 'days', days: [20251001, 20251019], dim: '' };
    const table = await wire.ask<KpiTable>('kpi_table', { query, walked: false });
    const orders = table.rows.find((each) => each.key === 'orders')!;
    expect(orders.now.point.num).toBeGreaterThan(0);
    expect(row('orders')!.textContent).toContain(orders.now.shown.id);
    expect(text()).toContain('1–19 Nov');
    expect(text()).toContain('1–19 Okt');
    for (const name of ['Jalan pesanan', 'Pesanan masuk per hari dan jam', 'Pesanan dari waktu ke waktu']) {
      expect(document.querySelector(`table[aria-label="${name}"]`), name).not.toBeNull();
    }
    expect(document.querySelectorAll('table[aria-label="Pesanan dari waktu ke waktu"] .w td')).toHaveLength(13);
    await expectAccessible(container);
  });

  it('marks a missed target in the margin, and never a figure of nothing', async () => {
    await opened([
      { kpi: 'orders', per: 'day', amount: '9.000' },
      { kpi: 'roas', per: 'month', amount: '3,5' }
    ]);
    await settle();
    expect(row('orders')!.querySelector('.marks .is-late')).not.toBeNull();
    expect(row('orders')!.textContent).toContain('171.000');
    expect(row('roas')!.querySelector('.marks .is-late'), 'nothing was logged').toBeNull();
    expect(row('roas')!.textContent).toContain('–');
    expect(row('roas')!.textContent).not.toContain('NaN');
  });

  it('is worked by keys: the figure, its target, the orders behind it, and back', async () => {
    const { wire } = await opened();
    await settle();
    expect(at()).toBe('orders');
    await press('ArrowDown');
    expect(at()).toBe('shipped');
    await press('ArrowUp');
    await press('t');
    await settle();
    const field = document.activeElement as HTMLInputElement;
    await type(field, '12 kodi');
    await press('Enter');
    await settle();
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('bukan angka');
    await type(field, '1.200');
    await press('Enter');
    await settle();
    expect(wire.calls.filter((call) => call.command === 'target_set').at(-1)!.args['form']).toMatchObject({
      kpi: 'orders',
      amount: '1.200'
    });
    await settle();
    expect(row('orders')!.querySelector('.marks .is-late')).not.toBeNull();
    await press('Enter');
    await settle();
    expect(route.param('do')).toBe('orders');
    const query = { from: 20251101, to: 20251119, against: 'days', days: [20251001, 20251019], dim: '' };
    const behind = await wire.ask<OrderRow[]>('kpi_orders', { key: 'orders', query });
    expect(text()).toContain(String(behind[0]!.number));
    await press('Escape');
    await settle();
    expect(route.param('do')).toBe('');
    await press('[');
    await settle();
    expect(text()).toContain('Oktober 2025');
    await press('b');
    await settle();
    expect(text()).toContain('1–31 Okt');
    expect(route.param('way')).toBe('year_before');
    await press('ArrowRight');
    expect(route.param('cut')).toBe('courier');
  });

  it('asks what the shop wants, with what its weeks propose', async () => {
    const { wire } = await openApp('figures', { do: 'goals' });
    await settle();
    await press('5');
    await settle();
    const late = document.querySelector<HTMLInputElement>('input[aria-label="Target Telat kirim"]')!;
    expect(late.value, 'the marketplaces’ limit').toBe('4%');
    await type(late, '400%');
    await press('Enter');
    await settle();
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('paling banyak 100%');
    await type(late, '3%');
    await press('Enter');
    await settle();
    expect(await wire.ask('goals_list', {})).toContainEqual(expect.objectContaining({ want: 'faster', chosen: true }));
    expect(route.param('do')).toBe('');
    await openApp('figures', { tab: 'people' });
    await settle();
    expect(text()).toContain('Saran orang');
    expect(button('Cetak')).toBeTruthy();
  });

  it('makes figures of the shop’s own, and says what can’t be one', async () => {
    const { wire, container } = await openApp('figures', { do: 'own' });
    await settle();
    const field = (label: string) =>
      [...document.querySelectorAll<HTMLElement>('aside label')].find((each) => each.textContent!.trim() === label)!;
    const control = (label: string) =>
      document.getElementById(field(label).getAttribute('for')!) as HTMLInputElement & HTMLSelectElement;
    const choose = (label: string, value: string) => {
      control(label).value = value;
      control(label).dispatchEvent(new Event('change', { bubbles: true }));
    };
    const { own } = id.figures;
    await type(control(own.name), 'Barang per tamu');
    choose(own.of, 'orders');
    choose(own.per, 'orders');
    await settle();
    await press('Enter');
    await settle();
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('dirinya sendiri');
    choose(own.per, 'kunjungan.visitors');
    await settle();
    await expectAccessible(container);
    await press('Enter');
    await settle();
    expect(wire.calls.filter((call) => call.command === 'kpi_save').at(-1)!.args['form']).toMatchObject({
      ...{ name: 'Barang per tamu', of: 'orders', per: 'kunjungan.visitors', better: 'more' }
    });
    expect(await wire.ask('kpi_list', {})).toContainEqual(
      expect.objectContaining({ key: 'barang_per_tamu', own: true })
    );
  });
});
