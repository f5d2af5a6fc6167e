// What is done to orders from this screen: one command, then what it says. Done is told in a toast with the way back;
// what was refused stays above the list until it is put away.
import { type OrderVerb, orderVerb, printLabels, printPickList, printSlips, waveCreate } from '../../bridge';
import { book } from '../../book.svelte';
import { type Doing, useDoing } from '../../doing.svelte';
import type { OrderId } from '../../generated/OrderId';
import type { LabelSize } from '../../generated/LabelSize';
import type { OrderRow } from '../../generated/OrderRow';
import type { Outcome } from '../../generated/Outcome';
import type { Printed } from '../../generated/Printed';
import type { RefusedOrder } from '../../generated/RefusedOrder';
import type { Sentence } from '../../generated/Sentence';
import type { SlipSize } from '../../generated/SlipSize';
import type { Verb } from '../../generated/Verb';
import { tellPrinted } from '../../parts/printed';
import { toasts } from '../../parts/toast.svelte';
import { say, t } from '../../words';

/** Verbs that this screen does with one command; the others have a form or a screen of their own. */
const direct: readonly Verb[] = [
  'place',
  'approve',
  'unapprove',
  'pack',
  'unpack',
  'recall',
  'deliver',
  'undeliver',
  'complete',
  'reopen',
  'cancel',
  'hold',
  'release',
  'expire',
  'fail'
] satisfies OrderVerb[];

export function isDirect(verb: Verb): verb is OrderVerb {
  return direct.includes(verb);
}

/** Verbs that are asked why before they are done. */
export const asksWhy: readonly Verb[] = ['hold', 'unpack', 'recall', 'cancel', 'fail'];

/** Verbs whose form stands in the opened order. */
export const formed: readonly Verb[] = ['claim', 'return', 'refund'];

/** The key of a next step. */
export const stepKey: Partial<Record<Verb, string>> = {
  place: 's',
  pay: 'b',
  approve: 's',
  pack: 'k',
  ship: 'r',
  deliver: 's',
  complete: 's',
  release: 'l'
};

/** The next steps that a key stands for. */
export const verbsOf = (key: string): Verb[] =>
  (Object.keys(stepKey) as Verb[]).filter((verb) => stepKey[verb] === key);

/** The step that a key is for all of these orders; packing asks for its own list. */
export const verbForAll = (key: string | undefined, rows: readonly OrderRow[]): Verb | undefined =>
  key === undefined
    ? undefined
    : verbsOf(key).find((verb) => verb !== 'pack' && rows.every((row) => row.allowed.includes(verb)));

/** What can be printed of one order. */
export type Paper = 'both' | 'slip' | 'label' | 'pickList';

export interface Deeds extends Omit<Doing, 'run'> {
  readonly refused: RefusedOrder[];
  readonly warnings: Sentence[];
  /** Answers whether it was done to any. */
  verb(verb: OrderVerb, orders: OrderId[], reason?: string): Promise<boolean>;
  pickList(orders: OrderId[]): Promise<void>;
  slips(orders: OrderId[], size: SlipSize): Promise<void>;
  /** Labels; those that the marketplace prints itself are refused, each with its reason. */
  labels(orders: OrderId[]): Promise<void>;
  /** Slips for all, and labels for those that get one of ours. */
  papers(rows: readonly OrderRow[], size: SlipSize): Promise<void>;
  /** Tells what another form did: done in a toast with the way back, refused above the list. */
  tell(outcome: Outcome): void;
  wave(orders: OrderId[], size: SlipSize): Promise<void>;
  putAway(): void;
}

export function useDeeds(): Deeds {
  const doing = useDoing();
  let refused = $state.raw<RefusedOrder[]>([]);
  let warnings = $state.raw<Sentence[]>([]);

  function tell(outcome: Outcome, text?: string): void {
    refused = outcome.refused;
    warnings = outcome.warnings;
    if (outcome.done.length === 0) return;
    toasts.show({ text: text ?? say(outcome.message), undo: true });
  }
  const labelSize = (): LabelSize => book.shop?.label_size ?? 'a6';
  async function slips(orders: OrderId[], size: SlipSize): Promise<void> {
    await doing.run(async () => tellPrinted(await printSlips(orders, size)));
  }
  async function labelled(orders: OrderId[]): Promise<Printed[]> {
    const printed = await printLabels(orders, labelSize());
    refused = printed.refused;
    warnings = [];
    return printed.documents > 0 ? [printed] : [];
  }
  async function labels(orders: OrderId[]): Promise<void> {
    await doing.run(async () => tellPrinted(...(await labelled(orders))));
  }
  async function papers(rows: readonly OrderRow[], size: SlipSize): Promise<void> {
    await doing.run(async () => {
      const slipped = await printSlips(
        rows.map((row) => row.id),
        size
      );
      const ours = rows.filter((row) => row.own_label).map((row) => row.id);
      tellPrinted(slipped, ...(ours.length > 0 ? await labelled(ours) : []));
    });
  }

  return {
    get busy() {
      return doing.busy;
    },
    get failure() {
      return doing.failure;
    },
    get refused() {
      return refused;
    },
    get warnings() {
      return warnings;
    },
    retry: doing.retry,
    clear: doing.clear,
    async verb(verb, orders, reason = '') {
      const done = await doing.run(async () => {
        const outcome = await orderVerb(verb, orders, reason);
        tell(outcome);
        return outcome.done.length;
      });
      return (done ?? 0) > 0;
    },
    async pickList(orders) {
      await doing.run(async () => tellPrinted(await printPickList(orders)));
    },
    slips,
    labels,
    papers,
    tell: (outcome) => tell(outcome),
    async wave(orders, size) {
      await doing.run(async () => {
        const wave = await waveCreate(orders);
        refused = wave.left_out;
        warnings = [];
        if (wave.orders.length === 0) return;
        toasts.show({
          text: t().orders.bulk.waveMade(wave.id, wave.orders.length, wave.units),
          undo: true,
          next: {
            label: t().orders.bulk.waveNext,
            run: () =>
              void doing.run(async () => {
                tellPrinted(await printPickList(wave.orders), await printSlips(wave.orders, size));
              })
          }
        });
      });
    },
    putAway() {
      refused = [];
      warnings = [];
      doing.clear();
    }
  };
}
