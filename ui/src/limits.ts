// How long a text may be, as core has it: said while it is typed, and nothing is cut.
import { LIMITS } from './generated/limits';
import { t } from './words';

export type Limit = keyof typeof LIMITS;

/** What is said of a text that is longer than it may be; null while it fits. */
export function tooLong(text: string, limit: Limit): string | null {
  const length = [...text.trim().replace(/\s+/g, ' ')].length;
  return length > LIMITS[limit] ? t().common.tooLong(length, LIMITS[limit]) : null;
}
