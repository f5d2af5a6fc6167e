// The days of a report's period, and the period before and after: counted on the calendar, without a clock.
import { dayPlus, monthOf, monthPlus, weekday } from '../../format';
import type { Day } from '../../generated/Day';
import type { Span } from '../../generated/Span';

export const spans: readonly Span[] = ['day', 'week', 'month'];

/** The first day of the period that a day lies in. */
export function firstOf(span: Span, day: Day): Day {
  if (span === 'month') return monthOf(day) * 100 + 1;
  return span === 'day' ? day : dayPlus(day, -((weekday(day) + 6) % 7));
}

/** The first day of the period so many before or after the one that begins on a day. */
export function stepped(span: Span, from: Day, by: number): Day {
  if (span === 'month') return monthPlus(monthOf(from), by) * 100 + 1;
  return dayPlus(from, by * (span === 'week' ? 7 : 1));
}
