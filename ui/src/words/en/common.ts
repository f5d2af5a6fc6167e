import { count } from '../../format';
import type { Dict } from '..';

export const common: Dict['common'] = {
  rail: {
    label: 'Sections',
    commands: 'Command',
    today: 'Today',
    orders: 'Orders',
    pack: 'Pack',
    tracking: 'Tracking',
    returns: 'Returns',
    stock: 'Stock',
    customers: 'Customers',
    payments: 'Money in',
    settings: 'Settings',
    act: 'Who works in this window',
    log: 'Log',
    thousands: (n) => `${n}k`,
    owner: 'owner',
    staff: 'staff',
    book: (name) => `Book ${name}`,
    lateOrders: (n) => `${count(n)} late`
  },
  /** What is longer than it may be. */
  tooLong: (length: number, most: number) =>
    `${count(length)} characters, ${count(most)} at most. Shorten it; nothing was cut.`,
  stages: {
    draft: 'Draft',
    awaiting_payment: 'Awaiting payment',
    awaiting_approval: 'Awaiting approval',
    approved: 'Ready to pack',
    packed: 'Packed',
    shipped: 'Shipped',
    delivered: 'Delivered',
    completed: 'Completed',
    cancelled: 'Cancelled',
    returned: 'Returned'
  },
  channels: {
    whatsapp: 'WhatsApp',
    instagram: 'Instagram',
    shopee: 'Shopee',
    tokopedia: 'Tokopedia',
    tiktok: 'TikTok',
    lazada: 'Lazada',
    website: 'Website',
    walk_in: 'Walk-in'
  },
  verbs: {
    place: 'Place',
    take_over: 'Take over',
    amend: 'Amend',
    pay: 'Record payment',
    void: 'Void payment',
    approve: 'Approve',
    unapprove: 'Take approval back',
    pack: 'Pack',
    unpack: 'Unpack',
    ship: 'Ship',
    recall: 'Recall',
    deliver: 'Mark delivered',
    undeliver: 'Not delivered yet',
    complete: 'Complete',
    reopen: 'Reopen',
    cancel: 'Cancel order',
    expire: 'Expire',
    hold: 'Hold',
    release: 'Resume',
    fail: 'Delivery failed',
    claim: 'Record claim',
    return: 'Take return',
    refund: 'Refund'
  },
  marks: {
    late: 'Late',
    due_today: 'Leaves today',
    noted: 'Has a note',
    cod: 'COD',
    held: 'Held',
    short: 'Stock short',
    back: 'Coming back',
    overdue: 'Payment overdue',
    dropship: 'Dropship',
    unprinted: 'Not printed',
    unlabelled: 'Label not printed'
  },
  zones: { wib: 'WIB', wita: 'WITA', wit: 'WIT' },
  date: {
    dayHint: 'day/month/year',
    bad: 'Type a date like 20/11/2025.',
    yesterday: 'Yesterday',
    today: 'Today',
    tomorrow: 'Tomorrow',
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    longWeekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    longMonths: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December'
    ],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    minutes: (n) => (n === 1 ? '1 minute' : `${count(n)} minutes`),
    hours: (n) => (n === 1 ? '1 hour' : `${count(n)} hours`),
    days: (n) => (n === 1 ? '1 day' : `${count(n)} days`)
  },
  act: {
    undo: 'Undo',
    undoLast: 'Undo my last step',
    notUndone: (n: number) => `${count(n)} ${n === 1 ? 'order' : 'orders'} can’t be undone`,
    close: 'Close',
    back: 'Back',
    retry: 'Try again',
    more: 'Other actions',
    open: (what) => `Open ${what}`,
    stop: 'Stop',
    clear: 'Clear'
  },
  broken: {
    title: 'Something broke.',
    advice: 'The book is never left half written: try again, the same request counts once.'
  },
  refused: {
    title: (n) => (n === 1 ? '1 order was left out.' : `${count(n)} orders were left out.`),
    rest: (n) => `and ${count(n)} more`
  },
  warnings: 'Worth a look',
  warningsMany: (n) => `${count(n)} things are worth a look.`,
  uncopied: 'Not copied.',
  outOf: (n, all) => `${count(n)} of ${count(all)}`,
  keys: {
    title: 'Shortcuts',
    show: 'Shortcuts',
    larger: 'Larger text',
    smaller: 'Smaller text',
    normal: 'Normal size of text',
    palette: 'Commands',
    screen: (name) => `Go to ${name}`,
    search: 'Search',
    everywhere: 'Everywhere',
    here: 'On this screen',
    names: {
      up: '↑',
      down: '↓',
      left: 'Left',
      right: 'Right',
      space: 'Space',
      enter: 'Enter',
      escape: 'Esc',
      ctrl: 'Ctrl',
      alt: 'Alt',
      shift: 'Shift'
    }
  },
  place: {
    village: 'Village (kelurahan)',
    district: 'District (kecamatan)',
    city: 'City or regency',
    province: 'Province',
    postcode: 'Postcode',
    list: 'Places that match'
  },
  palette: {
    label: 'Commands',
    placeholder: 'Find a command, order, product, customer',
    commands: 'Commands',
    orders: 'Orders',
    nothing: 'Nothing matches.',
    light: 'Light theme',
    dark: 'Dark theme',
    system: 'Theme as the system has it',
    language: 'Bahasa Indonesia'
  }
};
