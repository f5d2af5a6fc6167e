import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chapter } from '../guide';
import { chapters } from '../src/features/guide/chapter';
import { route } from '../src/router.svelte';
import { click, expectAccessible, openApp, press, settle } from './helpers';

const folder = join(process.cwd(), '../docs/guide/');
const files = readdirSync(folder).filter((name) => /^\d/.test(name));
const article = () => document.querySelector('article')!;
const nav = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('nav[aria-label="Bab panduan"] a')].find((a) => a.textContent === name)!;

describe('the guide', () => {
  it('opens by F1 at the chapter of where one is, and goes back there', async () => {
    const { container } = await openApp('pack');
    await press('F1');
    await settle(60);
    expect(route.screen).toBe('guide');
    expect(article().querySelector('h2')!.textContent).toBe('Memindai');
    await expectAccessible(container);
    await press('Escape');
    await settle(60);
    expect(route.screen).toBe('pack');
  });

  it('opens before there is a book', async () => {
    await openApp('today', {}, { ready: false });
    await press('F1');
    await settle(60);
    expect(article().querySelector('h2')!.textContent).toBe('Mulai pertama kali');
  });

  it('shows every chapter under the name that the list has for it', async () => {
    await openApp('guide');
    for (const { name } of chapters) {
      const link = [...document.querySelectorAll<HTMLElement>('nav[aria-label="Bab panduan"] a')][
        chapters.findIndex((each) => each.name === name)
      ]!;
      await click(link);
      await settle(60);
      expect(article().querySelector('h2')!.textContent).toBe(link.textContent);
      for (const picture of article().querySelectorAll('img')) expect(picture.alt).not.toBe('');
    }
    expect(chapters.length).toBe(files.length);
  });

  it('follows its own links to a chapter and a place in it', async () => {
    await openApp('guide', { chapter: 'masalah' });
    await click([...article().querySelectorAll<HTMLElement>('a')][0]!);
    await settle(60);
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
