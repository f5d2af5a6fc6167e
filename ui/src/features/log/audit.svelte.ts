// Checks on demand: whether the log's chain is whole, whether the book agrees with itself.
import { checkBook, type Failure, logVerify } from '../../bridge';
import { useDoing } from '../../doing.svelte';
import type { ChainReport } from '../../generated/ChainReport';
import type { Finding } from '../../generated/Finding';

export interface Audit {
  readonly busy: 'chain' | 'book' | null;
  readonly failure: Failure | null;
  /** The last chain report. */
  readonly report: ChainReport | null;
  /** What the last check of the book found. */
  readonly findings: Finding[] | null;
  /** Whether there is anything to show. */
  readonly shown: boolean;
  chain(): Promise<void>;
  book(): Promise<void>;
  retry(): void;
  putAway(): void;
}

export function useAudit(): Audit {
  const doing = useDoing();
  let which = $state<'chain' | 'book' | null>(null);
  let report = $state.raw<ChainReport | null>(null);
  let findings = $state.raw<Finding[] | null>(null);

  function putAway(): void {
    report = null;
    findings = null;
    doing.clear();
  }
  async function run(next: 'chain' | 'book', work: () => Promise<void>): Promise<void> {
    if (doing.busy) return;
    putAway();
    which = next;
    await doing.run(work);
  }
  return {
    get busy() {
      return doing.busy ? which : null;
    },
    get failure() {
      return doing.failure;
    },
    get report() {
      return report;
    },
    get findings() {
      return findings;
    },
    get shown() {
      return report !== null || findings !== null || doing.failure !== null;
    },
    chain: () =>
      run('chain', async () => {
        report = await logVerify();
      }),
    book: () =>
      run('book', async () => {
        findings = await checkBook();
      }),
    retry: doing.retry,
    putAway
  };
}
