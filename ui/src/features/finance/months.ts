// Months and days of the books as people say them.
import { book } from '../../book.svelte';
import { longDate, noon } from '../../format';
import type { Day } from '../../generated/Day';
import type { Month } from '../../generated/Month';
import { t } from '../../words';

/** `November 2026`. */
export const monthName = (month: Month): string =>
  `${t().common.date.longMonths[(month % 100) - 1] ?? ''} ${Math.floor(month / 100)}`;

/** `Kamis, 20 November`. */
export const dayName = (day: Day): string => longDate(noon(day, book.zone), book.zone, t().common.date);
