// Stock counts and adjustments. What is on the shelf is what is on hand less what is packed.
import type { AdjustForm } from '../generated/AdjustForm';
import type { CountDetail } from '../generated/CountDetail';
import type { CountEntry } from '../generated/CountEntry';
import type { CountReason } from '../generated/CountReason';
import type { CountRow } from '../generated/CountRow';
import type { CountScope } from '../generated/CountScope';
import type { Printed } from '../generated/Printed';
import type { VariantRow } from '../generated/VariantRow';
import { hour } from './data';
import { both, refusal, refuse, type World } from './world';

interface Line {
  variant: VariantRow;
  counted: number | null;
  at: number | null;
  expected: number;
  reason: string;
}
interface Count {
  row: Pick<CountRow, 'id' | 'name' | 'started_at' | 'person' | 'state'>;
  lines: Line[];
}

const counts = new WeakMap<World, Count[]>();
const shelf = (variant: VariantRow) => variant.on_hand - variant.packed;
const unitValue = (variant: VariantRow) =>
  variant.on_hand > 0 ? variant.value / variant.on_hand : Math.round(variant.price * 0.6);

function all(world: World): Count[] {
  let found = counts.get(world);
  if (!found) {
    const walked = [...world.variants].filter((each) => each.shelf.startsWith('A'));
    found = [
      {
        row: { id: 1, name: 'Rak A', started_at: world.now - 190 * hour, person: 'Rini', state: 'closed' },
        lines: walked.map((variant, n) => ({
          variant,
          counted: shelf(variant) - (n === 1 ? 2 : 0),
          at: world.now - 189 * hour,
          expected: shelf(variant),
          reason: n === 1 ? 'Hilang' : ''
        }))
      }
    ];
    counts.set(world, found);
  }
  return found;
}
const differences = (count: Count) =>
  count.lines.filter((line) => line.counted !== null && line.counted !== line.expected);
const worth = (line: Line) => Math.round(((line.counted ?? line.expected) - line.expected) * unitValue(line.variant));

function rowOf(count: Count): CountRow {
  const closed = count.row.state === 'closed';
  return {
    ...count.row,
    variants: count.lines.length,
    counted: count.lines.filter((line) => line.counted !== null).length,
    differences: closed ? differences(count).length : null,
    value: closed ? differences(count).reduce((sum, line) => sum + worth(line), 0) : null
  };
}
function find(world: World, id: number): Count {
  const count = all(world).find((each) => each.row.id === id);
  if (!count) throw refuse(refusal('not_found', 'Opname ini tidak ada.', 'This count is not there.'));
  return count;
}
function open(world: World, id: number): Count {
  const count = find(world, id);
  if (count.row.state === 'open') return count;
  throw refuse(refusal('count_closed', 'Opname ini tidak berjalan lagi.', 'This count is no longer open.'));
}

export const list = (world: World): CountRow[] => [...all(world)].reverse().map(rowOf);

export function detail(world: World, id: number, review: boolean): CountDetail {
  const count = find(world, id);
  const told = review || count.row.state === 'closed';
  return {
    row: rowOf(count),
    lines: count.lines.map((line) => {
      const counted = line.counted !== null;
      return {
        variant: line.variant.id,
        product: line.variant.product,
        name: line.variant.variant,
        sku: line.variant.sku,
        barcode: line.variant.barcode,
        shelf: line.variant.shelf,
        counted: line.counted,
        counted_at: line.at,
        expected: told && counted ? line.expected : null,
        difference: told && counted ? line.counted! - line.expected : null,
        value: told && counted ? worth(line) : null,
        reason: line.reason,
        first: false
      };
    })
  };
}

export function start(world: World, scope: CountScope): number {
  const chosen = world.variants
    .filter((variant) => !variant.archived)
    .filter((variant) => variant.shelf.toLowerCase().startsWith(scope.shelf.trim().toLowerCase()))
    .filter((variant) => scope.category === '' || variant.category === scope.category)
    .filter((variant) => scope.variants.length === 0 || scope.variants.includes(variant.id))
    .sort((a, b) => a.shelf.localeCompare(b.shelf) || a.product.localeCompare(b.product));
  if (chosen.length === 0) {
    throw refuse(
      refusal(
        'count_empty',
        'Tidak ada varian yang cocok untuk dihitung.',
        'No variant matches what is to be counted.',
        {
          field: scope.shelf ? 'shelf' : 'category'
        }
      )
    );
  }
  const found = all(world);
  const id = found.length + 1;
  const name = scope.name || (scope.shelf && `Rak ${scope.shelf}`) || scope.category || `Opname ${id}`;
  found.push({
    row: { id, name, started_at: world.now, person: world.owner, state: 'open' },
    lines: chosen.map((variant) => ({ variant, counted: null, at: null, expected: 0, reason: '' }))
  });
  world.write(null, both(`Opname dimulai: ${name}`, `Count started: ${name}`), 0, 'start');
  return id;
}

export function enter(world: World, id: number, entries: CountEntry[]): CountDetail {
  const count = open(world, id);
  for (const entry of entries) {
    const line = count.lines.find((each) => each.variant.id === entry.variant);
    if (!line) continue;
    line.counted = entry.counted;
    line.at = entry.counted === null ? null : (entry.at ?? world.now);
    line.expected = shelf(line.variant);
  }
  return detail(world, id, false);
}

export function close(world: World, id: number, reasons: CountReason[]) {
  const count = open(world, id);
  const differing = differences(count);
  for (const line of differing) {
    const given = reasons.find((each) => each.variant === line.variant.id);
    if (!given?.reason.trim()) {
      throw refuse(
        refusal(
          'reason_missing',
          `${line.variant.product}: tulis alasan selisihnya.`,
          `${line.variant.product}: give a reason for the difference.`,
          { field: 'reason', variant: String(line.variant.id) }
        )
      );
    }
    line.reason = given.reason;
  }
  for (const line of differing) {
    line.variant.value += worth(line);
    line.variant.on_hand += line.counted! - line.expected;
  }
  count.row.state = 'closed';
  world.recount();
  world.write(null, both(`Opname ditutup: ${count.row.name}`, `Count closed: ${count.row.name}`), 0, 'close');
  return {
    message: both(
      `${count.row.name} ditutup, ${differing.length} selisih dicatat.`,
      `${count.row.name} closed, ${differing.length} differences booked.`
    )
  };
}

export function cancel(world: World, id: number) {
  const count = open(world, id);
  count.row.state = 'cancelled';
  return { message: both(`${count.row.name} dibatalkan.`, `${count.row.name} cancelled.`) };
}

export function sheet(world: World, id: number): Printed {
  const { lines } = find(world, id);
  return {
    path: '/home/ratna/Dokumen/Runut/lembar-opname.pdf',
    documents: Math.ceil(lines.length / 40),
    refused: [],
    message: both('Lembar opname dibuka.', 'Count sheet opened.')
  };
}

export function adjust(world: World, typed: AdjustForm) {
  const variant = world.variants.find((each) => each.id === typed.variant);
  if (!variant) throw refuse(refusal('not_found', 'Varian ini tidak ada.', 'This variant is not there.'));
  const by = typed.quantity - shelf(variant);
  const form: AdjustForm =
    typed.kind === 'set' ? { ...typed, kind: by > 0 ? 'found' : 'lost', quantity: Math.abs(by) } : typed;
  if (!form.reason.trim())
    throw refuse(refusal('reason_missing', 'Tulis alasannya.', 'Give the reason.', { field: 'reason' }));
  const from =
    form.kind === 'found' ? Infinity : ['lost', 'damaged'].includes(form.kind) ? shelf(variant) : variant.damaged;
  if (form.quantity > from) {
    throw refuse(
      refusal(
        'stock_short',
        `Hanya ada ${from} ${['lost', 'damaged'].includes(form.kind) ? 'di rak' : 'yang rusak'}, diminta ${form.quantity}.`,
        `Only ${from} are there, ${form.quantity} were asked for.`,
        { there: String(from), wanted: String(form.quantity) }
      )
    );
  }
  const into = form.kind === 'found' || form.kind === 'repaired' ? form.quantity : 0;
  const out = form.kind === 'lost' || form.kind === 'damaged' ? form.quantity : 0;
  const each = form.kind === 'repaired' ? (form.unit_cost ?? 0) : (form.unit_cost ?? unitValue(variant));
  variant.value += Math.round((into - out) * each);
  variant.on_hand += into - out;
  if (form.kind === 'damaged') variant.damaged += form.quantity;
  if (form.kind === 'repaired' || form.kind === 'discarded') variant.damaged -= form.quantity;
  world.recount();
  world.write(null, both(`Disesuaikan: ${form.reason}`, `Adjusted: ${form.reason}`), 0, 'adjust');
  return { message: both(`Stok ${variant.product} disesuaikan.`, `Stock of ${variant.product} adjusted.`) };
}
