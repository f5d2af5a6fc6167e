import type { Dict } from '..';

export const exporting: Dict['exporting'] = {
  button: 'Export',
  label: 'Export the list',
  format: 'Kind of file',
  formats: {
    xlsx: 'Excel (.xlsx)',
    csv_semicolon: 'CSV with ;',
    csv: 'CSV with ,',
    pdf: 'PDF to print: the main columns',
    hledger: 'hledger journal, for accountants'
  },
  what: 'What is exported',
  kinds: {
    orders: 'Orders',
    lines: 'Order lines',
    products: 'Products',
    stock: 'Stock',
    customers: 'Customers',
    payments: 'Payments',
    postings: 'Postings',
    purchases: 'Purchases',
    receipts: 'Goods received',
    bills: 'Bills',
    suppliers: 'Suppliers',
    settlements: 'Payouts',
    records: 'Records',
    log: 'Log'
  },
  from: 'From',
  to: 'To',
  days: 'No date means all of them.',
  now: 'As it is now, every row.',
  backwards: 'The last day is before the first.',
  save: 'Save the file'
};
