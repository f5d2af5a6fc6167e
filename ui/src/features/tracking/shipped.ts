// What is said after parcels left, and the way back.
import { orderVerb } from '../../bridge';
import type { OrderId } from '../../generated/OrderId';
import type { Outcome } from '../../generated/Outcome';
import type { Refusal } from '../../generated/Refusal';
import { toasts } from '../../parts/toast.svelte';
import { say, t } from '../../words';

/** The one refusal that a person may override: the parcels of two orders are one. */
export function joinable(refusal: Refusal): boolean {
  return refusal.code === 'tracking_used';
}

/** Several answers to one deed, as one. */
export function together(outcomes: Outcome[]): Outcome {
  const done = outcomes.flatMap((each) => each.done);
  const told = outcomes.filter((each) => each.done.length > 0);
  const single = told.length === 1 ? told[0]! : null;
  return {
    done,
    refused: outcomes.flatMap((each) => each.refused),
    undo: told[0]?.undo ?? null,
    message: single?.message ?? {
      id: told.map((each) => each.message.id).join(' '),
      en: told.map((each) => each.message.en).join(' ')
    },
    warnings: outcomes.flatMap((each) => each.warnings)
  };
}

/** Tells it in a toast; `broke` hears of an undo that failed. */
export function tellShipped(outcome: Outcome, undo: (work: () => Promise<void>) => Promise<unknown>): void {
  if (outcome.done.length === 0) return;
  toasts.show({
    text: say(outcome.message),
    undo:
      outcome.undo === 'recall'
        ? async () => {
            await undo(() => recall(outcome.done));
          }
        : undefined
  });
}

async function recall(orders: OrderId[]): Promise<void> {
  const outcome = await orderVerb('recall', orders, t().tracking.recallReason);
  if (outcome.done.length > 0) toasts.show({ text: t().common.act.undone });
}
