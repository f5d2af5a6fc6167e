import { count } from '../../format';
import type { Dict } from '..';

const days: Dict['figures']['days'] = (from, to, date) => {
  const month = (day: number) => date.months[(Math.floor(day / 100) % 100) - 1] ?? '';
  if (from === to) return `${from % 100} ${month(from)}`;
  if (Math.floor(from / 100) === Math.floor(to / 100)) return `${from % 100}–${to % 100} ${month(to)}`;
  return `${from % 100} ${month(from)} – ${to % 100} ${month(to)}`;
};

export const figures: Dict['figures'] = {
  /** What stands before decimals. */
  comma: '.',
  units: { percent: '%', hours: 'h', days: 'days', minutes: 'min', thousands: 'thous.', millions: 'mill.' },
  title: 'Figures',
  tabs: {
    all: 'All figures',
    sales: 'Sales',
    warehouse: 'Warehouse',
    customers: 'Customers',
    marketing: 'Marketing',
    people: 'People',
    report: 'Reports'
  },
  nextTab: 'Next part, the one before',
  groups: {
    sales: 'Sales',
    money: 'Money',
    warehouse: 'Warehouse',
    customers: 'Customers',
    marketing: 'Marketing',
    people: 'People'
  },
  days,
  spans: { month: 'Month', week: 'Week' },
  upTo: (month, day) => `${month}, up to the ${day}`,
  ways: { before: 'Period before', year_before: 'A year ago' },
  way: 'Hold against others',
  columns: { figure: 'Figure', target: 'Target', delta: 'Change' },
  caption: 'Figures of the shop, their targets and those before',
  missed: 'target missed',
  unripe: (days) => `not ${days} days yet`,
  notYet: 'not ripe yet',
  undefinedYet: 'no data yet',
  good: { more: 'the more the better', less: 'the less the better', neither: 'tells how things are' },
  cases: 'cases',
  of: 'of',
  cased: (num, den) => `${num} of ${den}: `,
  targetIs: (target) => `Target ${target}`,
  was: (days, figure) => `${days} ${figure}`,
  targetWord: 'target',
  noTarget: 'no target',
  by: { day: 'Days', week: 'Weeks', month: 'Months' },
  points: { day: '14 days', week: '13 weeks', month: '13 months' },
  pointHeads: { day: 'Day', week: 'Monday', month: 'Year' },
  running: 'the last isn’t over',
  series: (name) => `${name} over time`,
  nextBy: 'Days, weeks, months',
  cut: 'By',
  cuts: { store: 'store', courier: 'courier', person: 'person' },
  nextCut: 'By another',
  noCut: 'This figure isn’t counted by that.',
  wholeShop: 'All',
  orders: 'Orders behind it',
  ordersOf: (shown, all) => (shown === all ? `${count(all)}` : `${count(shown)} of ${count(all)}`),
  open: (n) => `Open ${count(n)} orders`,
  openKey: 'Open the orders behind it',
  back: 'Back to figures',
  behind: (name, days) => `${name}, ${days}`,
  ordersMost: (n) => `${count(n)} newest orders`,
  order: { number: 'No.', where: 'Store', placed: 'Placed', stage: 'Stage', courier: 'Courier', total: 'Total' },
  noOrders: 'No orders behind it',
  noOrdersText: 'This figure isn’t made of orders, or there are none on these days.',
  move: 'Next figure, the one before',
  funnel: {
    title: 'The way of orders',
    placed: (n, days) => `${count(n)} placed ${days}`,
    reached: 'came to the stage',
    here: 'there',
    dropped: 'lost'
  },
  hours: {
    title: 'When orders come',
    more: (days) => `28 days up to ${days}`,
    caption: 'Orders placed by weekday and hour',
    night: '23–7'
  },
  customersSee: 'Reports on customers',
  segments: 'Customer segments',
  cohorts: 'Returning buyers',
  staff: {
    title: 'Advice on hands',
    day: (orders) => `${orders} orders a day`,
    people: (n) => `${count(n)} at work`,
    minutes: (minutes) => `${minutes} minutes a parcel`,
    week: 'Week from',
    orders: 'Orders',
    median: 'A day',
    worked: 'Days of work',
    load: 'Load',
    caption: 'Load of eight weeks'
  },
  target: {
    title: (name) => `Target of ${name}`,
    amount: 'What it should come to',
    per: 'For',
    pers: { day: 'a day', week: 'a week', month: 'a month' },
    rate: 'looked at by',
    hint: (typed, why) => `Proposed ${typed}: ${why}.`,
    hintNone: 'There isn’t enough to propose: enter your own.',
    use: 'Take the proposal',
    save: 'Set the target',
    remove: 'Remove the target',
    key: 'Change the target',
    neither: 'No side of this figure is good, so it has no target.'
  },
  goals: {
    title: 'Goals',
    dialog: 'What does the shop want?',
    lead: 'Choose one to three. Their figures stand on Today and in Figures.',
    change: 'Change goals',
    choose: 'Choose what the shop wants',
    chooseText: 'More orders, fewer returns, faster dispatch, for example.',
    save: 'Save goals',
    skip: 'Later',
    targets: 'Targets',
    proposed: (why) => `proposed, ${why}`,
    noPast: 'not enough data yet',
    none: 'No targets yet. Open Figures, choose one, then T.',
    met: 'reached',
    missed: 'not reached',
    of: (target) => `of ${target}`
  },
  own: {
    title: 'Own figures',
    lead: 'Of what is recorded and of figures that add up: one sum, or one by another.',
    name: 'Name',
    of: 'What is counted',
    per: 'Divided by',
    choose: 'choose',
    alone: 'not divided',
    unit: 'Written as',
    natural: 'a plain figure',
    units: { percent: 'percent', per100: 'per 100' },
    better: 'Which way',
    save: 'Save the figure',
    have: 'Those there are',
    remove: 'Remove',
    removed: (name) => `${name} is removed.`
  },
  keys: { csv: 'Save as CSV', xlsx: 'Save as Excel', print: 'Print' }
};
