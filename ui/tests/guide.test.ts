import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { chapter } from '../guide';
import { chapters } from '../src/features/guide/chapter';
import { route } from '../src/router.svelte';
import { click, expectAccessible, openApp, press } from './helpers';

const folder = join(process.cwd(), '../docs/guide/');
const files = readdirSync(folder).filter((name) => /^\d/.test(name));
const article = () => document.querySelector('article')!;
/** A chapter is read when it is opened: until it is there. */
const shows = (name: string | null) =>
  vi.waitFor(() => expect(document.querySelector('article h2')?.textContent).toBe(name), { timeout: 20_000 });
const nav = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('nav[aria-label="Bab panduan"] a')].find((a) => a.textContent === name)!;

describe('the guide', () => {
  it('opens by F1 at the chapter of where one is, and goes back there', async () => {
    const { container } = await openApp('pack');
    await press('F1');
    expect(route.screen).toBe('guide');
    await shows('Memindai');
    await expectAccessible(container);
    await press('Escape');
    await vi.waitFor(() => expect(route.screen).toBe('pack'));
  });

  it('opens before there is a book', async () => {
    await openApp('today', {}, { ready: false });
    await press('F1');
    await shows('Mulai pertama kali');
  });

  it('shows every chapter under the name that the list has for it', async () => {
    await openApp('guide');
    for (const { name } of chapters) {
      const link = [...document.querySelectorAll<HTMLElement>('nav[aria-label="Bab panduan"] a')][
        chapters.findIndex((each) => each.name === name)
      ]!;
      await click(link);
      await shows(link.textContent);
      for (const picture of article().querySelectorAll('img')) expect(picture.alt).not.toBe('');
    }
    expect(chapters.length).toBe(files.length);
  });

  it('follows its own links to a chapter and a place in it', async () => {
    await openApp('guide', { chapter: 'masalah' });
    await shows('Kalau ada masalah');
    await click([...article().querySelectorAll<HTMLElement>('a')][0]!);
    await shows('Cadangan');
    expect(route.param('chapter')).toBe('cadangan');
    expect(document.getElementById(`guide-${route.param('at')}`)).not.toBeNull();
    await click(nav('Mencetak'));
    expect(route.param('at')).toBe('');
  });

  it('links only to what is there', () => {
    const named = (file: string) => file.replace(/^\d+-|\.md$/g, '');
    const headings = new Map(
      files.map((file) => {
        const code = chapter(readFileSync(folder + file, 'utf8'));
        return [named(file), [...code.matchAll(/"name":"([^"]+)"/g)].map((found) => found[1])];
      })
    );
    for (const file of files) {
      const code = chapter(readFileSync(folder + file, 'utf8'));
      for (const [, to] of code.matchAll(/"to":"([^"]*)"/g)) {
        const [name, at] = to!.split('#', 2);
        const there = headings.get(name || named(file));
        expect(there, `${file}: ${to}`).toBeDefined();
        if (at) expect(there, `${file}: ${to}`).toContain(at);
      }
    }
  });

  it('refuses to be built with what the window could not show', () => {
    expect(() => chapter('<script>alert(1)</script>\n')).toThrow("can't show html");
    expect(() => chapter('Teks <b>tebal</b>.\n')).toThrow("can't show html");
    expect(() => chapter('[luar](https://example.com)\n')).toThrow('only chapters');
    expect(chapter('Tekan <kbd>F1</kbd> & "baca" `a<b`.\n')).toContain('{"kind":"key","text":"F1"}');
  });
});
