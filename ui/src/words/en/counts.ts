import { count } from '../../format';
import type { Dict } from '..';

export const counts: Dict['counts'] = {
  title: 'Stock counts',
  lead: 'Count the shelves without looking at the book, then compare.',
  list: 'List of stock counts',
  none: 'No stock count yet',
  noneText: 'Begin with one shelf; differences are booked only when you close it.',
  columns: {
    name: 'Name',
    started: 'Started',
    person: 'By',
    state: 'State',
    counted: 'Counted',
    differences: 'Differences',
    value: 'Value, Rp'
  },
  states: { open: 'Open', closed: 'Closed', cancelled: 'Cancelled' },
  start: {
    title: 'Start a count',
    what: 'What to count',
    scopes: { shelf: 'A shelf', category: 'A category', chosen: 'What is chosen', all: 'Everything' },
    shelf: 'Shelves that begin with',
    shelfHint: 'B counts all of the B shelves.',
    shelfMissing: 'Type how the shelf begins, B for example.',
    category: 'Category',
    noCategory: 'No product has a category yet.',
    chosen: (n) => (n === 1 ? '1 variant of the stock list.' : `${count(n)} variants of the stock list.`),
    all: 'Every variant that is still sold.',
    name: 'Name',
    nameHint: 'May be empty.',
    act: 'Start counting'
  },
  entry: {
    lead: 'Type what is on the shelf. What the book says is shown when you review.',
    lines: 'Goods to count',
    counted: (n, all) => `${count(n)} of ${count(all)} counted`,
    shelf: 'Shelf',
    noShelf: 'no shelf',
    product: 'Product',
    units: 'Units',
    unitsOf: (what) => `Units of ${what}`,
    hint: '12+30 is added up. Two columns of a sheet can be pasted.',
    wrong: 'A number from 0 to 1.000.000, or a sum such as 12+30.',
    unknown: (code) => `${code} is not in this count.`,
    scanned: (what, n) => `${what}: ${count(n)}`,
    plus: 'Add 1 per scan',
    saving: 'Saving',
    unsaved: (n) => `${count(n)} not saved yet`,
    pasted: (n) => (n === 1 ? '1 row filled in.' : `${count(n)} rows filled in.`),
    skipped: (n) => (n === 1 ? '1 pasted row was left out.' : `${count(n)} pasted rows were left out.`),
    skippedUnknown: (line, code) => `Row ${line}: ${code} is not in this count.`,
    skippedUnits: (line, text) => `Row ${line}: "${text}" is no number of units.`,
    rest: 'and so on',
    yet: 'To what is not counted yet',
    allDone: 'Everything is counted.',
    sheet: 'Print sheet',
    review: 'Review differences',
    cancel: 'Cancel count'
  },
  review: {
    lead: 'Differences are against what was on the shelf when each row was counted.',
    lines: 'Result of the count',
    only: 'Differences only',
    all: 'All',
    uncounted: (n) =>
      n === 1
        ? '1 variant is not counted and stays as it is.'
        : `${count(n)} variants are not counted and stay as they are.`,
    nothing: 'Nothing is counted',
    nothingText: 'Go back to the count and fill in at least one row.',
    none: 'No differences',
    noneText: 'The count agrees with the book.',
    columns: {
      counted: 'Counted',
      expected: 'In the book',
      difference: 'Difference',
      value: 'Value, Rp',
      reason: 'Reason',
      cost: 'Cost per unit'
    },
    sum: (n) => (n === 1 ? '1 difference' : `${count(n)} differences`),
    reasonOf: (what) => `Reason for the difference of ${what}`,
    costOf: (what) => `Cost per unit of ${what}`,
    average: 'average',
    first: 'enter',
    reasons: ['Lost', 'Damaged', 'Shipped wrongly', 'Counted wrongly before', 'Variants mixed up', 'Own use', 'Found'],
    one: 'One reason for all',
    fill: (n) => (n === 1 ? 'Fill in the empty one' : `Fill in the ${count(n)} empty ones`),
    missing: 'Type the reason.',
    missingSome: (n) => (n === 1 ? '1 difference has no reason yet.' : `${count(n)} differences have no reason yet.`),
    wrongCost: 'Type rupiah, 12.500 for example.',
    back: 'Count on',
    close: 'Close and book the differences',
    closeEven: 'Close the count'
  },
  closed: { lead: 'This count is closed; its differences are booked.' },
  cancelled: { lead: 'This count was cancelled; stock did not change.' },
  cancelDialog: {
    title: (name) => `Cancel ${name}?`,
    text: (n) =>
      n === 0
        ? 'Nothing is counted yet.'
        : n === 1
          ? '1 counted row is thrown away. Stock does not change.'
          : `${count(n)} counted rows are thrown away. Stock does not change.`,
    act: 'Cancel the count'
  },
  keys: { next: 'Next row', open: 'Open the count', plus: 'Add 1 per scan, on or off' }
};
