// The real commands, carried line by line: `runut-stdio`, which the Makefile builds.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** Milliseconds since 1970 at which the clock of a book stands. */
type Now = number;

export class Server {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { done: (value: unknown) => void; failed: (why: unknown) => void }>();
  private last = 0;
  /** Hears what is told unasked. */
  heard: (event: string, payload: unknown) => void = () => {};

  constructor() {
    const program =
      process.env['RUNUT_STDIO'] ?? join(process.env['CARGO_TARGET_DIR'] ?? '../target', 'debug/runut-stdio');
    this.child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.on('error', (error) => this.ended(`${program}: ${error.message}. Build it: cargo build -p runut-wire`));
    this.child.on('exit', (code) => this.ended(`${program} ended with ${code}`));
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      const said = JSON.parse(line) as {
        id?: number;
        value?: unknown;
        error?: unknown;
        event?: string;
        payload?: unknown;
      };
      if (said.event !== undefined) return this.heard(said.event, said.payload);
      const one = this.waiting.get(said.id!);
      this.waiting.delete(said.id!);
      if ('error' in said) one?.failed(said.error);
      else one?.done(said.value);
    });
  }

  /** How many calls are not answered yet. */
  get pending(): number {
    return this.waiting.size;
  }

  /** Works on this book from now on; one that isn't there is new. */
  open(book: string, now: Now): Promise<unknown> {
    return this.send({ open: { book, now } });
  }

  /** What the machine around the commands answers from now on. */
  host(answers: { picked?: string; copies_nothing?: boolean; printers?: { name: string; default: boolean }[] }) {
    return this.send({ host: answers });
  }

  call(command: string, args: Record<string, unknown> = {}): Promise<unknown> {
    return this.send({ call: command, args });
  }

  end(): void {
    this.child.stdin!.end();
  }

  private send(what: Record<string, unknown>): Promise<unknown> {
    const id = ++this.last;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.child.stdin!.write(`${JSON.stringify({ id, ...what })}\n`);
    });
  }

  private ended(why: string): void {
    for (const { failed } of this.waiting.values()) failed(new Error(why));
    this.waiting.clear();
  }
}
