// A day that is being closed: what is typed for each account, and what is still missing.
import type { AccountId } from '../../../generated/AccountId';
import type { DayAccount } from '../../../generated/DayAccount';
import type { DayCount } from '../../../generated/DayCount';
import type { Money } from '../../../generated/Money';
import { readMoney } from '../../../parts/amounts';

/** Notes and coins, in rupiah; the last row is all coins together. */
export const notes = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000] as const;

/** An amount that may be below zero: a balance can be. */
export function readBalance(text: string): Money | null {
  const bare = text.trim();
  const negative = /^[-−]/.test(bare);
  const read = readMoney(bare.replace(/^[-−]\s*/, ''));
  return read === null ? null : negative ? -read : read;
}

export function useClosing(accounts: () => readonly DayAccount[]) {
  let texts = $state<Record<AccountId, string>>({});
  let reasons = $state<Record<AccountId, string>>({});

  const counted = (account: DayAccount): Money | null => readBalance(texts[account.account] ?? '');
  const difference = (account: DayAccount): Money | null => {
    const read = counted(account);
    return read === null ? null : read - account.expected;
  };
  const unsaid = (account: DayAccount) =>
    (difference(account) ?? 0) !== 0 && (reasons[account.account] ?? '').trim() === '';
  const left = $derived(accounts().filter((account) => counted(account) === null).length);
  const asks = $derived(accounts().find(unsaid) ?? null);

  return {
    text: (account: AccountId) => texts[account] ?? '',
    type: (account: AccountId, text: string) => void (texts[account] = text),
    reason: (account: AccountId) => reasons[account] ?? '',
    explain: (account: AccountId, reason: string) => void (reasons[account] = reason),
    counted,
    difference,
    unsaid,
    /** How many accounts have no figure yet. */
    get left() {
      return left;
    },
    /** The first account that differs and has no reason. */
    get asks() {
      return asks;
    },
    /** What is counted; null while something is missing. */
    counts(): DayCount[] | null {
      if (left > 0 || asks) return null;
      return accounts().map((account) => ({
        account: account.account,
        counted: counted(account) ?? 0,
        reason: (reasons[account.account] ?? '').trim()
      }));
    },
    clear(): void {
      texts = {};
      reasons = {};
    }
  };
}
