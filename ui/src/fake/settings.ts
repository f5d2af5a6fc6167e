// The shop's rules, its accounts, couriers, people and texts; this computer's own; files that are written.
import type { Day } from '../generated/Day';
import type { ExportKind } from '../generated/ExportKind';
import type { Printed } from '../generated/Printed';
import { both, refusal, refuse } from './world';

export function exported(kind: ExportKind, from: Day | null, to: Day | null): Printed {
  if (from !== null && to !== null && to < from) {
    throw refuse(
      refusal('days', 'Tanggal akhirnya sebelum tanggal awal.', 'The last day is before the first.', { field: 'to' })
    );
  }
  return {
    path: `/home/ratna/Dokumen/Runut/${kind}.csv`,
    documents: 18,
    refused: [],
    message: both(`${kind}.csv ditulis, 18 baris.`, `${kind}.csv written, 18 rows.`)
  };
}
