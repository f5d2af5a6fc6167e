// What was done, said once at the bottom, with the way back if there is one. Never a refusal.

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
