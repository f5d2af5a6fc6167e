// The one way back: the book knows what a person did last and takes it back (`undo`), whatever it was, and does it again
// (`redo`). What has a large reach, or was some time ago, is asked first. What can't be taken back is said where the toast
// stands, and stays until it is put away.
import { Broken, type Failure, redo, Refused, undo } from '../bridge';
import type { OrderId } from '../generated/OrderId';
import type { Outcome } from '../generated/Outcome';
import type { RefusedOrder } from '../generated/RefusedOrder';
import type { Sentence } from '../generated/Sentence';
import { isTyping } from '../shortcuts';
import { say } from '../words';
import { toasts } from './toast.svelte';

export type Way = 'undo' | 'redo';

interface Question {
  way: Way;
  message: Sentence;
  /** The step that is asked. */
  step: number;
  /** How many more are meant beside it. */
  more: number;
}

const deeds = { undo, redo };
let busy = false;
let failure = $state.raw<Failure | null>(null);
let refused = $state.raw<RefusedOrder[]>([]);
let question = $state.raw<Question | null>(null);
/** What failed and can be tried again. */
let failed: { way: Way; steps: number } = { way: 'undo', steps: 1 };
const hearers = new Set<(orders: OrderId[], way: Way) => void>();

/** What a question asks, and which step that is; null where something else was thrown. */
function asked(thrown: unknown): { message: Sentence; step: number } | null {
  if (!(thrown instanceof Refused) || thrown.refusal.code !== 'undo_asks') return null;
  return { message: thrown.refusal.message, step: Number(thrown.refusal.facts['step']) };
}

/** One step; `meant`: without asking. Null where it has to be asked. */
async function once(way: Way, sure: number | null, meant: boolean, more: number): Promise<Outcome | null> {
  try {
    return await deeds[way](sure);
  } catch (thrown) {
    const asks = asked(thrown);
    if (!asks) throw thrown;
    if (meant) return await deeds[way](asks.step);
    question = { ...asks, way, more };
    return null;
  }
}

async function go(way: Way, steps: number, sure: number | null, meant: boolean): Promise<void> {
  if (busy) return;
  busy = true;
  undoing.clear();
  toasts.hide();
  const said: Sentence[] = [];
  let step = 0;
  try {
    for (; step < steps; step++) {
      const outcome = await once(way, step === 0 ? sure : null, meant || step > 0, steps - 1 - step);
      if (!outcome) return;
      refused = [...refused, ...outcome.refused];
      said.push(outcome.message, ...outcome.warnings);
      toasts.show({ text: said.map(say).join(' '), [way === 'undo' ? 'redo' : 'undo']: step + 1 });
      for (const heard of [...hearers]) heard(outcome.done, way);
    }
  } catch (thrown) {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    failure = thrown;
    failed = { way, steps: steps - step };
  } finally {
    busy = false;
  }
}

export const undoing = {
  get failure(): Failure | null {
    return failure;
  },
  /** Orders of the last step that couldn't be put back. */
  get refused(): RefusedOrder[] {
    return refused;
  },
  /** What is asked before it is done. */
  get question(): Question | null {
    return question;
  },
  /** `meant`: what is said on the screen was pressed, not a key that is easily hit. */
  async run(way: Way = 'undo', meant = false): Promise<void> {
    const steps = Number(toasts.shown?.[way] || 1); // what is said at the moment is what is meant
    await go(way, steps, null, meant);
  },
  /** What failed once more, as far as it wasn't done. */
  async retry(): Promise<void> {
    await go(failed.way, failed.steps, null, true);
  },
  /** Yes to the question. */
  async confirm(): Promise<void> {
    if (!question) return;
    const { way, step, more } = question;
    await go(way, more + 1, step, false);
  },
  clear(): void {
    failure = null;
    refused = [];
    question = null;
  }
};

/** Hears which orders a step was taken back of, or done again, until the answer is called: for what a screen keeps by itself. */
export function onUndone(heard: (orders: OrderId[], way: Way) => void): () => void {
  hearers.add(heard);
  return () => void hearers.delete(heard);
}

/** When a field was last typed in. */
const typedAt = new WeakMap<EventTarget, number>();
document.addEventListener('input', ({ target }) => target && typedAt.set(target, performance.now()), true);

/** Whether Ctrl Z is the own of the field that has the focus: it has text in it. Where the way back is offered on the
 * screen, only what was typed since: the key does what is said. */
export function isTyped(target: EventTarget | null): boolean {
  const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (!field || !isTyping(target) || target.value === '') return false;
  const offered = toasts.shown?.undo || toasts.shown?.redo;
  return !offered || (typedAt.get(target) ?? 0) > toasts.since;
}
