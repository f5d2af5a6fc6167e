// Texts for the clipboard go through the shell, which looks whether they arrived. The page's own clipboard refuses whatever
// comes after an answer was waited for, and to select a field for it would take the focus from where one is typing.
import { Broken, copyText as toClipboard, type Failure, Refused } from '../bridge';

/** A text that couldn't be copied, and why. */
export interface Uncopied {
  text: string;
  failure: Failure;
}

let left = $state.raw<Uncopied | null>(null);

/** What couldn't be copied last: shown until it is put away, to be copied by hand. */
export const uncopied = {
  get shown() {
    return left;
  },
  putAway: () => void (left = null)
};

/** Puts text on the clipboard. True only if it is there; else it is shown in place, to be selected. */
export async function copyText(text: string): Promise<boolean> {
  left = null;
  try {
    await toClipboard(text);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    left = { text, failure: thrown };
    return false;
  }
}
