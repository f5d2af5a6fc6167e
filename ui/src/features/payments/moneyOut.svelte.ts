// Money on its way back to a buyer: how much, out of which account, by what means. Whoever gives it back fills in the same.
import { count } from '../../format';
import type { AccountId } from '../../generated/AccountId';
import type { Money } from '../../generated/Money';
import type { PaymentMethod } from '../../generated/PaymentMethod';
import { readMoney } from '../../parts/amounts';
import type { Accounts } from './accounts.svelte';

export class MoneyOut {
  text = $state('');
  reference = $state('');
  private account = $state<AccountId | null>(null);
  private method = $state<PaymentMethod | null>(null);

  /** Begins with what is due, out of `account`, or of the one used last. */
  constructor(
    private readonly accounts: Accounts,
    due: Money,
    account: AccountId | null = null
  ) {
    this.text = count(due);
    this.account = account;
  }

  /** What is typed; null if it can't be read. */
  get amount(): Money | null {
    return readMoney(this.text);
  }
  get from(): AccountId {
    return this.account ?? this.accounts.usual;
  }
  set from(account: AccountId) {
    this.account = account;
  }
  get by(): PaymentMethod {
    return this.method ?? this.accounts.usualMethod(this.from);
  }
  set by(method: PaymentMethod) {
    this.method = method;
  }
  /** As it is sent. */
  get sent(): { account: AccountId; method: PaymentMethod; reference: string } {
    return { account: this.from, method: this.by, reference: this.reference.trim() };
  }
}
