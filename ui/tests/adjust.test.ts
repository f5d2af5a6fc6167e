import { beforeEach, describe, expect, it } from 'vitest';
import { product } from '../src/features/stock/product.svelte';
import { isPicture, photoUrl } from '../src/parts/photo';
import { route } from '../src/router.svelte';
import {
  button,
  click,
  expectAccessible,
  type Opened,
  openApp,
  picture,
  press,
  settle,
  type,
  variant,
  variants
} from './helpers';

const form = () => document.querySelector<HTMLFormElement>('.panel form')!;
const field = (name: string) => {
  const label = [...form().querySelectorAll('label')].find((each) => each.textContent!.trim() === name)!;
  return document.getElementById(label.htmlFor) as HTMLInputElement;
};
const below = (input: Element) =>
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent?.trim() ?? '';
const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];

beforeEach(() => {
  for (const id of [null, 1, 7]) {
    product.open(id);
    product.clear();
  }
});

describe('adjusting stock', () => {
  async function adjusting(): Promise<Opened> {
    const opened = await openApp('stock');
    await press('s');
    await settle();
    return opened;
  }
  async function happened(kind: string): Promise<void> {
    form().querySelector<HTMLInputElement>(`input[value="${kind}"]`)!.click();
    await settle();
  }

  it('takes what is on the shelf now, none too, and says what that changes', async () => {
    const opened = await adjusting();
    const { on_hand, packed } = await variant(opened.wire, 'BSK-18');
    const shelf = on_hand - packed;
    await type(field('Di rak jadi'), String(shelf + 5));
    expect(below(field('Di rak jadi'))).toContain('tambah 5');
    await type(field('Di rak jadi'), '0');
    expect(below(field('Di rak jadi'))).toContain(`kurang ${shelf}`);
    await click(button('Hitung ulang', form()));
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(opened.wire.sent('stock_adjust')[0]!['form']).toMatchObject({
      kind: 'set',
      quantity: 0,
      reason: 'Hitung ulang'
    });
    expect(await variant(opened.wire, 'BSK-18')).toMatchObject({ on_hand: packed, packed });
  });

  it('books what happened to units of the row at the cursor', async () => {
    const opened = await adjusting();
    const before = await variant(opened.wire, 'BSK-18');
    await expectAccessible(opened.container);
    await happened('damaged');
    await type(field('Jumlah'), '2');
    await click(button('Pecah', form()));
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(opened.wire.sent('stock_adjust')[0]!['form']).toEqual({
      variant: before.id,
      kind: 'damaged',
      quantity: 2,
      reason: 'Pecah',
      unit_cost: null
    });
    expect(await variant(opened.wire, 'BSK-18')).toMatchObject({
      on_hand: before.on_hand - 2,
      damaged: before.damaged + 2
    });
    expect(form()).toBeNull();
    expect(document.querySelector('.toast')!.textContent).toContain('2 × Besek Bambu, 18 cm rusak');
  });

  it('says at the fields what is wrong and what the shop refuses, and keeps what is typed', async () => {
    const opened = await adjusting();
    await happened('lost');
    await press('Enter', { ctrlKey: true });
    expect(below(field('Jumlah'))).toBe('Jumlah 1 sampai 1.000.000.');
    expect(below(field('Alasan'))).toBe('Tulis alasannya.');
    expect(opened.wire.sent('stock_adjust')).toEqual([]);
    await type(field('Jumlah'), '99.999');
    await type(field('Alasan'), 'Hilang');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(below(field('Jumlah'))).toContain('hanya 262 di rak, bukan 99999');
    expect(field('Jumlah').getAttribute('aria-invalid')).toBe('true');
    expect(field('Alasan').value).toBe('Hilang');
    expect(document.activeElement).toBe(field('Jumlah'));
  });

  it('asks for a cost only where units come onto the shelf', async () => {
    const opened = await adjusting();
    expect(form().textContent).not.toContain('Harga beli per buah');
    await happened('found');
    await type(field('Jumlah'), '3');
    await type(field('Harga beli per buah, Rp'), '12,5');
    await type(field('Alasan'), 'Ketemu');
    await press('Enter', { ctrlKey: true });
    expect(below(field('Harga beli per buah, Rp'))).toContain('Tulis rupiah');
    await type(field('Harga beli per buah, Rp'), '4.500');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(opened.wire.sent('stock_adjust')[0]!['form']).toMatchObject({
      kind: 'found',
      quantity: 3,
      unit_cost: 4_500
    });
  });
});

describe('categories, marks and pictures', () => {
  it('narrows to a category and to what is running out or damaged', async () => {
    const { wire, container } = await openApp('stock');
    const form = { variant: (await variant(wire, 'GLB-H')).id, kind: 'damaged', quantity: 1, unit_cost: null };
    await wire.elsewhere('stock_adjust', { form: { ...form, reason: 'Pecah' } });
    await settle();
    await click(button('Menipis'));
    const low = (await variants(wire)).filter((each) => each.low);
    expect(low.length).toBeGreaterThan(0);
    expect(rows()).toHaveLength(low.length);
    expect(container.textContent).toContain('menipis');
    await click(button('Rusak'));
    expect(rows()).toHaveLength(1);
    await click(button('Semua'));
    const select = container.querySelector<HTMLSelectElement>('select.category')!;
    select.value = 'Gelas';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(route.param('category')).toBe('Gelas');
    const glass = (await variants(wire)).filter((each) => each.category === 'Gelas');
    expect(glass.length).toBeGreaterThan(1);
    expect(rows()).toHaveLength(glass.length);
    await expectAccessible(container);
  });

  it('gives goods a picture, chosen or dropped, and takes it away', async () => {
    const opened = await openApp('stock');
    const [besek, other] = [picture(opened.wire, 'besek.png'), picture(opened.wire, 'lain.png')];
    await press('Enter');
    await settle();
    await opened.wire.host({ picked: besek });
    await click(button('Pilih gambar'));
    await settle();
    const given = opened.wire.sent('photo_set')[0]!['variants'];
    expect(opened.wire.sent('photo_set')[0]!['path']).toBe(besek);
    expect(document.querySelector('.panel img')!.getAttribute('src')).toMatch(/^foto:\/\/localhost\/\d+\/kecil\?\d+$/);
    opened.wire.drop([other]);
    await settle();
    expect(opened.wire.sent('photo_set')[1]).toMatchObject({ variants: given, path: other });
    expect(route.screen).toBe('stock');
    await click(button('Hapus gambar'));
    await settle();
    expect(opened.wire.sent('photo_set')[2]!['path']).toBeNull();
    expect(await variants(opened.wire)).not.toContainEqual(expect.objectContaining({ photo: expect.any(Number) }));
    opened.wire.drop(['/tmp/Order.all.xlsx']);
    await settle();
    expect(route.screen).toBe('import');
    expect([isPicture('a.JPG'), isPicture('a.xlsx')]).toEqual([true, false]);
    expect(photoUrl(7)).toMatch(/^foto:\/\/localhost\/7\/kecil\?\d+$/);
  });

  it('saves category, low mark, sold ahead and a picture with a new product', async () => {
    const opened = await openApp('stock', { do: 'product' });
    await settle();
    const cell = (column: string) => document.querySelector<HTMLInputElement>(`[aria-label="${column}, baris 1"]`)!;
    await type(document.querySelector('[data-first]'), 'Wajan Tanah');
    await type(document.querySelector('input[list]'), 'Gerabah');
    await type(cell('Harga jual, Rp'), '45.000');
    await type(cell('Batas menipis'), 'x');
    cell('Dijual dulu').click();
    const path = picture(opened.wire, 'wajan.png');
    await opened.wire.host({ picked: path });
    await click(button('Pilih gambar'));
    await settle();
    await expectAccessible(opened.container);
    await press('Enter', { ctrlKey: true });
    expect(opened.wire.sent('product_save')).toEqual([]);
    await type(cell('Batas menipis'), '5');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(opened.wire.sent('product_save')[0]!['form']).toMatchObject({
      category: 'Gerabah',
      variants: [{ low_mark: 5, sell_ahead: true }]
    });
    const made = (await variants(opened.wire)).find((each) => each.product === 'Wajan Tanah')!;
    expect(made).toMatchObject({ price: 45_000, low_mark: 5, sell_ahead: true, photo: expect.any(Number) });
    expect(opened.wire.sent('photo_set')[0]).toMatchObject({ variants: [made.id], path });
  });
});
