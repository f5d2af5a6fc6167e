import { beforeEach, describe, expect, it } from 'vitest';
import { drafts, preview } from '../src/features/settings/texts.svelte';
import { readClock, readSpan, showClock } from '../src/features/settings/clock';
import { machine } from '../src/machine.svelte';
import type { Machine } from '../src/generated/Machine';
import type { FeeRule } from '../src/generated/FeeRule';
import type { Settings } from '../src/generated/Settings';
import type { ShopHours } from '../src/generated/ShopHours';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';

const labelled = (name: string) =>
  [...document.querySelectorAll<HTMLLabelElement>('main label')].find((each) => each.textContent!.trim() === name)!;
const field = (name: string) => document.getElementById(labelled(name).htmlFor) as HTMLInputElement;
const box = (name: string) => labelled(name).querySelector('input')!;
const below = (input: Element) =>
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent?.trim() ?? '';
const ticked = async (box: HTMLInputElement) => {
  box.click();
  await settle();
};
async function choose(select: HTMLElement, value: string): Promise<void> {
  (select as HTMLSelectElement).value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

beforeEach(() => drafts.clear());

describe('the settings', () => {
  it('save a field by Enter and by leaving it, and say so there', async () => {
    const { wire, container } = await openApp('settings');
    await expectAccessible(container);
    await type(field('Nama toko'), 'Dapur Ratna');
    await press('Enter');
    expect((await wire.ask<Settings>('settings')).shop.name).toBe('Dapur Ratna');
    expect(field('Nama toko').parentElement!.querySelector('[role=status]')!.textContent).toBe('Tersimpan');
    field('Telepon').focus();
    await type(field('Telepon'), '0812 9999 111');
    field('Alamat').focus();
    await settle();
    expect((await wire.ask<Settings>('settings')).shop.phone).toBe('0812 9999 111');
    expect((await wire.ask<Settings>('settings')).shop.name).toBe('Dapur Ratna');
  });

  it('keep what is refused in its field with the reason, and Esc takes it back', async () => {
    const { wire } = await openApp('settings');
    await type(field('Nama toko'), '  ');
    await press('Enter');
    expect(below(field('Nama toko'))).toBe('Tulis nama toko dulu.');
    expect(field('Nama toko').getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('.toast')).toBeNull();
    expect((await wire.ask<Settings>('settings')).shop.name).toBe('Dapur Ibu Ratna');
    await press('Escape');
    expect(field('Nama toko').value).toBe('Dapur Ibu Ratna');
    expect(field('Nama toko').getAttribute('aria-invalid')).toBeNull();
  });

  it('send no field that cannot be read, and never half a shop', async () => {
    const { wire, container } = await openApp('settings', { part: 'deadlines' });
    await expectAccessible(container);
    await type(field('Batas bayar, jam'), '-3');
    await press('Enter');
    expect(below(field('Batas bayar, jam'))).toBe('Bilangan bulat, 0 atau lebih.');
    expect(wire.sent('shop_save')).toEqual([]);
    await type(field('Batas bayar, jam'), '9.000');
    await press('Enter');
    expect(below(field('Batas bayar, jam'))).toBe('Batas bayar, jam: isi 0 sampai 1.440.');
    await type(field('Batas bayar, jam'), '12');
    await type(field('Batas kirim, jam sejak dipesan'), '36');
    await press('Enter');
    await ticked(labelled('Kode unik di total transfer').querySelector('input')!);
    expect((await wire.ask<Settings>('settings')).shop).toMatchObject({
      payment_hours: 12,
      ship_hours: 36,
      unique_codes: false,
      auto_approve: true
    });
  });

  it('two fields left in a hurry don’t undo each other', async () => {
    const { wire } = await openApp('settings');
    const [name, phone] = [field('Nama toko'), field('Telepon')];
    await type(name, 'Satu');
    name.dispatchEvent(new FocusEvent('blur'));
    await type(phone, '0811 2233 445');
    phone.dispatchEvent(new FocusEvent('blur'));
    await settle();
    expect((await wire.ask<Settings>('settings')).shop).toMatchObject({ name: 'Satu', phone: '0811 2233 445' });
  });

  it('add an account, name it, and refuse to archive one that holds money', async () => {
    const { container } = await openApp('settings', { part: 'accounts' });
    await expectAccessible(container);
    await type(field('Rekening baru'), 'BCA');
    await click(button('Tambah rekening'));
    await settle();
    expect(below(field('Rekening baru'))).toBe('Sudah ada rekening bernama BCA. Beri nama lain.');
    await type(field('Rekening baru'), 'Mandiri');
    await click(button('Tambah rekening'));
    await settle();
    await type(field('Nomor rekening Mandiri'), '137001');
    await press('Enter');
    expect(field('Nomor rekening Mandiri').value).toBe('137001');
    await settle();
    expect(document.activeElement).toBe(field('Atas nama Mandiri'));
    await click(button(/Arsipkan.*BCA/));
    await settle();
    expect(container.textContent).toContain('BCA belum bisa diarsipkan: saldonya Rp 3.156.000.');
    await click(button(/Arsipkan.*Mandiri/));
    await settle();
    expect(button(/Pakai lagi.*Mandiri/)).toBeTruthy();
  });

  it('keep two shops at one marketplace apart, and say whose balance is whose', async () => {
    const { wire, container } = await openApp('settings', { part: 'stores' });
    await expectAccessible(container);
    const chosen = (name: string) =>
      (document.getElementById(labelled(name).htmlFor) as HTMLSelectElement).selectedOptions[0]!.label;
    const stores = async () => (await wire.ask<Settings>('settings')).stores;
    expect((await stores()).map((each) => each.name)).toEqual(['Shopee', 'Tokopedia', 'TikTok Shop', 'Lazada']);
    expect(chosen('Saldo Tokopedia')).toBe('Bersama TikTok Shop');
    await type(field('Toko baru'), 'Lazada Grosir');
    await choose(field('Marketplace'), 'lazada');
    await click(button('Tambah toko'));
    await settle();
    expect((await stores()).at(-1)).toMatchObject({ name: 'Lazada Grosir', channel: 'lazada', receivable: 0 });
    await type(field('Nama toko Lazada Grosir'), 'shopee');
    await press('Enter');
    expect(below(field('Nama toko Lazada Grosir'))).toContain('Toko shopee sudah ada');
    await choose(field('Saldo Lazada Grosir'), String((await stores())[3]!.wallet));
    await settle();
    expect(chosen('Saldo Lazada')).toBe('Bersama Lazada Grosir');
    await click(button(/Arsipkan.*Lazada Grosir/));
    await settle();
    expect((await stores()).at(-1)).toMatchObject({ name: 'Lazada Grosir', archived: true });
  });

  it('tell what marketplaces take, and end a rate with the next', async () => {
    const { wire, container } = await openApp('settings', { part: 'fees' });
    await expectAccessible(container);
    const rules = async () => (await wire.ask<FeeRule[]>('fee_rules')).filter((rule) => rule.part === 'commission');
    const add = async (rate: string, from?: string) => {
      await type(field('Tarif, 8% atau 1250'), rate);
      if (from) {
        await type(field('Sejak'), from);
        await press('Enter');
      }
      await click(button('Tambah tarif'));
      await settle();
    };
    expect(container.textContent).toContain('Rp 1.250');
    await add('delapan');
    expect(container.textContent).toContain('Tulis tarifnya seperti 8%');
    await add('8%', '1/1/2025');
    await add('9,5%', '20/11/2025');
    expect((await rules()).map((rule) => [rule.ppm, rule.from, rule.to])).toEqual([
      [95_000, 20251120, null],
      [80_000, 20250101, 20251119]
    ]);
    expect(container.textContent).toContain('9,5%');
    await click(button(/Hapus.*Biaya admin Shopee 20\/11\/2025/));
    await settle();
    expect((await rules()).length).toBe(1);

    // Of one store's COD orders, of the price before discounts, up to a limit.
    await click(document.querySelector('details summary'));
    await type(field('Paling banyak per pesanan, Rp'), 'nol');
    await add('2%', '1/1/2025');
    expect(container.textContent).toContain('Isi rupiah di atas nol');
    await type(field('Paling banyak per pesanan, Rp'), '10rb');
    const store = field('Toko') as unknown as HTMLSelectElement;
    store.value = [...store.options].find((each) => each.text === 'Shopee')!.value;
    store.dispatchEvent(new Event('change', { bubbles: true }));
    await ticked(box('Hanya pesanan COD'));
    await ticked(box('Dari harga sebelum diskon toko'));
    await expectAccessible(container);
    await click(button('Tambah tarif'));
    await settle();
    const [rule] = (await rules()).filter((each) => each.condition === 'cod');
    expect([rule!.store === null, rule!.base, rule!.cap, rule!.ppm]).toEqual([false, 'gross', 10_000, 20_000]);
    expect(container.textContent).toContain('Shopee, dari harga sebelum diskon, hanya COD, paling banyak Rp 10.000');
    expect(field('Paling banyak per pesanan, Rp').value).toBe('');
  });

  it('say when the shop is open, and on which days it isn’t', async () => {
    const { wire, container } = await openApp('settings', { part: 'hours' });
    await expectAccessible(container);
    expect(container.textContent).toContain('Selama semuanya kosong, setiap menit dihitung.');
    const monday = () => field('Jam buka Senin');
    await type(monday(), '17-8');
    await press('Enter');
    expect(below(monday())).toBe('Tulis seperti 08.00–17.00; kosong kalau tutup.');
    await type(monday(), '8 sampai 17');
    await press('Enter');
    expect(monday().value).toBe('08.00–17.00');
    expect(container.textContent).not.toContain('setiap menit dihitung');
    await click(button('Tambah hari tutup'));
    expect(container.textContent).toContain('Tulis tanggalnya dulu.');
    await type(field('Tanggal'), '31/2/2025');
    await click(button('Tambah hari tutup'));
    expect(wire.sent('day_close')).toEqual([]);
    expect(field('Tanggal').getAttribute('aria-invalid')).toBe('true');
    await type(field('Tanggal'), '25/12/2025');
    await type(field('Kenapa, boleh kosong'), 'Natal');
    await click(button('Tambah hari tutup'));
    const kept = () => wire.ask<ShopHours>('shop_hours');
    expect((await kept()).closed).toEqual([{ day: 20251225, note: 'Natal' }]);
    expect(container.querySelector('li')!.textContent).toContain('25/12/2025');
    await click(button(/Buka lagi/));
    expect((await kept()).closed).toEqual([]);
    await press('z', { ctrlKey: true });
    expect((await kept()).closed).toHaveLength(1);
    expect((await kept()).week[0]).toEqual({ weekday: 1, opens: 480, closes: 1_020 });
    expect([readSpan('08.00–24.00'), readSpan(''), readSpan('8'), readSpan('9-8')]).toEqual([
      { opens: 480, closes: 1_440 },
      { opens: null, closes: null },
      null,
      null
    ]);
  });

  it('give a courier its time, and only a time', async () => {
    const { wire, container } = await openApp('settings', { part: 'couriers' });
    await expectAccessible(container);
    expect(field('Jemput JNE').value).toBe('17.00');
    await type(field('Jemput JNE'), '25.00');
    await press('Enter');
    expect(below(field('Jemput JNE'))).toBe('Tulis jam seperti 17.00.');
    await type(field('Jemput JNE'), '16:30');
    await press('Enter');
    await settle();
    expect(field('Jemput JNE').value).toBe('16.30');
    expect(wire.sent('courier_save').at(-1)!['courier']).toMatchObject({ id: 1, pickup: 990 });
    expect([readClock('9'), readClock('09.5'), showClock(null), showClock(545)]).toEqual([540, null, '', '09.05']);
  });

  it('put a person into divisions and keep the last owner', async () => {
    const { wire, container } = await openApp('settings', { part: 'persons' });
    await expectAccessible(container);
    await ticked(document.querySelector<HTMLInputElement>('[aria-label="Keuangan Rini"]')!);
    expect(wire.sent('person_save').at(-1)!['person']).toMatchObject({ divisions: ['warehouse', 'finance'] });
    const owner = document.querySelector<HTMLInputElement>('[aria-label="Pemilik Ratna"]')!;
    await ticked(owner);
    expect(below(owner)).toBe('Ratna satu-satunya pemilik. Angkat pemilik lain dulu.');
    expect(owner.checked).toBe(true);
  });

  it('write a text with fields, see it, save it, and go back to the program’s own', async () => {
    const { wire, container } = await openApp('settings', { part: 'texts' });
    await expectAccessible(container);
    const area = () => container.querySelector('textarea')!;
    await type(area(), 'Halo {nama}, total ');
    area().setSelectionRange(19, 19);
    await click(button('Sisipkan {total}'));
    expect(area().value).toBe('Halo {nama}, total {total}');
    expect(container.querySelector('.seen')!.textContent).toBe('Halo Maria Ulfa, total Rp 352.127');
    // Another part and back: nothing is lost.
    await press('ArrowDown', { altKey: true });
    expect(route.param('part')).toBe('backups');
    await press('ArrowUp', { altKey: true });
    expect(area().value).toBe('Halo {nama}, total {total}');
    area().focus();
    await press('Enter', { ctrlKey: true });
    expect(wire.sent('text_save').at(-1)).toMatchObject({ key: 'order', body: 'Halo {nama}, total {total}' });
    await type(area(), 'Halo {siapa}');
    expect(container.querySelector('[role="alert"]')!.textContent).toContain('Isian {siapa} tidak dikenal.');
    await press('Enter', { ctrlKey: true });
    expect(wire.sent('text_save')).toHaveLength(1);
    await click(button('Buang perubahan'));
    await click(button('Kembalikan ke bawaan'));
    await settle();
    expect(area().value).toContain('Pembayaran: {rekening}');
    await click(button('Urungkan'));
    await settle();
    expect(area().value).toBe('Halo {nama}, total {total}');
    expect(preview('{lain} {Toko}', { shop: 'Toko', address: '', account: '' })).toBe('{lain} Toko');
  });

  it('choose a printer of this computer, and say where there is none', async () => {
    const { wire, container } = await openApp('settings', { part: 'printers' });
    await expectAccessible(container);
    await choose(field('Printer label'), 'Xprinter-420B');
    expect(wire.sent('machine_save').at(-1)!['machine']).toMatchObject({ label_printer: 'Xprinter-420B' });
    expect(machine.now.label_printer).toBe('Xprinter-420B');
    const bare = await openApp('settings', { part: 'printers' });
    bare.wire.always('printers', []);
    await click(bare.container.querySelector('nav a[href*="look"]'));
    window.location.hash = '#/settings?part=printers';
    await settle();
    expect(bare.container.textContent).toContain('Tidak ada printer di komputer ini');
    // Where no printer can be reached there is nothing to choose.
    bare.wire.always('printers', null);
    window.location.hash = '#/settings?part=look';
    await settle();
    window.location.hash = '#/settings?part=printers';
    await settle();
    expect(bare.container.textContent).toContain('tidak bisa mengirim langsung ke printer');
    expect(bare.container.querySelectorAll('main select, main [role="combobox"]')).toHaveLength(0);
  });

  it('set theme, height of rows and language of this computer', async () => {
    const { wire, container } = await openApp('settings', { part: 'look' });
    await expectAccessible(container);
    const radio = (name: string) => labelled(name).querySelector('input')!;
    await ticked(radio('Rapat'));
    expect(document.documentElement.dataset['density']).toBe('rapat');
    await ticked(radio('Lega'));
    expect(document.documentElement.dataset['density']).toBe('lega');
    await ticked(radio('Gelap'));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(wire.sent('machine_save').at(-1)!['machine']).toMatchObject({ theme: 'dark', density: 'roomy' });
    // The next start is drawn so at once, before the file is read.
    expect(JSON.parse(localStorage.getItem('runut.machine')!)).toEqual({ theme: 'dark', density: 'roomy' });
    await ticked(radio('Normal'));
    expect(document.documentElement.dataset['density']).toBeUndefined();
    await ticked(radio('English'));
    expect(document.querySelector('h1')!.textContent).toBe('Settings');
    await ticked(radio('Bahasa Indonesia'));
    await ticked(radio('Ikut sistem'));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('take theme and density from this computer’s file', async () => {
    const { wire } = await openApp('log');
    const kept = await wire.ask<Machine>('machine');
    await wire.ask('machine_save', { machine: { ...kept, theme: 'light', density: 'compact' } });
    const { readMachine } = await import('../src/machine.svelte');
    await readMachine();
    expect(document.documentElement.dataset).toMatchObject({ theme: 'light', density: 'rapat' });
  });
});

describe('the size of all that is shown', () => {
  it('grows and shrinks by Ctrl + - 0, also while typing and over a dialog, and is kept by the computer', async () => {
    const { wire } = await openApp('orders');
    const kept = () => wire.sent('machine_save').map((each) => (each['machine'] as { zoom: number }).zoom);
    document.querySelector<HTMLElement>('input[type="search"], .search input')!.focus();
    await press('+', { ctrlKey: true });
    await press('=', { ctrlKey: true });
    expect(kept()).toEqual([110, 125]);
    await press('k', { ctrlKey: true });
    await press('-', { ctrlKey: true });
    await press('0', { ctrlKey: true });
    expect(kept()).toEqual([110, 125, 110, 100]);
    for (let n = 0; n < 6; n += 1) await press('-', { ctrlKey: true });
    expect(kept().at(-1)).toBe(90);
  });

  it('stands under Tampilan', async () => {
    const { wire } = await openApp('settings', { part: 'look' });
    await click(
      [...document.querySelectorAll('label')]
        .find((each) => each.textContent!.trim() === '125%')!
        .querySelector('input')
    );
    expect(wire.sent('machine_save').at(-1)!['machine']).toMatchObject({ zoom: 125 });
  });
});
