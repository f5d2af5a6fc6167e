// Variants chosen in the stock list, to be counted.
import type { VariantId } from '../../generated/VariantId';

let chosen = $state.raw<readonly VariantId[]>([]);

export const starting = {
  get chosen(): readonly VariantId[] {
    return chosen;
  },
  /** The count to be started is of these. */
  of(variants: readonly VariantId[]): void {
    chosen = variants;
  }
};
