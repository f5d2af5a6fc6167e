// A document or list that was written: what it is, where it lies, and its folder one key away.
import { showFolder } from '../bridge';
import type { Printed } from '../generated/Printed';
import { say, t } from '../words';
import { further, toasts } from './toast.svelte';

const cut = (path: string) => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
const fileOf = (path: string) => path.slice(cut(path) + 1);
const folderOf = (path: string) => path.slice(0, Math.max(0, cut(path)));

/** Tells it in a toast; several documents of one deed are told together, and lie in one folder. */
export function tellPrinted(...printed: Printed[]): void {
  const last = printed.at(-1);
  if (!last) return;
  toasts.show({
    text: printed.map((each) => say(each.message)).join(' '),
    file: t().common.act.liesIn(printed.map((each) => fileOf(each.path)).join(', '), folderOf(last.path)),
    next: { label: t().common.act.folder, run: () => void further(() => showFolder(last.path)) }
  });
}
