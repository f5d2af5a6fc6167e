// The chart of accounts as the tabs of Keuangan know it: names by number, and what an entry of a kind may touch.
import { booksChart } from '../../bridge';
import type { AccountId } from '../../generated/AccountId';
import type { AccountRow } from '../../generated/AccountRow';
import type { JournalKind } from '../../generated/JournalKind';
import { useQuery } from '../../query.svelte';

export function useChart() {
  const query = useQuery(['books', 'shop', 'payments', 'orders', 'stock'], booksChart);
  const byId = $derived(new Map(query.data?.accounts.map((account) => [account.id, account])));
  const rows = (ids: AccountId[]) => ids.map((id) => byId.get(id)).filter((row): row is AccountRow => !!row);
  return {
    get failure() {
      return query.failure;
    },
    get data() {
      return query.data;
    },
    reload: () => query.reload(),
    name: (id: AccountId) => byId.get(id)?.name ?? String(id),
    row: (id: AccountId) => byId.get(id),
    of(kind: JournalKind): { debit: AccountRow[]; credit: AccountRow[] } {
      const found = query.data?.kinds.find((each) => each.kind === kind);
      return { debit: rows(found?.debit ?? []), credit: rows(found?.credit ?? []) };
    }
  };
}
export type ChartState = ReturnType<typeof useChart>;
