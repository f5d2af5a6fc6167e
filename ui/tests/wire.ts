// What carries the page's calls in the tests: the real commands on a copy of the tests' book, and what a test wants to go wrong.
import type { Topic, Transport } from '../src/bridge';
import type { CommandName, Events } from '../src/generated/wire';
import { idle } from './idle';
import { type Args, Copy } from './shop/copy';
import type { Server } from './shop/server';

export interface Call {
  command: string;
  args: Record<string, unknown>;
}
export class Wire extends Copy implements Transport {
  /** Every call of the page so far, oldest first. */
  readonly calls: Call[] = [];
  /** How often the page was loaded anew. */
  reloads = 0;
  /** What the machine was asked for, oldest first: what was opened, copied, printed. */
  readonly machine: [what: string, payload: unknown][] = [];
  private readonly hearers = new Map<string, Set<(payload: never) => void>>();
  private readonly droppers = new Set<(paths: string[]) => void>();
  private readonly thrown = new Map<string, unknown[]>();
  private readonly answers = new Map<string, unknown>();
  private readonly gates = new Map<string, Promise<unknown>>();
  private held = 0;
  private running = 0;

  private constructor(at: string, by: Server) {
    super(at, by);
    by.heard = (event, payload) => {
      if (event.startsWith('host-')) this.machine.push([event.slice(5), payload]);
      else this.say(event, payload);
    };
  }

  /** A window on a fresh copy of the tests' book, or where there is none yet. */
  static async open(ready: boolean): Promise<Wire> {
    return new Wire(...(await Copy.fresh(ready)));
  }

  /** Calls that are not answered yet. */
  get pending(): number {
    return this.running - this.held;
  }

  async invoke(command: string, args: Args): Promise<unknown> {
    this.calls.push({ command, args });
    this.running += 1;
    try {
      const gate = this.gates.get(command);
      if (gate) {
        this.held += 1;
        await gate.finally(() => (this.held -= 1));
      }
      const thrown = this.thrown.get(command)?.shift();
      if (thrown !== undefined) throw thrown;
      const answer = this.answers.get(command);
      if (answer !== undefined) return answer;
      return await this.server.call(command, args);
    } finally {
      this.running -= 1;
    }
  }

  /** The arguments of the calls of a command so far; of acts without their request. */
  sent(command: CommandName): Args[] {
    return this.calls.filter((call) => call.command === command).map(({ args: { request: _, ...rest } }) => rest);
  }

  /** The next call of this command is rejected with this. */
  failNext(command: CommandName, thrown: unknown): void {
    this.thrown.set(command, [...(this.thrown.get(command) ?? []), thrown]);
  }

  /** Calls of this command wait until what is given back is called; with what they are rejected with, if they are. */
  hold(command: CommandName): (thrown?: unknown) => Promise<void> {
    let go = (_?: unknown) => {};
    const gate = new Promise<void>((done, failed) => (go = (why) => (why === undefined ? done() : failed(why))));
    gate.catch(() => undefined);
    this.gates.set(command, gate);
    return async (thrown) => {
      this.gates.delete(command);
      go(thrown);
      await idle(() => this.pending);
    };
  }

  /** Every call of this command is answered with this, for what no sound book answers; undefined: by the book again. */
  always(command: CommandName, answer: unknown): void {
    this.answers.set(command, answer);
  }

  /** Writes to the book past the page, as another program does; the page is told. */
  async elsewhere<T>(command: CommandName, args: Args): Promise<T> {
    const request = crypto.randomUUID();
    const { value, topics } = (await this.server.call(command, { request, ...args })) as { value: T; topics: Topic[] };
    this.emit('changed', { topics: topics.filter((topic) => topic !== 'backups') });
    return value;
  }

  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    this.say(event, payload);
  }

  /** Drops files on the window. */
  drop(paths: string[]): void {
    for (const hear of this.droppers) hear(paths);
  }

  async listen<T>(event: string, heard: (payload: T) => void): Promise<() => void> {
    const set = this.hearers.get(event) ?? new Set();
    this.hearers.set(event, set.add(heard as never));
    return () => void set.delete(heard as never);
  }

  async drops(dropped: (paths: string[]) => void): Promise<() => void> {
    this.droppers.add(dropped);
    return () => void this.droppers.delete(dropped);
  }

  reload(): void {
    this.reloads += 1;
  }

  private say(event: string, payload: unknown): void {
    for (const hear of [...(this.hearers.get(event) ?? [])]) hear(payload as never);
  }
}
