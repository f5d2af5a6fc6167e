// The accounts that money comes into and leaves, and by what means. The one used last is offered first.
import { settings } from '../../bridge';
import type { AccountId } from '../../generated/AccountId';
import type { MoneyAccount } from '../../generated/MoneyAccount';
import type { PaymentMethod } from '../../generated/PaymentMethod';
import { useQuery } from '../../query.svelte';

export const methods: readonly PaymentMethod[] = ['transfer', 'qris', 'ewallet', 'cash', 'cod'];
const place = 'runut.account';

export interface Accounts {
  readonly list: MoneyAccount[];
  /** The one used last, if it still is; else the first bank. */
  readonly usual: AccountId;
  /** How money comes into an account unless something else is said. */
  usualMethod(account: AccountId): PaymentMethod;
  used(account: AccountId): void;
}

export function useAccounts(): Accounts {
  const asked = useQuery(['shop'], settings);
  const list = $derived((asked.data?.accounts ?? []).filter((account) => !account.archived));
  let last = $state(Number(localStorage.getItem(place)));
  const usual = $derived(
    (list.find((each) => each.id === last) ?? list.find((each) => !each.in_hand) ?? list[0])?.id ?? 0
  );
  return {
    get list() {
      return list;
    },
    get usual() {
      return usual;
    },
    usualMethod(account) {
      return list.find((each) => each.id === account)?.in_hand ? 'cash' : 'transfer';
    },
    used(account) {
      last = account;
      localStorage.setItem(place, String(account));
    }
  };
}
