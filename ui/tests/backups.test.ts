import { describe, expect, it } from 'vitest';
import { keptBy } from '../src/fake/backups';
import { size } from '../src/format';
import { both } from '../src/fake/world';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle } from './faked';

const sent = (calls: { command: string; args: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command);
const dialog = () => document.querySelector('dialog')!;
const refused = { code: 'book_in_use', facts: {}, message: both('Buku sedang dipakai program lain.', 'In use.') };

describe('the backups', () => {
  it('say when the last was made, make one with progress, and list it', async () => {
    const { fake, container } = await openApp('settings', { part: 'backups' });
    await expectAccessible(container);
    expect(container.textContent).toContain('Cadangan terakhir kemarin');
    expect(container.textContent).toContain('Buku yang diganti');
    expect(container.querySelectorAll('tbody tr')).toHaveLength(3);
    button('Buat cadangan sekarang').click();
    await new Promise((done) => setTimeout(done, 10));
    expect(container.querySelector('[role="progressbar"]')!.getAttribute('aria-valuenow')).toBe('50');
    await settle(60);
    expect(container.querySelector('[role="progressbar"]')).toBeNull();
    expect(container.textContent).toContain('buku-20251120-0902.runut dibuat dan diperiksa');
    expect(container.querySelectorAll('tbody tr')).toHaveLength(4);
    expect(sent(fake.calls, 'backup_make')).toHaveLength(1);
  });

  it('stop with Esc, and say so where the button is', async () => {
    const { container } = await openApp('settings', { part: 'backups' });
    button('Buat cadangan sekarang').click();
    await new Promise((done) => setTimeout(done, 10));
    await press('Escape');
    expect(container.textContent).toContain('Dihentikan. Tidak ada yang berubah.');
    expect(container.querySelectorAll('tbody tr')).toHaveLength(3);
  });

  it('take a second place, say when it is away, and let it go', async () => {
    const { fake, container } = await openApp('settings', { part: 'backups' });
    await click(button('Pilih tempat kedua'));
    await settle(60);
    expect(container.textContent).toContain('/media/ratna/STIK');
    keptBy(fake.world).state.second_problem = both('Tempat kedua tidak ada sekarang.', 'Not there.');
    fake.emit('backups', null);
    await settle(60);
    expect(container.textContent).toContain('Stik USB belum tertancap?');
    await click(button('Lepas'));
    await settle(60);
    expect(container.textContent).not.toContain('/media/ratna/STIK');
  });

  it('say where the book should not lie, beside the second place', async () => {
    const { fake, container } = await openApp('settings', { part: 'backups' });
    expect(container.textContent).not.toContain('OneDrive');
    keptBy(fake.world).state.place = both('Buku ada di folder OneDrive.', 'The book lies in a folder of OneDrive.');
    fake.emit('backups', null);
    await settle(60);
    expect(container.textContent).toContain('Buku ada di folder OneDrive.');
    expect(button('Pilih tempat kedua')).toBeTruthy();
  });

  it('are spoken of on Hari ini and in the rail only while something is wrong', async () => {
    const { fake, container } = await openApp('today');
    expect(container.textContent).not.toContain('Cadangan perlu dilihat');
    keptBy(fake.world).state.failed = both('Disk penuh di cadangan.', 'The disk is full.');
    fake.emit('backups', null);
    await settle(60);
    expect(container.querySelector('main')!.textContent).toContain('Disk penuh di cadangan.');
    expect(container.querySelector('aside a.is-warn')!.getAttribute('href')).toBe('#/settings?part=backups');
    await click(button('Lihat cadangan'));
    expect(route.param('part')).toBe('backups');
    await click(button('Buat cadangan sekarang'));
    await settle(120);
    expect(container.querySelector('aside a.is-warn')).toBeNull();
  });
});

describe('the way back', () => {
  it('compares before anything changes, restores with Ctrl Enter, and begins anew', async () => {
    const { fake, container } = await openApp('settings', { part: 'backups' });
    await click(button(/Pulihkan.*buku-20251119/));
    await settle(150);
    await expectAccessible(container);
    const text = () => dialog().textContent!.replace(/\s+/g, ' ');
    expect(text()).toContain('33 catatan di buku sekarang tidak ada di cadangan ini');
    expect([...dialog().querySelectorAll('tr')].map((row) => row.textContent!.trim())).toContain('Pesanan5460');
    expect(sent(fake.calls, 'restore_backup')).toEqual([]);
    await press('Enter');
    expect(sent(fake.calls, 'restore_backup')).toEqual([]);
    await press('Enter', { ctrlKey: true });
    await settle(80);
    expect(sent(fake.calls, 'restore_backup')[0]!.args['path']).toContain('buku-20251119-0702.runut');
    expect(text()).toContain('buku-diganti-20251120-0902.runut');
    expect(fake.reloads).toBe(0);
    await click(button('Buka buku yang dipulihkan'));
    expect(fake.reloads).toBe(1);
  });

  it('says who stands in the way, keeps the comparison, and can be tried again', async () => {
    const { fake } = await openApp('settings', { part: 'backups' });
    await click(button(/Pulihkan.*buku-20251119/));
    await settle(150);
    fake.failNext('restore_backup', { kind: 'refused', refusal: refused });
    await press('Enter', { ctrlKey: true });
    await settle(60);
    expect(dialog().textContent).toContain('Buku sedang dipakai program lain.');
    await press('Enter', { ctrlKey: true });
    await settle(80);
    expect(dialog().textContent).toContain('Buku sudah dipulihkan');
  });

  it('takes a file from elsewhere, and forgets what was compared when it is left', async () => {
    const { fake } = await openApp('settings', { part: 'backups' });
    await click(button('Pulihkan dari berkas lain'));
    await settle(150);
    expect(dialog().textContent).toContain('lama.runut');
    await press('Escape');
    expect(document.querySelector('dialog')).toBeNull();
    expect(sent(fake.calls, 'backup_cancel')).toHaveLength(1);
  });

  it('is an owner’s alone', async () => {
    const { fake } = await openApp('settings', { part: 'backups' });
    fake.world.acting = 2;
    fake.emit('changed', { topics: [] });
    await settle(60);
    const pulihkan = button('Pulihkan dari berkas lain');
    expect(pulihkan.getAttribute('aria-disabled')).toBe('true');
    expect(pulihkan.title).toContain('Hanya pemilik');
    await click(pulihkan);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('is offered where there is no shop yet', async () => {
    await openApp('orders', {}, { ready: false });
    await click(button('Pulihkan dari cadangan'));
    await settle(60);
    await click(button(/Bandingkan.*buku-20251101/));
    await settle(150);
    expect(dialog().textContent).toContain('Catatan log');
  });
});

it('sizes are whole kilobytes or megabytes with one digit', () => {
  expect([size(1), size(812_000), size(4_404_019)]).toEqual(['1 KB', '793 KB', '4,2 MB']);
});
