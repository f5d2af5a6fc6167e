// The reports beside the statements, in the order of their list: a report is a line here, and its name in the words.
import type { Day } from '../../generated/Day';
import type { ProfitBy } from '../../generated/ProfitBy';
import type { ReportQuery } from '../../generated/ReportQuery';
import type { SalesBy } from '../../generated/SalesBy';
import type { StatementBy } from '../../generated/StatementBy';
import type { StatementKind } from '../../generated/StatementKind';
import type { Compared, Period } from '../statements/period';

/** What a report is asked by: days, the day on which they end, or today. */
type Asks = 'days' | 'day' | 'today';

export interface Kind {
  asks: Asks;
  /** Whether other days may stand beside it. */
  compares?: true;
  query: (period: Period, today: Day, compared: Compared) => ReportQuery;
}

const sales = (by: SalesBy): Kind => ({
  asks: 'days',
  compares: true,
  query: ({ from, to }, _, compared) => ({ report: 'sales', by, from, to, ...compared })
});
const profit = (by: ProfitBy): Kind => ({
  asks: 'days',
  query: ({ from, to }) => ({ report: 'orders_profit', by, from, to })
});
const statement = (kind: StatementKind, by: StatementBy): Kind => ({
  asks: 'days',
  query: ({ from, to }) => ({
    ...{ report: 'statement', kind, from, to, by },
    ...{ against: 'nothing', against_days: null, months: 0 }
  })
});

export const kinds = {
  sales_month: sales('month'),
  sales_store: sales('store'),
  sales_product: sales('product'),
  sales_category: sales('category'),
  sales_customer: sales('customer'),
  sales_region: sales('region'),
  losing_orders: profit('order'),
  profit_store: profit('store'),
  profit_product: profit('product'),
  profit_customer: profit('customer'),
  receivables: { asks: 'day', query: ({ to }) => ({ report: 'receivables', to }) },
  receivable_orders: { asks: 'today', query: (_, today) => ({ report: 'receivable_orders', to: today }) },
  payables: { asks: 'day', query: ({ to }) => ({ report: 'payables', to }) },
  stock: { asks: 'day', query: ({ to }) => ({ report: 'stock', to }) },
  segments: { asks: 'day', query: ({ to }) => ({ report: 'segments', to }) },
  cohorts: { asks: 'day', query: ({ to }) => ({ report: 'cohorts', to }) },
  forecast: { asks: 'today', query: (_, today) => ({ report: 'forecast', to: today }) },
  dead_stock: { asks: 'day', query: ({ to }) => ({ report: 'dead_stock', to }) },
  income_months: statement('income', 'month'),
  income_stores: statement('income', 'store'),
  balance_months: statement('balance', 'month'),
  trial: statement('trial', 'period'),
  notes: { asks: 'day', query: ({ to }) => ({ report: 'notes', to }) }
} satisfies Record<string, Kind>;

export type ReportName = keyof typeof kinds;
/** What is kept for an accountant stands in the same list. */
export type Part = ReportName | 'accountant';
export const parts = [...(Object.keys(kinds) as ReportName[]), 'accountant'] as const satisfies readonly Part[];

/** A report by months begins with its year: of one month it would say what the income statement says. */
export const byMonths: readonly Part[] = ['sales_month', 'income_months', 'balance_months'];
