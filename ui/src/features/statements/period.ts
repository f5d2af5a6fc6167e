// Days of a statement as one steps through them: a month or a year, the current one as far as it has come, or any days.
import { dayOf, lastOf, monthOf, monthPlus } from '../../format';
import type { Against } from '../../generated/Against';
import type { Day } from '../../generated/Day';
import type { Instant } from '../../generated/Instant';
import type { Zone } from '../../generated/Zone';

export const spans = ['month', 'year', 'days'] as const;
export type Span = (typeof spans)[number];

export interface Period {
  span: Span;
  from: Day;
  to: Day;
  /** Whether it is the one that isn't over. */
  running: boolean;
}

/** A month as far as `today`. */
export function ofMonth(month: number, today: Day): Period {
  const end = month * 100 + lastOf(month);
  const running = month === monthOf(today);
  return { span: 'month', from: month * 100 + 1, to: running ? today : end, running: running && today < end };
}

/** A year as far as `today`. */
export function ofYear(year: number, today: Day): Period {
  const end = year * 10_000 + 1231;
  const running = year === Math.floor(today / 10_000);
  return { span: 'year', from: year * 10_000 + 101, to: running ? today : end, running: running && today < end };
}

/** The period that an address names: `span`, `at` (a month or a year), `from` and `to`. */
export function periodOf(
  param: (name: string) => string,
  number: (name: string) => number | null,
  now: Instant,
  zone: Zone
): Period {
  const today = dayOf(now, zone);
  const at = number('at');
  if (param('span') === 'year')
    return ofYear(at !== null && at > 1900 && at < 3000 ? at : Math.floor(today / 10_000), today);
  const [from, to] = [number('from'), number('to')];
  if (param('span') === 'days' && from !== null && to !== null) return { span: 'days', from, to, running: false };
  const known = at !== null && at > 190_000 && at < 300_000 && at % 100 >= 1 && at % 100 <= 12;
  return ofMonth(known ? at : monthOf(today), today);
}

/** The address of the period before or after; null where there is no step, or it would begin after today. */
export function stepped(period: Period, by: number, now: Instant, zone: Zone): { at: number } | null {
  const today = dayOf(now, zone);
  if (period.span === 'days') return null;
  const at = period.span === 'year' ? Math.floor(period.from / 10_000) + by : monthPlus(monthOf(period.from), by);
  const first = period.span === 'year' ? at * 10_000 + 101 : at * 100 + 1;
  return first > today ? null : { at };
}

/** What a statement is held against, as a question has it. */
export interface Compared {
  against: Against;
  /** The days, where they are named. */
  against_days: [Day, Day] | null;
}

/** The same days a year before: what one begins with where one names the days oneself. */
export function yearBefore(period: Period): [Day, Day] {
  const before = (day: Day): Day => {
    const month = Math.floor(day / 100) - 100;
    return month * 100 + Math.min(day % 100, lastOf(month));
  };
  return [before(period.from), before(period.to)];
}

const ways: readonly Against[] = ['before', 'year_before', 'days', 'nothing'];

/** What an address says that a period is held against: `against`, and `vfrom` and `vto` for days; else the usual. */
export function comparedOf(
  param: (name: string) => string,
  number: (name: string) => number | null,
  period: Period,
  usual: Against = 'before'
): Compared {
  const against = ways.find((each) => each === param('against')) ?? usual;
  if (against !== 'days') return { against, against_days: null };
  const [from, to] = yearBefore(period);
  return { against, against_days: [number('vfrom') ?? from, number('vto') ?? to] };
}
