import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, render } from '@testing-library/svelte';
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest';
import { trouble } from '../src/features/trouble/trouble.svelte';
import Root from '../src/Root.svelte';
import { go } from '../src/router.svelte';
import { button, carry, click, expectAccessible, openApp, settle, type } from './helpers';
import { now } from './shop/seeds';
import { Server } from './shop/server';
import type { Wire } from './wire';

const broken = { kind: 'broken', message: { id: 'Berkas buku rusak.', en: 'Damaged.' }, damaged: true };
const names = () => [...document.querySelectorAll('.trouble button')].map((each) => each.textContent?.trim());

/** Bytes over those of the book from a place on. */
function overwrite(book: string, at: number, bytes: Uint8Array): void {
  const file = openSync(book, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}
const other = new Server();
afterAll(() => other.end());
/** What can be wrong with a book. */
const wrongs: Record<string, (book: string) => unknown> = {
  damaged: (book) => overwrite(book, 4_096, new Uint8Array(64 * 4_096).fill(7)),
  foreign: (book) => writeFileSync(book, 'Ini bukan buku.'),
  gone: (book) => rmSync(book),
  newer: (book) => overwrite(book, 60, Uint8Array.of(0, 0, 0, 99)),
  taken: async (book) => {
    await other.open(book, now);
    await other.call('book_state');
  }
};

/** The window on a book that something is wrong with. */
async function unopened(wrong: string): Promise<{ wire: Wire; container: HTMLElement }> {
  const wire = await carry();
  await wire.ask('backup_make'); // which anchors the log's end beside the book
  const book = join(wire.folder, 'buku.runut');
  await wire.away(async () => wrongs[wrong]!(book));
  go('orders');
  const { container } = render(Root);
  await settle();
  return { wire, container };
}

afterEach(() => trouble.leave());

describe('a book that can’t be opened', () => {
  it.each([
    ['damaged', ['Pulihkan dari cadangan', 'Selamatkan yang terbaca', 'Coba lagi', 'Buka folder buku']],
    ['foreign', ['Pulihkan dari cadangan', 'Selamatkan yang terbaca', 'Coba lagi', 'Buka folder buku']],
    ['gone', ['Pulihkan dari cadangan', 'Mulai buku baru', 'Coba lagi', 'Buka folder buku']],
    ['newer', ['Coba lagi', 'Buka folder buku']],
    ['taken', ['Coba lagi', 'Buka folder buku']]
  ])('%s: says what is wrong, where it is, and the ways out', async (wrong, ways) => {
    const { wire, container } = await unopened(wrong);
    expect(names()).toEqual(ways);
    expect(container.querySelector('[role=alert]')!.textContent).not.toBe('');
    expect(container.textContent).toContain(join(wire.folder, 'buku.runut'));
    expect(container.textContent).toContain('Runut 0.1.0');
    await expectAccessible(container);
  });

  it('opens when it is tried again', async () => {
    const { wire } = await unopened('newer');
    const version = readFileSync(inject('book')).subarray(60, 64);
    await wire.away(async () => overwrite(join(wire.folder, 'buku.runut'), 60, version));
    await click(button('Coba lagi'));
    await settle();
    expect(document.querySelector('.rail')).not.toBeNull();
  });

  it('lists what could be saved, and what not', async () => {
    const { wire, container } = await unopened('damaged');
    const to = join(wire.folder, 'keluar');
    await wire.host({ picked: to });
    await click(button('Selamatkan yang terbaca'));
    const rows = [...container.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent)
    );
    expect(rows.map(([list]) => list)).toContain('pesanan');
    for (const [, read, lost] of rows) expect(`${read} ${lost}`).toMatch(/^[\d.]+ (–|sebagian|[\d.]+)$/);
    expect(rows.some(([, , lost]) => lost === 'sebagian')).toBe(true);
    expect(rows.some(([, read, lost]) => read !== '0' && lost === '–')).toBe(true);
    for (const [, , , file] of rows) expect(existsSync(join(to, readdirSync(to)[0]!, file!)), file!).toBe(true);
    await expectAccessible(container);
  });

  it('chooses a backup to restore', async () => {
    await unopened('damaged');
    await click(button('Pulihkan dari cadangan'));
    await settle();
    expect(document.querySelector('dialog[open]')).not.toBeNull();
  });

  it('begins a new book only once that is typed', async () => {
    const { wire } = await unopened('gone');
    await click(button('Mulai buku baru'));
    expect(wire.calls.some((call) => call.command === 'start_anew')).toBe(false);
    await type(document.querySelector('.trouble input'), 'buku baru');
    await click(button('Mulai buku baru'));
    await settle();
    expect(wire.calls.some((call) => call.command === 'start_anew')).toBe(true);
    expect(document.body.textContent).toContain('Buku toko Anda');
  });
});

describe('a damage that shows while the book is in use', () => {
  it('names the ways out beside what failed, and leads back', async () => {
    const { wire, container } = await openApp('orders');
    wire.failNext('settings', broken);
    go('settings');
    await settle();
    await click(button('Jalan keluar'));
    expect(container.querySelector('h1')!.textContent).toBe('Buku rusak');
    expect(names()).toContain('Selamatkan yang terbaca');
    await click(button('Kembali ke buku'));
    expect(container.querySelector('.rail')).not.toBeNull();
  });
});

describe('a screen that throws', () => {
  it('is said instead of a blank window, and another screen goes on', async () => {
    const wire = await carry();
    go('orders');
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    // An answer of a form that no screen expects: a bug on either side of the wire.
    wire.always('settings', { shop: null });
    const { container } = render(Root);
    await settle();
    go('settings');
    await settle();
    expect(container.querySelector('.crash')!.textContent).toContain('Tampilan Runut berhenti');
    await expectAccessible(container);
    await fireEvent.click(button('Ke Hari ini'));
    await settle();
    expect(container.querySelector('.crash')).toBeNull();
    expect(container.querySelector('.rail')).not.toBeNull();
    quiet.mockRestore();
  });
});

describe('Tentang', () => {
  it('shows the version and where the book lies', async () => {
    const { wire, container } = await openApp('settings', { part: 'about' });
    expect(container.textContent).toContain('Runut 0.1.0');
    expect(container.textContent).toContain(join(wire.folder, 'buku.runut'));
    await expectAccessible(container);
  });
});
