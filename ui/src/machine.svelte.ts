// What belongs to this computer and not to the book: theme, density, printers. It lies in a file of the shell's; the
// look is remembered here too, so that a window doesn't start light and turn dark.
import { Broken, type Failure, machine as askMachine, machineSave, Refused } from './bridge';
import type { Machine } from './generated/Machine';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const densities = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof densities)[number];

/** Sizes of all that the window shows, in percent. */
export const zooms = [90, 100, 110, 125, 150] as const;

const place = 'runut.machine';
/** As the look's style sheets call them. */
const attribute: Record<Density, string> = { compact: 'rapat', normal: '', roomy: 'lega' };

function known(found: Partial<Machine> | null): Machine {
  return {
    theme: themes.find((each) => each === found?.theme) ?? 'system',
    density: densities.find((each) => each === found?.density) ?? 'normal',
    zoom: found?.zoom ?? 100,
    label_printer: found?.label_printer ?? '',
    sheet_printer: found?.sheet_printer ?? ''
  };
}
function remembered(): Machine {
  try {
    return known(JSON.parse(localStorage.getItem(place) ?? 'null') as Partial<Machine> | null);
  } catch {
    return known(null); // written by something else: as if nothing was remembered
  }
}

/** The theme that the shell has put on the page before its first frame, where one is chosen. */
const told = themes.find((each) => each === document.documentElement.dataset.theme);
let current = $state.raw<Machine>(told ? { ...remembered(), theme: told } : remembered());
let failure = $state.raw<Failure | null>(null);
/** One save after the other: each is made of what the last one left. */
let saving: Promise<void> = Promise.resolve();

export const machine = {
  get now(): Machine {
    return current;
  },
  get theme(): Theme {
    return current.theme as Theme;
  },
  get density(): Density {
    return current.density as Density;
  },
  /** Why it could not be read or saved; it holds in this window all the same. */
  get failure(): Failure | null {
    return failure;
  }
};

function set(attributeName: string, value: string): void {
  if (value === '') delete document.documentElement.dataset[attributeName];
  else document.documentElement.dataset[attributeName] = value;
}

/** Puts theme and density on the page; called before anything is drawn. */
export function applyMachine(): void {
  set('theme', machine.theme === 'system' ? '' : machine.theme);
  set('density', attribute[machine.density]);
}

function machineIs(next: Machine): void {
  current = known(next);
  localStorage.setItem(place, JSON.stringify({ theme: current.theme, density: current.density }));
  applyMachine();
}

async function trying(work: () => Promise<Machine>): Promise<void> {
  try {
    machineIs(await work());
    failure = null;
  } catch (thrown) {
    if (!(thrown instanceof Refused || thrown instanceof Broken)) throw thrown;
    failure = thrown;
  }
}

/** Reads what this computer has set. */
export function readMachine(): Promise<void> {
  saving = saving.then(() => trying(askMachine));
  return saving;
}

/** Changes it: at once in this window, then in the file. */
export function changeMachine(change: Partial<Machine>): Promise<void> {
  machineIs({ ...current, ...change });
  saving = saving.then(() => trying(() => machineSave({ ...current, ...change })));
  return saving;
}

/** The next larger or smaller size, or (0) the normal one. The shell has the view shown at it. */
export function zoomBy(step: 1 | -1 | 0): Promise<void> {
  const beyond = (each: number) => (step > 0 ? each > current.zoom : each < current.zoom);
  const next = step === 0 ? 100 : (step > 0 ? zooms : zooms.toReversed()).find(beyond);
  return next === undefined || next === current.zoom ? Promise.resolve() : changeMachine({ zoom: next });
}

/** Forgets what the window holds (tests). */
export function forgetMachine(): void {
  failure = null;
  current = remembered();
  applyMachine();
}
