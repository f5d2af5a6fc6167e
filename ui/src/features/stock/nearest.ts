// Which of the variants that were found is meant: Enter takes the first.
import type { VariantRow } from '../../generated/VariantRow';
import { sameCode } from '../../parts/codes';
import { nameOf } from './names';

/** How many are read to choose the nearest from. */
export const looked = 40;

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a code is this variant's SKU or barcode. */
export const hasCode = (row: Pick<VariantRow, 'sku' | 'barcode'>, code: string) =>
  sameCode(row.barcode, code) || sameCode(row.sku, code);

/** The one with that code first, then by how few words a name has beside those typed: "sambal pedas" is Pedas before Ekstra
 * pedas. */
export function nearestFirst<Row extends Pick<VariantRow, 'product' | 'variant' | 'sku' | 'barcode'>>(
  rows: readonly Row[],
  typed: string
): Row[] {
  const asked = wordsOf(typed);
  const beside = (row: Row) =>
    hasCode(row, typed)
      ? -1
      : wordsOf(nameOf(row)).filter((word) => !asked.some((each) => word.startsWith(each))).length;
  return rows
    .map((row) => ({ row, words: beside(row) }))
    .sort((a, b) => a.words - b.words)
    .map(({ row }) => row);
}
