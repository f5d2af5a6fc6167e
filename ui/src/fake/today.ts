// The day's screen and its tasks.
import type { MoneyCheckRow } from '../generated/MoneyCheckRow';
import type { PickupRow } from '../generated/PickupRow';
import type { Stage } from '../generated/Stage';
import type { TaskRow } from '../generated/TaskRow';
import type { Today } from '../generated/Today';
import { hour } from './data';
import { refusal, refuse, type World } from './world';

const day = 20251120;
const week: [number, number, number][] = [
  [20251117, 2_915_000, 31],
  [20251118, 3_318_500, 36],
  [20251119, 3_482_500, 38],
  [20251120, 412_000, 4],
  [20251121, 0, 0],
  [20251122, 0, 0],
  [20251123, 0, 0]
];
const stages: Stage[] = [
  'draft',
  'awaiting_payment',
  'awaiting_approval',
  'approved',
  'packed',
  'shipped',
  'delivered'
];
const hours: Record<string, number> = { GoSend: 600, SPX: 720, 'J&T': 900, JNE: 1020 };

export function today(world: World): Today {
  const rows = world.rows();
  const waiting = rows.filter((row) => ['awaiting_approval', 'approved', 'packed'].includes(row.stage));
  const late = waiting.filter((row) => row.late).sort((a, b) => (a.ship_by ?? 0) - (b.ship_by ?? 0));
  const dueToday = waiting.filter((row) => !row.late && (row.ship_by ?? Infinity) < world.now + 16 * hour);
  const held = rows.filter((row) => row.held !== null);
  const checks = rows
    .filter((row) => row.stage === 'awaiting_approval' && row.external_id === '' && row.paid > 0)
    .map((row): MoneyCheckRow => ({
      order: row.id,
      customer: row.customer,
      paid: row.paid,
      beyond: 0,
      at: world.now - 9 * hour,
      account: 'BCA',
      stage: row.stage
    }));
  const pickups = Object.entries(hours)
    .map(([courier, pickup]): PickupRow => {
      const parcels = waiting.filter((row) => row.courier.startsWith(courier));
      return {
        pickup,
        courier,
        packed: parcels.filter((row) => row.stage === 'packed').length,
        parcels: parcels.length
      };
    })
    .filter((row) => row.parcels > 0);
  const low = world.variants
    .filter((variant) => variant.available <= 9)
    .sort((a, b) => a.available - b.available)
    .map((variant) => ({ variant, days: variant.available <= 0 ? 0 : variant.available }));
  const tasks = world.tasks.filter((task) => !task.done);
  return {
    now: world.now,
    day,
    open: waiting.length,
    late: late.length,
    due_today: dueToday.length,
    due_later: waiting.length - late.length - dueToday.length,
    late_rows: late.slice(0, 40),
    pickups,
    queue: stages.map((stage) => {
      const there = rows.filter((row) => row.stage === stage);
      return {
        stage,
        orders: there.length,
        oldest: there.length > 0 ? Math.min(...there.map((row) => row.placed_at)) : null
      };
    }),
    money: checks.slice(0, 5),
    money_orders: checks.length,
    money_total: checks.reduce((sum, row) => sum + row.paid, 0),
    held_rows: held.slice(0, 3),
    held: held.length,
    coming_back: rows.filter((row) => row.failed).length,
    week: week.map(([of, sales, orders]) => ({ day: of, sales, orders })),
    yesterday: { day: 20251119, sales: 3_482_500, orders: 38 },
    yesterday_profit: 1_231_400,
    yesterday_uncosted: 0,
    week_sales: 10_128_000,
    week_goal: world.shop?.weekly_goal ?? 0,
    days_left: 4,
    low: low.slice(0, 6),
    low_variants: low.length,
    tasks,
    first: world.first,
    tasks_due: tasks.filter((task) => task.due !== null && task.due <= day).length
  };
}

export function saveTask(world: World, task: TaskRow): TaskRow {
  if (!task.text.trim()) throw refuse(refusal('task_text', 'Tulis tugasnya dulu.', 'Write the task first.'));
  const saved = { ...task, id: task.id || world.tasks.length + 1 };
  world.tasks = [...world.tasks.filter((each) => each.id !== saved.id), saved];
  return saved;
}
