// The one door to the shell. Nothing else imports `invoke`; what the window can do stands in generated/calls.ts, as Rust
// declares it.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import {
  orderVerb as anyOrderVerb,
  ordersPage as everyOrdersPage,
  regionsSearch as everyRegion
} from './generated/calls';
import type { OrderId } from './generated/OrderId';
import type { OrderQuery } from './generated/OrderQuery';
import type { Refusal } from './generated/Refusal';
import type { Sentence } from './generated/Sentence';
import type { Topic as BookTopic } from './generated/Topic';
import type { Verb } from './generated/Verb';
import { bookTopics, type CommandName, type Events, todaySections } from './generated/wire';

/** What a write touches, and the backups; a mounted query of one of these asks again. */
export type Topic = BookTopic | 'backups';
export const everyTopic: readonly Topic[] = [...bookTopics, 'backups'];

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
  invoke: (command, args) => invoke('dispatch', { name: command, args }),
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
  const commands: CommandName[] = ['rail_counts', 'backup_notice', ...(today ? todaySections : [])];
  const answers = commands.map((command) => transport.invoke(command, {}));
  commands.forEach((command, n) => early.set(command, answers[n]!));
  await Promise.allSettled(answers); // what went wrong is said to whoever asks
}

/** Forgets the answers: from now on they may be old. */
export function forgetAhead(): void {
  early.clear();
}

/** A read. */
export async function ask<T>(command: CommandName, args: Record<string, unknown> = {}): Promise<T> {
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
export async function act<T>(command: CommandName, args: Record<string, unknown> = {}): Promise<T> {
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
  return hear('changed', ({ topics }) => {
    const known = topics.filter((topic) => everyTopic.includes(topic));
    touch(known.length > 0 ? known : everyTopic);
  });
}

const hear = <E extends keyof Events>(event: E, heard: (payload: Events[E]) => void) =>
  transport.listen<Events[E]>(event, heard);
export const hearImport = (heard: (progress: Events['import-progress']) => void) => hear('import-progress', heard);
export const hearBackup = (heard: (progress: Events['backup-progress']) => void) => hear('backup-progress', heard);
/** Hears that there is something new about the backups. */
export const hearBackups = () => hear('backups', () => touch(['backups']));
export const hearDrops = (dropped: (paths: string[]) => void) => transport.drops(dropped);
/** Forgets everything that the page knows and begins anew: after the book was replaced. */
export const beginAnew = () => transport.reload();

// What can be asked and done is declared in Rust; here only what the page says shorter.
export * from './generated/calls';

/** What isn't named doesn't narrow. */
const everyOrder: OrderQuery = {
  stage: null,
  mark: null,
  channel: null,
  store: null,
  customer: null,
  courier: '',
  day: null,
  search: '',
  after: null,
  limit: 200
};
export const ordersPage = (query: Partial<OrderQuery>) => everyOrdersPage({ ...everyOrder, ...query });
export const orderVerb = (verb: OrderVerb, orders: OrderId[], reason = '') => anyOrderVerb(verb, orders, reason);
/** Places of the bundled list that the typing completes to, best first. */
export const regionsSearch = (text: string, limit = 8) => everyRegion(text, limit);
