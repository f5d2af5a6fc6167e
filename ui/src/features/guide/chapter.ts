// Which chapters the guide has, and which belongs to a screen.
import type { Screen } from '../../router.svelte';
import type { Block } from './blocks';

export interface Chapter {
  name: string;
  read: () => Promise<Block[]>;
}

const files = import.meta.glob<Block[]>('../../../../docs/guide/[0-9]*.md', { import: 'default' });

/** The chapters in their order. Each is read when it is opened. */
export const chapters: Chapter[] = Object.keys(files)
  .sort()
  .map((path) => ({ name: /\d+-([a-z-]+)\.md$/.exec(path)?.[1] ?? path, read: files[path]! }));

/** The chapter that belongs to a screen: F1 opens it there. */
export function chapterOf(screen: Screen, part: string, ready: boolean): string {
  if (!ready) return 'mulai';
  switch (screen) {
    case 'pack':
    case 'tracking':
      return 'memindai';
    case 'returns':
    case 'stock':
    case 'count':
      return 'stok-dan-retur';
    case 'finance':
      return 'keuangan';
    case 'settings':
      return part === 'printers' ? 'mencetak' : part === 'backups' ? 'cadangan' : 'mulai';
    default:
      return 'satu-hari';
  }
}
