import { describe, expect, it } from 'vitest';
import { count, dayOf, dayText, deadline, exact, moment, money, readDay, span } from '../src/format';
import { id } from '../src/words/id';

const words = id.common.date;
/** Thursday 20 November 2025, 07.42 in Jakarta. */
const now = Date.UTC(2025, 10, 20, 0, 42);
const hour = 3_600_000;
/** The instant of an hour of the day so many days away, in WIB. */
const at = (days: number, hours: number) => Date.UTC(2025, 10, 20 + days, hours - 7);

describe('money', () => {
  it.each([
    [1_234_567, '1.234.567'],
    [127, '127'],
    [1_000, '1.000'],
    [-20_000, '\u221220.000'],
    [0, '–'],
    [null, '–']
  ])('%s is written %s', (amount, text) => expect(money(amount)).toBe(text));

  it('counts nothing as 0, not as a dash', () => expect(count(0)).toBe('0'));
});

describe('times, in the shop’s own zone', () => {
  it.each([
    [at(-1, 15), 'Kemarin 15.00'],
    [at(0, 17), '17.00'],
    [at(1, 12), 'Besok 12.00'],
    [at(2, 9), 'Sab 22 Nov'],
    [at(-10, 9), 'Sen 10 Nov'],
    [Date.UTC(2026, 0, 2, 3), 'Jum 2 Jan 2026']
  ])('deadline %#', (instant, text) => expect(deadline(instant, now, 'wib', words)).toBe(text));

  it('moves the day with the zone', () => {
    const lateEvening = Date.UTC(2025, 10, 20, 16, 30);
    expect(deadline(lateEvening, now, 'wib', words)).toBe('23.30');
    expect(deadline(lateEvening, now, 'wita', words)).toBe('Besok 00.30');
    expect(dayOf(lateEvening, 'wib')).toBe(20251120);
    expect(dayOf(lateEvening, 'wit')).toBe(20251121);
  });

  it('tells what has been', () => {
    expect(moment(at(0, 7), now, 'wib', words)).toBe('Hari ini 07.00');
    expect(moment(at(-1, 20), now, 'wib', words)).toBe('Kemarin 20.00');
    expect(moment(at(-3, 20), now, 'wib', words)).toBe('17 Nov 20.00');
    expect(moment(Date.UTC(2024, 9, 6, 3), now, 'wib', words)).toBe('6 Okt 2024');
    expect(exact(at(0, 7), 'wib', words)).toBe('20 Nov 2025 07.00');
  });

  it('tells how long', () => {
    expect(span(now, now + 40 * 60_000, words)).toBe('40 menit');
    expect(span(now - 16 * hour, now, words)).toBe('16 jam');
    expect(span(now - 50 * hour, now, words)).toBe('2 hari');
  });
});

describe('days as people write them', () => {
  it.each([
    ['20/11/2025', 20251120],
    ['1-3-25', 20250301],
    ['20.11.2025', 20251120],
    [' 2025-11-20 ', 20251120],
    ['31/02/2025', null],
    ['kemarin', null],
    ['20/11', null],
    ['', null]
  ])('%s', (text, day) => expect(readDay(text)).toBe(day));

  it('are read back as written', () => expect(readDay(dayText(20260101))).toBe(20260101));
});
