// A product list on its way into the book: where it comes from, and what it would do.
import { cataloguePreview, catalogueApply, Broken, Refused } from '../../bridge';
import type { CatalogueReport } from '../../generated/CatalogueReport';

let path = $state<string | null>(null);
let text = $state('');
let report = $state.raw<CatalogueReport | null>(null);
let failure = $state.raw<Refused | Broken | null>(null);
let busy = $state(false);
let asked = 0;

async function run(work: () => Promise<CatalogueReport>): Promise<CatalogueReport | null> {
  asked += 1;
  const mine = asked;
  busy = true;
  try {
    const said = await work();
    if (mine !== asked) return null;
    report = said;
    failure = null;
    return said;
  } catch (thrown) {
    if (mine !== asked) return null;
    report = null;
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    failure = thrown;
    return null;
  } finally {
    if (mine === asked) busy = false;
  }
}

export const catalogue = {
  get text(): string {
    return text;
  },
  get report(): CatalogueReport | null {
    return report;
  },
  get failure(): Refused | Broken | null {
    return failure;
  },
  get busy(): boolean {
    return busy;
  },
  /** Reads a file, without writing anything. */
  read(file: string): void {
    path = file;
    text = '';
    void run(() => cataloguePreview(file, ''));
  },
  /** Reads pasted rows, without writing anything. */
  paste(rows: string): void {
    path = null;
    text = rows;
    if (rows.trim() === '') this.reset();
    else void run(() => cataloguePreview(null, rows));
  },
  /** Reads the same once more: the file may have been mended meanwhile. */
  again(): void {
    if (path !== null) this.read(path);
    else this.paste(text);
  },
  apply: () => run(() => catalogueApply(path, text)),
  reset(): void {
    asked += 1;
    path = null;
    text = '';
    report = null;
    failure = null;
    busy = false;
  }
};
