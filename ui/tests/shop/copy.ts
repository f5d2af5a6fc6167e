// A copy of the tests' book with the program behind it: what a test asks of it or does to it past the page.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import type { CommandName } from '../../src/generated/wire';
import { scratch } from './build';
import { hour, now } from './seeds';
import { Server } from './server';

export type Args = Record<string, unknown>;

/** What this computer's printers are, unless a test says otherwise. */
const printers = [
  { name: 'Epson-L3210', default: true },
  { name: 'Xprinter-420B', default: false }
];

let server: Server | null = null;
let folder = '';
let copies = 0;
afterAll(() => {
  server?.end();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

export class Copy {
  protected constructor(
    /** Where the book and what lies beside it are. */
    readonly folder: string,
    protected readonly server: Server
  ) {}

  /** A fresh copy of the tests' book, or a place where there is none yet. */
  protected static async fresh(ready: boolean): Promise<[folder: string, server: Server]> {
    server ??= new Server();
    if (folder === '') folder = scratch();
    const at = join(folder, String(++copies));
    mkdirSync(at);
    const book = join(at, 'buku.runut');
    if (ready) copyFileSync(inject('book'), book);
    await server.open(book, now);
    await server.host({ printers });
    return [at, server];
  }

  /** What the machine around the commands answers from now on. */
  host(answers: Parameters<Server['host']>[0]): Promise<unknown> {
    return this.server.host(answers);
  }

  /** Asks the book. */
  async ask<T>(command: CommandName, args: Args = {}): Promise<T> {
    return (await this.server.call(command, args)) as T;
  }

  /** Does something while the clock stands so many hours from now; then it stands as before. */
  async at(hours: number, work: () => Promise<unknown>): Promise<void> {
    await this.server.open(join(this.folder, 'buku.runut'), now + hours * hour);
    await work();
    await this.server.open(join(this.folder, 'buku.runut'), now);
  }

  /** Does something to the book while nobody has it open. */
  async away(work: () => Promise<unknown>): Promise<void> {
    await this.server.open(join(this.folder, 'elsewhere.runut'), now);
    await work();
    await this.server.open(join(this.folder, 'buku.runut'), now);
  }
}
