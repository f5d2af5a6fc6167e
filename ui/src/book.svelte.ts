// The book as the window found it: the shop, who is acting, and the time as the door reads it.
import type { BookState } from './generated/BookState';
import type { Instant } from './generated/Instant';
import type { Shop } from './generated/Shop';
import type { Zone } from './generated/Zone';
import { count, deadline, exact, moment, money, span, time } from './format';
import { shopSpeaks, t } from './words';

let state = $state.raw<BookState | null>(null);
let heardAt = 0;
let now = $state<Instant>(0);

function tick(): void {
  if (state) now = state.now + (performance.now() - heardAt);
}

/** Puts the book's state in place: at the start, after first start, after the shop's settings changed. */
export function bookIs(next: BookState): void {
  state = next;
  heardAt = performance.now();
  now = next.now;
  if (next.shop) shopSpeaks(next.shop.language);
}

/** Lets the clock go on by itself, so that "today" doesn't stay yesterday in a window left open; answers how to stop. */
export function runClock(): () => void {
  const timer = setInterval(tick, 30_000);
  return () => clearInterval(timer);
}

export const book = {
  get state(): BookState | null {
    return state;
  },
  get shop(): Shop | null {
    return state?.shop ?? null;
  },
  get now(): Instant {
    return now;
  },
  get zone(): Zone {
    return state?.shop?.zone ?? 'wib';
  }
};

/** Formats with the shop's own zone, clock and language. */
export const fmt = {
  money,
  count,
  deadline: (at: Instant) => deadline(at, now, book.zone, t().common.date),
  moment: (at: Instant) => moment(at, now, book.zone, t().common.date),
  exact: (at: Instant) => `${exact(at, book.zone, t().common.date)} ${t().common.zones[book.zone]}`,
  /** `07.42 WIB`. */
  time: (at: Instant) => `${time(at, book.zone)} ${t().common.zones[book.zone]}`,
  /** A time inside a sentence: "keluar besok 12.00". */
  within: (time: string) => {
    const words = t().common.date;
    const begins = [words.yesterday, words.today, words.tomorrow].some((word) => time.startsWith(word));
    return begins ? time.charAt(0).toLowerCase() + time.slice(1) : time;
  },
  /** How long ago or until. */
  span: (at: Instant) => span(at, now, t().common.date)
};
