// A picture dropped on the window goes to whatever shows goods, what was paid to Pencairan; everything else is a file to import.
import { importFlow } from './features/import/flow.svelte';
import { isPayout, taking } from './features/payouts/taking.svelte';
import { isPicture } from './parts/photo';
import { route } from './router.svelte';

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

/** Hands a dropped file over, by what stands in it. In Pencairan one that isn't known is a courier's, unless a person says otherwise. */
export async function takeFile(path: string): Promise<void> {
  const here = route.screen === 'finance' && route.param('room') === 'payouts';
  await ((await isPayout(path)) || here ? taking.open(path) : importFlow.open(path));
}
