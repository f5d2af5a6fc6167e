// Minutes from midnight as people write them: `17.00`, `17:00`, `9`.

/** Minutes from midnight; null if it is no time of day. */
export function readClock(text: string): number | null {
  const parts = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(text.trim());
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hours > 23 || minutes > 59 ? null : hours * 60 + minutes;
}

/** From when to when, as people write it: `08.00-17.00`, `8–17`, `8 sampai 24`; both null where nothing stands there (closed),
 * null if it can't be read. */
export function readSpan(text: string): { opens: number | null; closes: number | null } | null {
  if (text.trim() === '') return { opens: null, closes: null };
  const parts = text.split(/\s*(?:[-–—]|sampai|s\/d|to)\s*/);
  if (parts.length !== 2) return null;
  const [from, to] = parts as [string, string];
  const opens = readClock(from);
  const closes = /^24(?:[.:]00)?$/.test(to.trim()) ? 1_440 : readClock(to);
  return opens === null || closes === null || opens >= closes ? null : { opens, closes };
}

/** `08.00–17.00`; empty for closed. */
export const showSpan = (opens: number | null, closes: number | null): string =>
  opens === null || closes === null ? '' : `${showClock(opens)}–${showClock(closes)}`;

/** `17.00`; empty for none. */
export function showClock(minutes: number | null): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return minutes === null ? '' : `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}
