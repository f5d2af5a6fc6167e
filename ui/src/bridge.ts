// The one door to the shell. Nothing else imports `invoke`: whoever wants to know what the window can do reads this file.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import type { AdjustForm } from './generated/AdjustForm';
import type { Adjusted } from './generated/Adjusted';
import type { BackupMade } from './generated/BackupMade';
import type { BackupProgress } from './generated/BackupProgress';
import type { BackupState } from './generated/BackupState';
import type { BookPlace } from './generated/BookPlace';
import type { BookState } from './generated/BookState';
import type { BuyerText } from './generated/BuyerText';
import type { BuyerTextKey } from './generated/BuyerTextKey';
import type { CatalogueReport } from './generated/CatalogueReport';
import type { CellOverride } from './generated/CellOverride';
import type { ChainReport } from './generated/ChainReport';
import type { ClaimForm } from './generated/ClaimForm';
import type { CountDetail } from './generated/CountDetail';
import type { CountEntry } from './generated/CountEntry';
import type { CountId } from './generated/CountId';
import type { CountReason } from './generated/CountReason';
import type { CountRow } from './generated/CountRow';
import type { CountScope } from './generated/CountScope';
import type { CourierRow } from './generated/CourierRow';
import type { CustomerDetail } from './generated/CustomerDetail';
import type { CustomerForm } from './generated/CustomerForm';
import type { CustomerId } from './generated/CustomerId';
import type { CustomerPage } from './generated/CustomerPage';
import type { CustomerQuery } from './generated/CustomerQuery';
import type { CustomersMerged } from './generated/CustomersMerged';
import type { Day } from './generated/Day';
import type { ExportFormat } from './generated/ExportFormat';
import type { ExportKind } from './generated/ExportKind';
import type { FilterId } from './generated/FilterId';
import type { FilterRow } from './generated/FilterRow';
import type { Finding } from './generated/Finding';
import type { ImportReport } from './generated/ImportReport';
import type { LabelSize } from './generated/LabelSize';
import type { LineCost } from './generated/LineCost';
import type { LineId } from './generated/LineId';
import type { LogPage } from './generated/LogPage';
import type { LogQuery } from './generated/LogQuery';
import type { Machine } from './generated/Machine';
import type { Money } from './generated/Money';
import type { MoneyAccount } from './generated/MoneyAccount';
import type { NewShop } from './generated/NewShop';
import type { OpeningLine } from './generated/OpeningLine';
import type { OrderDetail } from './generated/OrderDetail';
import type { OrderForm } from './generated/OrderForm';
import type { OrderFormView } from './generated/OrderFormView';
import type { OrderId } from './generated/OrderId';
import type { OrderPage } from './generated/OrderPage';
import type { OrderQuery } from './generated/OrderQuery';
import type { OrderSaved } from './generated/OrderSaved';
import type { Outcome } from './generated/Outcome';
import type { OwedList } from './generated/OwedList';
import type { PackAnswer } from './generated/PackAnswer';
import type { PackQueue } from './generated/PackQueue';
import type { PackView } from './generated/PackView';
import type { PaymentCandidate } from './generated/PaymentCandidate';
import type { PaymentForm } from './generated/PaymentForm';
import type { PaymentId } from './generated/PaymentId';
import type { PaymentPage } from './generated/PaymentPage';
import type { PaymentQuery } from './generated/PaymentQuery';
import type { PaymentSaved } from './generated/PaymentSaved';
import type { Person } from './generated/Person';
import type { PersonId } from './generated/PersonId';
import type { PhotoId } from './generated/PhotoId';
import type { Printed } from './generated/Printed';
import type { PrinterRow } from './generated/PrinterRow';
import type { ProductForm } from './generated/ProductForm';
import type { ProductId } from './generated/ProductId';
import type { RailCounts } from './generated/RailCounts';
import type { Receipt } from './generated/Receipt';
import type { Reckoning } from './generated/Reckoning';
import type { RefundForm } from './generated/RefundForm';
import type { Refusal } from './generated/Refusal';
import type { RegionRow } from './generated/RegionRow';
import type { Restored } from './generated/Restored';
import type { RestoreView } from './generated/RestoreView';
import type { ReturnDue } from './generated/ReturnDue';
import type { ReturnForm } from './generated/ReturnForm';
import type { ReturnQueue } from './generated/ReturnQueue';
import type { Salvaged } from './generated/Salvaged';
import type { Sentence } from './generated/Sentence';
import type { Settings } from './generated/Settings';
import type { Shop } from './generated/Shop';
import type { SlipSize } from './generated/SlipSize';
import type { StockCard } from './generated/StockCard';
import type { StockPage } from './generated/StockPage';
import type { StockQuery } from './generated/StockQuery';
import type { TaskRow } from './generated/TaskRow';
import type { Today } from './generated/Today';
import type { Topic as BookTopic } from './generated/Topic';
import type { TrackingItem } from './generated/TrackingItem';
import type { TrackingPreview } from './generated/TrackingPreview';
import type { VariantId } from './generated/VariantId';
import type { Verb } from './generated/Verb';
import type { WaveRow } from './generated/WaveRow';

/** What a write touches, and the backups; a mounted query of one of these asks again. */
export type Topic = BookTopic | 'backups';
export const everyTopic: readonly Topic[] = [
  'orders',
  'stock',
  'products',
  'log',
  'shop',
  'packing',
  'customers',
  'payments',
  'tasks',
  'backups'
];

/** The verbs that one command carries; those with a form of their own (amend, pay, ship, claim, …) have their own. */
export type OrderVerb = Extract<
  Verb,
  | 'place'
  | 'approve'
  | 'unapprove'
  | 'pack'
  | 'unpack'
  | 'recall'
  | 'deliver'
  | 'undeliver'
  | 'complete'
  | 'reopen'
  | 'cancel'
  | 'hold'
  | 'release'
  | 'expire'
  | 'fail'
>;

export interface ImportProgress {
  rows: number;
  phase: 'read' | 'write';
}

/** The shop said no: a value with its reason, to be shown where the person is looking. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message.en);
    this.name = 'Refused';
  }
}

/** Something broke: it may or may not have happened, and asking again with the same request id is safe. */
export class Broken extends Error {
  constructor(
    readonly sentence: Sentence,
    /** The book, or something that stands in it, is damaged: there are ways out. */
    readonly damaged = false
  ) {
    super(sentence.en);
    this.name = 'Broken';
  }
}

export type Failure = Refused | Broken;

/** What carries a call: the shell, or a stand-in for tests and for development in a browser. */
export interface Transport {
  invoke(command: string, args: Record<string, unknown>): Promise<unknown>;
  listen<T>(event: string, heard: (payload: T) => void): Promise<() => void>;
  /** A file dropped on the window: its path. */
  drops(dropped: (paths: string[]) => void): Promise<() => void>;
  /** Loads the page anew. */
  reload(): void;
}

const shell: Transport = {
  invoke: (command, args) => invoke(command, args),
  listen: (event, heard) => listen(event, (message) => heard(message.payload as never)),
  drops: (dropped) =>
    getCurrentWebview().onDragDropEvent((event) => {
      if (event.payload.type === 'drop') dropped(event.payload.paths);
    }),
  reload: () => window.location.reload()
};

let transport = shell;

/** Replaces what carries the calls (tests, development in a browser). */
export function carryWith(other: Transport): void {
  transport = other;
  unsettled = null;
  forgetAhead();
}

/** Whether a shell is there to talk to. */
export function insideShell(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

function failure(thrown: unknown): Failure {
  if (thrown instanceof Refused || thrown instanceof Broken) return thrown;
  const said = thrown as { kind?: string; refusal?: Refusal; message?: Sentence; damaged?: boolean } | null;
  if (said?.kind === 'refused' && said.refusal) return new Refused(said.refusal);
  if (said?.kind === 'broken' && said.message) return new Broken(said.message, said.damaged ?? false);
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new Broken({
    id: `Ada yang rusak di dalam program: ${text}`,
    en: `Something broke inside the program: ${text}`
  });
}

// What has been asked before anybody needs the answer: by the command, which takes nothing.
const early = new Map<string, Promise<unknown>>();

/**
 * Asks what the window's frame shows, and Hari ini where that is the first screen, before they are drawn: who asks the same
 * before it is forgotten gets that answer. Done when all are there.
 */
export async function askAhead(today: boolean): Promise<void> {
  const commands = ['rail_counts', 'backup_notice', ...(today ? ['today'] : [])];
  const answers = commands.map((command) => transport.invoke(command, {}));
  commands.forEach((command, n) => early.set(command, answers[n]!));
  await Promise.allSettled(answers); // what went wrong is said to whoever asks
}

/** Forgets the answers: from now on they may be old. */
export function forgetAhead(): void {
  early.clear();
}

/** A read. */
export async function ask<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  const answer = Object.keys(args).length === 0 ? early.get(command) : undefined;
  try {
    return (await (answer ?? transport.invoke(command, args))) as T;
  } catch (thrown) {
    throw failure(thrown);
  }
}

type Touched = (topics: readonly Topic[]) => void;
const watchers = new Set<Touched>();

/** Hears of every write: our own, and those of another process. */
export function onTouched(watcher: Touched): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function touch(topics: readonly Topic[]): void {
  forgetAhead();
  for (const watcher of [...watchers]) watcher(topics);
}

// An act that broke may have happened all the same. Its id is kept until the next act: if that asks for the very same
// thing it is the retry, and the book answers it once.
let unsettled: { intent: string; request: string } | null = null;

/** A write: one request id per intent, the same again on a retry after something broke. */
export async function act<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  const intent = JSON.stringify([command, args]);
  const request = unsettled?.intent === intent ? unsettled.request : crypto.randomUUID();
  unsettled = null;
  try {
    const written = (await transport.invoke(command, { request, ...args })) as { value: T; topics: Topic[] };
    touch(written.topics);
    return written.value;
  } catch (thrown) {
    const failed = failure(thrown);
    if (failed instanceof Broken) unsettled = { intent, request };
    throw failed;
  }
}

/** Hears when another process wrote to the book; answers with how to stop. */
export function hearChanges(): Promise<() => void> {
  return transport.listen<{ topics: string[] }>('changed', ({ topics }) => {
    const known = topics.filter((topic): topic is Topic => (everyTopic as readonly string[]).includes(topic));
    touch(known.length > 0 ? known : everyTopic);
  });
}

export const hearImport = (heard: (progress: ImportProgress) => void) =>
  transport.listen<ImportProgress>('import-progress', heard);
export const hearBackup = (heard: (progress: BackupProgress) => void) =>
  transport.listen<BackupProgress>('backup-progress', heard);
/** Hears that there is something new about the backups. */
export const hearBackups = () => transport.listen('backups', () => touch(['backups']));
export const hearDrops = (dropped: (paths: string[]) => void) => transport.drops(dropped);

/** Puts text on the system's clipboard; refused where it isn't there afterwards. */
export const copyToClipboard = (text: string) => ask<null>('copy_text', { text });

// reads
export const bookState = () => ask<BookState>('book_state');
export const railCounts = () => ask<RailCounts>('rail_counts');
/** What isn't named doesn't narrow. */
const everyOrder: OrderQuery = {
  stage: null,
  mark: null,
  channel: null,
  customer: null,
  courier: '',
  day: null,
  search: '',
  after: null,
  limit: 200
};
export const ordersPage = (query: Partial<OrderQuery>) =>
  ask<OrderPage>('orders_page', { query: { ...everyOrder, ...query } });
export const orderDetail = (order: OrderId) => ask<OrderDetail>('order_detail', { order });
export const findOrder = (code: string) => ask<OrderId | null>('find_order', { code });
export const stockPage = (query: StockQuery) => ask<StockPage>('stock_page', { query });
export const stockCard = (variant: VariantId, after: string | null) => ask<StockCard>('stock_card', { variant, after });
export const productForm = (product: ProductId) => ask<ProductForm>('product_form', { product });
export const packQueue = () => ask<PackQueue>('pack_queue');
export const packView = (order: OrderId) => ask<PackView>('pack_view', { order });
export const trackingPreview = (text: string) => ask<TrackingPreview>('tracking_preview', { text });
export const logPage = (query: LogQuery) => ask<LogPage>('log_page', { query });
export const logVerify = () => ask<ChainReport>('log_verify');
export const checkBook = () => ask<Finding[]>('check_book');
export const pickOrderFile = () => ask<string | null>('pick_order_file');
/** `taken`: orders whose lines are taken as the file has them, although the book has more. */
export const importPreview = (path: string, overrides: CellOverride[], taken: string[], startDay: Day | null) =>
  ask<ImportReport>('import_preview', { path, overrides, taken, startDay });
/** Stops a running preview or import, which then is refused as `cancelled`. It writes nothing, so it is no act. */
export const importCancel = () => ask<null>('import_cancel');

export const today = () => ask<Today>('today');
export const customersPage = (query: CustomerQuery) => ask<CustomerPage>('customers_page', { query });
export const customerDetail = (customer: CustomerId) => ask<CustomerDetail>('customer_detail', { customer });
/** Places of the bundled list that the typing completes to, best first. */
export const regionsSearch = (text: string, limit = 8) => ask<RegionRow[]>('regions_search', { text, limit });
/** A form to type into: of an order to amend, of a copy of an earlier one, or an empty one. */
export const orderForm = (order: OrderId | null, copy: OrderId | null = null) =>
  ask<OrderFormView>('order_form', { order, copy });
/** What a form comes to and what is still wrong with it; writes nothing. */
export const orderReckon = (form: OrderForm) => ask<Reckoning>('order_reckon', { form });
/** A text for the buyer of this order, ready to paste. */
export const orderText = (order: OrderId, key: BuyerTextKey) => ask<string>('order_text', { order, key });
export const paymentsPage = (query: PaymentQuery) => ask<PaymentPage>('payments_page', { query });
/** Orders that money may be for: by number, name or amount. */
export const paymentCandidates = (search: string, amount: Money | null) =>
  ask<PaymentCandidate[]>('payment_candidates', { search, amount });
export const owedList = () => ask<OwedList>('owed_list');
export const returnsQueue = () => ask<ReturnQueue>('returns_queue');
export const countsList = () => ask<CountRow[]>('counts_list');
/** A count; blind while it is open unless it is reviewed. */
export const countDetail = (count: CountId, review: boolean) => ask<CountDetail>('count_detail', { count, review });
export const settings = () => ask<Settings>('settings');
export const machine = () => ask<Machine>('machine');
/** None where no printer can be reached straight. */
export const printers = () => ask<PrinterRow[] | null>('printers');
export const tasksList = (done: boolean) => ask<TaskRow[]>('tasks_list', { done });
export const filtersList = (list: string) => ask<FilterRow[]>('filters_list', { list });
/** Lets the person choose a picture; null if they don't. */
export const pickPicture = () => ask<string | null>('pick_picture');
/** Lets the person choose a product list; null if they don't. */
export const pickProductFile = () => ask<string | null>('pick_product_file');
/** What a product list would do: of a file, or of pasted rows where there is none. */
export const cataloguePreview = (path: string | null, text: string) =>
  ask<CatalogueReport>('catalogue_preview', { path, text });
/** Who acts in this window from now on; and what belongs to this computer. Neither is the book's, so they are no acts. */
export const actAs = (person: PersonId) => ask<BookState>('act_as', { person });
export const machineSave = (machine: Machine) => ask<Machine>('machine_save', { machine });

/** The backups as they lie there; also where the book can't be opened. */
export const backupState = () => ask<BackupState>('backup_state');
/** What a person should know of the backups wherever they are; null if nothing. */
export const backupNotice = () => ask<Sentence | null>('backup_notice');
// A backup changes nothing in the book, so making one is no act.
export const backupMake = () => ask<BackupMade>('backup_make');
/** Stops what is being made, copied or prepared, which then is refused as `cancelled`, and forgets what was compared. */
export const backupCancel = () => ask<null>('backup_cancel');
/** Lets the person choose the second place; answers whether they did. */
export const secondPlaceChoose = () => ask<boolean>('second_place_choose');
export const secondPlaceForget = () => ask<null>('second_place_forget');
/** Opens the folder of backups, or the second place, as the system shows folders. */
export const showBackups = (second: boolean) => ask<null>('show_backups', { second });
/** Lets the person choose a backup that lies elsewhere; null if they don't. */
export const pickBackup = () => ask<string | null>('pick_backup');
/** Makes a backup ready to be restored, and says what it holds against the present book. */
export const restoreCompare = (path: string) => ask<RestoreView>('restore_compare', { path });
/** Forgets everything that the page knows and begins anew: after the book was replaced. */
export const beginAnew = () => transport.reload();

/** Where the book lies and which version this is; also where the book can't be opened. */
export const bookPlace = () => ask<BookPlace>('book_place');
/** Saves what can be read of a damaged book in a folder that the person chooses; null where they don't. */
export const salvageBook = () => ask<Salvaged | null>('salvage_book');
/** Begins a new book in the place of one that is gone. */
export const startAnew = () => ask<null>('start_anew');
/** Opens the folder that the book lies in, as the system shows folders. */
export const showBook = () => ask<null>('show_book');
/** Opens the folder that a document was written to. */
export const showFolder = (path: string) => ask<null>('show_folder', { path });

// writes
/** Saves a form: as a draft, or placed (a new one), or amended with the reason. */
export const orderSave = (form: OrderForm, place: boolean, reason: string) =>
  act<OrderSaved>('order_save', { form, place, reason });
export const orderClaim = (form: ClaimForm) => act<Outcome>('order_claim', { form });
/** What a return gives its buyer, as the form stands. */
export const returnDue = (form: ReturnForm) => ask<ReturnDue>('return_due', { form });
export const orderReturn = (form: ReturnForm) => act<Outcome>('order_return', { form });
export const courierBill = (order: OrderId, amount: Money) => act<Outcome>('courier_bill', { order, amount });
/** What a unit of each of these lines cost that left without its cost being known: all of them, or none. */
export const typeCosts = (order: OrderId, costs: LineCost[]) => act<Outcome>('type_costs', { order, costs });
export const paymentRecord = (form: PaymentForm) => act<PaymentSaved>('payment_record', { form });
export const paymentVoid = (payment: PaymentId, reason: string) => act<Outcome>('payment_void', { payment, reason });
export const refundRecord = (form: RefundForm) => act<PaymentSaved>('refund_record', { form });
export const customersMerge = (stays: CustomerId, goes: CustomerId) =>
  act<CustomersMerged>('customers_merge', { stays, goes });
export const customerUnmerge = (customer: CustomerId) => act<CustomersMerged>('customer_unmerge', { customer });
export const customerSave = (form: CustomerForm) => act<CustomerId>('customer_save', { form });
export const stockAdjust = (form: AdjustForm) => act<Adjusted>('stock_adjust', { form });
export const countStart = (scope: CountScope) => act<CountId>('count_start', { scope });
export const countEnter = (count: CountId, entries: CountEntry[]) =>
  act<CountDetail>('count_enter', { count, entries });
export const countClose = (count: CountId, reasons: CountReason[]) => act<Adjusted>('count_close', { count, reasons });
export const countCancel = (count: CountId) => act<Adjusted>('count_cancel', { count });
/** Gives variants the picture in a file; without a file takes it away. */
export const photoSet = (variants: VariantId[], path: string | null) =>
  act<PhotoId | null>('photo_set', { variants, path });
export const printLabels = (orders: OrderId[], size: LabelSize) => act<Printed>('print_labels', { orders, size });
/** The list that a courier signs; of one courier's packed orders, or of those named. */
export const printHandover = (courier: string, orders: OrderId[]) =>
  act<Printed>('print_handover', { courier, orders });
export const printCountSheet = (count: CountId) => act<Printed>('print_count_sheet', { count });
export const exportList = (kind: ExportKind, format: ExportFormat, from: Day | null, to: Day | null) =>
  act<Printed>('export_list', { kind, format, from, to });
export const shopSave = (shop: Shop) => act<Shop>('shop_save', { shop });
export const accountSave = (account: MoneyAccount) => act<MoneyAccount>('account_save', { account });
export const courierSave = (courier: CourierRow) => act<CourierRow>('courier_save', { courier });
export const personSave = (person: Person) => act<Person>('person_save', { person });
/** Changes a text for buyers; an empty body takes the program's own again. */
export const textSave = (key: BuyerTextKey, body: string) => act<BuyerText>('text_save', { key, body });
export const taskSave = (task: TaskRow) => act<TaskRow>('task_save', { task });
export const filterSave = (filter: FilterRow) => act<FilterRow>('filter_save', { filter });
export const filterDelete = (filter: FilterId) => act<null>('filter_delete', { filter });
export const createBook = (shop: NewShop, demo: boolean) => act<BookState>('create_book', { shop, demo });
export const importApply = (path: string, overrides: CellOverride[], taken: string[], startDay: Day | null) =>
  act<ImportReport>('import_apply', { path, overrides, taken, startDay });
export const orderVerb = (verb: OrderVerb, orders: OrderId[], reason = '') =>
  act<Outcome>('order_verb', { verb, orders, reason });
export const shipOrders = (items: TrackingItem[], join: boolean) => act<Outcome>('ship_orders', { items, join });
export const waveCreate = (orders: OrderId[]) => act<WaveRow>('wave_create', { orders });
export const printPickList = (orders: OrderId[]) => act<Printed>('print_pick_list', { orders });
export const printSlips = (orders: OrderId[], size: SlipSize) => act<Printed>('print_slips', { orders, size });
export const productSave = (form: ProductForm) => act<ProductId>('product_save', { form });
export const productArchive = (variants: VariantId[], archived: boolean) =>
  act<{ done: number }>('product_archive', { variants, archived });
/** Takes the opening stock of goods that nobody has said the stock of. */
export const stockOpen = (lines: OpeningLine[]) => act<Sentence>('stock_open', { lines });
export const catalogueApply = (path: string | null, text: string) =>
  act<CatalogueReport>('catalogue_apply', { path, text });
export const stockReceive = (receipt: Receipt) => act<Sentence>('stock_receive', { receipt });
/** Puts a backup in the place of the book, which is kept; `stranger`: also where it is another shop's. */
export const restoreBackup = (path: string, stranger: boolean) => act<Restored>('restore_backup', { path, stranger });
export const packScan = (order: OrderId | null, code: string) => act<PackAnswer>('pack_scan', { order, code });
export const packTick = (order: OrderId, line: LineId) => act<PackAnswer>('pack_tick', { order, line });
/** Takes back the last step of whoever acts, whatever it was; `sure`: the step that was asked (`undo_asks`). */
export const undo = (sure: number | null) => act<Outcome>('undo', { sure });
/** Does again what they took back last. */
export const redo = (sure: number | null) => act<Outcome>('redo', { sure });
export const packUndo = (order: OrderId) => act<PackAnswer>('pack_undo', { order });
