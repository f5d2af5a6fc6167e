// Waiting without a clock: short timers run as soon as nothing else is to be done, and are waited for like answers.
const real = globalThis.setTimeout;
const cancel = globalThis.clearTimeout;
/** Longer ones are meant for people (how long a toast stays) and run as they say. */
const short = 1_000;
const running = new Set<unknown>();

globalThis.setTimeout = ((run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
  if (ms > short) return real(run, ms, ...args);
  const timer = real(() => {
    running.delete(timer);
    run(...args);
  }, 0);
  running.add(timer);
  return timer;
}) as typeof setTimeout;
globalThis.clearTimeout = ((timer: Parameters<typeof clearTimeout>[0]) => {
  running.delete(timer);
  cancel(timer);
}) as typeof clearTimeout;
globalThis.requestAnimationFrame = (run) => globalThis.setTimeout(() => run(performance.now()), 0) as unknown as number;
globalThis.cancelAnimationFrame = (frame) => globalThis.clearTimeout(frame);

/** Until the event loop has gone round: what was answered has reached the screen. */
const round = () => new Promise<void>((done) => setImmediate(done));

/** Until no answer and no short timer is on its way any more. */
export async function idle(pending: () => number): Promise<void> {
  let quiet = 0;
  while (quiet < 2) {
    await round();
    quiet = pending() === 0 && running.size === 0 ? quiet + 1 : 0;
  }
}
