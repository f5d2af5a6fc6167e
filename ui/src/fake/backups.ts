// Backups of the stand-in's book: two of them, a second place that may be away, and a way back that takes a moment.
import type { BackupRow } from '../generated/BackupRow';
import type { BackupState } from '../generated/BackupState';
import type { Holding } from '../generated/Holding';
import type { Restored } from '../generated/Restored';
import type { RestoreView } from '../generated/RestoreView';
import type { Sentence } from '../generated/Sentence';
import { hour } from './data';
import { both, refusal, refuse, type World } from './world';

type Emit = (event: string, payload: unknown) => void;

const folder = '/home/ratna/.local/share/runut/cadangan';
interface Kept {
  state: BackupState;
  cancelled: boolean;
}
const kept = new WeakMap<World, Kept>();

/** The backups of this stand-in; tests set what is wrong with them here. */
export function keptBy(world: World): Kept {
  let found = kept.get(world);
  if (!found) {
    const row = (name: string, ago: number, more: Partial<BackupRow> = {}): BackupRow => ({
      path: `${folder}/${name}`,
      name,
      made: world.now - ago * hour,
      bytes: 4_404_019,
      kind: 'copy',
      here: true,
      second: false,
      orders: 54,
      entries: 812,
      ...more
    });
    const backups = [
      row('buku-20251119-0702.runut', 24),
      row('buku-diganti-20251118-1930.runut', 36, { kind: 'replaced', entries: null, orders: 51 }),
      row('buku-20251101-0815.runut', 456, { orders: 31, second: true, bytes: 812_000 })
    ];
    const last = backups[0]!.made;
    const state = {
      folder,
      backups,
      second: null,
      second_problem: null,
      place: null,
      last,
      warning: null,
      failed: null
    };
    found = { state, cancelled: false };
    kept.set(world, found);
  }
  return found;
}

export const state = (world: World): BackupState => keptBy(world).state;
export const notice = (world: World): Sentence | null => state(world).failed ?? state(world).warning;
export function cancel(world: World): null {
  keptBy(world).cancelled = true;
  return null;
}

async function steps(world: World, phases: string[], emit: Emit): Promise<void> {
  keptBy(world).cancelled = false;
  for (const phase of phases) {
    emit('backup-progress', { phase, done: phase === 'copy' ? 2 : 0, total: phase === 'copy' ? 4 : 0 });
    await new Promise((done) => setTimeout(done, 30));
    if (keptBy(world).cancelled)
      throw refuse(refusal('cancelled', 'Dihentikan. Tidak ada yang berubah.', 'Stopped. Nothing has changed.'));
  }
}

export async function make(world: World, _: unknown, emit: Emit) {
  await steps(world, ['copy', 'verify'], emit);
  const { state } = keptBy(world);
  const name = 'buku-20251120-0902.runut';
  const path = `${folder}/${name}`;
  const second = state.second !== null && state.second_problem === null;
  state.backups = [{ ...state.backups[0]!, name, path, made: world.now, second }, ...state.backups];
  state.last = world.now;
  state.failed = null;
  if (state.second && second) state.second = { ...state.second, last: world.now };
  emit('backups', null);
  const said = both(`Cadangan ${name} dibuat dan diperiksa: 60 pesanan.`, `Backup ${name} was made and verified.`);
  return { path, bytes: 4_404_019, orders: 60, second: second ? `/media/ratna/STIK/${name}` : null, message: said };
}

export function choosePlace(world: World, _: unknown, emit: Emit): boolean {
  state(world).second = { folder: '/media/ratna/STIK', last: world.now };
  emit('backups', null);
  return true;
}
export function forgetPlace(world: World, _: unknown, emit: Emit): null {
  state(world).second = null;
  emit('backups', null);
  return null;
}

const held = (more: Partial<Holding>): Holding => ({
  shop: 'Dapur Ibu Ratna',
  orders: 60,
  activities: 845,
  last: null,
  stages: [{ stage: 'approved', orders: 21 }],
  payments: 18,
  units: 412,
  stock_value: 3_120_000,
  balances: [{ name: 'BCA', amount: 1_250_000 }],
  ...more
});

export async function compare(world: World, { path }: { path: string }, emit: Emit): Promise<RestoreView> {
  await steps(world, ['copy', 'verify', 'compare'], emit);
  if (/rusak/.test(path))
    throw refuse(
      refusal('backup_damaged', `${path} rusak. Pakai cadangan lain.`, `${path} is damaged. Use another backup.`)
    );
  const [last, first] = world.log;
  return {
    path,
    name: path.split('/').at(-1)!,
    backup: held({ orders: 54, activities: 812, payments: 15, last: world.now - 24 * hour }),
    present: held({ last: world.now }),
    present_problem: null,
    gone: 33,
    first_gone: first ?? null,
    last_gone: last ?? null,
    related: true,
    stranger: /lain/.test(path)
      ? both(
          'Ini bukan cadangan buku ini: isinya buku lain, toko Kopi Senja, tanpa satu pun catatan yang sama.',
          'This is no backup of this book: it holds another book, the shop Kopi Senja, without one entry in common.'
        )
      : null
  };
}

export async function restore(world: World, path: string, emit: Emit): Promise<Restored> {
  await steps(world, ['copy'], emit);
  const name = path.split('/').at(-1)!;
  return {
    kept: `${folder}/buku-diganti-20251120-0902.runut`,
    message: both(
      `Buku dipulihkan dari ${name}. Yang lama disimpan sebagai ${folder}/buku-diganti-20251120-0902.runut.`,
      `The book was restored from ${name}. The old one is kept as ${folder}/buku-diganti-20251120-0902.runut.`
    )
  };
}
