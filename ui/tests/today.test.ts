import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import { expectAccessible, openApp, press, settle, type } from './helpers';

const text = () => document.body.textContent ?? '';
const rows = (title: string) => {
  const section = [...document.querySelectorAll('section')].find(
    (each) => each.querySelector('h2')?.textContent === title
  );
  return [...(section?.querySelectorAll<HTMLElement>('.row') ?? [])];
};

describe('today', () => {
  it('shows on one screen what waits, and each row opens its list', async () => {
    const { container } = await openApp('today');
    expect(text()).toContain('Kamis, 20 November');
    expect(text()).toContain('07.42 WIB');
    const queue = rows('Antrean');
    expect(queue.map((row) => row.getAttribute('href'))).toContain('#/orders?stage=awaiting_payment');
    expect(rows('Lewat batas kirim')[0]!.getAttribute('href')).toContain('mark=late');
    expect(rows('Stok hampir habis')[0]!.textContent).toContain('46 antre');
    await expectAccessible(container);
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
    const { fake } = await openApp('today');
    const field = document.querySelector<HTMLInputElement>('input[aria-label="Tugas baru"]');
    await type(field, 'Kirim katalog ke Bu Sari');
    field!.form!.requestSubmit();
    await settle();
    expect(fake.world.tasks.at(-1)).toMatchObject({ text: 'Kirim katalog ke Bu Sari', due: 20251120, done: false });
    const tick = rows('Tugas')[0]!.querySelector('input')!;
    tick.click();
    await settle();
    expect(fake.world.tasks.filter((task) => task.done)).toHaveLength(1);
    expect(text()).not.toContain('gelas pecah');
  });

  it('says when this computer’s clock stands before the last entry of the log', async () => {
    const { fake } = await openApp('today');
    expect(text()).not.toContain('Jam komputer ini mundur');
    fake.world.write(null, { id: 'Uji', en: 'Test' }, -24);
    fake.emit('changed', { topics: ['log'] });
    await settle();
    expect(text()).toContain('Jam komputer ini mundur');
    expect(text()).toContain('21 Nov 2025');
  });

  it('follows what is done elsewhere at once', async () => {
    const { fake } = await openApp('today');
    const before = fake.calls.filter((call) => call.command === 'today').length;
    fake.emit('changed', { topics: ['payments'] });
    await settle();
    expect(fake.calls.filter((call) => call.command === 'today').length).toBe(before + 1);
  });
});

describe('who acts', () => {
  it('is chosen at the foot of the rail', async () => {
    const { fake } = await openApp('today');
    const who = document.querySelector<HTMLButtonElement>('.who button')!;
    expect(who.textContent).toContain('Ratna');
    who.click();
    await settle();
    const rini = [...document.querySelectorAll<HTMLElement>('.who [role="menuitem"]')].find((each) =>
      each.textContent!.includes('Rini')
    );
    rini!.click();
    await settle();
    expect(fake.calls.at(-1)).toMatchObject({ command: 'act_as', args: { person: 2 } });
    expect(document.querySelector('.who')!.textContent).toContain('Rini');
  });
});
