// Products and their stock.
import type { CatalogueReport } from '../generated/CatalogueReport';
import type { CatalogueRow } from '../generated/CatalogueRow';
import type { MoveRow } from '../generated/MoveRow';
import type { OpeningLine } from '../generated/OpeningLine';
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
    .filter((variant) => query.mark !== 'unstocked' || !variant.stocked)
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
    unstocked: world.variants.filter((variant) => !variant.stocked && !variant.archived).length,
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
  const description = world.descriptions.get(variant.product_id) ?? '';
  return { variant, description, moves: variant.stocked ? moves : [], next: null };
}

export function productForm(world: World, id: number): ProductForm {
  const variants = world.variants.filter((variant) => variant.product_id === id);
  return {
    id,
    name: variants[0]?.product ?? '',
    category: variants[0]?.category ?? '',
    description: world.descriptions.get(id) ?? '',
    variants: variants.map(({ id: key, variant, sku, barcode, price, weight_g, shelf, low_mark, sell_ahead }) => ({
      id: key,
      name: variant,
      sku,
      barcode,
      price,
      weight_g,
      shelf,
      low_mark,
      sell_ahead,
      opening: null
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
        on_hand: typed.opening?.units ?? 0,
        packed: 0,
        allocated: 0,
        available: typed.opening?.units ?? 0,
        damaged: 0,
        value: typed.opening?.cost ?? 0,
        archived: false,
        stocked: typed.opening !== null,
        low: false,
        photo: null
      });
    }
  }
  world.descriptions.set(product_id, form.description);
  return product_id;
}

export function openStock(world: World, lines: OpeningLine[]): Sentence {
  for (const { variant: id, opening } of lines) {
    const variant = world.variants.find((each) => each.id === id);
    if (!variant || variant.stocked)
      throw refuse(refusal('opening_known', 'Stoknya sudah tercatat.', 'Its stock is known already.'));
    Object.assign(variant, { on_hand: opening.units, value: opening.cost, stocked: true });
  }
  world.recount();
  return both(`Stok awal ${lines.length} macam dicatat.`, `Opening stock of ${lines.length} kinds recorded.`);
}

/** A list of `name<tab>price` rows below a header: enough to try the screen with. */
export function catalogue(world: World, text: string, applied: boolean): CatalogueReport {
  const [header = '', ...rows] = text.trim().split('\n');
  if (!/nama/i.test(header))
    throw refuse(refusal('not_a_catalogue', 'Tidak ada baris judul.', 'There is no header row.'));
  const list = rows.map((row, n): CatalogueRow => {
    const [product = '', price = ''] = row.split('\t');
    const known = world.variants.some((variant) => variant.product === product);
    return {
      line: {
        row: n + 2,
        product,
        variant: '',
        sku: '',
        barcode: '',
        price: Number(price) || null,
        cost: null,
        stock: null,
        shelf: '',
        weight_g: null,
        low_mark: null,
        category: '',
        description: ''
      },
      fate: product === '' ? 'refused' : known ? 'same' : 'new',
      message: product === '' ? both('Nama produk kosong.', 'No product name.') : null
    };
  });
  const of = (fate: CatalogueRow['fate']) => list.filter((row) => row.fate === fate).length;
  if (applied) {
    for (const { line } of list.filter((row) => row.fate === 'new'))
      saveProduct(world, {
        id: null,
        name: line.product,
        category: '',
        description: '',
        variants: [
          {
            id: null,
            name: '',
            sku: '',
            barcode: '',
            price: line.price ?? 0,
            weight_g: 0,
            shelf: '',
            low_mark: 0,
            sell_ahead: false,
            opening: null
          }
        ]
      });
  }
  return {
    name: '',
    rows: list.length,
    new_products: of('new'),
    new_variants: of('new'),
    changed: 0,
    same: of('same'),
    refused: of('refused'),
    units: 0,
    value: 0,
    columns: header.split('\t'),
    ignored: [],
    list,
    applied
  };
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
