import { beforeEach, describe, expect, it } from 'vitest';
import { drafts, preview } from '../src/features/settings/texts.svelte';
import { readClock, showClock } from '../src/features/settings/clock';
import { machine } from '../src/machine.svelte';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './faked';

const labelled = (name: string) =>
  [...document.querySelectorAll<HTMLLabelElement>('main label')].find((each) => each.textContent!.trim() === name)!;
const field = (name: string) => document.getElementById(labelled(name).htmlFor) as HTMLInputElement;
const below = (input: Element) =>
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent?.trim() ?? '';
const sent = (calls: { command: string; args: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map((call) => call.args);
const ticked = async (box: HTMLInputElement) => {
  box.click();
  await settle(60);
};
async function choose(select: HTMLElement, value: string): Promise<void> {
  (select as HTMLSelectElement).value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle(60);
}

beforeEach(() => drafts.clear());

describe('the settings', () => {
  it('save a field by Enter and by leaving it, and say so there', async () => {
    const { fake, container } = await openApp('settings');
    await expectAccessible(container);
    await type(field('Nama toko'), 'Dapur Ratna');
    await press('Enter');
    expect(fake.world.shop!.name).toBe('Dapur Ratna');
    expect(field('Nama toko').parentElement!.querySelector('[role=status]')!.textContent).toBe('Tersimpan');
    field('Telepon').focus();
    await type(field('Telepon'), '0812 9999 111');
    field('Alamat').focus();
    await settle(60);
    expect(fake.world.shop!.phone).toBe('0812 9999 111');
    expect(fake.world.shop!.name).toBe('Dapur Ratna');
  });

  it('keep what is refused in its field with the reason, and Esc takes it back', async () => {
    const { fake } = await openApp('settings');
    await type(field('Nama toko'), '  ');
    await press('Enter');
    expect(below(field('Nama toko'))).toBe('Isi nama tokonya.');
    expect(field('Nama toko').getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('.toast')).toBeNull();
    expect(fake.world.shop!.name).toBe('Dapur Ibu Ratna');
    await press('Escape');
    expect(field('Nama toko').value).toBe('Dapur Ibu Ratna');
    expect(field('Nama toko').getAttribute('aria-invalid')).toBeNull();
  });

  it('send no field that cannot be read, and never half a shop', async () => {
    const { fake, container } = await openApp('settings', { part: 'deadlines' });
    await expectAccessible(container);
    await type(field('Batas bayar, jam'), '-3');
    await press('Enter');
    expect(below(field('Batas bayar, jam'))).toBe('Bilangan bulat, 0 atau lebih.');
    expect(sent(fake.calls, 'shop_save')).toEqual([]);
    await type(field('Batas bayar, jam'), '9.000');
    await press('Enter');
    expect(below(field('Batas bayar, jam'))).toContain('Paling lama setahun');
    await type(field('Batas bayar, jam'), '12');
    await type(field('Batas kirim, jam sejak dipesan'), '36');
    await press('Enter');
    await ticked(labelled('Kode unik di total transfer').querySelector('input')!);
    expect(fake.world.shop).toMatchObject({
      payment_hours: 12,
      ship_hours: 36,
      unique_codes: false,
      auto_approve: true
    });
  });

  it('two fields left in a hurry don’t undo each other', async () => {
    const { fake } = await openApp('settings');
    const [name, phone] = [field('Nama toko'), field('Telepon')];
    await type(name, 'Satu');
    name.dispatchEvent(new FocusEvent('blur'));
    await type(phone, '0811');
    phone.dispatchEvent(new FocusEvent('blur'));
    await settle(100);
    expect(fake.world.shop).toMatchObject({ name: 'Satu', phone: '0811' });
  });

  it('add an account, name it, and refuse to archive one that holds money', async () => {
    const { container } = await openApp('settings', { part: 'accounts' });
    await expectAccessible(container);
    await type(field('Rekening baru'), 'BCA');
    await click(button('Tambah rekening'));
    await settle(60);
    expect(below(field('Rekening baru'))).toBe('Nama BCA sudah dipakai.');
    await type(field('Rekening baru'), 'Mandiri');
    await click(button('Tambah rekening'));
    await settle(60);
    await type(field('Nomor rekening Mandiri'), '137001');
    await press('Enter');
    expect(field('Nomor rekening Mandiri').value).toBe('137001');
    await settle(60);
    expect(document.activeElement).toBe(field('Atas nama Mandiri'));
    await click(button(/Arsipkan.*BCA/));
    await settle(60);
    expect(container.textContent).toContain('BCA masih berisi');
    await click(button(/Arsipkan.*Mandiri/));
    await settle(60);
    expect(button(/Pakai lagi.*Mandiri/)).toBeTruthy();
  });

  it('give a courier its time, and only a time', async () => {
    const { fake, container } = await openApp('settings', { part: 'couriers' });
    await expectAccessible(container);
    expect(field('Jemput JNE').value).toBe('17.00');
    await type(field('Jemput JNE'), '25.00');
    await press('Enter');
    expect(below(field('Jemput JNE'))).toBe('Tulis jam seperti 17.00.');
    await type(field('Jemput JNE'), '16:30');
    await press('Enter');
    await settle(60);
    expect(field('Jemput JNE').value).toBe('16.30');
    expect(sent(fake.calls, 'courier_save').at(-1)!['courier']).toMatchObject({ id: 1, pickup: 990 });
    expect([readClock('9'), readClock('09.5'), showClock(null), showClock(545)]).toEqual([540, null, '', '09.05']);
  });

  it('put a person into divisions and keep the last owner', async () => {
    const { fake, container } = await openApp('settings', { part: 'persons' });
    await expectAccessible(container);
    await ticked(document.querySelector<HTMLInputElement>('[aria-label="Keuangan Rini"]')!);
    expect(sent(fake.calls, 'person_save').at(-1)!['person']).toMatchObject({ divisions: ['warehouse', 'finance'] });
    const owner = document.querySelector<HTMLInputElement>('[aria-label="Pemilik Ratna"]')!;
    await ticked(owner);
    expect(below(owner)).toBe('Toko perlu setidaknya satu pemilik.');
    expect(owner.checked).toBe(true);
  });

  it('write a text with fields, see it, save it, and go back to the program’s own', async () => {
    const { fake, container } = await openApp('settings', { part: 'texts' });
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
    expect(sent(fake.calls, 'text_save').at(-1)).toMatchObject({ key: 'order', body: 'Halo {nama}, total {total}' });
    await type(area(), 'Halo {siapa}');
    expect(container.querySelector('[role="alert"]')!.textContent).toContain('Isian {siapa} tidak dikenal.');
    await press('Enter', { ctrlKey: true });
    expect(sent(fake.calls, 'text_save')).toHaveLength(1);
    await click(button('Buang perubahan'));
    await click(button('Kembalikan ke bawaan'));
    await settle(60);
    expect(area().value).toContain('Transfer ke {rekening}');
    await click(button('Urungkan'));
    await settle(60);
    expect(area().value).toBe('Halo {nama}, total {total}');
    expect(preview('{lain} {Toko}', { shop: 'Toko', address: '', account: '' })).toBe('{lain} Toko');
  });

  it('choose a printer of this computer, and say where there is none', async () => {
    const { fake, container } = await openApp('settings', { part: 'printers' });
    await expectAccessible(container);
    await choose(field('Printer label'), 'Xprinter-420B');
    expect(sent(fake.calls, 'machine_save').at(-1)!['machine']).toMatchObject({ label_printer: 'Xprinter-420B' });
    expect(machine.now.label_printer).toBe('Xprinter-420B');
    const bare = await openApp('settings', { part: 'printers' });
    const invoke = bare.fake.invoke.bind(bare.fake);
    bare.fake.invoke = async (command, args) => (command === 'printers' ? [] : invoke(command, args));
    await click(bare.container.querySelector('nav a[href*="look"]'));
    window.location.hash = '#/settings?part=printers';
    await settle(80);
    expect(bare.container.textContent).toContain('Tidak ada printer di komputer ini');
    // Where no printer can be reached there is nothing to choose.
    bare.fake.invoke = async (command, args) => (command === 'printers' ? null : invoke(command, args));
    window.location.hash = '#/settings?part=look';
    await settle(80);
    window.location.hash = '#/settings?part=printers';
    await settle(80);
    expect(bare.container.textContent).toContain('tidak bisa mengirim langsung ke printer');
    expect(bare.container.querySelectorAll('main select, main [role="combobox"]')).toHaveLength(0);
  });

  it('set theme, height of rows and language of this computer', async () => {
    const { fake, container } = await openApp('settings', { part: 'look' });
    await expectAccessible(container);
    const radio = (name: string) => labelled(name).querySelector('input')!;
    await ticked(radio('Rapat'));
    expect(document.documentElement.dataset['density']).toBe('rapat');
    await ticked(radio('Lega'));
    expect(document.documentElement.dataset['density']).toBe('lega');
    await ticked(radio('Gelap'));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(sent(fake.calls, 'machine_save').at(-1)!['machine']).toMatchObject({ theme: 'dark', density: 'roomy' });
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
    const { fake } = await openApp('log');
    await fake.invoke('machine_save', { machine: { theme: 'light', density: 'compact' } });
    const { readMachine } = await import('../src/machine.svelte');
    await readMachine();
    expect(document.documentElement.dataset).toMatchObject({ theme: 'light', density: 'rapat' });
  });
});

describe('the size of all that is shown', () => {
  it('grows and shrinks by Ctrl + - 0, also while typing and over a dialog, and is kept by the computer', async () => {
    const { fake } = await openApp('orders');
    const kept = () => sent(fake.calls, 'machine_save').map((each) => (each['machine'] as { zoom: number }).zoom);
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
    const { fake } = await openApp('settings', { part: 'look' });
    await click(
      [...document.querySelectorAll('label')]
        .find((each) => each.textContent!.trim() === '125%')!
        .querySelector('input')
    );
    expect(sent(fake.calls, 'machine_save').at(-1)!['machine']).toMatchObject({ zoom: 125 });
  });
});
