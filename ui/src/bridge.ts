// The one door to the shell. Nothing else imports `invoke`: whoever wants to know what the window can do reads this file.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import type { BookState } from './generated/BookState';
import type { CellOverride } from './generated/CellOverride';
import type { ChainReport } from './generated/ChainReport';
import type { Day } from './generated/Day';
import type { Finding } from './generated/Finding';
import type { ImportReport } from './generated/ImportReport';
import type { LineId } from './generated/LineId';
import type { LogPage } from './generated/LogPage';
import type { LogQuery } from './generated/LogQuery';
import type { NewShop } from './generated/NewShop';
import type { OrderDetail } from './generated/OrderDetail';
import type { OrderId } from './generated/OrderId';
import type { OrderPage } from './generated/OrderPage';
import type { OrderQuery } from './generated/OrderQuery';
import type { Outcome } from './generated/Outcome';
import type { PackAnswer } from './generated/PackAnswer';
import type { PackQueue } from './generated/PackQueue';
import type { PackView } from './generated/PackView';
import type { Printed } from './generated/Printed';
import type { ProductForm } from './generated/ProductForm';
import type { ProductId } from './generated/ProductId';
import type { RailCounts } from './generated/RailCounts';
import type { Receipt } from './generated/Receipt';
import type { Refusal } from './generated/Refusal';
import type { Sentence } from './generated/Sentence';
import type { SlipSize } from './generated/SlipSize';
import type { StockCard } from './generated/StockCard';
import type { StockPage } from './generated/StockPage';
import type { StockQuery } from './generated/StockQuery';
import type { TrackingItem } from './generated/TrackingItem';
import type { TrackingPreview } from './generated/TrackingPreview';
import type { VariantId } from './generated/VariantId';
import type { Verb } from './generated/Verb';
import type { WaveRow } from './generated/WaveRow';

/** What a write touches; a mounted query of one of these asks again. */
export type Topic = 'orders' | 'stock' | 'products' | 'log' | 'shop' | 'packing';
export const everyTopic: readonly Topic[] = ['orders', 'stock', 'products', 'log', 'shop', 'packing'];

/** The verbs that one command carries; ship has its own, and the rest belongs to files and later screens. */
export type OrderVerb = Extract<
  Verb,
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
  constructor(readonly sentence: Sentence) {
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
}

const shell: Transport = {
  invoke: (command, args) => invoke(command, args),
  listen: (event, heard) => listen(event, (message) => heard(message.payload as never)),
  drops: (dropped) =>
    getCurrentWebview().onDragDropEvent((event) => {
      if (event.payload.type === 'drop') dropped(event.payload.paths);
    })
};

let transport = shell;

/** Replaces what carries the calls (tests, development in a browser). */
export function carryWith(other: Transport): void {
  transport = other;
  unsettled = null;
}

/** Whether a shell is there to talk to. */
export function insideShell(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

function failure(thrown: unknown): Failure {
  if (thrown instanceof Refused || thrown instanceof Broken) return thrown;
  const said = thrown as { kind?: string; refusal?: Refusal; message?: Sentence } | null;
  if (said?.kind === 'refused' && said.refusal) return new Refused(said.refusal);
  if (said?.kind === 'broken' && said.message) return new Broken(said.message);
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new Broken({
    id: `Ada yang rusak di dalam program: ${text}`,
    en: `Something broke inside the program: ${text}`
  });
}

/** A read. */
export async function ask<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return (await transport.invoke(command, args)) as T;
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
export const hearDrops = (dropped: (paths: string[]) => void) => transport.drops(dropped);

// reads
export const bookState = () => ask<BookState>('book_state');
export const railCounts = () => ask<RailCounts>('rail_counts');
export const ordersPage = (query: OrderQuery) => ask<OrderPage>('orders_page', { query });
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
export const importPreview = (path: string, overrides: CellOverride[], startDay: Day | null) =>
  ask<ImportReport>('import_preview', { path, overrides, startDay });
/** Stops a running preview or import, which then is refused as `cancelled`. It writes nothing, so it is no act. */
export const importCancel = () => ask<null>('import_cancel');

// writes
export const createBook = (shop: NewShop, demo: boolean) => act<BookState>('create_book', { shop, demo });
export const importApply = (path: string, overrides: CellOverride[], startDay: Day | null) =>
  act<ImportReport>('import_apply', { path, overrides, startDay });
export const orderVerb = (verb: OrderVerb, orders: OrderId[], reason = '') =>
  act<Outcome>('order_verb', { verb, orders, reason });
export const shipOrders = (items: TrackingItem[], join: boolean) => act<Outcome>('ship_orders', { items, join });
export const waveCreate = (orders: OrderId[]) => act<WaveRow>('wave_create', { orders });
export const printPickList = (orders: OrderId[]) => act<Printed>('print_pick_list', { orders });
export const printSlips = (orders: OrderId[], size: SlipSize) => act<Printed>('print_slips', { orders, size });
export const productSave = (form: ProductForm) => act<ProductId>('product_save', { form });
export const productArchive = (variants: VariantId[], archived: boolean) =>
  act<{ done: number }>('product_archive', { variants, archived });
export const stockReceive = (receipt: Receipt) => act<Sentence>('stock_receive', { receipt });
export const packScan = (order: OrderId | null, code: string) => act<PackAnswer>('pack_scan', { order, code });
export const packTick = (order: OrderId, line: LineId) => act<PackAnswer>('pack_tick', { order, line });
export const packUndo = (order: OrderId) => act<PackAnswer>('pack_undo', { order });
