import type { VariantRow } from '../../generated/VariantRow';

/** `Besek Bambu, 20 cm`; a product of one variant is just its name. */
export function nameOf(row: Pick<VariantRow, 'product' | 'variant'>): string {
  return row.variant === '' ? row.product : `${row.product}, ${row.variant}`;
}
