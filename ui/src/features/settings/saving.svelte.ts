// One field being saved: under way, saved, or why not.
import { Broken, Refused } from '../../bridge';
import { say, t } from '../../words';

export interface Saving {
  readonly busy: boolean;
  /** Saved a moment ago. */
  readonly done: boolean;
  readonly error: string | null;
  /** Saves; answers whether it was. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  /** Says what is wrong with what is typed; nothing was sent. */
  wrong(error: string | null): void;
}

const shownFor = 4_000;

export function useSaving(): Saving {
  let busy = $state(false);
  let done = $state(false);
  let error = $state<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  $effect(() => () => clearTimeout(timer));

  return {
    get busy() {
      return busy;
    },
    get done() {
      return done;
    },
    get error() {
      return error;
    },
    async run(work) {
      busy = true;
      done = false;
      error = null;
      clearTimeout(timer);
      try {
        await work();
        done = true;
        timer = setTimeout(() => (done = false), shownFor);
        return true;
      } catch (thrown) {
        if (thrown instanceof Refused) error = say(thrown.refusal.message);
        else if (thrown instanceof Broken) error = `${say(thrown.sentence)} ${t().common.broken.advice}`;
        else throw thrown;
        return false;
      } finally {
        busy = false;
      }
    },
    wrong(next) {
      error = next;
      if (next !== null) done = false;
    }
  };
}
