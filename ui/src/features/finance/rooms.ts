// The rooms of Keuangan, in the order of their tabs: a room is a line here, its name in the words, and its component.
import type { Component, Snippet } from 'svelte';
import ChartTab from './chart/ChartTab.svelte';
import DayTab from './day/DayTab.svelte';
import ExpensesTab from './expenses/ExpensesTab.svelte';
import Balance from '../statements/Balance.svelte';
import Income from '../statements/Income.svelte';
import Payouts from '../payouts/Payouts.svelte';
import Reports from '../reports/Reports.svelte';
import Purchases from '../purchases/Purchases.svelte';
import Tax from '../statements/Tax.svelte';

/** A room draws its own head, and the tabs below it. */
export type RoomComponent = Component<{ tabs: Snippet }>;

export const rooms = [
  'income',
  'balance',
  'payouts',
  'purchases',
  'expenses',
  'ledger',
  'tax',
  'day',
  'reports'
] as const;
export type Room = (typeof rooms)[number];

export const drawn: Record<Room, RoomComponent> = {
  income: Income,
  balance: Balance,
  payouts: Payouts,
  purchases: Purchases,
  expenses: ExpensesTab,
  ledger: ChartTab,
  tax: Tax,
  day: DayTab,
  reports: Reports
};
