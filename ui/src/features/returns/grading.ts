// How the units of a parcel came back: sellable, damaged, lost. What is suggested is that all that is due can be sold
// again; whatever is found damaged or missing is taken off that first.
import type { LineId } from '../../generated/LineId';
import type { OrderLineRow } from '../../generated/OrderLineRow';
import type { ReturnLine } from '../../generated/ReturnLine';

export const grades = ['sellable', 'damaged', 'lost'] as const;
export type Grade = (typeof grades)[number];
export type Graded = Record<LineId, Record<Grade, number>>;

/** All that is due can be sold again. */
export function suggested(lines: readonly OrderLineRow[]): Graded {
  return Object.fromEntries(lines.map((line) => [line.id, { sellable: line.expected, damaged: 0, lost: 0 }]));
}

/** Units of a line so far. */
export const sum = (graded: Record<Grade, number>): number => grades.reduce((all, grade) => all + graded[grade], 0);

/** So many units of this grade; a damaged or lost unit was counted as sellable before, so it leaves there. */
export function put(graded: Record<Grade, number>, grade: Grade, units: number, most: number): Record<Grade, number> {
  const next = { ...graded, [grade]: units };
  const over = sum(next) - most;
  return grade !== 'sellable' && over > 0 ? { ...next, sellable: Math.max(0, next.sellable - over) } : next;
}

/** The lines that something came back of. */
export function toLines(graded: Graded): ReturnLine[] {
  return Object.entries(graded)
    .filter(([, units]) => sum(units) > 0)
    .map(([line, units]) => ({ line: Number(line), ...units }));
}
