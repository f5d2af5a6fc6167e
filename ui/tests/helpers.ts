import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect } from 'vitest';
import App from '../src/App.svelte';
import { carryWith } from '../src/bridge';
import { importFlow } from '../src/features/import/flow.svelte';
import type { OrderDetail } from '../src/generated/OrderDetail';
import type { OrderPage } from '../src/generated/OrderPage';
import type { OrderRow } from '../src/generated/OrderRow';
import type { Settings } from '../src/generated/Settings';
import type { Stage } from '../src/generated/Stage';
import type { StockMark } from '../src/generated/StockMark';
import type { StockPage } from '../src/generated/StockPage';
import type { VariantRow } from '../src/generated/VariantRow';
import { forgetMachine } from '../src/machine.svelte';
import { toasts } from '../src/parts/toast.svelte';
import { undoing } from '../src/parts/undo.svelte';
import { go, type Params, type Screen, screens } from '../src/router.svelte';
import { readScreen } from '../src/screens.svelte';
import { idle } from './idle';
import { Wire } from './wire';

export interface Opened {
  wire: Wire;
  container: HTMLElement;
}

/** What the window reads when it is needed, beside its screens. */
const parts = [
  () => import('../src/Keys.svelte'),
  () => import('../src/Palette.svelte'),
  () => import('../src/features/start/StartScreen.svelte'),
  () => import('../src/features/trouble/TroubleScreen.svelte')
];

let asked: Wire | null = null;

/** A window's wire to a fresh copy of the tests' book, or to where there is none yet. */
export async function carry(ready = true): Promise<Wire> {
  await settle(); // what an earlier window asked is answered by its own book
  await Promise.all(parts.map((part) => part()));
  asked = await Wire.open(ready);
  carryWith(asked);
  importFlow.reset();
  forgetMachine();
  toasts.hide();
  undoing.clear();
  return asked;
}

/** The whole window on the tests' book, at a screen; `before`: what is written to the book before the window opens. */
export async function openApp(
  screen: Screen = 'orders',
  params: Params = {},
  { ready = true, before }: { ready?: boolean; before?: (wire: Wire) => Promise<unknown> } = {}
): Promise<Opened> {
  const wire = await carry(ready);
  await before?.(wire);
  go(screen, params);
  await Promise.all(screens.map(readScreen));
  const { container } = render(App);
  await settle();
  expect(container.querySelector('main')).not.toBeNull();
  return { wire, container };
}

/** Until nothing is on its way any more: no answer, and nothing that waits for a moment. */
export async function settle(): Promise<void> {
  await idle(() => asked?.pending ?? 0);
}

/** An order as the book has it now. */
export const inBook = (wire: Wire, id: number): Promise<OrderDetail> => wire.ask('order_detail', { order: id });

/** The orders at a stage, as the book has them now, in the list's own order. */
export async function orders(wire: Wire, stage: Stage): Promise<OrderRow[]> {
  const query = { stage, mark: null, channel: null, customer: null, courier: '', day: null, search: '', after: null };
  return (await wire.ask<OrderPage>('orders_page', { query: { ...query, limit: 500 } })).rows;
}

/** The shop's account at the bank. */
export const bank = async (wire: Wire): Promise<number> =>
  (await wire.ask<Settings>('settings')).accounts.find((each) => !each.in_hand)!.id;

/** The variants of a mark, as the book has them now. */
export const variants = async (wire: Wire, mark: StockMark = 'all'): Promise<VariantRow[]> =>
  (await wire.ask<StockPage>('stock_page', { query: { mark, category: '', search: '', after: null, limit: 500 } }))
    .rows;

/** The variant with this SKU, as the book has it now. */
export const variant = async (wire: Wire, sku: string): Promise<VariantRow> =>
  (await variants(wire)).find((each) => each.sku === sku)!;

/** A picture, in a file of this name beside the book. */
export function picture(wire: Wire, name: string): string {
  const path = join(wire.folder, name);
  writeFileSync(path, Buffer.from(onePixel, 'base64'));
  return path;
}
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** When keys were pressed, in milliseconds: a person's hand lets time pass between them, a scanner none. */
let hand = 1_000_000;

function keydown(key: string, more: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, 'timeStamp', { value: hand });
  target.dispatchEvent(event);
}

/** A key as a person presses it: a moment before and after, so that it isn't taken for a scanner. */
export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  hand += 500;
  keydown(key, more);
  hand += 500;
  await settle();
}

/** A code as a scanner types it: all keys at once, then Enter. */
export async function scan(code: string): Promise<void> {
  hand += 500;
  for (const key of [...code, 'Enter']) keydown(key);
  hand += 500;
  await settle();
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
