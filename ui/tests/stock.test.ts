import { beforeEach, describe, expect, it } from 'vitest';
import { readCount, readMoney } from '../src/parts/amounts';
import { receiving } from '../src/features/stock/receiving.svelte';
import { product } from '../src/features/stock/product.svelte';
import { go, route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type, variant, variants } from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const rows = () => [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
const names = () =>
  rows().map((row) => [...row.querySelectorAll('.pair > span')].map((each) => each.textContent!.trim()).join(', '));
const quantity = (n: number) => [...document.querySelectorAll<HTMLInputElement>('[data-quantity]')][n]!;
const cost = (n: number) => [...document.querySelectorAll<HTMLInputElement>('[data-cost]')][n]!;
const sum = () => document.querySelector('tfoot')!.textContent!.replace(/\s+/g, ' ').trim();
const cell = (column: string, row: number) =>
  document.querySelector<HTMLInputElement>(`[aria-label="${column}, baris ${row}"]`)!;

/** A variant of which nothing is known but what is said beside it. */
const plain = { id: null, barcode: '', weight_g: 0, shelf: '', low_mark: 0, sell_ahead: false, opening: null };

beforeEach(() => {
  receiving.clear();
  receiving.typePer('unit');
  for (const id of [null, 1, 7]) {
    product.open(id);
    product.clear();
  }
});

describe('amounts as people type them', () => {
  it('reads rupiah with and without points, Rp and sen', () => {
    for (const typed of ['12500', '12.500', 'Rp 12.500', 'rp12.500', 'Rp. 12.500', ' 12.500,00 ', '12.500,-']) {
      expect(readMoney(typed), typed).toBe(12_500);
    }
    expect(readMoney('0')).toBe(0);
    expect(readMoney('1.250.000')).toBe(1_250_000);
  });
  it('takes nothing doubtful', () => {
    for (const typed of [
      '',
      'abc',
      '12,5',
      '12.5',
      '12.50',
      '1.2500',
      '-500',
      '1e3',
      '12 500',
      '99999999999999999',
      '.500'
    ]) {
      expect(readMoney(typed), typed).toBeNull();
    }
    expect(readCount('1.000.001', 1_000_000)).toBeNull();
  });
});

describe('the list of variants', () => {
  it('shows a repeated product once, what is missing in words, and the sums', async () => {
    const { wire, container } = await openApp('stock');
    expect(rows()).toHaveLength(18);
    expect(names()[0]).toBe('Besek Bambu, 18 cm');
    expect(rows()[1]!.querySelector('.pair .sr')!.textContent).toBe('Besek Bambu');
    expect(rows()[1]!.textContent).toContain('stok kurang');
    expect(rows()[1]!.textContent).toContain('−46');
    const value = (await variants(wire)).reduce((all, each) => all + each.value, 0);
    expect(text()).toContain(`Nilai persediaan Rp ${value.toLocaleString('id-ID')}`);
    await expectAccessible(container);
  });

  it('narrows by filter and search', async () => {
    await openApp('stock', { mark: 'short' });
    expect(rows()).toHaveLength(4);
    await click(button('Semua'));
    await press('/');
    await type(document.activeElement, 'blirik');
    await settle();
    expect(rows()).toHaveLength(5);
    await press('Escape');
    expect(rows()).toHaveLength(18);
  });

  it('opens the stock card of the row at the cursor, with every move', async () => {
    await openApp('stock');
    await press('ArrowDown');
    await press('Enter');
    await settle();
    const panel = document.querySelector('.panel')!.textContent!.replace(/\s+/g, ' ');
    expect(panel).toContain('Besek Bambu');
    expect(panel).toContain('20 cm');
    expect(panel).toContain('Terima 94 × Besek Bambu, 20 cm, Bambu Makmur');
    expect(panel).toContain('+94');
    expect(panel).toContain('−20');
    expect(document.querySelector('.panel a')!.getAttribute('href')).toContain('open=126');
    await press('Escape');
    await settle();
    expect(document.querySelector('.panel')).toBeNull();
  });

  it('archives what is chosen, takes it back, and brings back from the archive', async () => {
    const { wire } = await openApp('stock');
    const sizes = ['Kecil', 'Besar'].map((name) => ({ ...plain, name, sku: `ANM-${name}`, price: 20_000 }));
    const form = { id: null, name: 'Anyaman Pandan', category: '', description: '', variants: sizes };
    await wire.elsewhere('product_save', { form });
    await settle();
    await press('Home');
    expect(names().slice(0, 2)).toEqual(['Anyaman Pandan, Besar', 'Anyaman Pandan, Kecil']);
    await press(' ');
    await press('ArrowDown', { shiftKey: true });
    await click(button('Arsipkan'));
    expect(rows()).toHaveLength(18);
    await press('z', { ctrlKey: true });
    expect(rows()).toHaveLength(20);
    await press('y', { ctrlKey: true });
    expect(rows()).toHaveLength(18);
    await click(button('Arsip'));
    expect(rows()).toHaveLength(2);
    await press(' ');
    await click(button('Pakai lagi'));
    expect(await variant(wire, 'ANM-Besar')).toMatchObject({ archived: false });
    expect(await variants(wire, 'archived')).toMatchObject([{ sku: 'ANM-Kecil' }]);
  });

  it('archives nothing that is still ordered, and says so above the list', async () => {
    await openApp('stock');
    await press(' ');
    await press('ArrowDown', { shiftKey: true });
    await click(button('Arsipkan'));
    expect(text()).toContain('Besek Bambu, 18 cm masih dipesan 150 buah');
    expect(rows()).toHaveLength(18);
  });
});

describe('receiving goods', () => {
  it('goes from variant to units to cost with Enter, sums up, and sends totals of the lines', async () => {
    const { wire, container } = await openApp('stock');
    await press('t');
    await settle();
    expect(route.param('do')).toBe('receive');
    const search = document.querySelector<HTMLInputElement>('[role="combobox"]')!;
    expect(document.activeElement).toBe(search);
    await type(search, 'mangkuk');
    await settle();
    expect(document.querySelectorAll('[role="option"]')).toHaveLength(2);
    await expectAccessible(container);
    await press('ArrowDown');
    await press('Enter');
    expect(document.activeElement).toBe(quantity(0));
    await type(quantity(0), '12');
    await press('Enter');
    expect(document.activeElement).toBe(cost(0));
    await type(cost(0), '12.500');
    expect(sum()).toContain('Rp 150.000');
    await press('Enter');
    expect(document.activeElement).toBe(search);
    // A scanner's code is taken before the list is there.
    await type(search, '8991000');
    await press('Enter');
    await settle();
    expect(document.activeElement).toBe(quantity(1));
    await type(quantity(1), '1.000');
    await type(cost(1), 'Rp 90.000');
    expect(sum()).toContain('2 macam, 1.012 barang');
    expect(sum()).toContain('Rp 90.150.000');
    await type(document.querySelector('.panel input'), 'Bambu Makmur');
    await expectAccessible(container);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('stock_receive')[0]!['receipt']).toEqual({
      supplier: 'Bambu Makmur',
      note: '',
      lines: [
        { variant_id: 10 - 1, quantity: 12, cost: 150_000 },
        { variant_id: 1, quantity: 1_000, cost: 90_000_000 }
      ],
      ...{ day: null, purchase: null, reference: '', costs: [], split: 'value' }
    });
    expect(route.param('do')).toBe('');
    expect(receiving.started).toBe(false);
  });

  it('turns unit costs into totals, and back only where nothing is lost', async () => {
    await openApp('stock', { do: 'receive' });
    await type(document.querySelector('[role="combobox"]'), 'BSK-18');
    await press('Enter');
    await settle();
    await type(quantity(0), '3');
    await type(cost(0), '5.000');
    await press('h', { altKey: true });
    expect(cost(0).value).toBe('15.000');
    expect(sum()).toContain('Rp 15.000');
    await type(cost(0), '10.000');
    await press('h', { altKey: true });
    expect(cost(0).value).toBe('10.000');
    expect(text()).toContain('total');
    expect(sum()).toContain('Rp 10.000');
  });

  it('fills in what is missing without inventing a cost, and asks for it', async () => {
    const { wire } = await openApp('stock', { do: 'receive' });
    await press('k', { altKey: true });
    await settle();
    expect(receiving.lines.map((line) => [line.variant.sku, line.quantity, line.cost])).toEqual([
      ['BSK-20', '46', ''],
      ['KRM-40', '4', ''],
      ['PRR-N', '9', ''],
      ['RTG-H', '10', '']
    ]);
    expect(document.activeElement).toBe(cost(0));
    await type(cost(0), '4.500');
    await press('Enter');
    expect(document.activeElement).toBe(cost(1));
    await type(cost(1), '12,5');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('stock_receive')).toEqual([]);
    expect(text()).toContain('Tulis rupiah, misalnya 12.500.');
    expect(text()).toContain('Harga belinya belum ada; 0 kalau gratis.');
    expect(document.activeElement).toBe(cost(1));
  });

  it('keeps what is typed when it is put off', async () => {
    await openApp('stock', { do: 'receive' });
    await press('k', { altKey: true });
    await settle();
    await press('Escape');
    await press('Escape');
    await settle();
    expect(route.param('do')).toBe('');
    await press('t');
    await settle();
    expect(document.querySelectorAll('[data-cost]')).toHaveLength(4);
    await click(button('Buang isian'));
    expect(document.querySelectorAll('[data-cost]')).toHaveLength(0);
  });

  it('shows a refusal where one is looking and keeps the lines', async () => {
    const { wire } = await openApp('stock', { do: 'receive' });
    await press('k', { altKey: true });
    await settle();
    for (let n = 0; n < 4; n++) await type(cost(n), '0');
    wire.failNext('stock_receive', {
      kind: 'refused',
      refusal: {
        code: 'cost',
        facts: {},
        message: { id: 'Biaya harus nol atau lebih.', en: 'A cost must be zero or more.' }
      }
    });
    await press('Enter', { ctrlKey: true });
    expect(document.querySelector('.refusal')!.textContent).toContain('Biaya harus nol atau lebih.');
    expect(receiving.lines).toHaveLength(4);
  });
});

describe('the product form', () => {
  it('makes a product with its variants, a row by Enter', async () => {
    const { wire, container } = await openApp('stock', { do: 'product' });
    await settle();
    expect((document.activeElement as HTMLElement).dataset['first']).toBeDefined();
    await type(document.activeElement, 'Wajan Tanah');
    await press('Enter');
    expect(document.activeElement).toBe(cell('Nama varian', 1));
    await type(cell('Nama varian', 1), '20 cm');
    await type(cell('Harga jual, Rp', 1), 'Rp 45.000');
    await type(cell('Berat, g', 1), '1.200');
    await press('Enter');
    expect(document.activeElement).toBe(cell('Nama varian', 2));
    expect(cell('Harga jual, Rp', 2).value).toBe('Rp 45.000');
    await type(cell('Nama varian', 2), '24 cm');
    await type(cell('Stok', 2), '12');
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Harga belinya berapa? 0 kalau gratis.');
    expect(document.activeElement).toBe(cell('Harga beli, Rp', 2));
    await type(cell('Harga beli, Rp', 2), '20.000');
    // A further row with nothing but what it took over is no row.
    await press('Enter');
    expect(cell('Harga beli, Rp', 3).value).toBe('20.000');
    await expectAccessible(container);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('product_save')[0]!['form']).toEqual({
      id: null,
      name: 'Wajan Tanah',
      category: '',
      description: '',
      variants: ['20 cm', '24 cm'].map((name) => ({
        id: null,
        name,
        sku: '',
        barcode: '',
        price: 45_000,
        weight_g: 1_200,
        shelf: '',
        low_mark: 0,
        sell_ahead: false,
        opening: name === '24 cm' ? { units: 12, cost: 240_000 } : null
      }))
    });
    expect(route.param('do')).toBe('');
  });

  it('says beside the field what is wrong, and sends nothing', async () => {
    const { wire } = await openApp('stock', { do: 'product' });
    await settle();
    await type(cell('Harga jual, Rp', 1), '12,5');
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Tulis nama produknya.');
    expect(text()).toContain('Tulis rupiah, misalnya 12.500.');
    expect(document.activeElement!.getAttribute('aria-invalid')).toBe('true');
    expect(wire.sent('product_save')).toEqual([]);
  });

  it('puts the refusal of a used SKU beside that SKU', async () => {
    await openApp('stock', { do: 'product', product: 7 });
    await settle();
    await type(cell('SKU', 1), 'MKB-B');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(cell('SKU', 1).getAttribute('aria-invalid')).toBe('true');
    expect(cell('SKU', 1).parentElement!.textContent).toContain('sudah dipakai Mangkuk Blirik 14 cm, Biru');
    expect(document.activeElement).toBe(cell('SKU', 1));
  });

  it('keeps what is typed when one leaves, until it is thrown away', async () => {
    const { wire } = await openApp('stock', { do: 'product', product: 7 });
    await settle();
    await type(cell('Rak', 2), 'Z-09');
    await press('Escape');
    expect(route.param('do')).toBe('');
    await press('e');
    await settle();
    expect(cell('Rak', 1).value).toBe('A-01');
    go('stock', { do: 'product', product: 7 });
    await settle();
    expect(cell('Rak', 2).value).toBe('Z-09');
    expect(text()).toContain('Ada perubahan yang belum disimpan.');
    await click(button('Buang perubahan'));
    expect((await variants(wire)).some((each) => each.shelf === 'Z-09')).toBe(false);
  });
});

describe('opening stock', () => {
  it('is typed down the list, and only what is filled in is sent', async () => {
    const { wire, container } = await openApp('stock');
    for (const name of ['Nampan Rotan', 'Wajan Tanah']) {
      const one = { ...plain, name: '', sku: '', price: 20_000 };
      const form = { id: null, name, category: '', description: '', variants: [one] };
      await wire.elsewhere('product_save', { form });
    }
    go('stock', { do: 'opening' });
    await settle();
    const at = (field: string, id: number) => document.querySelector<HTMLInputElement>(`[data-cell="${id} ${field}"]`)!;
    const ids = [...document.querySelectorAll<HTMLElement>('[data-cell$=" units"]')].map((each) =>
      Number.parseInt(each.dataset['cell']!)
    );
    expect(ids).toHaveLength(3); // one that the shop had before
    expect(document.activeElement).toBe(at('units', ids[0]!));
    await type(at('units', ids[0]!), '40');
    await press('Enter');
    expect(document.activeElement).toBe(at('cost', ids[0]!));
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Harga belinya belum ada; 0 kalau gratis.');
    await type(at('cost', ids[0]!), '2.500');
    await expectAccessible(container);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('stock_open')[0]).toMatchObject({
      lines: [{ variant: ids[0], opening: { units: 40, cost: 100_000 } }]
    });
    expect(route.param('do')).toBe('');
  });
});

describe('a product list', () => {
  it('is pasted, shown, and taken; what is left out comes first', async () => {
    const { wire, container } = await openApp('stock', { do: 'list' });
    await settle();
    const field = document.querySelector<HTMLTextAreaElement>('textarea')!;
    expect(document.activeElement).toBe(field);
    await type(field, 'Nampan\t12500');
    await settle();
    expect(text()).toContain('Tidak ada baris judul yang menyebut produknya');
    await type(field, 'Nama\tHarga\nNampan Rotan\t12500\n\t500');
    await settle();
    expect([...document.querySelectorAll('td.c-fate')].map((each) => each.textContent?.trim())).toEqual([
      'Nama produk kosong, dan SKU-nya tidak ada di buku.',
      'baru'
    ]);
    await expectAccessible(container);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(await variants(wire)).toContainEqual(expect.objectContaining({ product: 'Nampan Rotan', price: 12_500 }));
    expect(route.param('do')).toBe('opening');
  });
});

describe('what to order', () => {
  it('is proposed by the terms typed, and Enter makes a draft of it that is not proposed again', async () => {
    const { wire, container } = await openApp('stock');
    await press('l');
    await settle();
    expect(route.param('do')).toBe('reorder');
    await expectAccessible(container);
    const asked = () => wire.calls.filter((call) => call.command === 'reorder').at(-1)!.args['terms'];
    expect(asked(), 'the usual').toBeNull();
    const lead = document.querySelector<HTMLInputElement>('.lead_days')!;
    expect(lead.value).toBe('7');
    lead.value = '21';
    lead.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(asked()).toMatchObject({ service: 95, lead_days: 21, cash: null });
    lead.value = 'x';
    lead.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect([lead.getAttribute('aria-invalid'), asked()]).toMatchObject(['true', { lead_days: 21 }]);
    const before = rows().length;
    expect(before).toBeGreaterThan(0);
    const supplied = rows().findIndex((row) => !row.textContent!.includes('(belum ada)'));
    document.querySelector<HTMLElement>('table.ledger')!.focus();
    for (let at = 0; at < supplied; at++) await press('ArrowDown');
    // The button says what Enter does: the row at the cursor, or the chosen ones.
    expect(button('Buat draf 1 varian').disabled).toBe(false);
    await press('Enter');
    await settle();
    const made = wire.calls.filter((call) => call.command === 'reorder_order').map((call) => call.args['form']);
    expect(made).toMatchObject([{ only: [expect.any(Number)], terms: { lead_days: 21 } }]);
    expect(document.body.textContent).toContain('Draf pembelian');
    expect(rows().length).toBe(before - 1);
    await press('ctrl+a');
    expect(button(`Buat draf ${before - 1} varian`).disabled).toBe(false);
  });
});
