import { describe, expect, it } from 'vitest';
import page from '../index.html?raw';
import { go, route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';

describe('the frame', () => {
  it('counts what waits at each desk and goes there by key', async () => {
    const { container } = await openApp();
    const tab = (name: string) =>
      [...container.querySelectorAll('.tab')].find((each) => each.textContent!.includes(name))!;
    expect(tab('Kemas').textContent).toContain('27');
    expect(tab('Pesanan').getAttribute('aria-current')).toBe('page');
    await press('9', { altKey: true });
    expect(route.screen).toBe('finance');
    expect(tab('Keuangan').getAttribute('aria-current')).toBe('page');
    await press('1', { altKey: true });
    expect(route.screen).toBe('today');
  });

  it('lists the keys that work here', async () => {
    await openApp();
    await press('?');
    const dialog = document.querySelector('dialog')!;
    expect(dialog.textContent).toContain('Daftar ambil');
    expect(dialog.textContent).toContain('Ke Stok');
    await expectAccessible(dialog);
    await press('Escape');
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('finds screens, commands and orders', async () => {
    await openApp('log');
    await press('k', { ctrlKey: true });
    const dialog = document.querySelector('dialog')!;
    await type(dialog.querySelector('input'), 'ulfa');
    await settle();
    await expectAccessible(dialog);
    expect(dialog.textContent).toContain('136 Maria Ulfa');
    await press('Enter');
    expect(route.screen).toBe('orders');
    expect(route.number('open')).toBe(136);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('speaks English too, and keeps to it', async () => {
    await openApp();
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'English');
    await press('Enter');
    expect(document.querySelector('h1')!.textContent).toBe('Orders');
    expect(document.documentElement.lang).toBe('en');
    expect(localStorage.getItem('runut.language')).toBe('en');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'Bahasa');
    await press('Enter');
    expect(document.querySelector('h1')!.textContent).toBe('Pesanan');
  });

  it('has a theme of its own when asked', async () => {
    await openApp();
    await click(button('Perintah'));
    await type(document.querySelector('dialog input'), 'gelap');
    await press('Enter');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await click(button('Perintah'));
    await type(document.querySelector('dialog input'), 'sistem');
    await press('Enter');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });
});

describe('the content security policy', () => {
  const screens = import.meta.glob<string>('../src/**/*.svelte', { query: '?raw', import: 'default', eager: true });
  const files = Object.entries({ ...screens, 'index.html': page });

  it.each([
    ['inline styles', /\sstyle="/],
    ['markup from text', /\{@html/],
    ['inline handlers', /\son[a-z]+="/],
    ['anything from elsewhere', /(?:src|href)="https?:/]
  ])('finds no %s', (_, pattern) => {
    expect(files.filter(([, text]) => pattern.test(text)).map(([file]) => file)).toEqual([]);
  });

  it('marks no words of a screen without a list, and offers a new order where the field has the letters', async () => {
    await openApp('log');
    (document.activeElement as HTMLElement | null)?.blur();
    const all = new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true, cancelable: true });
    document.body.dispatchEvent(all);
    expect(all.defaultPrevented).toBe(true);
    go('pack');
    await settle();
    await press('n', { altKey: true });
    await settle();
    expect(route.screen).toBe('order');
  });
});
