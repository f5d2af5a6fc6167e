// A document or list that was written: what it is, where it lies, and its folder one key away.
import { showFolder } from '../bridge';
import type { Printed } from '../generated/Printed';
import { say, t } from '../words';
import { toasts } from './toast.svelte';

/** Tells it in a toast; several documents of one deed are told together, and lie in one folder. */
export function tellPrinted(...printed: Printed[]): void {
  const last = printed.at(-1);
  if (!last) return;
  toasts.show({
    text: printed.map((each) => say(each.message)).join(' '),
    file: printed.map((each) => each.path).join(', '),
    next: { label: t().common.act.folder, run: () => void showFolder(last.path) }
  });
}
