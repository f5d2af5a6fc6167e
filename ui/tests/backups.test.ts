import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { size } from '../src/format';
import type { BackupState } from '../src/generated/BackupState';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, orders, press, settle, type Opened } from './helpers';
import type { Wire } from './wire';

const dialog = () => document.querySelector('dialog')!;
const text = () => dialog().textContent!.replace(/\s+/g, ' ');
const rows = (container: ParentNode) => [...container.querySelectorAll('tbody tr')];
const both = (id: string) => ({ id, en: id });

/** Yesterday's backup, and an order held since. */
async function backedUp(wire: Wire): Promise<void> {
  await wire.at(-24, () => wire.ask('backup_make'));
  await wire.elsewhere('order_verb', { verb: 'hold', orders: [136], reason: 'Tunggu' });
}
/** The backups, with yesterday's among them. */
const backups = (): Promise<Opened> => openApp('settings', { part: 'backups' }, { before: backedUp });

describe('the backups', () => {
  it('say when the last was made, make one with progress, and list it', async () => {
    const { wire, container } = await backups();
    await expectAccessible(container);
    expect(container.textContent).toContain('Cadangan terakhir kemarin');
    expect(rows(container)).toHaveLength(1);
    const go = wire.hold('backup_make');
    button('Buat cadangan sekarang').click();
    await settle();
    wire.emit('backup-progress', { phase: 'copy', done: 2, total: 4 });
    await settle();
    expect(container.querySelector('[role="progressbar"]')!.getAttribute('aria-valuenow')).toBe('50');
    await go();
    expect(container.querySelector('[role="progressbar"]')).toBeNull();
    expect(container.textContent).toContain('buku-20251120-0742.runut');
    expect(container.textContent).toContain('dibuat dan diperiksa');
    expect(rows(container)).toHaveLength(2);
    expect(existsSync(join(wire.folder, 'cadangan', 'buku-20251120-0742.runut'))).toBe(true);
    expect(wire.sent('backup_make')).toHaveLength(1);
  });

  it('stop with Esc, and say so where the button is', async () => {
    const { wire, container } = await backups();
    const go = wire.hold('backup_make');
    button('Buat cadangan sekarang').click();
    await settle();
    await press('Escape');
    expect(wire.sent('backup_cancel')).toHaveLength(1);
    const message = both('Dihentikan. Tidak ada yang berubah.');
    await go({ kind: 'refused', refusal: { code: 'cancelled', facts: {}, message } });
    expect(container.textContent).toContain('Dihentikan. Tidak ada yang berubah.');
    expect(rows(container)).toHaveLength(1);
  });

  it('take a second place, say when it is away, and let it go', async () => {
    const { wire, container } = await backups();
    const stick = join(wire.folder, 'STIK');
    mkdirSync(stick);
    await wire.host({ picked: stick });
    await click(button('Pilih tempat kedua'));
    expect(container.textContent).toContain(stick);
    expect(readdirSync(stick, { recursive: true }).some((each) => String(each).endsWith('.runut'))).toBe(true);
    const state = await wire.ask<BackupState>('backup_state');
    wire.always('backup_state', { ...state, second_problem: both('Tempat kedua tidak ada sekarang.') });
    wire.emit('backups', null);
    await settle();
    expect(container.textContent).toContain('Stik USB belum tertancap?');
    wire.always('backup_state', undefined);
    await click(button('Lepas'));
    expect(container.textContent).not.toContain(stick);
    expect((await wire.ask<BackupState>('backup_state')).second).toBeNull();
  });

  it('say where the book should not lie, beside the second place', async () => {
    const { wire, container } = await backups();
    expect(container.textContent).not.toContain('OneDrive');
    const state = await wire.ask<BackupState>('backup_state');
    wire.always('backup_state', { ...state, place: both('Buku ada di folder OneDrive.') });
    wire.emit('backups', null);
    await settle();
    expect(container.textContent).toContain('Buku ada di folder OneDrive.');
    expect(button('Pilih tempat kedua')).toBeTruthy();
  });

  it('are spoken of on Hari ini and in the rail only while something is wrong', async () => {
    const fresh = (wire: Wire) => wire.ask('backup_make');
    const { wire, container } = await openApp('today', {}, { before: fresh });
    expect(container.textContent).not.toContain('Cadangan perlu dilihat');
    wire.always('backup_notice', both('Disk penuh di cadangan.'));
    wire.emit('backups', null);
    await settle();
    expect(container.querySelector('main')!.textContent).toContain('Disk penuh di cadangan.');
    expect(container.querySelector('aside a.is-warn')!.getAttribute('href')).toBe('#/settings?part=backups');
    await click(button('Lihat cadangan'));
    expect(route.param('part')).toBe('backups');
    wire.always('backup_notice', undefined);
    await click(button('Buat cadangan sekarang'));
    expect(container.querySelector('aside a.is-warn')).toBeNull();
  });
});

describe('the way back', () => {
  it('compares before anything changes, restores with Ctrl Enter, and begins anew', async () => {
    const { wire } = await backups();
    await click(button(/Pulihkan.*buku-20251119/));
    await expectAccessible(dialog());
    expect(text()).toContain('1 catatan di buku sekarang tidak ada di cadangan ini');
    expect([...dialog().querySelectorAll('tr')].map((row) => row.textContent!.trim())).toContain('Pesanan160160');
    await press('Enter');
    expect(wire.sent('restore_backup')).toEqual([]);
    await press('Enter', { ctrlKey: true });
    expect(wire.sent('restore_backup')[0]!['path']).toContain('buku-20251119-0742.runut');
    expect(text()).toContain('buku-diganti-20251120-0742.runut');
    const held = (await orders(wire, 'approved')).filter((row) => row.held !== null);
    expect(held.map((row) => row.number)).toEqual([130]);
    expect(wire.reloads).toBe(0);
    await click(button('Buka buku yang dipulihkan'));
    expect(wire.reloads).toBe(1);
  });

  it('says who stands in the way, keeps the comparison, and can be tried again', async () => {
    const { wire } = await backups();
    await click(button(/Pulihkan.*buku-20251119/));
    const message = both('Buku sedang dipakai program lain.');
    wire.failNext('restore_backup', { kind: 'refused', refusal: { code: 'book_in_use', facts: {}, message } });
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Buku sedang dipakai program lain.');
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Buku sudah dipulihkan');
  });

  it('takes a file from elsewhere, and forgets what was compared when it is left', async () => {
    const { wire } = await backups();
    const [kept] = (await wire.ask<BackupState>('backup_state')).backups;
    const elsewhere = join(wire.folder, 'lama.runut');
    copyFileSync(kept!.path, elsewhere);
    await wire.host({ picked: elsewhere });
    await click(button('Pulihkan dari berkas lain'));
    expect(text()).toContain('lama.runut');
    await press('Escape');
    expect(document.querySelector('dialog')).toBeNull();
    expect(wire.sent('backup_cancel')).toHaveLength(1);
  });

  it('is an owner’s alone', async () => {
    await openApp(
      'settings',
      { part: 'backups' },
      {
        before: async (wire) => {
          await backedUp(wire);
          await wire.ask('act_as', { person: 2 });
        }
      }
    );
    const restore = button('Pulihkan dari berkas lain');
    expect(restore.getAttribute('aria-disabled')).toBe('true');
    expect(restore.title).toContain('Hanya pemilik');
    await click(restore);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('is offered where there is no shop yet', async () => {
    const { wire } = await backups();
    const [kept] = (await wire.ask<BackupState>('backup_state')).backups;
    const moved = async (empty: Wire) => {
      mkdirSync(join(empty.folder, 'cadangan'), { recursive: true });
      copyFileSync(kept!.path, join(empty.folder, 'cadangan', kept!.name));
    };
    await openApp('orders', {}, { ready: false, before: moved });
    await click(button('Pulihkan dari cadangan'));
    await click(button(/Bandingkan.*buku-20251119/));
    expect(text()).toContain('Catatan log');
  });
});

it('sizes are whole kilobytes or megabytes with one digit', () => {
  expect([size(1), size(812_000), size(4_404_019)]).toEqual(['1 KB', '793 KB', '4,2 MB']);
});
