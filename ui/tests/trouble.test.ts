import { fireEvent, render } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { carryWith } from '../src/bridge';
import { createFake } from '../src/fake';
import { trouble } from '../src/features/trouble/trouble.svelte';
import Root from '../src/Root.svelte';
import { go } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, settle, type } from './faked';

const refused = (code: string) => ({
  kind: 'refused',
  refusal: { code, facts: {}, message: { id: `Kalimat ${code}.`, en: `Sentence ${code}.` } }
});
const broken = { kind: 'broken', message: { id: 'Berkas buku rusak.', en: 'Damaged.' }, damaged: true };
const names = () => [...document.querySelectorAll('.trouble button')].map((each) => each.textContent?.trim());

async function unopened(thrown: unknown) {
  const fake = createFake();
  carryWith(fake);
  go('orders');
  fake.failNext('book_state', thrown);
  const { container } = render(Root);
  await vi.waitFor(() => expect(container.querySelector('main')).not.toBeNull());
  await settle();
  return { fake, container };
}

afterEach(() => trouble.leave());

describe('a book that can’t be opened', () => {
  it.each([
    ['damaged', broken, ['Pulihkan dari cadangan', 'Selamatkan yang terbaca', 'Coba lagi', 'Buka folder buku']],
    [
      'foreign',
      refused('foreign_book'),
      ['Pulihkan dari cadangan', 'Selamatkan yang terbaca', 'Coba lagi', 'Buka folder buku']
    ],
    ['gone', refused('book_gone'), ['Pulihkan dari cadangan', 'Mulai buku baru', 'Coba lagi', 'Buka folder buku']],
    ['newer', refused('newer_book'), ['Coba lagi', 'Buka folder buku']],
    ['taken', refused('book_taken'), ['Coba lagi', 'Buka folder buku']]
  ])('%s: says what is wrong, where it is, and the ways out', async (_, thrown, ways) => {
    const { container } = await unopened(thrown);
    expect(names()).toEqual(ways);
    expect(container.querySelector('[role=alert]')!.textContent).toMatch(/Kalimat|rusak/);
    expect(container.textContent).toContain('/home/ratna/.local/share/runut/buku.runut');
    expect(container.textContent).toContain('Runut 0.1.0');
    await expectAccessible(container);
  });

  it('opens when it is tried again', async () => {
    await unopened(broken);
    await click(button('Coba lagi'));
    await settle(80);
    expect(document.querySelector('.rail')).not.toBeNull();
  });

  it('lists what could be saved, and what not', async () => {
    const { container } = await unopened(broken);
    await click(button('Selamatkan yang terbaca'));
    const rows = [...container.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent)
    );
    expect(rows).toEqual([
      ['pesanan', '118', '2', 'pesanan.csv'],
      ['log', '190', 'sebagian', 'log.csv']
    ]);
    expect(container.textContent).toContain('Sedikitnya 2 baris tidak terbaca.');
    await expectAccessible(container);
  });

  it('chooses a backup to restore', async () => {
    await unopened(broken);
    await click(button('Pulihkan dari cadangan'));
    await settle(80);
    expect(document.querySelector('dialog[open]')).not.toBeNull();
  });

  it('begins a new book only once that is typed', async () => {
    const { fake } = await unopened(refused('book_gone'));
    await click(button('Mulai buku baru'));
    expect(fake.calls.some((call) => call.command === 'start_anew')).toBe(false);
    await type(document.querySelector('.trouble input'), 'buku baru');
    await click(button('Mulai buku baru'));
    await settle(80);
    expect(fake.calls.some((call) => call.command === 'start_anew')).toBe(true);
    expect(document.body.textContent).toContain('Buku toko Anda');
  });
});

describe('a damage that shows while the book is in use', () => {
  it('names the ways out beside what failed, and leads back', async () => {
    const { fake, container } = await openApp('orders');
    fake.failNext('settings', broken);
    go('settings');
    await settle(80);
    await click(button('Jalan keluar'));
    expect(container.querySelector('h1')!.textContent).toBe('Buku rusak');
    expect(names()).toContain('Selamatkan yang terbaca');
    await click(button('Kembali ke buku'));
    expect(container.querySelector('.rail')).not.toBeNull();
  });
});

describe('a screen that throws', () => {
  it('is said instead of a blank window, and another screen goes on', async () => {
    const fake = createFake();
    carryWith(fake);
    go('orders');
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const invoke = fake.invoke.bind(fake);
    // An answer of a form that no screen expects: a bug on either side of the wire.
    fake.invoke = async (command, args) => (command === 'settings' ? { shop: null } : invoke(command, args));
    const { container } = render(Root);
    await settle(80);
    go('settings');
    await settle(80);
    expect(container.querySelector('.crash')!.textContent).toContain('Tampilan Runut berhenti');
    await expectAccessible(container);
    await fireEvent.click(button('Ke Hari ini'));
    await settle(80);
    expect(container.querySelector('.crash')).toBeNull();
    expect(container.querySelector('.rail')).not.toBeNull();
    quiet.mockRestore();
  });
});

describe('Tentang', () => {
  it('shows the version and where the book lies', async () => {
    const { container } = await openApp('settings', { part: 'about' });
    expect(container.textContent).toContain('Runut 0.1.0');
    expect(container.textContent).toContain('/home/ratna/.local/share/runut/buku.runut');
    await expectAccessible(container);
  });
});
