// What people type as an amount: `12500`, `12.500`, `Rp 12.500,00`, `150rb`, `1,5jt`. Anything doubtful is no amount:
// better asked again than booked a thousand times too small. `typed.rs` in core reads the same; one table holds both.
import type { Money } from '../generated/Money';

/** The book's own limit. */
const most = 1_000_000_000_000_000;
const grouped = /^\d{1,3}(\.\d{3})+$/;
/** As it is said: `150rb`, `1,5 jt`, `2 juta`. */
const spoken = /^(\d{1,6})(?:,(\d{1,3}))?\s*(rb|ribu|k|jt|juta)$/i;

/** Whole rupiah, zero or more; null if it isn't an amount. */
export function readMoney(text: string): Money | null {
  const bare = text
    .trim()
    .replace(/^rp\.?\s*/i, '')
    .replace(/,(00|-)$/, ''); // sen, as receipts print them: there are none
  const said = spoken.exec(bare);
  if (said) {
    const [, whole = '', part = '', unit = ''] = said;
    const zeros = /^j/i.test(unit) ? 6 : 3;
    return Number(whole + part.padEnd(zeros, '0'));
  }
  return readCount(bare, most);
}

/** Whole grams of what is typed as a weight: `200`, `1.000 gr`, `0,2 kg`; null if it isn't one, or beyond the limit. */
export function readGrams(text: string, limit: number): number | null {
  const weight = /^(\d[\d.,]*)\s*(kg|kilo|kilogram|g|gr|gram)?\.?$/i.exec(text.trim());
  if (!weight) return null;
  const [, number = '', unit = ''] = weight;
  const kilos = /^k/i.test(unit);
  // Points part thousands of grams, and are decimal in kilograms.
  if (!kilos && !number.includes(',')) return readCount(number, limit);
  const decimal = number.replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(decimal)) return null;
  const grams = Math.round(Number(decimal) * (kilos ? 1000 : 1));
  return grams <= limit ? grams : null;
}

/** Digits, with or without points between the thousands; null if it is anything else. */
export function readCount(text: string, limit: number): number | null {
  const bare = text.trim();
  if (!/^\d+$/.test(bare) && !grouped.test(bare)) return null;
  const value = Number(bare.replaceAll('.', ''));
  return Number.isSafeInteger(value) && value <= limit ? value : null;
}
