// One import from the file to the book. It lives outside the screen, so that looking something up in between loses
// nothing of what was decided.
import {
  Broken,
  type Failure,
  hearImport,
  importApply,
  importCancel,
  importPreview,
  pickOrderFile,
  Refused
} from '../../bridge';
import type { CellOverride } from '../../generated/CellOverride';
import type { Day } from '../../generated/Day';
import type { FileProblem } from '../../generated/FileProblem';
import type { ImportProgress } from '../../generated/ImportProgress';
import type { ImportReport } from '../../generated/ImportReport';
import type { StoreId } from '../../generated/StoreId';
import { toasts } from '../../parts/toast.svelte';
import { onUndone } from '../../parts/undo.svelte';
import { isPayout, taking } from '../payouts/taking.svelte';
import { go } from '../../router.svelte';
import { t } from '../../words';

export type Step = 'none' | 'reading' | 'preview' | 'writing' | 'done';

// Taken back, none of it is in the book any more, whichever screen is on: an import's way back names its orders.
onUndone((orders, way) => {
  if (way === 'undo' && step === 'done' && orders.length > 0) importFlow.reset();
});

/** A cell that was decided, with the problem it had. */
export interface Decision {
  problem: FileProblem;
  override: CellOverride;
}

let path = $state<string | null>(null);
let step = $state<Step>('none');
let report = $state.raw<ImportReport | null>(null);
let failure = $state.raw<Failure | null>(null);
let progress = $state.raw<ImportProgress | null>(null);
let decisions = $state.raw<Decision[]>([]);
let taken = $state.raw<string[]>([]);
let store = $state<StoreId | null>(null);
let startDay = $state<Day | null>(null);
let asksStartDay = $state(false);
let turn = 0;

const overrides = (): CellOverride[] => decisions.map((decision) => decision.override);

async function work(next: 'reading' | 'writing', run: () => Promise<ImportReport>): Promise<void> {
  const mine = ++turn;
  const before = report ? 'preview' : 'none';
  step = next;
  failure = null;
  progress = null;
  const stop = await hearImport((heard) => {
    if (mine === turn) progress = heard;
  });
  try {
    const answer = await run();
    if (mine !== turn) return;
    report = answer;
    asksStartDay = answer.asks_start_day;
    step = answer.applied ? 'done' : 'preview';
  } catch (thrown) {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    if (mine !== turn) return;
    failure = thrown;
    step = before;
  } finally {
    stop();
  }
}

export const importFlow = {
  get path(): string | null {
    return path;
  },
  /** The file's name, as people call it. */
  get file(): string {
    return path?.split(/[\\/]/).at(-1) ?? '';
  },
  get step(): Step {
    return step;
  },
  /** What the file would do, or has done. */
  get report(): ImportReport | null {
    return report;
  },
  get failure(): Failure | null {
    return failure;
  },
  get progress(): ImportProgress | null {
    return progress;
  },
  get decisions(): Decision[] {
    return decisions;
  },
  /** Orders whose lines are taken as the file has them. */
  get taken(): string[] {
    return taken;
  },
  /** Of which store the file is, as the person says it. */
  get store(): StoreId | null {
    return store;
  },
  get startDay(): Day | null {
    return startDay;
  },
  /** Whether this is the first import, which decides the start day. */
  get asksStartDay(): boolean {
    return asksStartDay;
  },

  /** Asks for a file and reads it. */
  async pick(): Promise<void> {
    go('import');
    if (step === 'writing') return;
    try {
      const picked = await pickOrderFile();
      if (picked) await ((await isPayout(picked)) ? taking.open(picked) : this.open(picked));
    } catch (thrown) {
      if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
      failure = thrown;
    }
  },
  /** Reads a file: writes nothing. */
  async open(next: string): Promise<void> {
    go('import');
    if (step === 'writing') return; // what is being written is finished first
    path = next;
    report = null;
    decisions = [];
    taken = [];
    store = null;
    startDay = null;
    await work('reading', () => importPreview(next, null, [], [], null));
  },
  /** Decides a cell, and looks again at what the file would do. */
  decide(problem: FileProblem, value: string): Promise<void> {
    return this.decideAll([{ problem, value }]);
  },
  async decideAll(made: { problem: FileProblem; value: string }[]): Promise<void> {
    for (const { problem, value } of made) {
      const override = { row: problem.row, column: problem.column, value };
      const others = decisions.filter(
        ({ problem: { row, column } }) => row !== problem.row || column !== problem.column
      );
      decisions = [...others, { problem, override }];
    }
    await this.again();
  },
  /** Takes a decision back. */
  async undecide(decision: Decision): Promise<void> {
    decisions = decisions.filter((other) => other !== decision);
    await this.again();
  },
  /** Takes the file's lines of an order, or keeps the book's after all. */
  async take(order: string, takes: boolean): Promise<void> {
    taken = takes ? [...taken, order] : taken.filter((other) => other !== order);
    await this.again();
  },
  async setStartDay(day: Day): Promise<void> {
    startDay = day;
    await this.again();
  },
  /** Says of which store the file is, and looks again. */
  async setStore(of: StoreId): Promise<void> {
    store = of;
    taken = [];
    await this.again();
  },
  async again(): Promise<void> {
    const same = path;
    if (same !== null) await work('reading', () => importPreview(same, store, overrides(), taken, startDay));
  },
  /** Writes it to the book, all in one go. */
  async apply(): Promise<void> {
    const same = path;
    if (same === null || !report || step !== 'preview') return;
    const day = asksStartDay ? (startDay ?? report.start_day) : null;
    await work('writing', () => importApply(same, store, overrides(), taken, day));
    if (this.step === 'done' && this.report)
      toasts.show({ text: t().importing.done(this.report.new + this.report.changed), undo: true });
  },
  /** Stops what is running; it then is refused as cancelled. */
  async cancel(): Promise<void> {
    await importCancel();
  },
  /** Back to the question which file. */
  reset(): void {
    turn++;
    path = null;
    report = null;
    failure = null;
    decisions = [];
    taken = [];
    store = null;
    startDay = null;
    step = 'none';
  }
};
