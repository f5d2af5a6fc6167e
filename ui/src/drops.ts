// A picture dropped on the window goes to whatever shows goods; everything else is a file to import.
import { isPicture } from './parts/photo';

const takers: ((path: string) => void)[] = [];

/** Takes dropped pictures until the answer is called; the last to come is the one to get them. */
export function onPicture(take: (path: string) => void): () => void {
  takers.push(take);
  return () => void takers.splice(takers.indexOf(take), 1);
}

/** Hands a dropped picture over; false if there is none, or nobody to take it. */
export function takePicture(paths: string[]): boolean {
  const picture = paths.find(isPicture);
  const take = takers.at(-1);
  if (picture === undefined || !take) return false;
  take(picture);
  return true;
}
