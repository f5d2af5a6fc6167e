// Days of figures as one steps through them: months or weeks that end yesterday at the latest, and what they are held against.
import type { Day } from '../../generated/Day';
import type { KpiBy } from '../../generated/KpiBy';
import { dayPlus, lastOf, monthOf, monthPlus, weekday } from '../../format';

export const spans = ['month', 'week'] as const;
export type Span = (typeof spans)[number];
export const ways = ['before', 'year_before'] as const;
export type Way = (typeof ways)[number];

export interface Days {
  from: Day;
  to: Day;
}
export interface Period extends Days {
  span: Span;
  /** Its last day, were it over. */
  end: Day;
  /** How many periods it lies before the one in which yesterday is. */
  back: number;
}

/** The period so many before the one in which yesterday is: yesterday is its last day, if it is that one. */
export function periodOf(span: Span, back: number, today: Day): Period {
  const yesterday = dayPlus(today, -1);
  if (span === 'week') {
    const monday = dayPlus(yesterday, -((weekday(yesterday) + 6) % 7) - 7 * back);
    const end = dayPlus(monday, 6);
    return { span, back, from: monday, to: Math.min(end, yesterday), end };
  }
  const month = monthPlus(monthOf(yesterday), -back);
  const end = month * 100 + lastOf(month);
  return { span, back, from: month * 100 + 1, to: Math.min(end, yesterday), end };
}

/** The days that it is held against: as many of the period before, or the same ones a year ago. */
export function against(period: Period, way: Way): Days {
  if (period.span === 'week') {
    const by = way === 'before' ? -7 : -364; // the same weekdays
    return { from: dayPlus(period.from, by), to: dayPlus(period.to, by) };
  }
  const month = monthPlus(monthOf(period.from), way === 'before' ? -1 : -12);
  const last = lastOf(month);
  const to = period.to === period.end ? last : Math.min(period.to % 100, last);
  return { from: month * 100 + 1, to: month * 100 + to };
}

/** The days of a line that ends with yesterday: 14 days, 13 weeks or 13 months. */
export function lineOf(by: KpiBy, today: Day): Days {
  const to = dayPlus(today, -1);
  if (by === 'day') return { from: dayPlus(to, -13), to };
  if (by === 'week') return { from: dayPlus(to, -((weekday(to) + 6) % 7) - 84), to };
  return { from: monthPlus(monthOf(to), -12) * 100 + 1, to };
}

/** Whether the last of a line's parts isn't over. */
export function isRunning(by: KpiBy, { from, to }: Days): boolean {
  if (by === 'day') return false;
  return by === 'week' ? to < dayPlus(from, 6) : to < monthOf(from) * 100 + lastOf(monthOf(from));
}
