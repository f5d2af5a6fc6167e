import { render } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import App from '../src/App.svelte';
import { carryWith } from '../src/bridge';
import { createFake, type Fake, type FakeOptions } from '../src/fake';
import { forgetMachine } from '../src/machine.svelte';
import { importFlow } from '../src/features/import/flow.svelte';
import { toasts } from '../src/parts/toast.svelte';
import { go, type Params, type Screen, screens } from '../src/router.svelte';
import { readScreen } from '../src/screens.svelte';

export interface Opened {
  fake: Fake;
  container: HTMLElement;
}

/** What the window reads when it is needed, beside its screens. */
const parts = [
  () => import('../src/Keys.svelte'),
  () => import('../src/Palette.svelte'),
  () => import('../src/features/start/StartScreen.svelte'),
  () => import('../src/features/trouble/TroubleScreen.svelte')
];

/** The whole window over a fresh stand-in, at a screen. */
export async function openApp(
  screen: Screen = 'orders',
  params: Params = {},
  options: FakeOptions = {}
): Promise<Opened> {
  const fake = createFake(options);
  carryWith(fake);
  asked = fake;
  importFlow.reset();
  forgetMachine();
  toasts.hide();
  go(screen, params);
  await Promise.all([...screens.map(readScreen), ...parts.map((part) => part())]);
  const { container } = render(App);
  await vi.waitFor(() => expect(container.querySelector('main')).not.toBeNull());
  await settle();
  return { fake, container };
}

let asked: Fake | null = null;
const after = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Until timers of so many milliseconds have run and no answer is on its way any more. */
export async function settle(ms = 20): Promise<void> {
  await after(ms);
  do await after(5);
  while (asked && asked.pending > 0);
  await after(0); // what the last answer put on the screen
}

/** A key as a person presses it: a moment before and after, so that it isn't taken for a scanner. */
export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await settle(60);
}

/** A code as a scanner types it: all keys at once, then Enter. */
export async function scan(code: string): Promise<void> {
  for (const key of [...code, 'Enter']) {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }
  await settle(60);
}

/** A button by its text (or its name, if it is only an icon). */
export function button(name: string | RegExp, within: ParentNode = document): HTMLButtonElement {
  const fits = (text: string | null) =>
    (typeof name === 'string' ? text?.includes(name) : name.test(text ?? '')) ?? false;
  const all = [...within.querySelectorAll('button')];
  const found = all.find((each) => fits(each.getAttribute('aria-label')) || fits(each.textContent));
  if (!found) throw new Error(`no button "${name}" among: ${all.map((each) => each.textContent?.trim()).join(' | ')}`);
  return found;
}

export async function click(element: Element | null): Promise<void> {
  if (!element) throw new Error('nothing to click');
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  await settle();
}

export async function type(field: Element | null, text: string): Promise<void> {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error('not a field');
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

/** Nothing that axe finds; colours need a real browser and are listed in the look's own matrix. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } }
  });
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
