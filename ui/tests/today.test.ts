import { describe, expect, it } from 'vitest';
import type { Topic } from '../src/generated/Topic';
import { todaySections } from '../src/generated/wire';
import { go, route } from '../src/router.svelte';
import { expectAccessible, openApp, press, settle, type } from './helpers';

const text = () => document.body.textContent ?? '';
const rows = (title: string) => {
  const section = [...document.querySelectorAll('section')].find(
    (each) => each.querySelector('h2')?.textContent === title
  );
  return [...(section?.querySelectorAll<HTMLElement>('.row') ?? [])];
};

const section = (title: string) =>
  [...document.querySelectorAll('section')].find((each) => each.querySelector('h2')?.textContent === title)!;
async function openAgain(): Promise<void> {
  go('orders');
  await settle();
  go('today');
  await settle();
}

describe('today', () => {
  it('shows on one screen what waits, and each row opens its list', async () => {
    const { container } = await openApp('today');
    expect(text()).toContain('Kamis, 20 November');
    expect(text()).toContain('07.42 WIB');
    const queue = rows('Antrean');
    expect(queue.map((row) => row.getAttribute('href'))).toContain('#/orders?stage=awaiting_payment');
    expect(rows('Lewat batas kirim')[0]!.getAttribute('href')).toContain('mark=late');
    expect(rows('Stok menipis')[0]!.textContent).toContain('46 antre');
    await expectAccessible(container);
  });

  it('tells how many more there are than it shows, in every list, with the way to them', async () => {
    const { wire } = await openApp('today');
    for (let n = 1; n < 9; n += 1)
      await wire.elsewhere('task_save', {
        task: { id: 0, text: `Tugas ke-${n}`, person: null, person_name: '', due: null, done: false }
      });
    const count = (title: string) => Number(/\d+/.exec(section(title).querySelector('.more')!.textContent!)![0]);
    await wire.elsewhere('order_verb', { verb: 'hold', orders: [118, 120, 122, 148, 149], reason: 'Tunggu' });
    await openAgain();
    const held = rows('Ditahan');
    expect(held.at(-1)!.textContent).toBe(`dan ${count('Ditahan') - 3} lagi`);
    expect(held.at(-1)!.getAttribute('href')).toContain('mark=held');
    const tasks = () => rows('Tugas').filter((row) => row.tagName === 'LABEL').length;
    expect(tasks()).toBe(5);
    const rest = rows('Tugas').find((row) => row.tagName === 'BUTTON')!;
    const more = Number(/\d+/.exec(rest.textContent!)![0]);
    rest.click();
    await settle();
    expect(tasks()).toBe(5 + more);
  });

  it('tells what is due of the books, and is silent where nothing is', async () => {
    const { wire } = await openApp('today');
    expect(section('Jatuh tempo')).toBeUndefined();
    const rent = { kind: 'expense', debit: 6160, credit: 1102, amount: 1_000_000, store: null, every: 'month' };
    const row = { id: 0, name: 'Sewa toko', next: 20251118, archived: false, ...rent };
    await wire.elsewhere('recurring_save', { row });
    await settle();
    const due = rows('Jatuh tempo');
    expect(due.map((each) => each.textContent!.replace(/\s+/g, ' ').trim())).toEqual([
      'Sewa tokobiaya rutin, tinggal dicatat, 18 Nov1.000.000'
    ]);
    expect(due[0]!.getAttribute('href')).toContain('room=expenses');
    expect(section('Jatuh tempo').textContent).toContain('1 terlambat');
  });

  it('draws a part of many parcels as a part', async () => {
    const { container } = await openApp('today');
    const bars = [...container.querySelectorAll<SVGElement>('svg[role="img"]')];
    expect(bars.length).toBeGreaterThan(0);
    for (const bar of bars) {
      const [done, all] = bar.getAttribute('aria-label')!.match(/\d+/g)!.map(Number) as [number, number];
      if (bar.classList.contains('bar')) {
        const full = bar.querySelector('.in')!.getAttribute('width') === '100%';
        expect(full, bar.getAttribute('aria-label')!).toBe(done >= all);
      } else expect(bar.querySelectorAll('.yet').length > 0).toBe(done < all);
    }
  });

  it('goes to the late ones with Enter, and through its rows with the arrow keys', async () => {
    await openApp('today');
    await press('ArrowDown');
    expect(document.activeElement!.getAttribute('href')).toContain('mark=late');
    (document.activeElement as HTMLElement).blur();
    await press('Enter');
    expect([route.screen, route.param('mark')]).toEqual(['orders', 'late']);
  });

  it('takes a task and ticks it off', async () => {
    const { wire } = await openApp('today');
    const field = document.querySelector<HTMLInputElement>('input[aria-label="Tugas baru"]');
    await type(field, 'Kirim katalog ke Bu Sari');
    field!.form!.requestSubmit();
    await settle();
    const task = { text: 'Kirim katalog ke Bu Sari', due: 20251120, done: false };
    expect(await wire.ask('tasks_list', { done: false })).toContainEqual(expect.objectContaining(task));
    const tick = rows('Tugas')
      .find((row) => row.textContent!.includes('gelas pecah'))!
      .querySelector('input')!;
    tick.click();
    await settle();
    expect(await wire.ask('tasks_list', { done: true })).toHaveLength(1);
    expect(text()).not.toContain('gelas pecah');
  });

  it('says when this computer’s clock stands before the last entry of the log', async () => {
    const { wire } = await openApp('today');
    expect(text()).not.toContain('Jam komputer ini mundur');
    const task = { id: 0, text: 'Uji', person: null, person_name: '', due: null, done: false };
    await wire.at(24, () => wire.elsewhere('task_save', { task }));
    wire.emit('changed', { topics: ['log'] });
    await settle();
    expect(text()).toContain('Jam komputer ini mundur');
    expect(text()).toContain('21 Nov 2025');
  });

  it('asks again only for the sections that a write touched', async () => {
    const { wire } = await openApp('today');
    const asked = async (topic: Topic) => {
      const before = wire.calls.length;
      wire.emit('changed', { topics: [topic] });
      await settle();
      return wire.calls
        .slice(before)
        .map(({ command }) => command)
        .filter((command) => command.startsWith('today_'))
        .sort();
    };
    expect(await asked('tasks')).toEqual(['today_reports', 'today_tasks']);
    expect(await asked('payments')).toEqual(['today_goals', 'today_money', 'today_sales']);
    expect(await asked('customers')).toEqual([]);
    expect(await asked('orders')).toEqual(
      todaySections
        .filter(
          (section) => !['today_tasks', 'today_low', 'today_due', 'today_reports', 'today_records'].includes(section)
        )
        .sort()
    );
  });

  it('follows what is done elsewhere at once', async () => {
    const { wire } = await openApp('today');
    const held = () => /\d+/.exec(section('Ditahan').querySelector('.more')?.textContent ?? '0')![0];
    const before = Number(held());
    await wire.elsewhere('order_verb', { verb: 'hold', orders: [118, 120], reason: 'Tunggu' });
    await settle();
    expect(Number(held())).toBe(before + 2);
  });

  it('says where a section can’t be read, and the others stand', async () => {
    const broken = { kind: 'broken', message: { id: 'Tabel tugas rusak.', en: 'The tasks’ table is damaged.' } };
    const { wire, container } = await openApp(
      'today',
      {},
      {
        before: async (opened) => opened.failNext('today_tasks', broken)
      }
    );
    expect(section('Tugas').textContent).toContain('Tabel tugas rusak.');
    expect(text().split('Tabel tugas rusak.')).toHaveLength(2);
    expect(rows('Antrean').length).toBeGreaterThan(0);
    expect(rows('Lewat batas kirim').length).toBeGreaterThan(0);
    expect(rows('Tugas')).toEqual([]);
    await expectAccessible(container);
    const before = wire.sent('today_queue').length;
    const retry = [...section('Tugas').querySelectorAll('button')].find((each) => each.textContent!.includes('Coba'));
    retry!.click();
    await settle();
    expect(text()).not.toContain('Tabel tugas rusak.');
    expect(rows('Tugas').length).toBeGreaterThan(0);
    expect(wire.sent('today_queue')).toHaveLength(before);
    // What it had stays while it can't be asked again.
    wire.failNext('today_tasks', broken);
    wire.emit('changed', { topics: ['tasks'] });
    await settle();
    expect(section('Tugas').textContent).toContain('Tabel tugas rusak.');
    expect(rows('Tugas').length).toBeGreaterThan(0);
  });

  it('says it once where nothing can be read', async () => {
    const broken = { kind: 'broken', message: { id: 'Buku tidak terbaca.', en: 'The book can’t be read.' } };
    await openApp(
      'today',
      {},
      {
        before: async (opened) => todaySections.forEach((section) => opened.failNext(section, broken))
      }
    );
    expect(text().split('Buku tidak terbaca.')).toHaveLength(2);
  });

  it('is shown whole: nothing before its sections have answered', async () => {
    const { wire } = await openApp('orders');
    const answer = wire.hold('today_low');
    go('today');
    await Promise.resolve();
    expect(document.querySelector('.together')?.classList.contains('waits') ?? true).toBe(true);
    await settle(); // one that takes long isn't waited for
    expect(document.querySelector('.together')!.classList.contains('waits')).toBe(false);
    expect(rows('Antrean').length).toBeGreaterThan(0);
    expect(rows('Stok menipis')).toEqual([]);
    await answer();
    expect(rows('Stok menipis').length).toBeGreaterThan(0);
  });
});

describe('who acts', () => {
  it('is chosen at the foot of the rail', async () => {
    const { wire } = await openApp('today');
    const who = document.querySelector<HTMLButtonElement>('.who button')!;
    expect(who.textContent).toContain('Ratna');
    who.click();
    await settle();
    const rini = [...document.querySelectorAll<HTMLElement>('.who [role="menuitem"]')].find((each) =>
      each.textContent!.includes('Rini')
    );
    rini!.click();
    await settle();
    expect(wire.calls.at(-1)).toMatchObject({ command: 'act_as', args: { person: 2 } });
    expect(document.querySelector('.who')!.textContent).toContain('Rini');
  });
});
