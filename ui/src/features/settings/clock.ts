// Minutes from midnight as people write them: `17.00`, `17:00`, `9`.

/** Minutes from midnight; null if it is no time of day. */
export function readClock(text: string): number | null {
  const parts = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(text.trim());
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hours > 23 || minutes > 59 ? null : hours * 60 + minutes;
}

/** `17.00`; empty for none. */
export function showClock(minutes: number | null): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return minutes === null ? '' : `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}
