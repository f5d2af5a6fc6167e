// A product being typed. It lives outside the screen: leaving loses nothing until it is saved or thrown away.
import { SvelteMap } from 'svelte/reactivity';
import type { Opening } from '../../generated/Opening';
import type { ProductForm } from '../../generated/ProductForm';
import type { ProductId } from '../../generated/ProductId';
import type { Refusal } from '../../generated/Refusal';
import type { VariantForm } from '../../generated/VariantForm';
import type { VariantId } from '../../generated/VariantId';
import { count } from '../../format';
import { t } from '../../words';
import { tooLong } from '../../limits';
import { readCount, readGrams, readMoney } from '../../parts/amounts';

export const columns = ['name', 'sku', 'barcode', 'price', 'stock', 'cost', 'weight', 'shelf', 'low'] as const;
export type Column = (typeof columns)[number];

export interface VariantDraft extends Record<Column, string> {
  key: number;
  id: VariantId | null;
  sellAhead: boolean;
  /** What it took over from the row above: with that alone it is still empty. */
  copied: Partial<Record<Column, string>>;
}
export interface ProductDraft {
  id: ProductId | null;
  name: string;
  category: string;
  description: string;
  /** A picture for all of its variants, set when it is saved. */
  picture: string | null;
  variants: VariantDraft[];
  /** As it was when it was opened, to know whether anything is to be saved. */
  before: string;
}
/** What is wrong, by field: `name`, or a row's key and column. */
export type Wrong = Map<string, string>;
export const at = (row: VariantDraft, column: Column) => `${row.key} ${column}`;

const mostGrams = 1_000_000;
const mostUnits = 1_000_000;
let keys = 0;
/** By product; that of a new one under null. */
const drafts = new SvelteMap<ProductId | null, ProductDraft>();
let opened = $state<ProductId | null>(null);
const current = () => drafts.get(opened) ?? null;

function emptyRow(): VariantDraft {
  keys += 1;
  return {
    key: keys,
    id: null,
    name: '',
    sku: '',
    barcode: '',
    price: '',
    stock: '',
    cost: '',
    weight: '',
    shelf: '',
    low: '',
    sellAhead: false,
    copied: {}
  };
}
function rowOf(form: VariantForm): VariantDraft {
  return {
    ...emptyRow(),
    id: form.id,
    name: form.name,
    sku: form.sku,
    barcode: form.barcode,
    price: count(form.price),
    weight: form.weight_g === 0 ? '' : count(form.weight_g),
    shelf: form.shelf,
    low: form.low_mark === 0 ? '' : count(form.low_mark),
    sellAhead: form.sell_ahead
  };
}
/** A row that nothing was typed into. */
const blank = (row: VariantDraft) =>
  row.id === null && columns.every((column) => row[column].trim() === '' || row[column] === row.copied[column]);
/** The rows that are sent. */
const filled = (rows: VariantDraft[]) => rows.filter((row) => !blank(row));
const shape = (it: Pick<ProductDraft, 'name' | 'category' | 'description' | 'picture' | 'variants'>) =>
  JSON.stringify([
    it.name,
    it.category,
    it.description,
    it.picture,
    filled(it.variants).map((row) => [row.sellAhead, ...columns.map((column) => row[column])])
  ]);

export const product = {
  /** What is typed of the product that is open. */
  get draft(): ProductDraft | null {
    return current();
  },
  /** Opens a product's form; answers whether something typed was kept for it. */
  open(id: ProductId | null): boolean {
    opened = id;
    const kept = drafts.get(id);
    if (kept && shape(kept) !== kept.before) return true;
    drafts.delete(id);
    return false;
  },
  create(): void {
    const fresh = { id: null, name: '', category: '', description: '', picture: null, variants: [emptyRow()] };
    put({ ...fresh, before: shape(fresh) });
  },
  edit(form: ProductForm): void {
    const read = {
      id: form.id,
      name: form.name,
      category: form.category,
      description: form.description,
      picture: null,
      variants: form.variants.map(rowOf)
    };
    put({ ...read, before: shape(read) });
  },
  /** A further variant; answers its key. Its price and weight are most likely those of the one above. */
  addRow(): number {
    const row = emptyRow();
    const last = current()?.variants.at(-1);
    if (last) {
      const { price, cost, weight, low } = last;
      Object.assign(row, { price, cost, weight, low, sellAhead: last.sellAhead, copied: { price, cost, weight, low } });
    }
    current()?.variants.push(row);
    return row.key;
  },
  removeRow(key: number): void {
    const it = current();
    if (it) it.variants = it.variants.filter((row) => row.key !== key);
  },
  /** Forgets what is typed. */
  clear: () => void drafts.delete(opened)
};

function put(next: ProductDraft): void {
  const typed = $state(next); // fields are bound to its parts
  drafts.set(next.id, typed);
}

/** The columns that hold words, and how long these may be. */
const limits = [
  ['name', 'variant_name'],
  ['sku', 'sku'],
  ['barcode', 'barcode'],
  ['shelf', 'shelf']
] as const;

const folded = (text: string) => text.trim().toLowerCase();

/** What is wrong with what is typed; empty if it can be sent. */
export function check(it: ProductDraft): Wrong {
  const wrong: Wrong = new Map();
  const words = t().stock.product;
  const longName = tooLong(it.name, 'product_name');
  if (it.name.trim() === '') wrong.set('name', words.nameMissing);
  else if (longName !== null) wrong.set('name', longName);
  const rows = filled(it.variants);
  for (const row of rows) {
    const others = rows.filter((other) => other !== row);
    if (row.name.trim() === '' && others.length > 0) wrong.set(at(row, 'name'), words.variantMissing);
    else if (others.some((other) => folded(other.name) === folded(row.name)))
      wrong.set(at(row, 'name'), words.twiceName);
    if (row.sku.trim() !== '' && others.some((other) => folded(other.sku) === folded(row.sku)))
      wrong.set(at(row, 'sku'), words.twiceSku);
    if (row.price.trim() === '') wrong.set(at(row, 'price'), words.noPrice);
    else if (readMoney(row.price) === null) wrong.set(at(row, 'price'), words.wrongPrice);
    const units = row.stock.trim() === '' ? 0 : readCount(row.stock, mostUnits);
    if (units === null) wrong.set(at(row, 'stock'), words.wrongStock);
    if (row.cost.trim() === '' ? (units ?? 0) > 0 : readMoney(row.cost) === null)
      wrong.set(at(row, 'cost'), row.cost.trim() === '' ? words.noCost : words.wrongPrice);
    if (row.weight.trim() !== '' && readGrams(row.weight, mostGrams) === null)
      wrong.set(at(row, 'weight'), words.wrongWeight);
    if (row.low.trim() !== '' && readCount(row.low, mostUnits) === null) wrong.set(at(row, 'low'), words.wrongLow);
  }
  for (const row of rows)
    for (const [column, limit] of limits) {
      const long = tooLong(row[column], limit);
      if (long !== null) wrong.set(at(row, column), long);
    }
  const only = it.variants[0];
  if (rows.length === 0 && only) wrong.set(at(only, 'price'), words.noPrice);
  return wrong;
}

/** What is sent. Only after nothing is wrong. */
export function formOf(it: ProductDraft): ProductForm {
  return {
    id: it.id,
    name: it.name.trim(),
    category: it.category.trim(),
    description: it.description.trim(),
    variants: filled(it.variants).map((row) => ({
      id: row.id,
      name: row.name.trim(),
      sku: row.sku.trim(),
      barcode: row.barcode.trim(),
      price: readMoney(row.price) ?? 0,
      weight_g: readGrams(row.weight, mostGrams) ?? 0,
      shelf: row.shelf.trim(),
      low_mark: readCount(row.low, mostUnits) ?? 0,
      sell_ahead: row.sellAhead,
      opening: openingOf(row)
    }))
  };
}

/** What lies on the shelf of a new variant; null for nothing. */
function openingOf(row: VariantDraft): Opening | null {
  const units = readCount(row.stock, mostUnits) ?? 0;
  return row.id !== null || units === 0 ? null : { units, cost: units * (readMoney(row.cost) ?? 0) };
}

/** The field that a refusal is about; null if it names none. */
export function fieldOf(refusal: Refusal, it: ProductDraft): string | null {
  const row = (column: Column, value: string | undefined) => {
    const found = value ? it.variants.find((each) => folded(each[column]) === folded(value)) : undefined;
    return found ? at(found, column) : null;
  };
  if (['name_missing', 'product_name_missing', 'product_exists'].includes(refusal.code)) return 'name';
  if (refusal.code === 'sku_taken') return row('sku', refusal.facts['sku']);
  if (refusal.code === 'barcode_taken') return row('barcode', refusal.facts['barcode']);
  return null;
}
