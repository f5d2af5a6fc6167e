// The one way back: the book knows what a person did last and takes it back (`undo`), whatever it was. What can't be taken
// back is said where the toast stands, and stays until it is put away.
import { Broken, type Failure, Refused, undo } from '../bridge';
import type { OrderId } from '../generated/OrderId';
import type { RefusedOrder } from '../generated/RefusedOrder';
import { isTyping } from '../shortcuts';
import { say } from '../words';
import { toasts } from './toast.svelte';

let busy = false;
let failure = $state.raw<Failure | null>(null);
let refused = $state.raw<RefusedOrder[]>([]);
const hearers = new Set<(orders: OrderId[]) => void>();

export const undoing = {
  get failure(): Failure | null {
    return failure;
  },
  /** Orders of the last step that couldn't be put back. */
  get refused(): RefusedOrder[] {
    return refused;
  },
  async run(): Promise<void> {
    if (busy) return;
    busy = true;
    this.clear();
    const steps = Number(toasts.shown?.undo || 1); // what is said at the moment is what is meant
    toasts.hide();
    try {
      const said = [];
      for (let step = 0; step < steps; step++) {
        const outcome = await undo();
        refused = [...refused, ...outcome.refused];
        said.push(outcome.message, ...outcome.warnings);
        toasts.show({ text: said.map(say).join(' ') });
        for (const heard of [...hearers]) heard(outcome.done);
      }
    } catch (thrown) {
      if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
      failure = thrown;
    } finally {
      busy = false;
    }
  },
  clear(): void {
    failure = null;
    refused = [];
  }
};

/** Hears which orders a step was taken back of, until the answer is called: for what a screen keeps by itself. */
export function onUndone(heard: (orders: OrderId[]) => void): () => void {
  hearers.add(heard);
  return () => void hearers.delete(heard);
}

/** Whether the field that has the focus has text in it: then Ctrl Z is the field's own. */
export function isTyped(target: EventTarget | null): boolean {
  const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return field && isTyping(target) && target.value !== '';
}
