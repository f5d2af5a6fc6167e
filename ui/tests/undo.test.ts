import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toasts } from '../src/parts/toast.svelte';
import { undoing } from '../src/parts/undo.svelte';
import { button, click, openApp, press, settle, type, type Opened } from './helpers';

const undone = (fake: Opened['fake']) => fake.calls.filter((call) => call.command === 'undo').length;
vi.setConfig({ testTimeout: 60_000 });

describe('Ctrl Z', () => {
  beforeEach(() => {
    toasts.hide();
    undoing.clear();
  });

  it('takes back my last step whatever has the focus, on every screen, long after it was said', async () => {
    for (const screen of ['today', 'orders', 'pack', 'tracking', 'payments', 'stock'] as const) {
      const { fake, container } = await openApp(screen);
      await settle(80);
      toasts.hide();
      const places = [...container.querySelectorAll<HTMLElement>('button, [tabindex="0"], input')].slice(0, 12);
      for (const place of places) {
        if (place instanceof HTMLInputElement && place.value !== '' && place.type === 'text') continue;
        const before = undone(fake);
        place.focus();
        await press('z', { ctrlKey: true });
        expect(undone(fake), `${screen}: ${place.tagName} ${place.className}`).toBe(before + 1);
        await settle(5);
      }
    }
  });

  it('leaves a field that has text to the field', async () => {
    const { fake, container } = await openApp('orders');
    await settle(80);
    const search = container.querySelector<HTMLInputElement>('input[type="search"], input')!;
    search.focus();
    await type(search, 'sari');
    await press('z', { ctrlKey: true });
    expect(undone(fake)).toBe(0);
    await type(search, '');
    await press('z', { ctrlKey: true });
    expect(undone(fake)).toBe(1);
  });

  it('takes back what a toast offers, although a field still holds what was typed before', async () => {
    const { fake, container } = await openApp('orders');
    await settle(80);
    const search = container.querySelector<HTMLInputElement>('input[type="search"], input')!;
    search.focus();
    await type(search, 'sari');
    await settle(5);
    toasts.show({ text: '3 pesanan dikirim.', undo: true });
    await press('z', { ctrlKey: true });
    expect(undone(fake)).toBe(1);
    await settle(20);
    await type(search, 'sari w');
    await press('z', { ctrlKey: true });
    expect(undone(fake)).toBe(1);
  });

  it('asks before a large step, and takes back what was asked with Enter', async () => {
    const { fake } = await openApp('orders');
    await settle(80);
    const message = { id: 'Langkah pukul 09.00: Impor berkas.', en: '' };
    fake.failNext('undo', { kind: 'refused', refusal: { code: 'undo_asks', facts: { step: '7' }, message } });
    await press('z', { ctrlKey: true });
    await settle(20);
    expect(document.querySelector('dialog')!.textContent).toContain('Impor berkas.');
    expect(document.activeElement!.textContent).toContain('Urungkan');
    await click(document.activeElement as HTMLElement);
    await settle(20);
    expect(document.querySelector('dialog')).toBeNull();
    const asked = fake.calls.filter((call) => call.command === 'undo').map((call) => call.args['sure']);
    expect(asked).toEqual([null, 7]);
  });

  it('does again what was taken back, with either key', async () => {
    for (const [key, how] of [
      ['z', { ctrlKey: true, shiftKey: true }],
      ['y', { ctrlKey: true }]
    ] as const) {
      const { fake } = await openApp('orders');
      await settle(80);
      await press('z', { ctrlKey: true });
      await settle(20);
      await press(key, how);
      await settle(20);
      expect(fake.calls.filter((call) => call.command === 'redo')).toHaveLength(1);
    }
  });

  it('says why not, and lets it be put away', async () => {
    const { fake } = await openApp('orders');
    await settle(80);
    const message = { id: 'Tidak bisa diurungkan (Terima 10 × Gelas). Sisanya sudah keluar.', en: '' };
    fake.failNext('undo', { kind: 'refused', refusal: { code: 'undo_moved_on', facts: {}, message } });
    await press('z', { ctrlKey: true });
    await settle(40);
    expect(document.querySelector('.place[aria-live]')!.textContent).toContain('Sisanya sudah keluar.');
    await click(button('Tutup', document.querySelector('.place[aria-live]')!));
    expect(document.querySelector('.place[aria-live]')!.textContent).not.toContain('Sisanya');
  });
});
