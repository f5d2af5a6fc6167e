// A scanner types into the very field that a number is typed into. Its keys follow each other faster than a person's,
// and Enter comes at their end: then what it typed was a code, and the field has again what stood there before.
import { scanGap } from '../../shortcuts';

export interface Burst {
  /** Hears a key of the field; answers the code if this Enter ended one. */
  hear(event: KeyboardEvent & { currentTarget: HTMLInputElement }): string | null;
  /** What stood in the field before the code. */
  readonly before: string;
}

export function useBurst(): Burst {
  let code = '';
  let before = '';
  let last = -Infinity;
  return {
    hear(event) {
      // A key held down is no scanner.
      const fast = !event.repeat && event.timeStamp - last < scanGap;
      if (event.key === 'Shift') return null; // part of a scanner's capital letters
      if (event.key === 'Enter') {
        const ended = code.length > 2 && event.timeStamp - last < scanGap * 3 ? code : null;
        code = '';
        return ended;
      }
      if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) {
        code = '';
        return null;
      }
      if (!fast) before = event.currentTarget.value;
      code = fast ? code + event.key : event.key;
      last = event.timeStamp;
      return null;
    },
    get before() {
      return before;
    }
  };
}
