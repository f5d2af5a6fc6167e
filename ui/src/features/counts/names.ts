import type { CountLine } from '../../generated/CountLine';

/** `Besek Bambu, 20 cm`; a product of one variant is just its name. */
export const lineName = (line: Pick<CountLine, 'product' | 'name'>) =>
  line.name === '' ? line.product : `${line.product}, ${line.name}`;
