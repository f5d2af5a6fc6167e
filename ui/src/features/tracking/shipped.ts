// What is said after parcels left, and the way back.
import { orderText } from '../../bridge';
import type { OrderId } from '../../generated/OrderId';
import type { Outcome } from '../../generated/Outcome';
import type { Refusal } from '../../generated/Refusal';
import { copyText } from '../../parts/clipboard.svelte';
import { further, toasts } from '../../parts/toast.svelte';
import { say, t } from '../../words';

/** The one refusal that a person may override: the parcels of two orders are one. */
export function joinable(refusal: Refusal): boolean {
  return refusal.code === 'tracking_used';
}

/** Several answers to one deed, as one; each that shipped something is a step of its own. */
export function together(outcomes: Outcome[]): Outcome & { steps: number } {
  const done = outcomes.flatMap((each) => each.done);
  const told = outcomes.filter((each) => each.done.length > 0);
  const single = told.length === 1 ? told[0]! : null;
  return {
    done,
    refused: outcomes.flatMap((each) => each.refused),
    steps: told.length,
    undo: told[0]?.undo ?? null,
    message: single?.message ?? {
      id: told.map((each) => each.message.id).join(' '),
      en: told.map((each) => each.message.en).join(' ')
    },
    warnings: outcomes.flatMap((each) => each.warnings)
  };
}

/** Tells it in a toast, with the text for the buyer of the one order that left: its tracking number, ready to paste. */
export function tellShipped(outcome: Outcome & { steps?: number }): void {
  const [order, ...others] = outcome.done;
  if (order === undefined) return;
  const next = others.length > 0 ? undefined : { label: t().tracking.copyText, run: () => void copyShipped(order) };
  toasts.show({ text: say(outcome.message), undo: outcome.steps ?? 1, next });
}

async function copyShipped(order: OrderId): Promise<void> {
  const text = await further(() => orderText(order, 'shipped'));
  if (text !== null && (await copyText(text))) toasts.show({ text: t().tracking.textCopied(order) });
}
