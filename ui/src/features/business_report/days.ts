// The days of a report's period, and the period before and after: counted on the calendar, without a clock.
import type { Span } from '../../generated/Span';

export const spans: readonly Span[] = ['day', 'week', 'month'];

const dateOf = (day: number) =>
  new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100));
const dayNumber = (date: Date) => date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();

/** A day so many later. */
export function dayPlus(day: number, days: number): number {
  const date = dateOf(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayNumber(date);
}

/** The first day of the period that a day lies in. */
export function firstOf(span: Span, day: number): number {
  if (span === 'month') return Math.floor(day / 100) * 100 + 1;
  return span === 'day' ? day : dayPlus(day, -((dateOf(day).getUTCDay() + 6) % 7));
}

/** The first day of the period so many before or after the one that begins on a day. */
export function stepped(span: Span, from: number, by: number): number {
  if (span !== 'month') return dayPlus(from, by * (span === 'week' ? 7 : 1));
  const date = dateOf(from);
  date.setUTCMonth(date.getUTCMonth() + by);
  return dayNumber(date);
}
