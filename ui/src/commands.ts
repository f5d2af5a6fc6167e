// What Ctrl K knows beside what is in the book: every screen, every part of the settings and each setting, every list of
// orders, what is done and printed from each screen. A screen or part without an entry doesn't pass the type check, a
// setting without one doesn't pass the tests.
import type { Language } from './generated/Language';
import { SETTINGS } from './generated/shopSettings';
import type { Stage } from './generated/Stage';
import type { OrderMark } from './generated/OrderMark';
import { importFlow } from './features/import/flow.svelte';
import { chapters } from './features/guide/chapter';
import { settingParts, type SettingPart } from './features/settings/parts';
import { changeMachine, densities, machine, type Theme, themes, zoomBy } from './machine.svelte';
import type { IconName } from './parts/icons';
import { sounds } from './parts/sounds.svelte';
import { placeKey, places } from './places';
import { go, type Params, type Screen, screens } from './router.svelte';
import { readScreen } from './screens.svelte';
import { pressed } from './shortcuts';
import { chooseLanguage, type Dict, inEveryLanguage, language, t } from './words';

/** Something that can be gone to or done. */
export interface Command {
  /** Unlike any other's. */
  key: string;
  name: string;
  icon: IconName;
  /** The key that does the same. */
  kbd?: string;
  /** What it is called, where its name says more: `Rekening` of `Pengaturan: Rekening`, `Stok` of `Ke Stok`. */
  called?: string;
  /** Other words for it, a line each language, what it is meant by most first. */
  words: string;
  run: () => void;
}

/** Where something is done, and the key that begins it there. */
interface Deed {
  icon: IconName;
  name: (words: Dict) => string;
  screen: Screen;
  params?: Params;
  press?: string;
  kbd?: string;
}

const screenIcons: Record<Screen, IconName> = {
  today: 'today',
  orders: 'orders',
  order: 'plus',
  pack: 'pack',
  tracking: 'resi',
  returns: 'back',
  stock: 'stock',
  count: 'stock',
  customers: 'people',
  payments: 'money',
  finance: 'book',
  figures: 'chart',
  log: 'diary',
  settings: 'gear',
  import: 'file',
  guide: 'help'
};

const screenName = (words: Dict, screen: Screen): string => {
  if (screen === 'order') return words.ordering.keys.new;
  if (screen === 'import') return words.importing.keys.import;
  if (screen === 'guide') return words.guide.keys.open;
  if (screen === 'count') return words.commands.names.count;
  return words.common.keys.screen(words.common.rail[screen]);
};

const listed = (part: 'shop' | 'deadlines', language: Language): string[] =>
  SETTINGS.filter((each) => each.part === part).map((each) => each.label[language]);

/** The labels of each part's settings: each is found by its own name. */
const settingNames: Record<SettingPart, (words: Dict['settings'], language: Language) => string[]> = {
  shop: (_, language) => listed('shop', language),
  deadlines: (_, language) => listed('deadlines', language),
  accounts: ({ accounts }) => [accounts.number, accounts.holder, accounts.add],
  stores: ({ stores }) => [stores.receivable, stores.add],
  fees: ({ fees }) => [fees.rateTyped, fees.categoryTyped, fees.capTyped, fees.from, fees.remove],
  couriers: ({ couriers }) => [couriers.own, couriers.pickup, couriers.add],
  hours: ({ hours }) => [hours.closedDays, hours.close, hours.day, hours.note],
  persons: ({ persons }) => [persons.divisions, ...Object.values(persons.division), persons.owner, persons.add],
  texts: ({ texts }) => [texts.body],
  backups: () => [],
  printers: ({ printers }) => [printers.label, printers.sheet],
  look: ({ look }) => [look.theme, look.zoom, look.density, look.language],
  about: ({ about }) => [about.version, about.show]
};

const names = (key: keyof Dict['commands']['names']) => (words: Dict) => words.commands.names[key];

/** What is done on a screen, from wherever one is. */
const deeds: Record<keyof Dict['commands']['deeds'], Deed> = {
  slips: { icon: 'print', name: names('slips'), screen: 'orders', params: { stage: 'all', mark: 'unprinted' } },
  labels: { icon: 'print', name: names('labels'), screen: 'orders', params: { stage: 'all', mark: 'unlabelled' } },
  pickList: { icon: 'print', name: names('pickList'), screen: 'orders', params: { stage: 'approved' } },
  handover: { icon: 'print', name: (words) => words.tracking.handover.title, screen: 'tracking', press: 'alt+h' },
  countSheet: { icon: 'print', name: names('countSheet'), screen: 'count' },
  wave: { icon: 'wave', name: names('wave'), screen: 'orders', params: { stage: 'approved' } },
  paste: { icon: 'resi', name: (words) => words.tracking.keys.paste, screen: 'tracking', params: { way: 'paste' } },
  record: { icon: 'money', name: (words) => words.payments.keys.record, screen: 'payments', params: { way: 'record' } },
  approve: { icon: 'check', name: names('approve'), screen: 'payments', params: { way: 'approve' } },
  history: { icon: 'money', name: names('history'), screen: 'payments', params: { way: 'history' } },
  refund: { icon: 'money', name: names('refund'), screen: 'payments', params: { way: 'owed' } },
  profit: { icon: 'chart', name: (words) => words.statements.income, screen: 'finance' },
  balance: { icon: 'chart', name: (words) => words.statements.balance, screen: 'finance', params: { room: 'balance' } },
  payouts: {
    ...{ icon: 'money', name: (words) => words.payouts.title, screen: 'finance' },
    params: { room: 'payouts' }
  },
  takePayout: {
    ...{ icon: 'file', name: (words) => words.payouts.keys.take, screen: 'finance' },
    ...{ params: { room: 'payouts' }, press: 'i' }
  },
  withdraw: {
    ...{ icon: 'money', name: names('withdraw'), screen: 'finance' },
    ...{ params: { room: 'payouts' }, press: 'w' }
  },
  purchases: {
    ...{ icon: 'stock', name: (words) => words.purchases.title, screen: 'finance' },
    params: { room: 'purchases' }
  },
  orderGoods: {
    ...{ icon: 'stock', name: (words) => words.purchases.orderNew, screen: 'finance' },
    ...{ params: { room: 'purchases' }, press: 'b' }
  },
  courierBills: {
    ...{ icon: 'resi', name: (words) => words.purchases.couriers.show, screen: 'finance' },
    params: { room: 'purchases', show: 'couriers' }
  },
  business: {
    ...{ icon: 'chart', name: (words) => words.business.title, screen: 'figures' },
    params: { tab: 'report' }
  },
  tax: { icon: 'chart', name: (words) => words.statements.tax.title, screen: 'finance', params: { room: 'tax' } },
  salesReport: {
    ...{ icon: 'chart', name: (words) => words.reports.names.sales_product, screen: 'finance' },
    params: { room: 'reports', report: 'sales_product' }
  },
  receivables: {
    ...{ icon: 'chart', name: (words) => words.reports.names.receivables, screen: 'finance' },
    params: { room: 'reports', report: 'receivables' }
  },
  receivableOrders: {
    ...{ icon: 'chart', name: (words) => words.reports.names.receivable_orders, screen: 'finance' },
    params: { room: 'reports', report: 'receivable_orders' }
  },
  payables: {
    ...{ icon: 'chart', name: (words) => words.reports.names.payables, screen: 'finance' },
    params: { room: 'reports', report: 'payables' }
  },
  stockValue: {
    ...{ icon: 'chart', name: (words) => words.reports.names.stock, screen: 'finance' },
    params: { room: 'reports', report: 'stock' }
  },
  segments: {
    ...{ icon: 'people', name: (words) => words.reports.names.segments, screen: 'finance' },
    params: { room: 'reports', report: 'segments' }
  },
  cohorts: {
    ...{ icon: 'people', name: (words) => words.reports.names.cohorts, screen: 'finance' },
    params: { room: 'reports', report: 'cohorts' }
  },
  forecast: {
    ...{ icon: 'chart', name: (words) => words.reports.names.forecast, screen: 'finance' },
    params: { room: 'reports', report: 'forecast' }
  },
  deadStock: {
    ...{ icon: 'stock', name: (words) => words.reports.names.dead_stock, screen: 'finance' },
    params: { room: 'reports', report: 'dead_stock' }
  },
  incomeMonths: {
    ...{ icon: 'chart', name: (words) => words.reports.names.income_months, screen: 'finance' },
    params: { room: 'reports', report: 'income_months' }
  },
  trial: {
    ...{ icon: 'chart', name: (words) => words.reports.names.trial, screen: 'finance' },
    params: { room: 'reports', report: 'trial' }
  },
  notes: {
    ...{ icon: 'chart', name: (words) => words.reports.names.notes, screen: 'finance' },
    params: { room: 'reports', report: 'notes' }
  },
  accountant: {
    ...{ icon: 'chart', name: (words) => words.reports.names.accountant, screen: 'finance' },
    params: { room: 'reports', report: 'accountant' }
  },
  printReport: { icon: 'print', name: (words) => words.statements.print, screen: 'finance', press: 'ctrl+p' },
  reportCsv: { icon: 'file', name: (words) => words.statements.csv, screen: 'finance', press: 'c' },
  reportXlsx: { icon: 'file', name: (words) => words.statements.xlsx, screen: 'finance', press: 'x' },
  goals: { icon: 'chart', name: (words) => words.figures.goals.choose, screen: 'figures', params: { do: 'goals' } },
  ownFigure: { icon: 'chart', name: (words) => words.figures.own.title, screen: 'figures', params: { do: 'own' } },
  target: { icon: 'chart', name: (words) => words.figures.target.key, screen: 'figures', press: 't' },
  staff: { icon: 'people', name: (words) => words.figures.staff.title, screen: 'figures', params: { tab: 'people' } },
  funnel: { icon: 'chart', name: (words) => words.figures.funnel.title, screen: 'figures', params: { tab: 'sales' } },
  orderHours: {
    icon: 'clock',
    name: (words) => words.figures.hours.title,
    screen: 'figures',
    params: { tab: 'sales' }
  },
  receive: { icon: 'stock', name: names('receive'), screen: 'stock', params: { do: 'receive' } },
  product: { icon: 'stock', name: (words) => words.stock.act.product, screen: 'stock', params: { do: 'product' } },
  reorder: { icon: 'compare', name: (words) => words.stock.reorder.title, screen: 'stock', params: { do: 'reorder' } },
  list: { icon: 'file', name: (words) => words.stock.catalogue.title, screen: 'stock', params: { do: 'list' } },
  opening: { icon: 'stock', name: (words) => words.stock.opening.title, screen: 'stock', params: { do: 'opening' } },
  adjust: { icon: 'stock', name: (words) => words.stock.adjust.title, screen: 'stock' },
  low: { icon: 'stock', name: (words) => words.today.low, screen: 'stock', params: { mark: 'low' } },
  customer: { icon: 'people', name: (words) => words.customers.keys.add, screen: 'customers', params: { do: 'new' } },
  merge: { icon: 'people', name: names('merge'), screen: 'customers', press: 'g' },
  personal: { icon: 'people', name: names('personal'), screen: 'customers', press: 'd' },
  picture: { icon: 'stock', name: names('picture'), screen: 'stock' },
  archive: { icon: 'stock', name: names('archive'), screen: 'stock' },
  grade: { icon: 'back', name: (words) => words.common.verbs.return, screen: 'returns' },
  claim: { icon: 'back', name: (words) => words.common.verbs.claim, screen: 'orders', params: { stage: 'delivered' } },
  failed: { icon: 'back', name: (words) => words.common.verbs.fail, screen: 'orders', params: { stage: 'shipped' } },
  cancel: { icon: 'x', name: (words) => words.common.verbs.cancel, screen: 'orders', params: { stage: 'all' } },
  release: {
    icon: 'pause',
    name: (words) => words.common.verbs.release,
    screen: 'orders',
    params: { stage: 'all', mark: 'held' }
  },
  hold: { icon: 'pause', name: (words) => words.common.verbs.hold, screen: 'orders', params: { stage: 'approved' } },
  filter: { icon: 'bookmark', name: names('filter'), screen: 'orders', press: 'f' },
  task: { icon: 'today', name: (words) => words.today.taskNew, screen: 'today' },
  backup: {
    icon: 'disk',
    name: names('backup'),
    screen: 'settings',
    params: { part: 'backups' },
    press: 'ctrl+enter'
  },
  restore: { icon: 'disk', name: names('restore'), screen: 'settings', params: { part: 'backups' } },
  audit: { icon: 'checkc', name: (words) => words.log.check, screen: 'log', params: { part: 'chain' } },
  chain: { icon: 'checkc', name: (words) => words.log.verify, screen: 'log', params: { part: 'chain' } },
  recordNew: {
    icon: 'pen',
    kbd: 'ctrl+j',
    name: (words) => words.records.write,
    screen: 'log',
    params: { do: 'record' }
  },
  recordsCsv: { icon: 'file', name: (words) => words.records.take.title, screen: 'log', params: { do: 'csv' } },
  templates: {
    icon: 'diary',
    name: (words) => words.records.parts.templates,
    screen: 'log',
    params: { part: 'templates' }
  },
  waiting: { icon: 'diary', name: (words) => words.records.parts.due, screen: 'log', params: { part: 'due' } },
  exportOrders: { icon: 'file', name: names('exportOrders'), screen: 'orders', params: { stage: 'all' } },
  exportStock: { icon: 'file', name: names('exportStock'), screen: 'stock' },
  exportCustomers: { icon: 'file', name: names('exportCustomers'), screen: 'customers' },
  exportMoney: { icon: 'file', name: names('exportMoney'), screen: 'payments', params: { way: 'history' } },
  expense: { icon: 'chart', name: names('expense'), screen: 'finance', params: { room: 'expenses' } },
  dayEnd: { icon: 'chart', name: names('dayEnd'), screen: 'finance', params: { room: 'day' } },
  chart: { icon: 'chart', name: names('chart'), screen: 'finance', params: { room: 'ledger' } },
  exportLog: { icon: 'file', name: names('exportLog'), screen: 'log' }
};

/** Goes there, and once the screen stands presses the key that begins it. */
async function goAndPress({ screen, params, press }: Deed): Promise<void> {
  go(screen, params);
  if (!press) return;
  await readScreen(screen);
  // A screen takes its keys once it is drawn.
  for (let frame = 0; frame < 60 && !pressed(press); frame += 1)
    await new Promise((drawn) => requestAnimationFrame(drawn));
}

/** Everything that there is to go to and to do, in the language of the screens. `onkeys` shows the list of keys. */
export function commands(onkeys: () => void): Command[] {
  const words = t();
  const synonyms = (pick: (words: Dict, language: Language) => string) => inEveryLanguage(pick).join('\n');
  const rail = places().map((place) => place.screen);
  return [
    ...screens.map((screen): Command => ({
      key: `screen-${screen}`,
      name: screenName(words, screen),
      called:
        screen in words.common.rail ? words.common.rail[screen as keyof Dict['common']['rail'] & Screen] : undefined,
      icon: screenIcons[screen],
      kbd: { order: 'n', import: 'i', guide: 'f1' }[screen as string] ?? placeKey(rail.indexOf(screen)),
      words: synonyms((each) => `${each.commands.screens[screen]} ${screenName(each, screen)}`),
      run: () => (screen === 'import' ? void importFlow.pick() : go(screen))
    })),
    ...Object.entries(deeds).map(([key, deed]): Command => ({
      key: `do-${key}`,
      name: deed.name(words),
      icon: deed.icon,
      kbd: deed.kbd,
      words: synonyms((each) => `${each.commands.deeds[key as keyof typeof deeds]} ${deed.name(each)}`),
      run: () => void goAndPress(deed)
    })),
    ...settingParts.flatMap((part): Command[] => {
      const within = `${words.common.rail.settings}: ${words.settings.parts[part]}`;
      const where = synonyms((each) => `${each.settings.parts[part]} ${each.common.rail.settings}`);
      return [
        {
          key: `part-${part}`,
          name: within,
          called: words.settings.parts[part],
          icon: 'gear',
          words: `${synonyms((each) => each.commands.settings[part])}\n${where}`,
          run: () => go('settings', { part })
        },
        ...settingNames[part](words.settings, language()).map((label, n): Command => ({
          key: `set-${part}-${n}`,
          name: `${within}, ${label}`,
          called: label,
          icon: 'gear',
          words: `${synonyms((each, spoken) => settingNames[part](each.settings, spoken)[n] ?? '')}\n${where}`,
          run: () => go('settings', { part, find: label })
        }))
      ];
    }),
    ...Object.keys(words.common.stages).map((stage): Command => ({
      key: `stage-${stage}`,
      name: `${words.orders.title}: ${words.common.stages[stage as Stage]}`,
      called: words.common.stages[stage as Stage],
      icon: 'orders',
      words: synonyms((each) => `${each.orders.title} ${each.common.stages[stage as Stage]}`),
      run: () => go('orders', { stage })
    })),
    ...Object.keys(words.common.marks).map((mark): Command => ({
      key: `mark-${mark}`,
      name: `${words.orders.title}: ${words.common.marks[mark as OrderMark]}`,
      called: words.common.marks[mark as OrderMark],
      icon: 'orders',
      words: synonyms((each) => `${each.orders.title} ${each.common.marks[mark as OrderMark]}`),
      run: () => go('orders', { stage: 'all', mark })
    })),
    ...chapters.map(({ name }): Command => ({
      key: `guide-${name}`,
      name: `${words.guide.title}: ${words.guide.chapters[name] ?? name}`,
      called: words.guide.chapters[name] ?? name,
      icon: 'help',
      words: synonyms(
        (each) => `${each.commands.screens.guide} ${each.guide.title} ${each.guide.chapters[name] ?? ''}`
      ),
      run: () => go('guide', { chapter: name })
    })),
    {
      key: 'keys',
      name: words.common.keys.show,
      icon: 'help',
      kbd: '?',
      words: synonyms((each) => `${each.commands.keys} ${each.common.keys.show}`),
      run: onkeys
    },
    ...looks()
  ];
}

/** How the window looks, changed at once. */
function looks(): Command[] {
  const words = t();
  const look = (key: string, name: (each: Dict) => string, run: () => void, kbd?: string): Command => {
    const kind = key.split('-')[0] as keyof Dict['commands']['looks'];
    return {
      key,
      name: name(words),
      icon: 'gear',
      kbd,
      words: inEveryLanguage((each) => `${each.commands.looks[kind]} ${name(each)}`).join('\n'),
      run
    };
  };
  const themeName: Record<Theme, (each: Dict) => string> = {
    light: (each) => each.common.palette.light,
    dark: (each) => each.common.palette.dark,
    system: (each) => each.common.palette.system
  };
  return [
    ...themes
      .filter((theme) => theme !== machine.theme)
      .map((theme) => look(`theme-${theme}`, themeName[theme], () => void changeMachine({ theme }))),
    ...densities
      .filter((density) => density !== machine.density)
      .map((density) =>
        look(
          `density-${density}`,
          ({ settings: { look } }) => `${look.density}: ${look.densities[density]}`,
          () => void changeMachine({ density })
        )
      ),
    look(
      'zoom-larger',
      (each) => each.common.keys.larger,
      () => void zoomBy(1),
      'ctrl++'
    ),
    look(
      'zoom-smaller',
      (each) => each.common.keys.smaller,
      () => void zoomBy(-1),
      'ctrl+-'
    ),
    look(
      'zoom-normal',
      (each) => each.common.keys.normal,
      () => void zoomBy(0),
      'ctrl+0'
    ),
    {
      key: 'sound',
      name: sounds.muted ? words.pack.sound.turnOn : words.pack.sound.turnOff,
      icon: 'sound',
      words: inEveryLanguage(
        ({ pack: { sound }, commands }) => `${commands.sound} ${sound.on} ${sound.off} ${sound.turnOn}`
      ).join('\n'),
      run: () => sounds.toggle()
    },
    look(
      'language',
      (each) => each.common.palette.language,
      () => chooseLanguage(language() === 'id' ? 'en' : 'id')
    )
  ];
}

/** As it is looked for: small letters and digits, without accents. */
const plain = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The same word, or one of it and more. */
const same = (a: string, b: string) => a === b || `${a}s` === b || a === `${b}s`;

/** What is likelier meant, where two are called alike: a screen than a chapter of the guide. */
const bias: readonly [string, number][] = [
  ['screen-', -1.1],
  ['part-', -0.1],
  ['set-', 0.2],
  ['stage-', 0.6],
  ['mark-', 0.65],
  ['guide-', 1.3],
  // "Besar" alone means the size of what is shown.
  ['do-chart', 0.9]
];

/** How well a command fits what was typed: the less, the better; from [`doubtful`] on it may be anything. Null if it
 * doesn't fit. */
function fit(command: Command, asked: readonly string[]): number | null {
  const own = plain(command.called ?? command.name);
  const lines = [...command.words.split('\n'), command.name].map(plain);
  let score = 0;
  for (const word of asked) {
    const at = own.findIndex((each) => same(each, word));
    const begun = own.findIndex((each) => each.startsWith(word));
    const synonyms = lines.map((line) => line.findIndex((each) => same(each, word))).filter((n) => n >= 0);
    if (at >= 0) score += at === 0 ? 0 : 0.6;
    else if (synonyms.length > 0) score += 1 + Math.min(...synonyms, 9) / 10;
    else if (begun >= 0) score += begun === 0 ? 1.2 : 2.2;
    else if (lines.flat().some((each) => each.startsWith(word))) score += 3.5;
    else return null;
  }
  score /= asked.length;
  if (own.length <= asked.length && score < 0.7) score -= 0.5; // all that it is called was typed
  return score + (bias.find(([kind]) => command.key.startsWith(kind))?.[1] ?? 0);
}

/** From here on something in the book is the likelier thing that was meant. */
export const doubtful = 2;

/** What of `all` the typed words mean, the likeliest first, and how well the best fits: each word begins one of the name or
 * of its other words. */
export function ranked(all: readonly Command[], typed: string): { commands: Command[]; best: number } {
  const asked = plain(typed);
  if (asked.length === 0) return { commands: [...all], best: 0 };
  const scored = all.flatMap((command) => {
    const score = fit(command, asked);
    return score === null ? [] : [{ command, score }];
  });
  scored.sort((a, b) => a.score - b.score); // where two fit alike, the one that stands first
  return { commands: scored.map(({ command }) => command), best: scored[0]?.score ?? Infinity };
}
