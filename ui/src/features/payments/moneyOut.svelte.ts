// Money on its way back to a buyer: how much, out of which account, by what means. Whoever gives it back fills in the same.
import { count } from '../../format';
import type { Money } from '../../generated/Money';
import type { PaymentMethod } from '../../generated/PaymentMethod';
import { readMoney } from '../../parts/amounts';
import { type Accounts, usualMethod } from './accounts.svelte';

export class MoneyOut {
  text = $state('');
  reference = $state('');
  private account = $state<string | null>(null);
  private method = $state<PaymentMethod | null>(null);

  /** Begins with what is due, out of `account`, or of the one used last. */
  constructor(
    private readonly accounts: Accounts,
    due: Money,
    account = ''
  ) {
    this.text = count(due);
    this.account = account || null;
  }

  /** What is typed; null if it can't be read. */
  get amount(): Money | null {
    return readMoney(this.text);
  }
  get from(): string {
    return this.account ?? this.accounts.usual;
  }
  set from(key: string) {
    this.account = key;
  }
  get by(): PaymentMethod {
    return this.method ?? usualMethod(this.from);
  }
  set by(method: PaymentMethod) {
    this.method = method;
  }
  /** As it is sent. */
  get sent(): { account: string; method: PaymentMethod; reference: string } {
    return { account: this.from, method: this.by, reference: this.reference.trim() };
  }
}
