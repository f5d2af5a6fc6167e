// Scanning pair by pair: a slip, then its tracking number. Scans that come faster than the answers wait in order.
import { Broken, type Failure, findOrder, orderDetail, Refused, shipOrders } from '../../bridge';
import type { OrderId } from '../../generated/OrderId';
import type { OrderRow } from '../../generated/OrderRow';
import type { Refusal } from '../../generated/Refusal';
import type { Sentence } from '../../generated/Sentence';
import type { Outcome } from '../../generated/Outcome';
import { t } from '../../words';
import { sounds } from '../../parts/sounds.svelte';
import { joinable } from './shipped';

export interface Pair {
  key: number;
  /** The order; null if the code was none's. */
  order: { id: OrderId; number: number; customer: string } | null;
  /** What was scanned last. */
  code: string;
  courier: string;
  done: boolean;
  /** Why not, or what to look at. */
  says: Sentence | string | null;
  /** It may go in one parcel with the order that has this number. */
  join: boolean;
}

export interface Pairs {
  /** The order whose tracking number is scanned next. */
  readonly open: OrderRow | null;
  /** Newest first. */
  readonly list: Pair[];
  readonly pending: number;
  readonly failure: Failure | null;
  /** Said beside the field: another slip was scanned in between. */
  readonly hint: string;
  scan(code: string): void;
  join(pair: Pair): void;
  /** Forgets the slip scanned. */
  drop(): void;
  /** What isn't shipped any more isn't ticked any more. */
  untick(orders: OrderId[]): void;
  retry(): void;
  giveUp(): void;
}

/** What the list of waiting parcels would refuse is no reason here: the number is just about to be scanned. */
const expected = ['tracking_missing', 'courier_missing'];

/** `uncouriered` is told the number of a parcel whose courier nobody knows yet. */
export function usePairs(
  shipped: (outcome: Outcome) => void,
  uncouriered: (order: OrderId, tracking: string) => void
): Pairs {
  let open = $state.raw<OrderRow | null>(null);
  let list = $state.raw<Pair[]>([]);
  let failure = $state.raw<Failure | null>(null);
  let steps = $state.raw<(() => Promise<void>)[]>([]);
  let hint = $state('');
  let running = false;
  let keys = 0;

  function note(pair: Omit<Pair, 'key'>): void {
    list = [{ ...pair, key: ++keys }, ...list].slice(0, 500);
    if (pair.done && pair.says === null) sounds.finished();
    else sounds.stop();
  }
  const named = (row: OrderRow) => ({ id: row.id, number: row.number, customer: row.customer });

  async function take(code: string): Promise<void> {
    const found = await findOrder(code);
    const detail = found === null ? null : await orderDetail(found);
    const row = detail?.row ?? null;
    // A tracking number finds its order too: only a code that isn't its number is a slip.
    const slip = row !== null && row.tracking.toUpperCase() !== code.toUpperCase();
    hint = '';
    if (open && !slip) return ship(open, code, false);
    if (open && row?.id === open.id) return; // the same slip twice
    if (!detail || !row) {
      note({ order: null, code, courier: '', done: false, says: t().tracking.scan.unknown(code), join: false });
      return;
    }
    const offer = detail.offers.find((each) => each.verb === 'ship');
    const no = offer ? offer.refusal : null;
    if (!offer || (no && !expected.includes(no.code))) {
      const says = no?.message ?? t().tracking.scan.notNow(row.number, t().common.stages[row.stage]);
      note({ order: named(row), code, courier: row.courier, done: false, says, join: false });
      return;
    }
    if (open) hint = t().tracking.scan.another;
    open = row;
    sounds.ok();
  }

  async function ship(row: OrderRow, code: string, join: boolean): Promise<void> {
    const outcome = await shipOrders([{ order: String(row.number), tracking: code, courier: null }], join);
    const no: Refusal | undefined = outcome.refused[0]?.refusal;
    open = null;
    note({
      order: named(row),
      code,
      courier: row.courier,
      done: !no,
      says: no?.message ?? outcome.warnings[0] ?? null,
      join: no !== undefined && joinable(no)
    });
    if (!no) shipped(outcome);
    else if (no.code === 'courier_missing') uncouriered(row.id, code);
  }

  async function drain(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (let step = steps[0]; step; step = steps[0]) {
        failure = null;
        try {
          await step();
        } catch (thrown) {
          if (!(thrown instanceof Broken)) steps = steps.slice(1);
          if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
          failure = thrown;
          sounds.stop();
          if (thrown instanceof Broken) return; // asked again under the same request
          continue;
        }
        steps = steps.slice(1);
      }
    } finally {
      running = false;
    }
  }
  function add(step: () => Promise<void>): void {
    steps = [...steps, step];
    void drain();
  }

  return {
    get open() {
      return open;
    },
    get list() {
      return list;
    },
    get pending() {
      return steps.length;
    },
    get failure() {
      return failure;
    },
    get hint() {
      return hint;
    },
    scan: (code) => add(() => take(code)),
    join(pair) {
      const { order } = pair;
      if (!order) return;
      add(async () => {
        const { row } = await orderDetail(order.id);
        await ship(row, pair.code, true);
        list = list.filter((each) => each.key !== pair.key);
      });
    },
    drop() {
      open = null;
      hint = '';
    },
    untick(orders) {
      list = list.filter((each) => !each.order || !orders.includes(each.order.id) || !each.done);
    },
    retry: () => void drain(),
    giveUp() {
      failure = null;
      if (!running) steps = [];
    }
  };
}
