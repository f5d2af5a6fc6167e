import { flushSync } from 'svelte';

/** Runs what only works while a component is set up; answers with how to unmount it. */
export function inComponent(setUp: () => void): () => void {
  const stop = $effect.root(setUp);
  flushSync();
  return () => {
    stop();
    flushSync();
  };
}
