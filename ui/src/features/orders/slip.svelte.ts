// The paper of packing slips: the shop's, unless this machine's printer has another one.
import { book } from '../../book.svelte';
import type { SlipSize } from '../../generated/SlipSize';

export const slipSizes: readonly SlipSize[] = ['a6', 'a5', 'a4'];
const place = 'runut.slip';

let chosen = $state<SlipSize | null>(slipSizes.find((size) => size === localStorage.getItem(place)) ?? null);

export const slip = {
  get size(): SlipSize {
    return chosen ?? book.shop?.slip_size ?? 'a6';
  },
  set size(next: SlipSize) {
    chosen = next;
    localStorage.setItem(place, next);
  }
};
