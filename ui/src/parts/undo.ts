// Where a scan field keeps the focus, Ctrl Z must still take back what was just done. In a field that has text it stays
// the field's own.
import { toasts } from './toast.svelte';
import type { Shortcut } from '../shortcuts';

export function undoShortcut(): Shortcut {
  return {
    key: 'ctrl+z',
    typing: true,
    run: () => {
      const field = document.activeElement;
      const typed = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '';
      const undo = toasts.shown?.undo;
      if (typed !== '' || !undo) return false;
      toasts.hide();
      void undo();
    }
  };
}
