// The rows chosen, as in the list of orders: what is chosen there by order id is here chosen by variant id.
import type { OrderRow } from '../../generated/OrderRow';
import type { VariantRow } from '../../generated/VariantRow';
import { type Selection, useSelection } from '../orders/selection.svelte';

export type VariantSelection = Omit<Selection, 'rows'> & { readonly rows: VariantRow[] };

/** Only the id of a row is looked at. */
export function useVariantSelection(list: () => VariantRow[]): VariantSelection {
  return useSelection(list as unknown as () => OrderRow[]) as unknown as VariantSelection;
}
