import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toasts } from '../src/parts/toast.svelte';
import { undoing } from '../src/parts/undo.svelte';
import { button, click, inBook, openApp, press, settle, type, type Opened } from './helpers';

const undone = (wire: Opened['wire']) => wire.calls.filter((call) => call.command === 'undo').length;
vi.setConfig({ testTimeout: 60_000 });

describe('Ctrl Z', () => {
  beforeEach(() => {
    toasts.hide();
    undoing.clear();
  });

  it('takes back my last step whatever has the focus, on every screen, long after it was said', async () => {
    for (const screen of ['today', 'orders', 'pack', 'tracking', 'payments', 'stock'] as const) {
      const { wire, container } = await openApp(screen);
      await settle();
      toasts.hide();
      const places = [...container.querySelectorAll<HTMLElement>('button, [tabindex="0"], input')].slice(0, 12);
      for (const place of places) {
        if (place instanceof HTMLInputElement && place.value !== '' && place.type === 'text') continue;
        const before = undone(wire);
        place.focus();
        await press('z', { ctrlKey: true });
        expect(undone(wire), `${screen}: ${place.tagName} ${place.className}`).toBe(before + 1);
        await settle();
      }
    }
  });

  it('leaves a field that has text to the field', async () => {
    const { wire, container } = await openApp('orders');
    await settle();
    const search = container.querySelector<HTMLInputElement>('input[type="search"], input')!;
    search.focus();
    await type(search, 'sari');
    await press('z', { ctrlKey: true });
    expect(undone(wire)).toBe(0);
    await type(search, '');
    await press('z', { ctrlKey: true });
    expect(undone(wire)).toBe(1);
  });

  it('takes back what a toast offers, although a field still holds what was typed before', async () => {
    const { wire, container } = await openApp('orders');
    await settle();
    const search = container.querySelector<HTMLInputElement>('input[type="search"], input')!;
    search.focus();
    await type(search, 'sari');
    await settle();
    toasts.show({ text: '3 pesanan dikirim.', undo: true });
    await press('z', { ctrlKey: true });
    expect(undone(wire)).toBe(1);
    await settle();
    await type(search, 'sari w');
    await press('z', { ctrlKey: true });
    expect(undone(wire)).toBe(1);
  });

  it('asks before a large step, and takes back what was asked with Enter', async () => {
    const { wire } = await openApp('orders');
    await settle();
    await wire.elsewhere('order_verb', { verb: 'hold', orders: [118, 120], reason: 'Tunggu' });
    await settle();
    await press('z', { ctrlKey: true });
    expect(document.querySelector('dialog')!.textContent).toContain('2 pesanan ditahan.');
    expect(document.activeElement!.textContent).toContain('Urungkan');
    expect((await inBook(wire, 118)).row.held).toBe('Tunggu');
    await click(document.activeElement as HTMLElement);
    expect(document.querySelector('dialog')).toBeNull();
    expect([(await inBook(wire, 118)).row.held, (await inBook(wire, 120)).row.held]).toEqual([null, null]);
    const [first, meant] = wire.sent('undo').map(({ sure }) => sure);
    expect([first, typeof meant]).toEqual([null, 'number']);
  });

  it('does again what was taken back, with either key', async () => {
    for (const [key, how] of [
      ['z', { ctrlKey: true, shiftKey: true }],
      ['y', { ctrlKey: true }]
    ] as const) {
      const { wire } = await openApp('orders');
      await settle();
      await press('z', { ctrlKey: true });
      await settle();
      await press(key, how);
      await settle();
      expect(wire.calls.filter((call) => call.command === 'redo')).toHaveLength(1);
    }
  });

  it('says why not, and lets it be put away', async () => {
    const { wire } = await openApp('orders');
    await settle();
    const message = { id: 'Tidak bisa diurungkan (Terima 10 × Gelas). Sisanya sudah keluar.', en: '' };
    wire.failNext('undo', { kind: 'refused', refusal: { code: 'undo_moved_on', facts: {}, message } });
    await press('z', { ctrlKey: true });
    await settle();
    expect(document.querySelector('.place[aria-live]')!.textContent).toContain('Sisanya sudah keluar.');
    await click(button('Tutup', document.querySelector('.place[aria-live]')!));
    expect(document.querySelector('.place[aria-live]')!.textContent).not.toContain('Sisanya');
  });
});
