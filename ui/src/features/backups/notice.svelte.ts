// What should be known of the backups: asked when one was made or failed, and each hour, since they grow old by themselves.
import { book } from '../../book.svelte';
import { backupNotice } from '../../bridge';
import type { Sentence } from '../../generated/Sentence';
import { type Query, useQuery } from '../../query.svelte';

export function useNotice(): Query<Sentence | null> {
  const hour = $derived(Math.floor(book.now / 3_600_000));
  return useQuery(['backups', 'shop'], () => {
    void hour;
    return backupNotice();
  });
}
