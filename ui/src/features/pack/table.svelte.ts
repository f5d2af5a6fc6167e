// The packing table: which parcel is on it, what the last scan said, and the scans that came faster than the answers.
// They are answered one after the other in the order they were made; none is dropped.
import { Broken, type Failure, orderVerb, packScan, packTick, packUndo, packView, Refused } from '../../bridge';
import type { LineId } from '../../generated/LineId';
import type { OrderId } from '../../generated/OrderId';
import type { PackAnswer } from '../../generated/PackAnswer';
import type { PackStop } from '../../generated/PackStop';
import type { PackView } from '../../generated/PackView';
import type { Outcome } from '../../generated/Outcome';
import { say, t } from '../../words';
import { sounds } from '../../parts/sounds.svelte';

interface Step {
  /** Answers null if there was nothing to do any more. */
  run: () => Promise<PackAnswer | null>;
  /** How many stops had been shown when it was made. */
  stops: number;
}

export interface Stopped {
  stop: PackStop;
  /** The parcel that was on the table. */
  number: number | null;
}
export interface Finished {
  order: OrderId;
  units: number;
}

export interface PackingTable {
  readonly view: PackView | null;
  readonly stopped: Stopped | null;
  readonly finished: Finished | null;
  /** What was last said. */
  readonly said: string;
  readonly failure: Failure | null;
  /** Steps that wait for an answer, the one under way included. */
  readonly pending: number;
  /** The line that F2 ticks. */
  readonly cursor: LineId | null;
  scan(code: string): void;
  tick(): void;
  undo(): void;
  move(by: number): void;
  choose(line: LineId): void;
  /** Opens a parcel without a scan. */
  open(order: OrderId): void;
  /** Back to the queue; what is in the parcel stays in. */
  putOff(): void;
  /** Answers what was done; null if it wasn't. */
  hold(reason: string): Promise<Outcome | null>;
  /** Opens the parcel just finished again. */
  reopen(): void;
  retry(): void;
  /** Puts a failure away; of something broken also the scans that wait behind it. */
  giveUp(): void;
}

/** `changed` is told which parcel is on the table now. */
export function usePackingTable(changed: (order: OrderId | null) => void): PackingTable {
  let view = $state.raw<PackView | null>(null);
  let stopped = $state.raw<Stopped | null>(null);
  let finished = $state.raw<Finished | null>(null);
  let said = $state('');
  let failure = $state.raw<Failure | null>(null);
  let steps = $state.raw<Step[]>([]);
  let chosen = $state<LineId | null>(null);
  let running = false;
  let stops = 0;

  const cursor = $derived(chosen ?? view?.current ?? null);

  function show(next: PackView | null): void {
    const line = next?.lines.find((each) => each.line === chosen);
    if (next?.order.id !== view?.order.id || !line || line.checked >= line.quantity) chosen = null;
    view = next;
    changed(next?.order.id ?? null);
  }
  function alarm(): void {
    stops += 1;
    sounds.stop();
  }
  /** Broken isn't counted as a stop: its own answer, when it comes, takes it away. */ function fail(
    thrown: unknown
  ): void {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    failure = thrown;
    if (thrown instanceof Refused) alarm();
    else sounds.stop();
  }

  function apply(answer: PackAnswer, step: Step): void {
    if (answer.stop) {
      stopped = { stop: answer.stop, number: view?.order.number ?? answer.view?.order.number ?? null };
      finished = null;
      said = say(answer.said);
      show(answer.view);
      alarm();
      return;
    }
    // A right scan made before the stop was on the screen counts, but it doesn't take the stop away: nobody saw it yet.
    const seen = step.stops === stops;
    if (seen) {
      stopped = null;
      failure = null;
    }
    said = say(answer.said);
    if (answer.finished !== null) {
      finished = { order: answer.finished, units: answer.view?.units ?? view?.units ?? 0 };
      show(null);
      if (seen) sounds.finished();
    } else {
      finished = null;
      show(answer.view);
      if (seen) sounds.ok();
    }
  }

  async function drain(): Promise<void> {
    if (running) return;
    running = true;
    if (failure instanceof Broken) failure = null; // it is asked again
    try {
      for (let step = steps[0]; step; step = steps[0]) {
        let answer: PackAnswer | null = null;
        try {
          answer = await step.run();
        } catch (thrown) {
          // Broken: it may or may not have happened. It stays first in the line, to be asked again under the same request.
          if (!(thrown instanceof Broken)) steps = steps.slice(1);
          fail(thrown);
          if (thrown instanceof Broken) return;
          continue;
        }
        steps = steps.slice(1);
        if (answer) apply(answer, step);
      }
    } finally {
      running = false;
    }
  }
  function add(run: Step['run']): void {
    steps = [...steps, { run, stops }];
    void drain();
  }

  function giveUp(): void {
    failure = null;
    if (!running) steps = []; // what was refused is gone already, and the steps behind it go on
  }
  function leave(words: string): void {
    stopped = null;
    finished = null;
    said = words;
    show(null);
  }
  function put(next: PackView): void {
    stopped = null;
    failure = null;
    finished = null;
    said = t().pack.parcel.opened(next.order.number);
    show(next);
  }

  return {
    get view() {
      return view;
    },
    get stopped() {
      return stopped;
    },
    get finished() {
      return finished;
    },
    get said() {
      return said;
    },
    get failure() {
      return failure;
    },
    get pending() {
      return steps.length;
    },
    get cursor() {
      return cursor;
    },
    scan: (code) => add(() => packScan(view?.order.id ?? null, code)),
    tick() {
      add(async () => (view && cursor !== null && !stopped ? packTick(view.order.id, cursor) : null));
    },
    undo() {
      add(async () => (view && !stopped ? packUndo(view.order.id) : null));
    },
    move(by) {
      const lines = view?.lines ?? [];
      const at = lines.findIndex((each) => each.line === cursor);
      chosen = lines[Math.max(0, Math.min(lines.length - 1, at + by))]?.line ?? null;
    },
    choose: (line) => void (chosen = line),
    open(order) {
      add(async () => {
        put(await packView(order));
        return null;
      });
    },
    putOff() {
      if (failure) giveUp();
      const words = (open: PackView) => t().pack.parcel.putOff(open.order.number, open.checked, open.units);
      add(async () => {
        leave(view ? words(view) : '');
        return null;
      });
    },
    async hold(reason) {
      const open = view;
      if (!open) return null;
      try {
        const outcome = await orderVerb('hold', [open.order.id], reason);
        const no = outcome.refused[0];
        if (no) throw new Refused(no.refusal);
        leave(say(outcome.message));
        return outcome;
      } catch (thrown) {
        fail(thrown);
        return null;
      }
    },
    reopen() {
      const last = finished;
      if (!last) return;
      add(async () => {
        const outcome = await orderVerb('unpack', [last.order], t().pack.finished.reopenReason);
        const no = outcome.refused[0];
        if (no) throw new Refused(no.refusal);
        put(await packView(last.order));
        return null;
      });
    },
    retry: () => void drain(),
    giveUp
  };
}
