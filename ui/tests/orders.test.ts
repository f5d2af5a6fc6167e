import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, inBook, openApp, press, scan, settle, type } from './helpers';

const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
const numbers = () => rows().map((row) => Number(row.querySelector('.c-no')?.textContent));
const chosen = () => rows().filter((row) => row.getAttribute('aria-selected') === 'true').length;
const strip = () => document.querySelector('.list .strip');
const panel = () => document.querySelector('.panel');

describe('the list of orders', () => {
  it('shows what is ready to pack, most urgent first, repeated deadlines left blank but said', async () => {
    const { container } = await openApp();
    expect(rows()).toHaveLength(27);
    expect(numbers().slice(0, 4)).toEqual([118, 120, 122, 148]);
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
    const { wire } = await openApp();
    await press(' ');
    await press('ArrowDown');
    await press(' ');
    const sum = (await inBook(wire, 118)).row.total + (await inBook(wire, 120)).row.total;
    expect(strip()!.textContent!.replace(/\u00a0/g, ' ')).toContain(`2 dipilih Rp ${sum.toLocaleString('id-ID')}`);
  });

  it('narrows by stage and mark, and searches everywhere', async () => {
    await openApp();
    await click(button('Menunggu persetujuan'));
    expect(rows()).toHaveLength(6);
    await click(button('Ditahan1'));
    expect(numbers()).toEqual([117]);
    await press('/');
    await type(document.activeElement, 'ulfa');
    await settle();
    expect(numbers().sort()).toEqual([101, 136]);
    expect(route.param('stage')).toBe('all');
    await press('Escape');
    await settle();
    expect(route.param('stage')).toBe('awaiting_approval');
  });

  it('never makes markup of what people typed', async () => {
    await openApp('orders', { stage: 'awaiting_approval', open: 154 });
    await settle();
    expect(document.body.textContent).toContain('<b>Budi</b> & Rekan "CV"');
    expect(panel()!.textContent).toContain('<script>alert(1)</script>');
    expect(document.querySelector('script')).toBeNull();
    expect(document.querySelector('td b')).toBeNull();
  });

  it('opens what a scanner reads, and no letter of it presses a key', async () => {
    const { wire } = await openApp();
    await scan('RN-138');
    await settle();
    expect(panel()!.textContent).toContain('Made Sudarsana');
    await scan('JPHXK99');
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('JPHXK99');
    expect(wire.calls.filter((call) => call.args['request'] !== undefined)).toEqual([]);
  });

  it('says so when the list can’t be had, and tries again', async () => {
    const { wire } = await openApp();
    wire.failNext('orders_page', { kind: 'broken', message: { id: 'Buku terkunci', en: 'Book locked' } });
    await click(button('Dikemas'));
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('Buku terkunci');
    await click(button('Coba lagi'));
    expect(document.querySelector('[role="alert"]')).toBeNull();
    expect(rows()).toHaveLength(4);
  });
});

describe('what is done to many', () => {
  it('asks why before it holds, and takes it back', async () => {
    const { wire } = await openApp();
    await press('ArrowDown', { shiftKey: true });
    await press('h');
    expect(document.querySelector('form.ask')!.textContent).toContain('Kenapa 2 pesanan ini ditahan?');
    await click(button('Tahan', document.querySelector('form.ask')!));
    expect(wire.calls.some((call) => call.command === 'order_verb')).toBe(false);
    expect(document.querySelector('form.ask [role="alert"]')!.textContent).not.toBe('');
    await click(button('Stok perlu dicek'));
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    const sent = wire.calls.find((call) => call.command === 'order_verb')!;
    expect(sent.args).toMatchObject({ verb: 'hold', orders: [118, 120], reason: 'Stok perlu dicek' });
    expect((await inBook(wire, 120)).row.held).toBe('Stok perlu dicek');
    expect(document.querySelector('.toast')!.textContent).toContain('2 pesanan ditahan.');
    await press('z', { ctrlKey: true });
    expect(document.querySelector('dialog')!.textContent).toContain('2 pesanan ditahan.');
    expect((await inBook(wire, 120)).row.held).toBe('Stok perlu dicek');
    await click(button('Urungkan', document.querySelector('dialog')!));
    expect((await inBook(wire, 118)).row.held).toBeNull();
    expect((await inBook(wire, 120)).row.held).toBeNull();
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
    expect(alert.textContent).toContain('117 ditahan: COD 1,9 jt, alamat aneh.');
    expect(document.querySelector('.toast')!.textContent).toContain('5 pesanan disetujui, 1 tidak.');
    expect(document.querySelector('.toast')!.textContent).not.toContain('117');
    expect(chosen()).toBe(1);
    await expectAccessible(container);
  });

  it('moves all on together where their next step is the same and possible', async () => {
    const { wire } = await openApp('orders', { stage: 'awaiting_approval' });
    await press('ArrowDown');
    await press('ArrowDown', { shiftKey: true });
    expect(button('Setujui', strip()!).classList.contains('btn-main')).toBe(true);
    await press('s');
    expect((await inBook(wire, 119)).row.stage).toBe('approved');
    expect((await inBook(wire, 152)).row.stage).toBe('approved');
  });

  it('prints slips in the size chosen, which is remembered', async () => {
    const { wire } = await openApp();
    await press(' ');
    const size = document.querySelector<HTMLSelectElement>('.list .strip select')!;
    size.value = 'a5';
    size.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    (document.activeElement as HTMLElement | null)?.blur();
    await press('p');
    expect(wire.calls.findLast((call) => call.command === 'print_slips')!.args).toMatchObject({
      orders: [118],
      size: 'a5'
    });
    expect(localStorage.getItem('runut.slip')).toBe('a5');
    expect(document.querySelector('.toast')!.textContent).toContain('1 slip pengemasan.');
  });

  it('makes a wave and then offers its papers', async () => {
    const { wire } = await openApp();
    await press('a', { ctrlKey: true });
    await click(button('Tindakan lain', document.querySelector('.strip-on')!));
    expect(document.querySelector('[role="menu"]')!.textContent).toContain('Gelombang: 24 pesanan');
    await press('Escape');
    await press('w');
    expect(document.querySelector('.toast')!.textContent).toContain('Gelombang 1: 24 pesanan');
    expect(document.querySelector('.list [role="alert"]')!.textContent).toContain('130');
    await click(button('Cetak daftar ambil & slip'));
    const printed = wire.calls.filter((call) => call.command.startsWith('print_'));
    expect(printed.map((call) => call.command)).toEqual(['print_pick_list', 'print_slips']);
    expect(printed[0]!.args['orders']).toHaveLength(24);
  });

  it('asks in a dialog before it cancels: Enter doesn’t, Ctrl Enter does', async () => {
    const { wire } = await openApp();
    await press(' ');
    await click(button('Tindakan lain', strip()!));
    await click(
      [...document.querySelectorAll('[role="menuitem"]')].find((item) => item.textContent!.includes('Batalkan'))!
    );
    const dialog = document.querySelector('dialog')!;
    expect(dialog.textContent).toContain('Batalkan pesanan 118?');
    await expectAccessible(dialog);
    await type(dialog.querySelector('input'), 'Stok habis');
    await press('Enter');
    expect((await inBook(wire, 118)).row.stage).toBe('approved');
    await press('Enter', { ctrlKey: true });
    expect((await inBook(wire, 118)).row.stage).toBe('cancelled');
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('does a double click once', async () => {
    const { wire } = await openApp();
    await press(' ');
    const print = button('Cetak 1 slip');
    print.click();
    print.click();
    await settle();
    expect(wire.calls.filter((call) => call.command === 'print_slips')).toHaveLength(1);
  });

  it('keeps the question open when something broke, and tries again with the same request', async () => {
    const { wire } = await openApp();
    wire.failNext('order_verb', { kind: 'broken', message: { id: 'Cakram penuh', en: 'Disk full' } });
    await press('h');
    await type(document.querySelector('form.ask input'), 'cek');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(document.querySelector('.list [role="alert"]')!.textContent).toContain('Cakram penuh');
    expect(document.querySelector<HTMLInputElement>('form.ask input')!.value).toBe('cek');
    await click(button('Coba lagi'));
    const requests = wire.calls.filter((call) => call.command === 'order_verb').map((call) => call.args['request']);
    expect(requests).toHaveLength(2);
    expect(requests[0]).toBe(requests[1]);
    expect((await inBook(wire, 118)).row.held).toBe('cek');
  });
});

describe('the opened order', () => {
  it('follows the cursor and shows what packing must know', async () => {
    const { container } = await openApp('orders', { open: 136 });
    await settle();
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
    await settle();
    expect(panel()!.textContent).toContain('Made Sudarsana');
    await press('Escape');
    expect(panel()).toBeNull();
    await press('Enter');
    await settle();
    expect(panel()).not.toBeNull();
  });

  it('says why its next step is not possible yet, and does nothing then', async () => {
    const { wire } = await openApp('orders', { open: 151 });
    await settle();
    const step = button('Kemas 4 barang');
    expect(step.getAttribute('aria-disabled')).toBe('true');
    expect(panel()!.querySelector('.strip')!.textContent).toContain('Pesanan 151: stok kurang 4.');
    await click(step);
    await press('k');
    expect(route.screen).toBe('orders');
    expect(wire.calls.some((call) => call.command === 'order_verb')).toBe(false);
  });

  it('leads to the packing table and to the tracking numbers', async () => {
    await openApp('orders', { open: 136 });
    await settle();
    await press('k');
    expect(route.screen).toBe('pack');
    expect(route.number('order')).toBe(136);
  });

  it('releases a held order with one key', async () => {
    const { wire } = await openApp('orders', { open: 130 });
    await settle();
    expect(panel()!.querySelector('.held')!.textContent).toContain('Besek basah');
    await press('l');
    expect((await inBook(wire, 130)).row.held).toBeNull();
  });

  it('copies the address, but not a masked one', async () => {
    const { wire } = await openApp('orders', { open: 136 });
    await settle();
    await click(button('Salin alamat'));
    const copied = () => wire.calls.filter((each) => each.command === 'copy_text');
    expect(copied().at(-1)!.args['text']).toContain('Jl. Puspowarno Tengah II');
    expect(document.querySelector('.toast')!.textContent).toContain('Alamat disalin.');
    await press('Home');
    await settle();
    expect(panel()!.textContent).toContain('Disamarkan');
    expect(() => button('Salin alamat')).toThrow();
  });

  it('claims nothing that wasn’t copied: the text is there to be selected', async () => {
    const { wire } = await openApp('orders', { open: 136 });
    await settle();
    const message = { id: 'Papan klip tidak ada.', en: 'No clipboard.' };
    wire.failNext('copy_text', { kind: 'refused', refusal: { code: 'clipboard', facts: {}, message } });
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
    await settle();
    expect(panel()!.querySelector('[role="alert"]')!.textContent).toContain('Pesanan ini tidak ada di buku.');
  });
});

it('a write by another process is seen', async () => {
  const { wire } = await openApp();
  await wire.elsewhere('order_verb', { verb: 'pack', orders: [118], reason: '' });
  await settle();
  expect(numbers()).not.toContain(118);
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
    const { wire, container } = await openApp('orders', { stage: 'approved' });
    const all = rows().length;
    await press('f');
    expect(document.activeElement?.tagName).toBe('SELECT');
    await choose('Saluran', 'shopee');
    await choose('Kurir', 'SPX');
    expect(rows().length).toBeGreaterThan(0);
    expect(rows().length).toBeLessThan(all);
    expect(chips()).toEqual(['Shopee', 'SPX']);
    const asked = wire.calls.filter((call) => call.command === 'orders_page').at(-1)!.args['query'];
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
    const { wire } = await openApp('orders', { open: 136 });
    await settle();
    await click(button('Cetak', panel()!.querySelector('.strip')!));
    await click(
      [...document.querySelectorAll('[role="menuitem"]')].find((each) => each.textContent!.trim() === 'Cetak slip')!
    );
    expect(wire.calls.filter((call) => call.command === 'print_slips').at(-1)!.args['orders']).toEqual([136]);
    expect(panel()!.textContent).toContain('slip sudah dicetak');
  });
});
