// The accounts that money comes into and leaves, and by what means. The one used last is offered first.
import { settings } from '../../bridge';
import type { MoneyAccount } from '../../generated/MoneyAccount';
import type { PaymentMethod } from '../../generated/PaymentMethod';
import { useQuery } from '../../query.svelte';

export const methods: readonly PaymentMethod[] = ['transfer', 'qris', 'ewallet', 'cash', 'cod'];
const cash = 'cash';
const place = 'runut.account';

/** How money comes into an account unless something else is said. */
export const usualMethod = (account: string): PaymentMethod => (account === cash ? 'cash' : 'transfer');

export interface Accounts {
  readonly list: MoneyAccount[];
  /** The one used last, if it still is; else the first bank. */
  readonly usual: string;
  used(key: string): void;
}

export function useAccounts(): Accounts {
  const asked = useQuery(['shop'], settings);
  const list = $derived((asked.data?.accounts ?? []).filter((account) => !account.archived));
  let last = $state(localStorage.getItem(place));
  const usual = $derived(
    (list.find((each) => each.key === last) ?? list.find((each) => each.key !== cash) ?? list[0])?.key ?? ''
  );
  return {
    get list() {
      return list;
    },
    get usual() {
      return usual;
    },
    used(key) {
      last = key;
      localStorage.setItem(place, key);
    }
  };
}
