import type { Dict } from '..';

export const reports: Dict['reports'] = {
  title: 'Reports',
  list: 'List of reports',
  move: 'Next report, the one before',
  open: 'Open what it is made of',
  yes: 'yes',
  none: 'Nothing in it yet',
  noneText: 'Nothing to report on these days. Choose others.',
  names: {
    sales_month: 'Sales by month',
    sales_store: 'Sales by store',
    sales_product: 'Sales by product',
    sales_category: 'Sales by category',
    sales_customer: 'Sales by customer',
    sales_region: 'Sales by region',
    losing_orders: 'Orders that lost',
    profit_store: 'Profit by store',
    profit_product: 'Profit by product',
    profit_customer: 'Profit by customer',
    receivables: 'Receivables by age',
    receivable_orders: 'Receivables by order',
    payables: 'Payables by age',
    stock: 'Stock valuation',
    segments: 'Customer segments',
    cohorts: 'Returning buyers',
    forecast: 'Sales forecast',
    dead_stock: 'Dead stock',
    income_months: 'Income by month',
    income_stores: 'Income by store',
    balance_months: 'Balance by month',
    trial: 'Trial balance',
    notes: 'Notes',
    accountant: 'For an accountant'
  },
  accountant: {
    package: "A year's books",
    packageText:
      'One folder with all reports of the year as PDF, Excel and CSV, its journal and the chart of accounts. For an accountant or a bank.',
    pack: (year) => `Make the books of ${year}`,
    journal: 'Journal',
    journalText: 'All entries of the chosen days: Excel, CSV, PDF, or in the format of hledger.',
    journalSave: 'Save the journal'
  }
};
