// What was done, said once at the bottom, with the way back if there is one. A refusal stands where the person is looking: here only
// that of a step which was begun here.
import { Broken, Refused } from '../bridge';
import { say } from '../words';

export interface Toast {
  text: string;
  /** How many steps it was (`true`: one) that can be taken back: the button is offered. Ctrl Z does it either way. */
  undo?: boolean | number;
  /** It was taken back, and can be done again. */
  redo?: boolean | number;
  /** Where the file lies that was written. */
  file?: string;
  /** A further step that suggests itself: its button, or Alt Enter. */
  next?: { label: string; run: () => void };
}

const staysFor = 9_000;
let shown = $state.raw<Toast | null>(null);
let since = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const toasts = {
  get shown(): Toast | null {
    return shown;
  },
  /** When the last was said. */
  get since(): number {
    return since;
  },
  show(toast: Toast): void {
    shown = toast;
    since = performance.now();
    this.resume();
  },
  hide(): void {
    clearTimeout(timer);
    shown = null;
  },
  /** While the pointer or the focus is on it, it stays. */
  pause: () => clearTimeout(timer),
  resume(): void {
    clearTimeout(timer);
    timer = setTimeout(() => (shown = null), staysFor);
  }
};

/** Does what a toast offers as the next step; why it failed is the next toast. */
export async function further<T>(step: () => Promise<T>): Promise<T | null> {
  try {
    return await step();
  } catch (thrown) {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    toasts.show({ text: say(thrown instanceof Refused ? thrown.refusal.message : thrown.sentence) });
    return null;
  }
}
