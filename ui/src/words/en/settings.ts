import { money } from '../../format';
import type { Dict } from '..';

export const settings: Dict['settings'] = {
  title: 'Settings',
  lead: 'Each field is saved as soon as you press Enter or leave it.',
  nav: 'Parts of the settings',
  parts: {
    shop: 'Shop',
    deadlines: 'Deadlines',
    accounts: 'Accounts',
    stores: 'Marketplaces',
    fees: 'Marketplace fees',
    couriers: 'Couriers',
    hours: 'Open hours',
    persons: 'People',
    texts: 'Texts for buyers',
    backups: 'Backups',
    printers: 'Printers',
    look: 'Look',
    about: 'About'
  },
  about: {
    version: 'Version',
    book: 'The book is',
    show: 'Open the book’s folder',
    log: 'The program’s own log lies in the folder catatan beside the book, without data of buyers.'
  },
  saved: 'Saved',
  archive: 'Archive',
  bringBack: 'Use again',
  archived: 'Archived',
  of: (field, name) => `${field} of ${name}`,
  keys: { move: 'Next part, part before' },
  wrong: {
    count: 'A whole number, 0 or more.',
    money: 'Whole rupiah, such as 12.500.'
  },
  accounts: {
    name: 'Name',
    number: 'Account number',
    holder: 'In the name of',
    balance: 'Balance, Rp',
    add: 'New account',
    addAct: 'Add the account',
    caption: 'Accounts and cash of the shop'
  },
  fees: {
    caption: 'Marketplace fees',
    at: 'Marketplace',
    part: 'Fee',
    category: 'Category',
    categoryTyped: 'Category, empty for all',
    every: 'all',
    rate: 'Rate',
    rateTyped: 'Rate, like 8% or 1250',
    from: 'Since',
    span: (from: string, to: string) => `${from} to ${to}`,
    gross: 'of the price before discounts',
    cod: 'COD only',
    free: (orders: number) => `first ${orders} orders free`,
    cap: (sum: number) => `at most ${money(sum)}`,
    kept: 'taken of returns too',
    hint: 'What payouts and the profit of orders are expected by. A new rate ends the one before it; what isn’t paid out is reckoned anew. Categories are those of the products in Stock.',
    add: 'Add a rate',
    remove: 'Remove'
  },
  stores: {
    name: 'Store',
    at: 'Marketplace',
    wallet: 'Balance',
    ownWallet: 'Its own',
    shares: (names) => `With ${names}`,
    receivable: 'Not paid out yet, Rp',
    hint: 'Two stores at one marketplace? Add the second: its orders and what is owed for them are kept apart. An archived store takes no new orders.',
    add: 'Another shop at a marketplace',
    addAct: 'Add the shop',
    caption: 'Stores at marketplaces'
  },
  hours: {
    caption: 'When the shop is open, by weekday',
    weekday: 'Day',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    hours: 'Open hours',
    closed: 'closed',
    hint: 'Such as 08.00–17.00; empty when closed. Nobody is late outside of them; deadlines of marketplaces go on.',
    unsaid: 'Such as 08.00–17.00; empty when closed. While all of them are empty, every minute counts.',
    wrong: 'Write it as 08.00–17.00; empty when closed.',
    closedDays: 'Closed days',
    noClosedDays: 'No closed days beside the usual ones yet.',
    day: 'Date',
    dayMissing: 'Enter the date first.',
    note: 'Why, if you like',
    close: 'Add a closed day',
    open: 'Open after all'
  },
  couriers: {
    name: 'Name',
    own: 'No tracking number',
    ownHint: 'Taken by the shop or fetched by the buyer.',
    pickup: 'Pickup',
    pickupHint: 'When the courier comes, 17.00 for example; empty if it varies.',
    wrongTime: 'Type a time such as 17.00.',
    add: 'New courier',
    addAct: 'Add the courier',
    caption: 'Couriers of the shop'
  },
  persons: {
    name: 'Name',
    divisions: 'Divisions',
    division: {
      cs: 'Customer service',
      marketing: 'Marketing',
      finance: 'Finance',
      warehouse: 'Warehouse',
      management: 'Management'
    },
    owner: 'Owner',
    here: 'acts in this window',
    add: 'New person',
    addAct: 'Add the person',
    caption: 'People of the shop'
  },
  texts: {
    which: 'Text',
    body: 'The text itself',
    fields: 'Fields',
    insert: (field) => `Insert {${field}}`,
    preview: 'As the buyer sees it',
    noAccount: "No account has a number yet, so {rekening} and its line don't show. Enter one under Accounts.",
    own: "The program's own",
    changed: 'Changed',
    unsaved: 'Not saved yet',
    save: 'Save the text',
    discard: 'Discard changes',
    restore: "Back to the program's own",
    restored: (title) => `${title}: the program's own text again.`,
    unknown: (field) => `There is no field {${field}}.`
  },
  printers: {
    lead: 'Only on this computer.',
    label: 'Printer of labels',
    sheet: 'Printer of slips and other sheets',
    system: "The system's viewer",
    systemHint: 'It is opened first, and you print from there.',
    usual: (name) => `${name} (usual)`,
    gone: (name) => `${name} (not connected)`,
    none: "This computer has no printer: documents are opened in the system's viewer.",
    impossible:
      "On this computer Runut can't send straight to a printer: that needs CUPS, which Windows doesn't have. Documents are opened in the PDF viewer; print from there."
  },
  look: {
    lead: 'Only on this computer.',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    zoom: 'Size of text',
    zoomHint: 'Also with Ctrl + and Ctrl −; Ctrl 0 is 100% again.',
    density: 'Height of rows',
    densities: { compact: 'Compact', normal: 'Normal', roomy: 'Roomy' },
    language: 'Language of the screens',
    languages: { id: 'Bahasa Indonesia', en: 'English' }
  }
};
