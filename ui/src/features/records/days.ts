// Days as the calendar counts them, without an instant.
import type { Day } from '../../generated/Day';
import type { Month } from '../../generated/Month';

/** The day `by` later, or earlier. */
export function plusDays(day: Day, by: number): Day {
  const date = new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + by));
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** The month of a day. */
export const monthOf = (day: Day): Month => Math.floor(day / 100);

/** The month `by` later, or earlier. */
export function plusMonths(month: Month, by: number): Month {
  const date = new Date(Date.UTC(Math.floor(month / 100), (month % 100) - 1 + by, 1));
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}
