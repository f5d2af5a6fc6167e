import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, scan, settle, type } from './faked';

const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
const numbers = () => rows().map((row) => Number(row.querySelector('.c-no')?.textContent));
const chosen = () => rows().filter((row) => row.getAttribute('aria-selected') === 'true').length;
const strip = () => document.querySelector('.list .strip');
const panel = () => document.querySelector('.panel');

describe('the list of orders', () => {
  it('shows what is ready to pack, most urgent first, repeated deadlines left blank but said', async () => {
    const { container } = await openApp();
    expect(rows()).toHaveLength(27);
    expect(numbers().slice(0, 4)).toEqual([4098, 4101, 4106, 4139]);
    const deadlines = rows().map((row) => row.querySelector('.c-when span')!);
    expect(deadlines[0]!.classList.contains('sr')).toBe(false);
    expect(deadlines[1]!.classList.contains('sr')).toBe(true);
    expect(deadlines[1]!.textContent).toBe('Kemarin 15.00');
    expect(rows()[0]!.querySelector('.marks')!.textContent).toContain('Terlambat');
    await expectAccessible(container);
  });

  it('is worked with the keyboard: range, single, all, and back', async () => {
    await openApp();
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect(chosen()).toBe(3);
    await press('ArrowUp', { shiftKey: true });
    expect(chosen()).toBe(2);
    await press('ArrowDown');
    await press('ArrowDown');
    await press(' ');
    expect(chosen()).toBe(3);
    expect(strip()!.textContent).toContain('3 dipilih');
    await press('a', { ctrlKey: true });
    expect(chosen()).toBe(27);
    await press('Escape');
    expect(chosen()).toBe(0);
    expect(strip()).toBeNull();
  });

  it('sums what is chosen', async () => {
    const { fake } = await openApp();
    await press(' ');
    await press('ArrowDown');
    await press(' ');
    const sum = [4098, 4101].reduce((all, id) => all + fake.world.total(fake.world.order(id)), 0);
    expect(strip()!.textContent!.replace(/\u00a0/g, ' ')).toContain(`2 dipilih Rp ${sum.toLocaleString('id-ID')}`);
  });

  it('narrows by stage and mark, and searches everywhere', async () => {
    await openApp();
    await click(button('Menunggu persetujuan'));
    expect(rows()).toHaveLength(6);
    await click(button('Ditahan1'));
    expect(numbers()).toEqual([4093]);
    await press('/');
    await type(document.activeElement, 'ulfa');
    await settle(300);
    expect(numbers().sort()).toEqual([3688, 4127]);
    expect(route.param('stage')).toBe('all');
    await press('Escape');
    await settle(100);
    expect(route.param('stage')).toBe('awaiting_approval');
  });

  it('never makes markup of what people typed', async () => {
    await openApp('orders', { stage: 'awaiting_approval', open: 4145 });
    await settle(150);
    expect(document.body.textContent).toContain('<b>Budi</b> & Rekan "CV"');
    expect(panel()!.textContent).toContain('<script>alert(1)</script>');
    expect(document.querySelector('script')).toBeNull();
    expect(document.querySelector('td b')).toBeNull();
  });

  it('opens what a scanner reads, and no letter of it presses a key', async () => {
    const { fake } = await openApp();
    await scan('RN-4129');
    await settle(150);
    expect(panel()!.textContent).toContain('Made Sudarsana');
    await scan('JPHXK99');
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('JPHXK99');
    expect(fake.calls.filter((call) => call.args['request'] !== undefined)).toEqual([]);
  });

  it('says so when the list can’t be had, and tries again', async () => {
    const { fake } = await openApp();
    fake.failNext('orders_page', { kind: 'broken', message: { id: 'Buku terkunci', en: 'Book locked' } });
    await click(button('Dikemas'));
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('Buku terkunci');
    await click(button('Coba lagi'));
    expect(document.querySelector('[role="alert"]')).toBeNull();
    expect(rows()).toHaveLength(4);
  });
});

describe('what is done to many', () => {
  it('asks why before it holds, and takes it back', async () => {
    const { fake } = await openApp();
    await press('ArrowDown', { shiftKey: true });
    await press('h');
    expect(document.querySelector('form.ask')!.textContent).toContain('Kenapa 2 pesanan ini ditahan?');
    await click(button('Tahan', document.querySelector('form.ask')!));
    expect(fake.calls.some((call) => call.command === 'order_verb')).toBe(false);
    expect(document.querySelector('form.ask [role="alert"]')!.textContent).not.toBe('');
    await click(button('Stok perlu dicek'));
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    const sent = fake.calls.find((call) => call.command === 'order_verb')!;
    expect(sent.args).toMatchObject({ verb: 'hold', orders: [4098, 4101], reason: 'Stok perlu dicek' });
    expect(fake.world.order(4101).held).toBe('Stok perlu dicek');
    expect(document.querySelector('.toast')!.textContent).toContain('2 pesanan ditahan.');
    await press('z', { ctrlKey: true });
    expect(fake.world.order(4098).held).toBeUndefined();
    expect(fake.world.order(4101).held).toBeUndefined();
  });

  it('shows what refused above the list with its sentence, never in a toast', async () => {
    const { container } = await openApp('orders', { stage: 'awaiting_approval' });
    await press('a', { ctrlKey: true });
    await click(button('Tindakan lain', strip()!));
    await click(
      [...document.querySelectorAll('[role="menuitem"]')].find((item) => item.textContent!.includes('Setujui'))!
    );
    const alert = document.querySelector('.list [role="alert"]')!;
    expect(alert.textContent).toContain('1 pesanan tidak ikut.');
    expect(alert.textContent).toContain('4093 ditahan: COD 1,9 jt, alamat aneh.');
    expect(document.querySelector('.toast')!.textContent).toContain('5 pesanan disetujui.');
    expect(document.querySelector('.toast')!.textContent).not.toContain('4093');
    expect(chosen()).toBe(1);
    await expectAccessible(container);
  });

  it('moves all on together where their next step is the same and possible', async () => {
    const { fake } = await openApp('orders', { stage: 'awaiting_approval' });
    await press('ArrowDown');
    await press('ArrowDown', { shiftKey: true });
    expect(button('Setujui', strip()!).classList.contains('btn-main')).toBe(true);
    await press('s');
    expect(fake.world.order(4099).stage).toBe('approved');
    expect(fake.world.order(4143).stage).toBe('approved');
  });

  it('prints slips in the size chosen, which is remembered', async () => {
    const { fake } = await openApp();
    await press(' ');
    const size = document.querySelector<HTMLSelectElement>('.list .strip select')!;
    size.value = 'a5';
    size.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    (document.activeElement as HTMLElement | null)?.blur();
    await press('p');
    expect(fake.calls.findLast((call) => call.command === 'print_slips')!.args).toMatchObject({
      orders: [4098],
      size: 'a5'
    });
    expect(localStorage.getItem('runut.slip')).toBe('a5');
    expect(document.querySelector('.toast')!.textContent).toContain('1 slip dibuka');
  });

  it('makes a wave and then offers its papers', async () => {
    const { fake } = await openApp();
    await press('a', { ctrlKey: true });
    await click(button('Tindakan lain', document.querySelector('.strip-on')!));
    expect(document.querySelector('[role="menu"]')!.textContent).toMatch(/Gelombang: 2[56] pesanan/);
    await press('Escape');
    await press('w');
    expect(document.querySelector('.toast')!.textContent).toContain('Gelombang 1: 26 pesanan');
    expect(document.querySelector('.list [role="alert"]')!.textContent).toContain('4117');
    await click(button('Cetak daftar ambil & slip'));
    const printed = fake.calls.filter((call) => call.command.startsWith('print_'));
    expect(printed.map((call) => call.command)).toEqual(['print_pick_list', 'print_slips']);
    expect(printed[0]!.args['orders']).toHaveLength(26);
  });

  it('asks in a dialog before it cancels: Enter doesn’t, Ctrl Enter does', async () => {
    const { fake } = await openApp();
    await press(' ');
    await click(button('Tindakan lain', strip()!));
    await click(
      [...document.querySelectorAll('[role="menuitem"]')].find((item) => item.textContent!.includes('Batalkan'))!
    );
    const dialog = document.querySelector('dialog')!;
    expect(dialog.textContent).toContain('Batalkan pesanan 4098?');
    await expectAccessible(dialog);
    await type(dialog.querySelector('input'), 'Stok habis');
    await press('Enter');
    expect(fake.world.order(4098).stage).toBe('approved');
    await press('Enter', { ctrlKey: true });
    expect(fake.world.order(4098).stage).toBe('cancelled');
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('does a double click once', async () => {
    const { fake } = await openApp();
    await press(' ');
    const print = button('Cetak 1 slip');
    print.click();
    print.click();
    await settle(80);
    expect(fake.calls.filter((call) => call.command === 'print_slips')).toHaveLength(1);
  });

  it('keeps the question open when something broke, and tries again with the same request', async () => {
    const { fake } = await openApp();
    fake.failNext('order_verb', { kind: 'broken', message: { id: 'Cakram penuh', en: 'Disk full' } });
    await press('h');
    await type(document.querySelector('form.ask input'), 'cek');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(document.querySelector('.list [role="alert"]')!.textContent).toContain('Cakram penuh');
    expect(document.querySelector<HTMLInputElement>('form.ask input')!.value).toBe('cek');
    await click(button('Coba lagi'));
    const requests = fake.calls.filter((call) => call.command === 'order_verb').map((call) => call.args['request']);
    expect(requests).toHaveLength(2);
    expect(requests[0]).toBe(requests[1]);
    expect(fake.world.order(4098).held).toBe('cek');
  });
});

describe('the opened order', () => {
  it('follows the cursor and shows what packing must know', async () => {
    const { container } = await openApp('orders', { open: 4127 });
    await settle(150);
    expect(panel()!.textContent).toContain('Maria Ulfa');
    expect(panel()!.querySelector('.note')!.textContent).toContain('Yang hijau semua ya bu');
    expect(panel()!.querySelectorAll('.lines tbody tr')).toHaveLength(3);
    expect(
      panel()!
        .querySelector('tr.last')!
        .textContent!.replace(/\u00a0/g, ' ')
    ).toContain('Rp 441.000');
    expect(panel()!.textContent).toContain('15 dari 27');
    await expectAccessible(container);
    await press('ArrowDown');
    await settle(150);
    expect(panel()!.textContent).toContain('Made Sudarsana');
    await press('Escape');
    expect(panel()).toBeNull();
    await press('Enter');
    await settle(150);
    expect(panel()).not.toBeNull();
  });

  it('says why its next step is not possible yet, and does nothing then', async () => {
    const { fake } = await openApp('orders', { open: 4142 });
    await settle(150);
    const step = button('Kemas 4 barang');
    expect(step.getAttribute('aria-disabled')).toBe('true');
    expect(panel()!.querySelector('.strip')!.textContent).toContain('4142 kurang 4 Keranjang Mendong');
    await click(step);
    await press('k');
    expect(route.screen).toBe('orders');
    expect(fake.calls.some((call) => call.command === 'order_verb')).toBe(false);
  });

  it('leads to the packing table and to the tracking numbers', async () => {
    await openApp('orders', { open: 4127 });
    await settle(150);
    await press('k');
    expect(route.screen).toBe('pack');
    expect(route.number('order')).toBe(4127);
  });

  it('releases a held order with one key', async () => {
    const { fake } = await openApp('orders', { open: 4117 });
    await settle(150);
    expect(panel()!.querySelector('.held')!.textContent).toContain('Besek basah');
    await press('l');
    expect(fake.world.order(4117).held).toBeUndefined();
  });

  it('copies the address, but not a masked one', async () => {
    const { fake } = await openApp('orders', { open: 4127 });
    await settle(150);
    await click(button('Salin alamat'));
    const copied = () => fake.calls.filter((each) => each.command === 'copy_text');
    expect(copied().at(-1)!.args['text']).toContain('Jl. Puspowarno Tengah II');
    expect(document.querySelector('.toast')!.textContent).toContain('Alamat disalin.');
    await press('Home');
    await settle(150);
    expect(panel()!.textContent).toContain('Disamarkan');
    expect(() => button('Salin alamat')).toThrow();
  });

  it('claims nothing that wasn’t copied: the text is there to be selected', async () => {
    const { fake } = await openApp('orders', { open: 4127 });
    await settle(150);
    const message = { id: 'Papan klip tidak ada.', en: 'No clipboard.' };
    fake.failNext('copy_text', { kind: 'refused', refusal: { code: 'clipboard', facts: {}, message } });
    await click(button('Salin alamat'));
    expect(document.querySelector('.toast')).toBeNull();
    const said = document.querySelector('.refusal')!;
    expect(said.textContent).toContain('Belum disalin.');
    expect(said.querySelector('textarea')!.value).toContain('Jl. Puspowarno Tengah II');
    await click(button('Salin alamat'));
    expect(document.querySelector('.refusal')).toBeNull();
  });

  it('says so if it isn’t there', async () => {
    await openApp('orders', { open: 99999 });
    await settle(150);
    expect(panel()!.querySelector('[role="alert"]')!.textContent).toContain('Pesanan ini tidak ada di buku.');
  });
});

it('a write by another process is seen', async () => {
  const { fake } = await openApp();
  fake.world.order(4098).stage = 'packed';
  fake.world.cached = null;
  fake.emit('changed', { topics: ['orders'] });
  await settle(80);
  expect(numbers()).not.toContain(4098);
});

describe('narrowing the list', () => {
  const chips = () => [...document.querySelectorAll('.marks button[title]')].map((each) => each.textContent!.trim());
  const choose = async (label: string, value: string) => {
    const field = [...document.querySelectorAll('.narrow label')].find((each) => each.textContent === label)!;
    const select = document.getElementById(field.getAttribute('for')!) as HTMLSelectElement;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
  };

  it('takes channel, courier and day by keyboard, shows what it is narrowed to, and lets go of it', async () => {
    const { fake, container } = await openApp('orders', { stage: 'approved' });
    const all = rows().length;
    await press('f');
    expect(document.activeElement?.tagName).toBe('SELECT');
    await choose('Saluran', 'shopee');
    await choose('Kurir', 'SPX');
    expect(rows().length).toBeGreaterThan(0);
    expect(rows().length).toBeLessThan(all);
    expect(chips()).toEqual(['Shopee', 'SPX']);
    const asked = fake.calls.filter((call) => call.command === 'orders_page').at(-1)!.args['query'];
    expect(asked).toMatchObject({ channel: 'shopee', courier: 'SPX', stage: 'approved' });
    await expectAccessible(container);
    await click(button('Shopee', document.querySelector('.marks')!));
    expect(chips()).toEqual(['SPX']);
    await press('Escape');
    await press('Escape');
    await press('Escape');
    expect(chips()).toEqual([]);
    expect(rows().length).toBe(all);
  });

  it('knows what isn’t printed yet, and marks what was just printed', async () => {
    await openApp('orders', { stage: 'approved' });
    const count = () => Number(button('Belum dicetak').querySelector('b')!.textContent);
    const before = count();
    await click(button('Belum dicetak'));
    expect(rows()).toHaveLength(before);
    await press('ArrowDown');
    const first = numbers()[rows().findIndex((row) => row.classList.contains('at'))]!;
    await press('p');
    expect(numbers()).not.toContain(first);
    expect(count()).toBe(before - 1);
    await click(button('Belum dicetak'));
    const row = rows().find((each) => each.textContent!.includes(String(first)))!;
    expect(row.querySelector('.printed')!.getAttribute('title')).toContain('Slip sudah dicetak');
  });

  it('prints one order from its panel', async () => {
    const { fake } = await openApp('orders', { open: 4127 });
    await settle(150);
    await click(button('Cetak', panel()!.querySelector('.strip')!));
    await click(
      [...document.querySelectorAll('[role="menuitem"]')].find((each) => each.textContent!.trim() === 'Cetak slip')!
    );
    expect(fake.calls.filter((call) => call.command === 'print_slips').at(-1)!.args['orders']).toEqual([4127]);
    expect(panel()!.textContent).toContain('slip sudah dicetak');
  });
});
