// How figures and times are written. Pure: the instant "now" and the zone are handed in.
import type { Day } from './generated/Day';
import type { Instant } from './generated/Instant';
import type { Money } from './generated/Money';
import type { Month } from './generated/Month';
import type { Zone } from './generated/Zone';
import type { Dict } from './words';

/** Hours that a zone is ahead of UTC. */
export const offsets: Record<Zone, number> = { wib: 7, wita: 8, wit: 9 };
const hour = 3_600_000;
const dayLength = 24 * hour;
type Words = Dict['common']['date'];

/** `1.234.567`, a minus as U+2212; whole numbers only, in both languages as the shop writes them. */
export function count(n: number): string {
  const digits = Math.abs(Math.trunc(n)).toString();
  return (n < 0 ? '−' : '') + digits.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** An amount in rupiah; nil is an en dash. `Rp` stands once, in the head or the sum. */
export function money(amount: Money | null | undefined): string {
  return amount === null || amount === undefined || amount === 0 ? '–' : count(amount);
}

/** By how much something is more or less: `+2.000`, `−850`; nil is an en dash. */
export function signed(amount: Money): string {
  return amount > 0 ? `+${count(amount)}` : money(amount);
}

/** A number in tenths: 34 is `3,4`. */
export function tenths(n: number): string {
  return `${n < 0 ? '−' : ''}${count(Math.trunc(Math.abs(n) / 10))},${Math.abs(n) % 10}`;
}

/** How large a file is: `812 KB`, `4,2 MB`. */
export function size(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1024);
  return kilobytes < 1024 ? `${count(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1).replace('.', ',')} MB`;
}

interface Parts {
  /** Days since 1970-01-01 in the zone. */
  day: number;
  year: number;
  month: number;
  date: number;
  weekday: number;
  time: string;
}

function parts(at: Instant, zone: Zone): Parts {
  const local = at + offsets[zone] * hour;
  const moment = new Date(local); // read in UTC: the zones have no daylight saving
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    day: Math.floor(local / dayLength),
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth(),
    date: moment.getUTCDate(),
    weekday: moment.getUTCDay(),
    time: `${two(moment.getUTCHours())}.${two(moment.getUTCMinutes())}`
  };
}

/** `20 Nov`, with the year if it isn't this one. */
function shortDate(it: Parts, now: Parts, words: Words): string {
  const year = it.year === now.year ? '' : ` ${it.year}`;
  return `${it.date} ${words.months[it.month] ?? ''}${year}`;
}

/** A deadline: `Kemarin 15.00`, `17.00` (today), `Besok 12.00`, `Kam 20 Nov`. */
export function deadline(at: Instant, now: Instant, zone: Zone, words: Words): string {
  const it = parts(at, zone);
  const here = parts(now, zone);
  const away = it.day - here.day;
  if (away === 0) return it.time;
  if (away === -1) return `${words.yesterday} ${it.time}`;
  if (away === 1) return `${words.tomorrow} ${it.time}`;
  return `${words.weekdays[it.weekday] ?? ''} ${shortDate(it, here, words)}`;
}

/** A moment that has passed: `Hari ini 07.05`, `Kemarin 20.16`, `19 Nov 20.14`, `6 Okt 2024`. */
export function moment(at: Instant, now: Instant, zone: Zone, words: Words): string {
  const it = parts(at, zone);
  const here = parts(now, zone);
  const away = it.day - here.day;
  if (away === 0) return `${words.today} ${it.time}`;
  if (away === -1) return `${words.yesterday} ${it.time}`;
  // Another year's hour interests nobody in a list.
  return it.year === here.year ? `${shortDate(it, here, words)} ${it.time}` : shortDate(it, here, words);
}

/** Full, for titles and the log: `20 Nov 2025 07.05`. */
export function exact(at: Instant, zone: Zone, words: Words): string {
  const it = parts(at, zone);
  return `${it.date} ${words.months[it.month] ?? ''} ${it.year} ${it.time}`;
}

/** `16 jam`, `2 hari`, `40 menit`: how long ago, or until, rounded down. */
export function span(from: Instant, to: Instant, words: Words): string {
  const away = Math.abs(to - from);
  if (away < hour) return words.minutes(Math.floor(away / 60_000));
  if (away < 2 * dayLength) return words.hours(Math.floor(away / hour));
  return words.days(Math.floor(away / dayLength));
}

/** `07.42`. */
export function time(at: Instant, zone: Zone): string {
  return parts(at, zone).time;
}

/** `Kamis, 20 November`. */
export function longDate(at: Instant, zone: Zone, words: Words): string {
  const it = parts(at, zone);
  return `${words.longWeekdays[it.weekday] ?? ''}, ${it.date} ${words.longMonths[it.month] ?? ''}`;
}

/** A day without its year: `20 Nov`. */
export function shortDay(day: Day, words: Words): string {
  return `${day % 100} ${words.months[(Math.floor(day / 100) % 100) - 1] ?? ''}`;
}

/** Days without their year: `1–19 Nov`, `27 Okt – 2 Nov`, `20 Nov`. */
export function shortDays(from: Day, to: Day, words: Words): string {
  if (from === to) return shortDay(from, words);
  const same = Math.floor(from / 100) === Math.floor(to / 100);
  return same ? `${from % 100}–${shortDay(to, words)}` : `${shortDay(from, words)} – ${shortDay(to, words)}`;
}

/** Minutes since midnight in the zone. */
export function minuteOfDay(at: Instant, zone: Zone): number {
  return Math.floor(((at + offsets[zone] * hour) % dayLength) / 60_000);
}

/** Minutes since midnight as a clock shows them: `10.00`. */
export function clockTime(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}

/** The weekday of a business day, 0 for Sunday. */
export function weekday(day: Day): number {
  return new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100)).getUTCDay();
}

/** The day so many days later, by the calendar alone. */
export function dayPlus(day: Day, days: number): Day {
  const at = new Date(Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, (day % 100) + days));
  return at.getUTCFullYear() * 10_000 + (at.getUTCMonth() + 1) * 100 + at.getUTCDate();
}

/** The month of a day, `yyyymm`. */
export const monthOf = (day: Day): Month => Math.floor(day / 100);

/** The month some months later. */
export function monthPlus(month: Month, by: number): Month {
  const at = Math.floor(month / 100) * 12 + (month % 100) - 1 + by;
  return Math.floor(at / 12) * 100 + (((at % 12) + 12) % 12) + 1;
}

/** The number of days of a month. */
export const lastOf = (month: Month): number =>
  new Date(Date.UTC(Math.floor(month / 100), month % 100, 0)).getUTCDate();

/** The business day of an instant, `yyyymmdd`. */
export function dayOf(at: Instant, zone: Zone): Day {
  const it = parts(at, zone);
  return it.year * 10_000 + (it.month + 1) * 100 + it.date;
}

/** `yyyymmdd` as people write it: `20/11/2025`. */
export function dayText(day: Day): string {
  const text = String(day).padStart(8, '0');
  return `${text.slice(6)}/${text.slice(4, 6)}/${text.slice(0, 4)}`;
}

/** What people write for a day (`20/11/2025`, `1-3-25`, `20.11.2025`, `2025-11-20`) as `yyyymmdd`; null if it is none. */
export function readDay(text: string): Day | null {
  const parted = text.trim().split(/[\s/.-]+/);
  if (parted.length !== 3 || parted.some((part) => !/^\d{1,4}$/.test(part))) return null;
  const yearFirst = parted[0]!.length === 4;
  const [y = 0, month = 0, date = 0] = (yearFirst ? parted : [...parted].reverse()).map(Number);
  const year = y < 100 ? 2000 + y : y;
  const real = new Date(Date.UTC(year, month - 1, date));
  if (real.getUTCFullYear() !== year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== date) return null;
  return year * 10_000 + month * 100 + date;
}

/** Noon of a business day in the zone: where only the day of something is known. */
export function noon(day: Day, zone: Zone): Instant {
  const midnight = Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100);
  return midnight + (12 - offsets[zone]) * hour;
}
