import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '../src/bridge';
import { desk } from '../src/features/ordering/typing.svelte';
import { readWhen } from '../src/features/ordering/when';
import type { OrderForm } from '../src/generated/OrderForm';
import { route } from '../src/router.svelte';
import {
  bank,
  button,
  click,
  expectAccessible,
  openApp,
  press,
  scan,
  settle,
  type,
  variant,
  type Opened
} from './helpers';

const field = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`);
const here = () => document.activeElement as HTMLInputElement;
const said = (name: string) =>
  document.getElementById(field(name)?.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
const sent = (wire: Opened['wire']) => {
  const call = wire.calls.filter((each) => each.command === 'order_save').at(-1);
  return call?.args as unknown as { form: OrderForm; place: boolean; reason: string } | undefined;
};
const copied = (wire: Opened['wire']) =>
  String(wire.calls.findLast((each) => each.command === 'copy_text')?.args['text'] ?? '');

beforeEach(() => {
  desk.clearAll();
});

/** Types into whatever has the focus, as a person who looks at nothing else, and counts the keys. */
function hands() {
  let keys = 0;
  return {
    get keys() {
      return keys;
    },
    async word(text: string) {
      keys += text.length;
      await type(here(), text);
      await settle();
    },
    async key(name: string, more: KeyboardEventInit = {}) {
      keys += 1;
      await press(name, more);
    }
  };
}

describe('an order typed by hand', () => {
  it('takes the first courier with Enter, and one that nobody knows only on purpose', async () => {
    const { wire } = await openApp('order');
    const courier = () => field('courier')!;
    const word = async (text: string) => {
      await type(courier(), text);
      await settle();
    };
    const offered = () =>
      [...courier().closest('.combo')!.querySelectorAll('[role="option"]')].map((each) => each.textContent!.trim());
    await word('jn');
    expect(offered()).toEqual(['JNE', 'Kurir lain: jn']);
    await press('Enter');
    expect(courier().value).toBe('JNE');
    expect(here().name).toBe('shipping_fee');
    await word('jnt kilat');
    expect(offered()).toEqual(['Kurir lain: jnt kilat']);
    await press('Enter');
    expect(said('courier')).toContain('Kurir ini belum dikenal.');
    await press('Enter', { ctrlKey: true });
    expect(sent(wire)).toBeUndefined();
    await word('jnt kilat');
    await press('ArrowDown');
    await press('Enter');
    expect(courier().value).toBe('jnt kilat');
    expect(said('courier')).toBe('');
    await word('j&t');
    expect(offered()).toEqual(['J&T']);
    await press('Tab');
    courier().dispatchEvent(new Event('blur'));
    await settle();
    expect(courier().value).toBe('J&T');
  });

  it('is typed by the keyboard alone for a known customer, and its reply is copied', async () => {
    const { wire } = await openApp('stock');
    const hand = hands();
    await hand.key('n');
    expect(route.screen).toBe('order');
    await settle();
    await hand.word('ulfa');
    await hand.key('Enter');
    expect(field('address')!.value).toContain('Puspowarno');
    expect(here().name).toBe('lines');
    await hand.word('GLB-H');
    await hand.key('Enter');
    await hand.word('12');
    await hand.key('Enter');
    await hand.word('MKB-B');
    await hand.key('Enter');
    await hand.word('6');
    await hand.key('Enter'); // to the search
    await hand.key('Enter'); // no more goods
    expect(here().name).toBe('courier');
    await hand.word('jn');
    await hand.key('Enter');
    await hand.word('34000');
    await hand.key('Enter');
    expect(here().name).toBe('note');
    await hand.key('Enter');
    await settle();
    // 24 letters and digits, and 11 keys that lead on.
    expect(hand.keys).toBeLessThanOrEqual(42);
    const { form, place } = sent(wire)!;
    expect(place).toBe(true);
    expect(form).toMatchObject({
      customer: 1,
      customer_name: '',
      courier: 'JNE',
      shipping_fee: 34_000,
      account: await bank(wire)
    });
    expect(form.to).toMatchObject({ recipient: 'Maria Ulfa', postcode: '50149' });
    expect(form.lines.map((line) => [line.variant, line.quantity, line.price])).toEqual([
      [(await variant(wire, 'GLB-H')).id, 12, 16_000],
      [(await variant(wire, 'MKB-B')).id, 6, 21_000]
    ]);
    expect(copied(wire)).toContain('Total: Rp 352.370');
    expect(document.body.textContent).toContain('Balasan disalin.');
    expect([route.screen, route.param('stage')]).toEqual(['orders', 'awaiting_payment']);
  });

  it('completes a place from any of its names, and fills in province and postcode', async () => {
    await openApp('order');
    await type(field('recipient'), 'Bu Tini');
    await type(field('phone'), '0812 3456 7890');
    await type(field('address'), 'Jl. Melati 3');
    await type(field('village'), 'pedurungan tlogosari');
    await settle();
    await press('ArrowDown');
    await press('Enter');
    expect(['village', 'district', 'city', 'province', 'postcode'].map((name) => field(name)!.value)).toEqual([
      'Tlogosari Kulon',
      'Pedurungan',
      'Kota Semarang',
      'Jawa Tengah',
      '50196'
    ]);
    expect(here().name).toBe('lines');
  });

  it('says what is wrong at its field once one has left it, not before', async () => {
    const { container } = await openApp('order');
    await settle();
    expect(document.querySelectorAll('[aria-invalid]')).toHaveLength(0);
    field('phone')!.focus();
    await type(field('phone'), '0812');
    field('address')!.focus();
    await settle();
    expect(field('phone')!.getAttribute('aria-invalid')).toBe('true');
    expect(said('phone')).toContain('"0812" tidak bisa dibaca');
    expect(field('address')!.getAttribute('aria-invalid')).toBeNull();
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(said('lines')).toContain('Pilih barangnya dulu.');
    expect(here().getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('.strip')!.textContent).toContain('perlu dibetulkan');
    await expectAccessible(container);
  });

  it('shows what is missing on the shelf as one types, and refuses units that can’t be read', async () => {
    const { wire, container } = await openApp('order');
    field('lines')!.focus();
    await type(field('lines'), 'RTG-H');
    await settle();
    await press('Enter');
    await type(here(), '9');
    await settle();
    expect(document.querySelector('.goods')!.textContent).toContain('kurang');
    await type(here(), 'sembilan');
    await press('Enter', { ctrlKey: true });
    expect(said('lines.0.quantity')).toContain('100.000');
    expect(sent(wire)).toBeUndefined();
    await expectAccessible(container);
  });

  it('takes scans: into the search, and those that fell into the units', async () => {
    await openApp('order');
    await settle();
    here().blur();
    await scan('8991000');
    await settle();
    expect(document.querySelector('.goods')!.textContent).toContain('Rantang Enamel');
    const units = here();
    expect(units.name).toBe('lines.0.quantity');
    for (const part of ['8', '89', '899', '8991', '89910', '899100', '8991001']) {
      units.value = part;
      units.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await press('Enter');
    expect(document.querySelectorAll('[data-line]')).toHaveLength(2);
    expect(field('lines.0.quantity')!.value).toBe('1');
    expect(here().name).toBe('lines.1.quantity');
    await press('Backspace', { ctrlKey: true });
    expect(document.querySelectorAll('[data-line]')).toHaveLength(1);
  });

  it('keeps a draft, and asks before typed work is thrown away', async () => {
    const { wire } = await openApp('order');
    await type(field('recipient'), 'Bu Tini');
    await press('Escape'); // closes what is offered
    expect(document.querySelector('[role="option"]')).toBeNull();
    await press('Escape');
    expect(document.querySelector('dialog')!.textContent).toContain('Buang yang sudah diketik?');
    await press('Escape');
    expect(field('recipient')!.value).toBe('Bu Tini');
    field('recipient')!.focus();
    await press('s', { ctrlKey: true });
    expect(sent(wire)).toMatchObject({ place: false, form: { to: { recipient: 'Bu Tini' } } });
    expect(copied(wire)).toBe('');
    expect(route.param('stage')).toBe('draft');
  });

  it('keeps what was typed while one looks elsewhere', async () => {
    await openApp('order');
    await type(field('recipient'), 'Bu Tini');
    await press('4', { altKey: true });
    expect(route.screen).not.toBe('order');
    here().blur();
    await press('n');
    await settle();
    expect(field('recipient')!.value).toBe('Bu Tini');
  });

  it('asks the reason of an amendment and shows the old beside the new', async () => {
    const { wire, container } = await openApp('order', { order: 136 });
    await settle();
    expect(document.querySelector('h1')!.textContent).toContain('Ubah pesanan 136');
    await type(field('lines.0.quantity'), '10');
    await settle();
    const changes = document.querySelector('[aria-label="Yang berubah"]')!;
    expect(changes.querySelector('del')!.textContent).toBe('12 × 16.000');
    expect(changes.querySelector('b')!.textContent).toBe('10 × 16.000');
    await press('Enter', { ctrlKey: true });
    expect(sent(wire)).toBeUndefined();
    expect(said('reason')).toContain('Tulis alasannya');
    expect(here().name).toBe('reason');
    await expectAccessible(container);
    await type(here(), 'Pembeli mau kurang dua');
    await press('Enter');
    await settle();
    expect(sent(wire)).toMatchObject({ place: true, reason: 'Pembeli mau kurang dua', form: { order: 136 } });
  });

  it('copies an earlier order at today’s prices', async () => {
    const { wire } = await openApp('order', { copy: 136 });
    await settle();
    expect(field('recipient')!.value).toBe('Maria Ulfa');
    expect(document.querySelectorAll('[data-line]')).toHaveLength(3);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(sent(wire)!.form).toMatchObject({ order: null, revision: 0 });
    expect(sent(wire)!.form.lines.every((line) => line.id === null)).toBe(true);
  });

  it('shows a refusal of the book where it belongs and offers to open a changed order again', async () => {
    const { wire } = await openApp('order', { order: 136 });
    await settle();
    await type(field('reason'), 'Ganti kurir');
    const message = { id: 'Baru saja diubah.', en: 'Changed just now.' };
    wire.failNext('order_save', new Refused({ code: 'stale', facts: {}, message }));
    await press('Enter', { ctrlKey: true });
    expect(document.querySelector('.refusal')!.textContent).toContain('Baru saja diubah.');
    await click(button('Buka ulang dari buku'));
    expect(document.querySelector('.refusal')).toBeNull();
    expect(field('reason')!.value).toBe('');
  });

  it('has other people for recipient and sender only when asked', async () => {
    const { wire } = await openApp('order', { copy: 136 });
    await settle();
    expect(field('sender')).toBeNull();
    for (const box of document.querySelectorAll<HTMLInputElement>('.buyer .check')) await click(box);
    await type(field('recipient'), 'Bu Sri');
    await type(field('phone'), '0811 2233 4455');
    await type(field('sender'), 'Griya Anyam');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(sent(wire)!.form).toMatchObject({
      customer_name: 'Maria Ulfa',
      sender: 'Griya Anyam',
      to: { recipient: 'Bu Sri', phone: '0811 2233 4455' }
    });
  });
});

describe('a deadline as people write it', () => {
  const now = Date.UTC(2025, 10, 20, 0, 42); // 07.42 WIB
  const at = (text: string) => readWhen(text, now, 'wib', 17 * 60);
  it('is read in the shop’s zone', () => {
    expect(at('21/11/2025 17.00')).toBe(Date.UTC(2025, 10, 21, 10));
    expect(at('besok 12')).toBe(Date.UTC(2025, 10, 21, 5));
    expect(at('hari ini 9:05')).toBe(Date.UTC(2025, 10, 20, 2, 5));
    expect(at('21/11')).toBe(Date.UTC(2025, 10, 21, 10));
    expect(at('2/1 08.00')).toBe(Date.UTC(2026, 0, 2, 1));
    for (const bad of ['kapan-kapan', '32/11', '21/11 25.00', '']) expect(at(bad)).toBeNull();
  });
});

vi.setConfig({ testTimeout: 60_000 });
