// A file of what was paid, from the file to the book. It lives outside the room, so that looking something up in between
// loses nothing of what was said of it.
import {
  Broken,
  type Failure,
  fileIs,
  hearImport,
  importCancel,
  payoutApply,
  payoutPreview,
  payoutWord,
  pickPayoutFile,
  Refused
} from '../../bridge';
import { fmt } from '../../book.svelte';
import type { AccountId } from '../../generated/AccountId';
import type { Channel } from '../../generated/Channel';
import type { CodColumns } from '../../generated/CodColumns';
import type { ImportProgress } from '../../generated/ImportProgress';
import type { Part } from '../../generated/Part';
import type { PayoutSeen } from '../../generated/PayoutSeen';
import type { StoreId } from '../../generated/StoreId';
import { toasts } from '../../parts/toast.svelte';
import { go } from '../../router.svelte';
import { t } from '../../words';

export type Step = 'none' | 'reading' | 'preview' | 'writing';

let path = $state<string | null>(null);
let step = $state<Step>('none');
let seen = $state.raw<PayoutSeen | null>(null);
let failure = $state.raw<Failure | null>(null);
let progress = $state.raw<ImportProgress | null>(null);
let store = $state<StoreId | null>(null);
let account = $state<AccountId | null>(null);
let columns = $state.raw<CodColumns | null>(null);
let turn = 0;

async function work(next: 'reading' | 'writing', run: () => Promise<PayoutSeen>): Promise<PayoutSeen | null> {
  const mine = ++turn;
  step = next;
  failure = null;
  progress = null;
  const stop = await hearImport((heard) => {
    if (mine === turn) progress = heard;
  });
  try {
    const answer = await run();
    if (mine !== turn) return null;
    seen = answer;
    step = 'preview';
    return answer;
  } catch (thrown) {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    if (mine === turn) {
      failure = thrown;
      step = 'preview';
    }
    return null;
  } finally {
    stop();
  }
}

/** Whether a file is one of what was paid: where it can't be told, whoever opens it says why. */
export async function isPayout(file: string): Promise<boolean> {
  try {
    return (await fileIs(file)) !== 'other';
  } catch (thrown) {
    if (thrown instanceof Refused || thrown instanceof Broken) return false;
    throw thrown;
  }
}

export const taking = {
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
  /** What the file would do. */
  get seen(): PayoutSeen | null {
    return seen;
  },
  get failure(): Failure | null {
    return failure;
  },
  /** How far it is taken in; null while nobody knows. */
  get progress(): ImportProgress | null {
    return progress;
  },
  /** Whose it is, as the person says it. */
  get store(): StoreId | null {
    return store;
  },
  /** Where the money went, as the person says it. */
  get account(): AccountId | null {
    return account;
  },

  /** Asks for a file and reads it. */
  async pick(): Promise<void> {
    if (step === 'writing') return;
    try {
      const picked = await pickPayoutFile();
      if (picked) await this.open(picked);
    } catch (thrown) {
      if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
      failure = thrown;
    }
  },
  /** Reads a file: writes nothing. */
  async open(next: string): Promise<void> {
    go('finance', { room: 'payouts' });
    if (step === 'writing') return; // what is being written is finished first
    path = next;
    seen = null;
    store = null;
    account = null;
    columns = null;
    await this.again();
  },
  async again(): Promise<void> {
    const same = path;
    if (same !== null) await work('reading', () => payoutPreview(same, store, account, columns));
  },
  /** Says of which store it is, and looks again. */
  async setStore(of: StoreId): Promise<void> {
    store = of;
    await this.again();
  },
  /** Says where the money went, and looks again. */
  async setAccount(to: AccountId): Promise<void> {
    account = to;
    await this.again();
  },
  /** Says what the columns of a courier's file are, and looks again. */
  async setColumns(are: CodColumns, to: AccountId): Promise<void> {
    columns = are;
    account ??= to;
    await this.again();
  },
  /** Says once what a word means, and looks again. */
  async say(channel: Channel, word: string, part: Part): Promise<void> {
    await payoutWord(channel, word, part);
    await this.again();
  },
  /** Writes it to the book, all in one go. */
  async apply(): Promise<boolean> {
    const same = path;
    if (same === null || !seen || step !== 'preview') return false;
    const done = await work('writing', () => payoutApply(same, store, account, columns));
    if (!done) return false;
    const words = t().payouts;
    const { settlement, cod } = done;
    const said = settlement
      ? words.done(settlement.file, settlement.new + settlement.changed)
      : words.doneCod(cod?.matched ?? 0, fmt.count(cod?.net ?? 0));
    toasts.show({ text: said, undo: true });
    this.reset();
    return true;
  },
  /** Stops what is being written; it then is refused as cancelled. */
  async cancel(): Promise<void> {
    await importCancel();
  },
  /** Puts the file away: nothing of it is written. */
  reset(): void {
    turn++;
    path = null;
    seen = null;
    failure = null;
    store = null;
    account = null;
    columns = null;
    step = 'none';
  }
};
