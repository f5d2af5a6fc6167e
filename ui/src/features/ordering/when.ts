// A deadline as people write it: `21/11 17`, `21/11/2025 17.00`, `besok 12`, `hari ini 15.30`, `tomorrow`.
import { dayOf, dayText, exact, offsets, readDay } from '../../format';
import type { Instant } from '../../generated/Instant';
import type { Zone } from '../../generated/Zone';

const hour = 3_600_000;
const words: [RegExp, number][] = [
  [/^(hari ini|today)\b/, 0],
  [/^(besok|tomorrow)\b/, 1],
  [/^lusa\b/, 2]
];

/** How an instant stands in the field: `21/11 17.00`, with the year if it isn't this one. */
export function writeWhen(at: Instant | null, now: Instant, zone: Zone, dates: Parameters<typeof exact>[2]): string {
  if (at === null) return '';
  const day = dayText(dayOf(at, zone));
  const year = dayText(dayOf(now, zone)).slice(5);
  return `${day.endsWith(year) ? day.slice(0, 5) : day} ${exact(at, zone, dates).split(' ').at(-1) ?? ''}`;
}

/** Minutes from midnight: `17`, `17.30`, `9:05`; null if it is no time of day. */
function readTime(text: string): number | null {
  const match = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(text);
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** Reads it against now in the shop's zone; `usual` is the time, in minutes, where none is written. Null: can't be read. */
export function readWhen(text: string, now: Instant, zone: Zone, usual: number): Instant | null {
  const typed = text.trim().toLowerCase();
  const today = dayOf(now, zone);
  const named = words.find(([word]) => word.test(typed));
  const [head = '', ...tail] = typed.split(/\s+/);
  const rest = named ? typed.replace(named[0], '').trim() : tail.join(' ');
  // Without a year it is this one's, or the next one's if that day has long passed.
  const year = Math.floor(today / 10_000);
  const short = /^\d{1,2}[/-]\d{1,2}$/.test(head);
  let day = named ? today : readDay(short ? `${head}/${year}` : head);
  if (day === null) return null;
  if (short && today - day > 600) day = readDay(`${head}/${year + 1}`) ?? day;
  const minutes = rest === '' ? usual : readTime(rest);
  if (minutes === null) return null;
  const midnight = Date.UTC(
    Math.floor(day / 10_000),
    (Math.floor(day / 100) % 100) - 1,
    (day % 100) + (named?.[1] ?? 0)
  );
  return midnight - offsets[zone] * hour + minutes * 60_000;
}
