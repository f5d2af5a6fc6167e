// A deed under way: one at a time, and what it failed with stays until it is put right or put away.
import { Broken, type Failure, Refused } from './bridge';

export interface Doing {
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Does it unless something is under way; answers undefined if it wasn't done. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** The same again: the bridge sends the same request id. */
  retry(): void;
  clear(): void;
}

export function useDoing(): Doing {
  let busy = $state(false);
  let failure = $state.raw<Failure | null>(null);
  let last: (() => Promise<unknown>) | null = null;

  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (busy) return undefined; // the second click of a double click
    busy = true;
    failure = null;
    last = work;
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
      failure = thrown;
      return undefined;
    } finally {
      busy = false;
    }
  }
  return {
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    run,
    retry: () => void (last && run(last)),
    clear: () => (failure = null)
  };
}
