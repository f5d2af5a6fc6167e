// Products and their stock.
import type { MoveRow } from '../generated/MoveRow';
import type { ProductForm } from '../generated/ProductForm';
import type { Receipt } from '../generated/Receipt';
import type { Sentence } from '../generated/Sentence';
import type { StockCard } from '../generated/StockCard';
import type { StockPage } from '../generated/StockPage';
import type { StockQuery } from '../generated/StockQuery';
import { hour } from './data';
import { page } from './orders';
import { both, refusal, refuse, type World } from './world';

export function stockPage(world: World, query: StockQuery): StockPage {
  const words = query.search.toLowerCase();
  const rows = world.variants
    .filter((variant) => variant.archived === (query.mark === 'archived'))
    .filter((variant) => query.mark !== 'short' || variant.available < 0)
    .filter((variant) => query.mark !== 'empty' || variant.on_hand === 0)
    .filter((variant) => query.mark !== 'low' || variant.low)
    .filter((variant) => query.mark !== 'damaged' || variant.damaged > 0)
    .filter((variant) => query.category === '' || variant.category === query.category)
    .filter((variant) =>
      `${variant.product} ${variant.variant} ${variant.sku} ${variant.barcode}`.toLowerCase().includes(words)
    )
    .sort((a, b) => a.product.localeCompare(b.product) || a.variant.localeCompare(b.variant));
  const short = world.variants.filter((variant) => variant.available < 0);
  return {
    ...page(rows, query.after, query.limit),
    variants: world.variants.filter((variant) => !variant.archived).length,
    short: short.length,
    missing_units: short.reduce((sum, variant) => sum - variant.available, 0),
    value: world.variants.reduce((sum, variant) => sum + variant.value, 0),
    low: world.variants.filter((variant) => variant.low).length,
    categories: [...new Set(world.variants.map((variant) => variant.category).filter(Boolean))].sort()
  };
}

export function stockCard(world: World, id: number): StockCard {
  const variant = world.variants.find((each) => each.id === id);
  if (!variant) throw refuse(refusal('not_found', 'Varian ini tidak ada.', 'This variant is not there.'));
  const moves: MoveRow[] = [
    {
      seq: 3,
      at: world.now - 20 * hour,
      person: 'Rini',
      from: 'shelf',
      to: 'packed',
      quantity: 6,
      value: null,
      order: 4104,
      why: both('Dikemas', 'Packed'),
      on_hand: variant.on_hand
    },
    {
      seq: 2,
      at: world.now - 30 * hour,
      person: 'Rini',
      from: 'packed',
      to: 'customer',
      quantity: 4,
      value: 38_400,
      order: 3990,
      why: both('Dikirim', 'Shipped'),
      on_hand: variant.on_hand
    },
    {
      seq: 1,
      at: world.now - 300 * hour,
      person: 'Ratna',
      from: 'supplier',
      to: 'shelf',
      quantity: variant.on_hand + 4,
      value: variant.value,
      order: null,
      why: both('Terima dari Bambu Makmur', 'Received from Bambu Makmur'),
      on_hand: variant.on_hand + 4
    }
  ];
  return { variant, moves: variant.stocked ? moves : [], next: null };
}

export function productForm(world: World, id: number): ProductForm {
  const variants = world.variants.filter((variant) => variant.product_id === id);
  return {
    id,
    name: variants[0]?.product ?? '',
    category: variants[0]?.category ?? '',
    variants: variants.map(({ id: key, variant, sku, barcode, price, weight_g, shelf, low_mark, sell_ahead }) => ({
      id: key,
      name: variant,
      sku,
      barcode,
      price,
      weight_g,
      shelf,
      low_mark,
      sell_ahead
    }))
  };
}

export function saveProduct(world: World, form: ProductForm): number {
  if (!form.name.trim())
    throw refuse(
      refusal('name_missing', 'Nama produknya belum diisi.', 'The product needs a name.', { field: 'name' })
    );
  const product_id = form.id ?? Math.max(0, ...world.variants.map((variant) => variant.product_id)) + 1;
  for (const typed of form.variants) {
    const same = world.variants.find((variant) => typed.sku && variant.sku === typed.sku && variant.id !== typed.id);
    if (same) {
      throw refuse(
        refusal(
          'sku_taken',
          `SKU ${typed.sku} sudah dipakai ${same.product}, ${same.variant}.`,
          `${same.product}, ${same.variant} has the SKU ${typed.sku} already.`,
          { field: 'sku', sku: typed.sku }
        )
      );
    }
  }
  for (const typed of form.variants) {
    const known = world.variants.find((variant) => variant.id === typed.id);
    const values = {
      product: form.name,
      variant: typed.name,
      barcode: typed.barcode,
      price: typed.price,
      weight_g: typed.weight_g,
      shelf: typed.shelf,
      category: form.category,
      low_mark: typed.low_mark,
      sell_ahead: typed.sell_ahead
    };
    if (known) Object.assign(known, values, { sku: typed.sku });
    else {
      const id = world.variants.length + 1;
      world.variants.push({
        id,
        product_id,
        ...values,
        sku: typed.sku || `V-${id}`,
        on_hand: 0,
        packed: 0,
        allocated: 0,
        available: 0,
        damaged: 0,
        value: 0,
        archived: false,
        stocked: false,
        low: false,
        photo: null
      });
    }
  }
  return product_id;
}

export function receive(world: World, receipt: Receipt): Sentence {
  let units = 0;
  for (const line of receipt.lines) {
    if (line.quantity <= 0)
      throw refuse(refusal('quantity', 'Jumlah barang harus di atas nol.', 'The quantity must be above zero.'));
    const variant = world.variants.find((each) => each.id === line.variant_id);
    if (!variant) continue;
    variant.on_hand += line.quantity;
    variant.value += line.cost;
    variant.stocked = true;
    units += line.quantity;
  }
  world.recount();
  world.write(null, both(`${units} barang diterima`, `${units} units received`), 0, 'receive');
  return both(`${units} barang diterima, masuk rak.`, `${units} units received, on the shelf.`);
}

export function setPhoto(world: World, variants: number[], path: string | null): number | null {
  if (path !== null && !/\.(jpe?g|png|webp)$/i.test(path)) {
    throw refuse(refusal('no_picture', 'Berkas ini bukan gambar.', 'This file is no picture.'));
  }
  const photo = path === null ? null : Math.max(0, ...world.variants.map((each) => each.photo ?? 0)) + 1;
  for (const variant of world.variants) if (variants.includes(variant.id)) variant.photo = photo;
  return photo;
}
