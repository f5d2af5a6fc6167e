// A stand-in for the shell: tests and development in a browser. A production build has no trace of it (the build stops
// if it had).
import { everyTopic, type Topic, type Transport } from '../bridge';
import type { LogQuery } from '../generated/LogQuery';
import type { NewShop } from '../generated/NewShop';
import type { Outcome } from '../generated/Outcome';
import * as after from './after';
import * as backups from './backups';
import * as counts from './counts';
import * as intake from './import';
import * as money from './money';
import * as ordering from './ordering';
import * as orders from './orders';
import * as pack from './pack';
import * as returns from './returns';
import * as settings from './settings';
import * as stock from './stock';
import * as day from './today';
import { both, refusal, refuse, rules, World } from './world';

export interface FakeOptions {
  /** Whether the shop is set up already. */
  ready?: boolean;
  /** The seed orders so many times over (60 each). */
  copies?: number;
  /** Milliseconds that an answer takes. */
  delay?: number;
}

export interface Call {
  command: string;
  args: Record<string, unknown>;
}

export interface Fake extends Transport {
  world: World;
  /** Calls that are not answered yet. */
  readonly pending: number;
  /** Every call so far, oldest first. */
  calls: Call[];
  /** The next call of this command is rejected with this. */
  failNext(command: string, thrown: unknown): void;
  emit(event: string, payload: unknown): void;
  /** How often the page was loaded anew. */
  readonly reloads: number;
  /** Drops files on the window. */
  drop(paths: string[]): void;
}

/* eslint-disable @typescript-eslint/no-explicit-any -- the wire is untyped; bridge.ts is where the types are */
type Command = (world: World, args: any, emit: (event: string, payload: unknown) => void) => unknown;
type Written = { value: unknown; topics: Topic[] };
const written = (value: unknown, ...topics: Topic[]): Written => ({ value, topics });

let cancelled = false;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function readFile(
  path: string,
  phase: 'read' | 'write',
  emit: (event: string, payload: unknown) => void
): Promise<void> {
  cancelled = false;
  const slow = /lambat/i.test(path);
  for (let rows = 0; rows <= 197; rows += 49) {
    emit('import-progress', { rows, phase });
    await pause(slow ? 700 : 0);
    if (cancelled)
      throw refuse(refusal('cancelled', 'Dihentikan. Tidak ada yang ditulis.', 'Stopped. Nothing was written.'));
  }
}

function state(world: World) {
  const persons = world.shop ? settings.keptBy(world).persons : [];
  const acting = persons.find((each) => each.id === world.acting) ?? null;
  return {
    path: '/home/ratna/.local/share/runut/buku.runut',
    ready: world.shop !== null,
    shop: world.shop,
    persons,
    acting,
    version: '0.1.0',
    now: world.now,
    today: 20251120
  };
}

const commands: Record<string, Command> = {
  book_state: state,
  book_place: (world) => ({ path: state(world).path, version: state(world).version }),
  salvage_book: () => ({
    folder: '/media/ratna/STIK/runut-terbaca-20251120-0742',
    lists: [
      { kind: 'orders', word: both('pesanan', 'orders'), file: 'pesanan.csv', rows: 118, left_out: 2 },
      { kind: 'log', word: both('log', 'log'), file: 'log.csv', rows: 190, left_out: null }
    ],
    beside: true,
    book: null,
    message: both('Yang terbaca ada di STIK. Sedikitnya 2 baris tidak terbaca.', 'Saved. At least 2 rows are missing.')
  }),
  start_anew: (world) => void (world.shop = null),
  show_book: () => null,
  show_folder: () => null,
  copy_text: () => null,
  rail_counts: (world) => {
    const rows = world.rows();
    const at = (...stages: string[]) => rows.filter((row) => stages.includes(row.stage));
    const open = at('draft', 'awaiting_payment', 'awaiting_approval', 'approved', 'packed');
    return {
      open: open.length,
      late: open.filter((row) => row.late).length,
      to_pack: at('approved').length,
      to_ship: at('packed').length,
      short: world.variants.filter((variant) => variant.available < 0).length,
      to_approve: at('awaiting_approval').length,
      coming_back: returns.queue(world).orders
    };
  },
  backup_state: backups.state,
  backup_notice: backups.notice,
  backup_make: backups.make,
  backup_cancel: backups.cancel,
  second_place_choose: backups.choosePlace,
  second_place_forget: backups.forgetPlace,
  show_backups: () => null,
  pick_backup: () => '/media/ratna/STIK/lama.runut',
  restore_compare: backups.compare,
  restore_backup: async (world, { path }, emit) => written(await backups.restore(world, path, emit), ...everyTopic),
  filters_list: (world, { list }) => after.filters(world, list),
  filter_save: (world, { filter }) => written(after.saveFilter(world, filter), 'shop', 'log'),
  filter_delete: (world, { filter }) => written(after.deleteFilter(world, filter), 'shop', 'log'),
  order_claim: (world, { form }) => written(after.claim(world, form), 'orders', 'payments', 'log'),
  courier_bill: (world, { order, amount }) => written(after.bill(world, order, amount), 'orders', 'log'),
  type_costs: (world, { order, costs }) => written(after.costs(world, order, costs), 'orders', 'stock', 'log'),
  print_labels: (world, { orders: ids }) => written(after.labels(world, ids), 'orders', 'log'),
  customers_page: (world, { query }) => ordering.customersPage(world, query),
  customer_save: (_, { form }) => written(ordering.saveCustomer(form), 'customers', 'log'),
  customers_merge: (_, { stays, goes }) => written(ordering.mergeCustomers(stays, goes), 'customers', 'log'),
  customer_unmerge: (_, { customer }) => written(ordering.unmergeCustomer(customer), 'customers', 'log'),
  customer_detail: (world, { customer }) => ordering.customerDetail(world, customer),
  regions_search: (_, { text, limit }) => ordering.regionsSearch(text, limit),
  order_form: (world, { order, copy }) => ordering.orderForm(world, order, copy),
  order_reckon: (world, { form }) => ordering.reckon(world, form),
  order_text: (world, { order, key }) => ordering.orderText(world, order, key),
  order_save: (world, { form, place, reason }) =>
    written(ordering.save(world, form, place, reason), 'orders', 'stock', 'customers', 'log'),
  orders_page: (world, { query }) => orders.ordersPage(world, query),
  order_detail: (world, { order }) => world.detail(world.order(order)),
  find_order: (world, { code }) => orders.findOrder(world, code),
  today: day.today,
  task_save: (world, { task }) => written(day.saveTask(world, task), 'tasks', 'log'),
  act_as: (world, { person }: { person: number }) => {
    world.acting = person;
    return state(world);
  },
  stock_page: (world, { query }) => stock.stockPage(world, query),
  stock_card: (world, { variant }) => stock.stockCard(world, variant),
  pick_product_file: () => null,
  catalogue_preview: (world, { text }) => stock.catalogue(world, text, false),
  catalogue_apply: (world, { text }) => written(stock.catalogue(world, text, true), 'products', 'stock', 'log'),
  stock_open: (world, { lines }) => written(stock.openStock(world, lines), 'stock', 'log'),
  product_form: (world, { product }) => stock.productForm(world, product),
  pack_queue: (world) => pack.queue(world),
  pack_view: (world, { order }) => pack.view(world, world.order(order)),
  tracking_preview: (world, { text }) => orders.previewTracking(world, text),
  log_page: (world, { query }: { query: LogQuery }) =>
    orders.page(
      world.log
        .filter((row) => query.order === null || row.order === query.order)
        .filter((row) => (query.from === null || row.day >= query.from) && (query.to === null || row.day <= query.to))
        .filter((row) => query.noun === '' || row.noun === query.noun)
        .filter((row) => query.person === null || row.person === settings.personName(world, query.person))
        .filter((row) => query.scans || row.verb !== 'scan'),
      query.after,
      query.limit
    ),
  log_verify: (world) => ({
    entries: world.log.length,
    last_hash: '9f2c41d07be85a3316c0ee4f7a90b1d2c3e4f5a60718293a4b5c6d7e8f901234',
    anchor: null,
    findings: []
  }),
  check_book: () => [],
  pick_order_file: () => '/home/ratna/Unduhan/Order.all.20251101_20251120.xlsx',
  import_preview: async (world, { path, overrides, taken, startDay }, emit) => {
    intake.checkPath(path);
    await readFile(path, 'read', emit);
    return intake.report(path, overrides, taken, startDay, world.shop?.start_day === null, false);
  },
  import_apply: async (world, { path, overrides, taken, startDay }, emit) => {
    await readFile(path, 'write', emit);
    intake.bringIn(world);
    if (world.shop && startDay) world.shop.start_day = startDay;
    return written(
      intake.report(path, overrides, taken, startDay, false, true),
      'orders',
      'stock',
      'products',
      'log',
      'shop',
      'packing'
    );
  },
  import_cancel: () => {
    cancelled = true;
    return null;
  },
  create_book: (world, { shop, demo }: { shop: NewShop; demo: boolean }) => {
    if (!shop.name.trim())
      throw refuse(
        refusal('name_missing', 'Isi nama tokonya dulu.', 'The shop needs a name first.', { field: 'name' })
      );
    world.owner = shop.owner;
    world.shop = { ...shop, language: 'id', start_day: null, auto_approve: true, slip_size: 'a6', ...rules };
    if (demo) world.fill(1);
    return written(state(world), 'orders', 'stock', 'products', 'log', 'shop', 'packing');
  },
  order_verb: (world, { verb, orders: ids, reason }) =>
    written(orders.doVerb(world, verb, ids, reason), 'orders', 'stock', 'log', 'packing'),
  ship_orders: (world, { items, join }) => written(orders.ship(world, items, join), 'orders', 'stock', 'log'),
  payments_page: (world, { query }) => money.paymentsPage(world, query),
  payment_candidates: (world, { search, amount }) => money.candidates(world, search, amount),
  owed_list: money.owedList,
  payment_record: (world, { form }) => written(money.record(world, form), 'payments', 'orders', 'customers', 'log'),
  payment_void: (world, { payment, reason }) =>
    written(money.voidPayment(world, payment, reason), 'payments', 'orders', 'customers', 'packing', 'log'),
  refund_record: (world, { form }) => written(money.refund(world, form), 'payments', 'orders', 'customers', 'log'),
  returns_queue: returns.queue,
  return_due: (world, { form }) => returns.due(world, form),
  order_return: (world, { form }) => written(returns.giveBack(world, form), 'orders', 'payments', 'stock', 'log'),
  wave_create: (world, { orders: ids }) => written(orders.makeWave(world, ids), 'orders', 'log', 'packing'),
  print_pick_list: (_, { orders: ids }) =>
    written(
      {
        path: '/home/ratna/Dokumen/Runut/daftar-ambil.pdf',
        documents: 1,
        message: both(`Daftar ambil untuk ${ids.length} pesanan dibuka.`, `Pick list for ${ids.length} orders opened.`)
      },
      'log'
    ),
  print_handover: (world, { courier, orders: ids }: { courier: string; orders: number[] }) => {
    const refused = ids
      .map((id) => world.order(id))
      .filter((order) => order.held)
      .map((order) => ({
        order: order.id,
        refusal: refusal('held', `Pesanan ${order.id} ditahan.`, `Order ${order.id} is held.`)
      }));
    const n = ids.length - refused.length;
    return written(
      {
        path: '/home/ratna/Dokumen/Runut/serah-terima.pdf',
        documents: 1,
        refused,
        message: both(`Serah terima ${courier}: ${n} paket.`, `Hand-over to ${courier}: ${n} parcels.`)
      },
      'log'
    );
  },
  print_slips: (world, { orders: ids }) => {
    for (const id of ids) world.order(id).printed = true;
    return written(
      {
        path: '/home/ratna/Dokumen/Runut/slip.pdf',
        documents: ids.length,
        message: both(`${ids.length} slip dibuka untuk dicetak.`, `${ids.length} slips opened for printing.`)
      },
      'orders',
      'log'
    );
  },
  product_save: (world, { form }) => written(stock.saveProduct(world, form), 'products', 'stock', 'log'),
  product_archive: (world, { variants, archived }: { variants: number[]; archived: boolean }) => {
    for (const variant of world.variants) if (variants.includes(variant.id)) variant.archived = archived;
    return written({ done: variants.length }, 'products', 'stock', 'log');
  },
  stock_receive: (world, { receipt }) => written(stock.receive(world, receipt), 'stock', 'orders', 'packing', 'log'),
  pack_scan: (world, { order, code }) => written(pack.scan(world, order, code), 'packing', 'orders', 'stock', 'log'),
  pack_tick: (world, { order, line }) => written(pack.tick(world, order, line), 'packing', 'orders', 'stock', 'log'),
  counts_list: (world) => counts.list(world),
  count_detail: (world, { count, review }) => counts.detail(world, count, review),
  count_start: (world, { scope }) => written(counts.start(world, scope), 'stock', 'log'),
  count_enter: (world, { count, entries }) => written(counts.enter(world, count, entries), 'stock', 'log'),
  count_close: (world, { count, reasons }) => written(counts.close(world, count, reasons), 'stock', 'orders', 'log'),
  count_cancel: (world, { count }) => written(counts.cancel(world, count), 'stock', 'log'),
  print_count_sheet: (world, { count }) => written(counts.sheet(world, count), 'log'),
  stock_adjust: (world, { form }) => written(counts.adjust(world, form), 'stock', 'orders', 'log'),
  pick_picture: () => '/home/ratna/Gambar/besek.jpg',
  photo_set: (world, { variants, path }) => written(stock.setPhoto(world, variants, path), 'products', 'stock', 'log'),
  settings: (world) => settings.all(world),
  machine: (world) => settings.keptBy(world).machine,
  machine_save: (world, { machine }) => Object.assign(settings.keptBy(world).machine, machine),
  printers: (world) => settings.keptBy(world).printers,
  shop_save: (world, { shop }) => written(settings.saveShop(world, shop), 'shop', 'log'),
  account_save: (world, { account }) => written(settings.saveAccount(world, account), 'shop', 'log'),
  courier_save: (world, { courier }) => written(settings.saveCourier(world, courier), 'shop', 'log'),
  person_save: (world, { person }) => written(settings.savePerson(world, person), 'shop', 'log'),
  text_save: (world, { key, body }) => written(settings.saveText(world, key, body), 'shop', 'log'),
  export_list: (_, { kind, format, from, to }) => written(settings.exported(kind, format, from, to), 'log'),
  pack_undo: (world, { order }) => written(pack.undo(world, order), 'packing', 'log')
};

export function createFake(options: FakeOptions = {}): Fake {
  const world = new World({ ready: options.ready ?? true, copies: options.copies ?? 1 });
  const hearers = new Map<string, Set<(payload: any) => void>>();
  const droppers = new Set<(paths: string[]) => void>();
  const failures = new Map<string, unknown>();
  const calls: Call[] = [];
  let pending = 0;
  let reloads = 0;
  const emit = (event: string, payload: unknown) => hearers.get(event)?.forEach((hear) => hear(payload));

  // What there was before each write: the last is taken back first.
  interface Step {
    own: Partial<World>;
    set: ReturnType<typeof settings.kept.get>;
    done: number[];
    merged?: number;
    /** Its reach is large: it is asked first. */
    asks?: boolean;
  }
  const steps: Step[] = [];
  const undone: Step[] = [];
  function now(): Step {
    const own: Partial<World> = { ...world };
    delete own.answered;
    delete own.cached;
    return structuredClone({ own, set: settings.kept.get(world), done: [] });
  }
  function keep(command: string): void {
    steps.push({ ...now(), asks: command === 'import_apply' });
    undone.length = 0;
  }
  function takeBack(way: 'undo' | 'redo', sure: unknown): Outcome {
    const [from, to] = way === 'undo' ? [steps, undone] : [undone, steps];
    const step = from.at(-1);
    if (!step)
      throw refuse(
        way === 'undo'
          ? refusal(
              'undo_nothing',
              'Tidak ada langkah Anda yang bisa diurungkan.',
              'There is no step of yours to undo.'
            )
          : refusal('redo_nothing', 'Tidak ada yang bisa diulangi.', 'There is nothing to do again.')
      );
    if (step.asks && sure !== from.length) {
      const { message } = refusal('', 'Langkah pukul 09.00: Impor berkas.', 'The step of 09.00: A file.');
      throw refuse({ code: 'undo_asks', message, facts: { step: String(from.length) } });
    }
    from.pop();
    to.push({ ...now(), done: step.done, ...(step.asks === undefined ? {} : { asks: step.asks }) });
    Object.assign(world, step.own);
    world.cached = null;
    if (step.set) settings.kept.set(world, step.set);
    if (step.merged !== undefined) ordering.unmergeCustomer(step.merged);
    const message = way === 'undo' ? both('Diurungkan.', 'Undone.') : both('Diulangi.', 'Done again.');
    return { done: step.done, refused: [], undo: null, message, warnings: [] };
  }

  async function answer(command: string, args: Record<string, unknown>): Promise<unknown> {
    calls.push({ command, args });
    await pause(options.delay ?? 0);
    if (failures.has(command)) {
      const thrown = failures.get(command);
      failures.delete(command);
      throw thrown;
    }
    if (command === 'undo' || command === 'redo') return written(takeBack(command, args['sure']), ...everyTopic);
    const run = commands[command];
    if (!run) throw new Error(`no such command: ${command}`);
    const request = args['request'] as string | undefined;
    if (request !== undefined && world.answered.has(request)) return world.answered.get(request);
    if (request !== undefined) keep(command);
    // Across the real wire everything is a copy.
    if (request !== undefined) world.cached = null;
    const given = structuredClone(await run(world, args, emit));
    if (request !== undefined) world.cached = null;
    if (request !== undefined) world.answered.set(request, given);
    const { done, merged } = (given as { value?: { done?: number[]; merged?: number } | null } | null)?.value ?? {};
    if (command === 'customers_merge') steps.at(-1)!.merged = merged;
    if (request !== undefined && Array.isArray(done)) steps.at(-1)!.done = done;
    return given;
  }

  return {
    world,
    calls,
    get pending() {
      return pending;
    },
    get reloads() {
      return reloads;
    },
    reload: () => void reloads++,
    emit,
    failNext: (command, thrown) => void failures.set(command, thrown),
    drop: (paths) => droppers.forEach((hear) => hear(paths)),
    async invoke(command, args) {
      pending += 1;
      try {
        return await answer(command, args);
      } finally {
        pending -= 1;
      }
    },
    async listen(event, heard) {
      const set = hearers.get(event) ?? new Set();
      hearers.set(event, set);
      set.add(heard);
      return () => void set.delete(heard);
    },
    async drops(dropped) {
      droppers.add(dropped);
      return () => void droppers.delete(dropped);
    }
  };
}
