// A damage that was noticed while the book is in use: the ways out are shown over everything until one goes back.
import type { Failure } from '../../bridge';

let noticed = $state.raw<Failure | null>(null);

export const trouble = {
  get failure(): Failure | null {
    return noticed;
  },
  show: (failure: Failure) => void (noticed = failure),
  leave: () => void (noticed = null)
};
