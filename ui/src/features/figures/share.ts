// Figures as shares of their target, and as short as the columns of a line need them.
import type { KpiPoint } from '../../generated/KpiPoint';
import type { KpiRow } from '../../generated/KpiRow';
import type { Unit } from '../../generated/Unit';

/** How long a bar is: 1 reaches its target's line. Without a target the larger of now and before does. */
export function shareOf(row: KpiRow): number {
  const now = row.now.point.value ?? 0;
  if (row.target) return row.target.millionths === 0 ? (now > 0 ? 1.5 : 0) : now / (row.target.millionths / 1e6);
  const most = Math.max(now, row.before.point.value ?? 0);
  return most <= 0 ? 0 : now / most;
}

export interface Scale {
  unit: string;
  of: (value: number | null) => string;
}

/** Numbers of one unit so short that thirteen stand beside each other. `comma` stands before decimals. */
export function scaleOf(
  unit: Unit,
  points: readonly KpiPoint[],
  words: { comma: string; units: Record<'percent' | 'hours' | 'days' | 'minutes' | 'thousands' | 'millions', string> }
): Scale {
  const most = Math.max(0, ...points.map((point) => Math.abs(point.value ?? 0)));
  const by = (name: string, divisor: number, places: number): Scale => ({
    unit: name,
    of: (value) => {
      if (value === null) return '–';
      const text = (value / divisor).toFixed(places).replace('.', words.comma).replace('-', '−');
      return text === `−0${places ? `${words.comma}0` : ''}` ? text.slice(1) : text;
    }
  });
  switch (unit) {
    case 'percent':
      return by(words.units.percent, 0.01, 1);
    case 'minutes':
      if (most >= 3 * 1440) return by(words.units.days, 1440, 1);
      return most >= 60 ? by(words.units.hours, 60, 1) : by(words.units.minutes, 1, 0);
    case 'days':
      return by(words.units.days, 1, most < 100 ? 1 : 0);
    case 'ratio':
    case 'per100':
      return by('', 1, 1);
    default:
      if (most >= 1_000_000) return by(words.units.millions, 1_000_000, most < 100_000_000 ? 1 : 0);
      return most >= 10_000 ? by(words.units.thousands, 1_000, most < 1_000_000 ? 0 : 1) : by('', 1, 0);
  }
}
