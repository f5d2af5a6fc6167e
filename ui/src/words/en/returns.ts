import { count } from '../../format';
import type { Dict } from '..';

export const returns: Dict['returns'] = {
  title: 'Returns',
  lead: (n) =>
    n === 0
      ? 'No parcel is on its way back.'
      : n === 1
        ? '1 parcel is coming back.'
        : `${count(n)} parcels are coming back.`,
  list: 'Parcels on their way back',
  caption: 'Orders whose goods are on their way back, the oldest first',
  columns: {
    since: 'Since',
    number: 'Number',
    customer: 'Buyer',
    contents: 'Contents',
    why: 'Why',
    back: 'Back'
  },
  empty: 'Nothing is coming back',
  emptyText: 'Failed deliveries and claims of buyers appear here until their goods are graded.',
  scan: 'Scan the parcel that came back',
  scanPlace: 'Tracking number, slip or order number',
  scanHint: "Scan its label: the parcel's form opens here.",
  unknown: (code) => `${code} is unknown. Look for the order among the orders.`,
  none: 'No parcel is open',
  noneText: 'Scan its label, or choose from the list.',
  panel: (number) => `Return of ${number}`,
  why: 'Reason.',
  failed: 'Delivery failed',
  arrived: 'At the shop.',
  claimed: "Buyer's claim",
  back: 'All its goods are back.',
  partBack: (n, all) => `${count(n)} of ${count(all)} units are back.`,
  notOut: (number, stage) => `Order ${number} isn't out: it stands at ${stage}.`,
  owed: (amount) => `The shop still owes the buyer Rp ${amount}.`,
  owedNone: 'No money has to be given back.',
  owedMarketplace: 'The marketplace gives the buyer the money back.',
  refund: 'Give money back',
  money: {
    title: "The buyer's money",
    ask: (amount) => `Give back Rp ${amount}?`,
    askLess: (amount) => `Lower what the buyer owes by Rp ${amount}?`,
    less: 'Lower it',
    later: 'Later'
  },
  text: 'Copy the message for the buyer',
  copied: 'The text for the buyer is copied.',
  order: 'Open the order',
  grading: {
    title: 'Grade what came back',
    grades: { sellable: 'Sellable', damaged: 'Damaged', lost: 'Lost' },
    allSellable: 'All can be sold again',
    save: (sellable, damaged, lost) =>
      `Save: ${[
        sellable > 0 ? `${count(sellable)} sellable` : '',
        damaged > 0 ? `${count(damaged)} damaged` : '',
        lost > 0 ? `${count(lost)} lost` : ''
      ]
        .filter(Boolean)
        .join(', ')}`,
    all: (n) => `${n} out`,
    stillOut: (n) => `${count(n)} not back yet`,
    most: (n) => `${count(n)} at most`,
    over: 'More came back than had left.',
    nothing: 'Enter how many came back first.',
    busy: 'Being saved.',
    refused: 'This return was refused.',
    hint: 'Digits, + or − change a count; what is damaged or lost is taken off the sellable ones.',
    count: (grade, what) => `${grade}: ${what}`,
    more: (grade, what) => `More ${grade}: ${what}`,
    less: (grade, what) => `Fewer ${grade}: ${what}`
  },
  keys: { open: 'Grade this parcel', scan: 'To the scan field', refund: 'Give money back' }
};
