import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderFormView } from '../src/generated/OrderFormView';
import { toasts } from '../src/parts/toast.svelte';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, inBook, openApp, press, settle, type, variant } from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const field = () => document.querySelector<HTMLInputElement>('input.scan')!;
const stop = () => document.querySelector('[role="alert"].stop');
const inside = () => document.querySelector('.sum .big')?.textContent;
const current = () => document.querySelector('[aria-current="true"] .name')?.textContent?.trim();
const scans = (calls: { command: string; args: Record<string, unknown> }[]) =>
  calls.filter((call) => call.command === 'pack_scan').map((call) => [call.args['order'], call.args['code']]);

/** A code into the scan field, as the browser types it, without waiting for the answer. */
function scanNow(code: string): void {
  expect(document.activeElement).toBe(field());
  field().value = code;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
}
async function scan(...codes: string[]): Promise<void> {
  for (const code of codes) {
    scanNow(code);
    await settle();
  }
}
const times = (code: string, n: number) => Array.from({ length: n }, () => code);

/** What was heard: one entry a voice. */
let heard: string[] = [];
class Voice {
  type = '';
  frequency = { value: 0 };
  connect = <T>(next: T) => next;
  start = () => void heard.push(this.type);
  stop = () => {};
}
class Loudness {
  gain = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} };
  connect = <T>(next: T) => next;
}
beforeEach(() => {
  heard = [];
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running';
      currentTime = 0;
      destination = {};
      createOscillator = () => new Voice();
      createGain = () => new Loudness();
    }
  );
});

describe('the packing table', () => {
  it('waits with what is next, late first, and the scan field at work', async () => {
    const { container } = await openApp('pack');
    expect(document.activeElement).toBe(field());
    expect(text()).toContain('26 paket menunggu, 3 terlambat, 4 sudah dikemas hari ini.');
    expect(text()).toContain('Berikutnya 118');
    await expectAccessible(container);
  });

  it('lets nothing that was said elsewhere lie over the parcel', async () => {
    await openApp('pack');
    toasts.show({ text: 'Pesanan 97 ditahan.' });
    await settle();
    expect(document.body.textContent).toContain('Pesanan 97 ditahan.');
    await scan('RN-118');
    expect(inside()).toBe('0');
    expect(document.body.textContent).not.toContain('Pesanan 97 ditahan.');
  });

  it('opens a parcel by its slip, counts every unit, and finishes by itself', async () => {
    const { wire, container } = await openApp('pack');
    await scan('RN-136');
    expect(text()).toContain('Maria Ulfa, Kota Semarang');
    expect(text()).toContain('jangan campur biru');
    expect(document.querySelector('.rail')).toBeNull();
    expect(route.number('order')).toBe(136);
    await expectAccessible(container);
    await scan(...times('GLB-H', 12));
    expect(inside()).toBe('12');
    expect(current()).toContain('Piring Rotan 25 cm');
    await scan(...times('PRR-N', 6));
    expect(current()).toContain('Mangkuk Blirik 14 cm');
    await scan(...times('MKB-H', 6));
    expect(text()).toContain('Paket 136 lengkap');
    expect(text()).toContain('24 barang masuk.');
    expect(text()).toContain('Pindai slip berikutnya');
    expect((await inBook(wire, 136)).row.stage).toBe('packed');
    expect(heard.filter((shape) => shape === 'sine')).toHaveLength(3);
    await expectAccessible(container);
    // The next slip at once, with no parcel open.
    await scan('138');
    expect(scans(wire.calls).at(-1)).toEqual([null, '138']);
    expect(text()).toContain('Made Sudarsana');
  });

  it('stops at a wrong item, and only the right one clears it', async () => {
    const { container } = await openApp('pack');
    await scan('RN-136', ...times('GLB-H', 12), ...times('MKB-H', 4));
    await scan('MKB-B');
    expect(stop()).not.toBeNull();
    expect(stop()!.textContent).toContain('Salah barang');
    const [read, wanted] = [...document.querySelectorAll('.vs b')].map((each) => each.textContent);
    expect([read, wanted]).toEqual(['Biru', 'Hijau']);
    expect(text()).toContain('taruh lagi di B-04');
    expect(text()).toContain('di B-03, kurang 2');
    expect(text()).toContain('Belum ada yang berubah: 16 dari 24 masuk.');
    expect(heard.filter((shape) => shape === 'sawtooth').length).toBeGreaterThan(0);
    await expectAccessible(container);
    for (const key of ['F2', 'F4', 'Enter', ' ', 'x', 'ArrowDown']) await press(key);
    expect(stop()).not.toBeNull();
    field().value = '';
    await scan('TIDAK-ADA');
    expect(stop()!.textContent).toContain('Kode tidak dikenal');
    await scan('MKB-H');
    expect(stop()).toBeNull();
    expect(inside()).toBe('17');
  });

  it('names the product where two products differ', async () => {
    await openApp('pack');
    await scan('RN-136', ...times('PRR-N', 6), 'PRB-H');
    expect([...document.querySelectorAll('.vs b')].map((each) => each.textContent)).toEqual([
      'Piring Blirik 22 cm',
      'Gelas Blirik 8 cm'
    ]);
    expect([...document.querySelectorAll('.vs .under')].map((each) => each.textContent)).toEqual(['Hijau', 'Hijau']);
  });

  it('stops a cancelled parcel with what is known, and Esc leads back to the queue', async () => {
    await openApp('pack');
    await scan('115');
    expect(stop()!.textContent).toContain('Pesanan batal');
    expect(stop()!.textContent).toContain('Pesanan 115 batal: Pembeli membatalkan. Kembalikan barangnya ke rak.');
    await press('Escape');
    expect(stop()).toBeNull();
    expect(text()).toContain('Pindai slip');
  });

  it('keeps scans that come faster than the answers, in order', async () => {
    const { wire } = await openApp('pack');
    await settle();
    for (const code of ['RN-136', 'GLB-H', 'MKB-H', 'GLB-H', 'PRR-N']) scanNow(code);
    expect(scans(wire.calls)).toHaveLength(1);
    await vi.waitFor(() => expect(inside()).toBe('4'));
    expect(scans(wire.calls)).toEqual([
      [null, 'RN-136'],
      [136, 'GLB-H'],
      [136, 'MKB-H'],
      [136, 'GLB-H'],
      [136, 'PRR-N']
    ]);
  });

  it('shows a stop although a right scan was made before anybody could see it', async () => {
    await openApp('pack');
    await settle();
    for (const code of ['RN-136', 'MKB-B', 'GLB-H']) scanNow(code);
    await settle();
    expect(stop()).not.toBeNull();
    expect(text()).toContain('1 dari 24 masuk');
    scanNow('GLB-H');
    await vi.waitFor(() => expect(stop()).toBeNull());
    expect(inside()).toBe('2');
  });

  it('asks again under the same request after something broke, and loses nothing behind it', async () => {
    const { wire } = await openApp('pack');
    await scan('RN-136');
    wire.failNext('pack_scan', { kind: 'broken', message: { id: 'Berkas buku terkunci.', en: 'The book is locked.' } });
    scanNow('GLB-H');
    scanNow('MKB-H');
    await settle();
    expect(text()).toContain('Berkas buku terkunci.');
    expect(inside()).toBe('0');
    await click(button('Coba lagi'));
    await vi.waitFor(() => expect(inside()).toBe('2'));
    const requests = wire.calls.filter((call) => call.args['code'] === 'GLB-H').map((call) => call.args['request']);
    expect(requests).toHaveLength(2);
    expect(requests[0]).toBe(requests[1]);
    expect(document.querySelector('.refusal')).toBeNull();
  });

  it('ticks the chosen line with F2 and takes the last unit out with F4', async () => {
    const { wire } = await openApp('pack');
    await scan('RN-136');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(current()).toContain('Mangkuk Blirik 14 cm');
    await press('F2');
    await press('F2');
    const bowls = (await inBook(wire, 136)).lines.find((line) => line.sku === 'MKB-H')!.id;
    expect(wire.sent('pack_tick').map(({ line }) => line)).toEqual([bowls, bowls]);
    expect(inside()).toBe('2');
    await press('F4');
    expect(inside()).toBe('1');
  });

  it('opens by hand, puts off without losing anything, and finds the parcel again', async () => {
    await openApp('pack');
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');
    expect(text()).toContain('122');
    await press('F2');
    await press('Escape');
    expect(text()).toContain('Paket 122 ditunda, 1 dari 3 tetap masuk');
    expect(text()).toContain('1 dari 3');
    expect(route.number('order')).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it('opens the parcel that another screen asks for', async () => {
    await openApp('pack', { order: 136 });
    expect(text()).toContain('Maria Ulfa');
    expect(inside()).toBe('0');
  });

  it('holds with one key for the reason', async () => {
    const { wire } = await openApp('pack');
    await scan('RN-136');
    await press('F8');
    expect(text()).toContain('Kenapa paket 136 ditahan?');
    await press('2');
    expect((await inBook(wire, 136)).row.held).toBe('Barang rusak');
    expect(text()).toContain('Pindai slip');
    await press('z', { ctrlKey: true });
    expect((await inBook(wire, 136)).row.held).toBeNull();
  });

  it('takes no code for a reason: a scan goes on with the parcel', async () => {
    const { wire } = await openApp('pack');
    await scan('RN-136');
    await press('F8');
    const own = document.querySelector<HTMLInputElement>('.own input')!;
    own.focus();
    for (const [n] of [...'8991007'].entries()) {
      own.value = '8991007'.slice(0, n + 1);
      own.dispatchEvent(new Event('input', { bubbles: true }));
    }
    own.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await settle();
    expect((await inBook(wire, 136)).row.held).toBeNull();
    expect(inside()).toBe('1');
    expect(document.activeElement).toBe(field());
  });

  it("needs a reason of one's own to be written", async () => {
    const { wire, container } = await openApp('pack');
    await scan('RN-136');
    await press('F8');
    await expectAccessible(container);
    await click(button('Tahan paket'));
    expect(text()).toContain('Tulis alasannya');
    expect((await inBook(wire, 136)).row.held).toBeNull();
    await type(document.querySelector('.own input'), 'Kardus penyok semua');
    await click(button('Tahan paket'));
    expect((await inBook(wire, 136)).row.held).toBe('Kardus penyok semua');
  });

  it('draws a bar instead of strokes beyond sixty units', async () => {
    await openApp('pack');
    await scan('120');
    expect(document.querySelectorAll('.sum .turus')).toHaveLength(2);
    await press('Escape');
    const { wire } = await openApp('pack');
    const { form } = await wire.ask<OrderFormView>('order_form', { order: 134, copy: null });
    const more = { id: null, variant: (await variant(wire, 'BSK-18')).id, quantity: 59, price: 6_500, discount: 0 };
    const amended = { ...form, lines: [...form.lines, more] };
    await wire.elsewhere('order_save', { form: amended, place: true, reason: 'Tambah besek' });
    await scan('RN-134');
    expect(document.querySelector('.sum .turus')).toBeNull();
    expect(document.querySelector('.sum .bar')!.getAttribute('aria-label')).toBe('0 dari 73');
  });

  it('can be silenced, and remembers it', async () => {
    await openApp('pack');
    await press('F9');
    await scan('RN-136');
    expect(heard).toEqual([]);
    expect(text()).toContain('bunyi mati');
    expect(localStorage.getItem('runut.sound')).toBe('off');
    await press('F9');
    expect(text()).toContain('bunyi menyala');
  });
});
