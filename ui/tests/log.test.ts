import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';

const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];

describe('the log', () => {
  it('lists newest first and opens an entry’s order', async () => {
    const { container } = await openApp('log', { part: 'chain' });
    expect(rows().length).toBeGreaterThan(10);
    await expectAccessible(container);
    const at = rows().findIndex((row) => row.querySelector('a') !== null);
    const order = Number(rows()[at]!.querySelector('a')!.textContent);
    for (let n = 0; n < at; n++) await press('ArrowDown');
    await press('Enter');
    expect(route.screen).toBe('orders');
    expect(route.number('open')).toBe(order);
  });

  it('narrows to an order by any of its codes, and to days', async () => {
    const { wire } = await openApp('log', { part: 'chain' });
    await press('/');
    await type(document.activeElement, 'RN-136');
    await settle();
    expect(route.number('order')).toBe(136);
    expect(rows().map((row) => row.querySelector('a')?.textContent)).toEqual(Array(4).fill('136'));
    const [, from] = document.querySelectorAll<HTMLInputElement>('.narrowing input');
    await type(from!, '21/11/2025');
    await settle();
    expect(wire.calls.filter((call) => call.command === 'log_page').at(-1)!.args['query']).toMatchObject({
      order: 136,
      from: 20251121,
      scans: false
    });
    expect(document.body.textContent).toContain('Tidak ada catatan yang cocok');
    await click(button('Bersihkan'));
    await settle();
    expect(rows().length).toBeGreaterThan(2);
  });

  it('narrows to a person and to what it is about, and lets both go again', async () => {
    const { wire, container } = await openApp('log', { part: 'chain' });
    await expectAccessible(container);
    const [person, noun] = container.querySelectorAll<HTMLSelectElement>('.narrowing select');
    person!.value = '2';
    person!.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    noun!.value = 'payment';
    noun!.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(wire.calls.filter((call) => call.command === 'log_page').at(-1)!.args['query']).toMatchObject({
      person: 2,
      noun: 'payment'
    });
    await press('Escape');
    await settle();
    expect(route.number('person')).toBeNull();
    expect(rows().length).toBeGreaterThan(2);
  });

  it('says so where an order isn’t known', async () => {
    await openApp('log', { part: 'chain' });
    await type(document.querySelector('.narrowing input'), '99999');
    await settle();
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('Pesanan ini tidak ada di buku.');
  });

  it('verifies the chain and checks the book on demand', async () => {
    const { wire, container } = await openApp('log', { part: 'chain' });
    await click(button('Periksa rantai sekarang'));
    await settle();
    expect(container.textContent).toContain('Rantai utuh');
    await expectAccessible(container);
    await click(button('Periksa buku'));
    await settle();
    expect(container.textContent).toContain('Buku cocok');
    expect(container.textContent).not.toContain('Rantai utuh');
    expect(wire.calls.some((call) => call.command === 'check_book')).toBe(true);
  });

  it('holds the code of a day’s sheet against the log', async () => {
    const { wire, container } = await openApp('log', { part: 'chain' });
    await click(button('Periksa rantai sekarang'));
    await settle();
    const [day, code] = container.querySelectorAll<HTMLInputElement>('.sound input');
    const compare = async (of: string, text: string) => {
      await type(day!, of);
      await type(code!, text);
      await click(button('Bandingkan'));
      await settle();
    };
    const rows = wire.calls.length;
    await compare('21/11/2025', '');
    expect(wire.calls.slice(rows).some((call) => call.command === 'log_code')).toBe(false);
    await compare('21/11/2025', '7C1E 90AA');
    expect(container.querySelector('[role="alert"]')!.textContent).toContain('16 angka');
    await compare('21/11/2025', '0000 0000 0000 0000');
    expect(container.querySelector('[role="status"]')!.textContent).toContain('Tidak cocok');
    const sheet = (await wire.invoke('day_sheet', { day: 20251121 })) as { code: string };
    await compare('21/11/2025', sheet.code.toLowerCase());
    expect(container.querySelector('[role="status"]')!.textContent).toContain('Cocok: log sampai catatan');
    await expectAccessible(container);
  });

  it('says in the rail that the log was changed beside the program', async () => {
    const { wire, container } = await openApp('log', { part: 'chain' });
    expect(container.textContent).not.toContain('Log perlu diperiksa');
    const invoke = wire.invoke.bind(wire);
    const notice = { id: 'Log diubah di luar Runut: 1 temuan.', en: 'The log was changed outside Runut: 1 finding.' };
    wire.invoke = async (command, args) => (command === 'log_notice' ? notice : invoke(command, args));
    wire.emit('changed', { topics: ['shop'] });
    await settle();
    const row = [...document.querySelectorAll('a')].find((each) => each.textContent?.includes('Log perlu diperiksa'));
    expect(row?.getAttribute('title')).toContain('1 temuan');
    expect(row?.getAttribute('href')).toContain('log');
  });

  it('lists what a check finds, where and what', async () => {
    const { wire, container } = await openApp('log', { part: 'chain' });
    const invoke = wire.invoke.bind(wire);
    wire.invoke = async (command, args) =>
      command === 'check_book'
        ? [{ code: 'stock', place: 'variant BSK-18', message: { id: 'Rak 3, mutasi 2.', en: 'Shelf 3, moves 2.' } }]
        : invoke(command, args);
    await click(button('Periksa buku'));
    await settle();
    expect(container.querySelector('[role="alert"]')!.textContent).toContain('1 hal di buku tidak cocok.');
    expect(container.querySelector('[role="alert"]')!.textContent).toContain('variant BSK-18');
  });
});
