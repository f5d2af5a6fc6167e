import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { go, route } from '../src/router.svelte';
import {
  bank,
  button,
  click,
  expectAccessible,
  inBook,
  openApp,
  orders,
  press,
  settle,
  type,
  type Opened
} from './helpers';
import { external, orderFile } from './shop/file';
import { type Seed, seeds } from './shop/seeds';

const panel = () => document.querySelector<HTMLElement>('.panel')!;
const entry = (name: string) => {
  const label = (item: HTMLElement) => [...item.childNodes].filter((each) => each.nodeName !== 'SMALL');
  const found = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((each) =>
    label(each).some((part) => part.textContent!.includes(name))
  );
  if (!found) throw new Error(`no entry "${name}"`);
  return found;
};
const labelled = (name: string, within: ParentNode = panel()) => {
  const marked = [...within.querySelectorAll<HTMLInputElement>('input')].find(
    (each) =>
      (each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? '').trim().startsWith(name) ||
      each.labels?.[0]?.textContent?.trim() === name
  );
  if (!marked) throw new Error(`no field "${name}"`);
  return marked;
};
const last = (wire: Opened['wire'], command: string) =>
  wire.calls.filter((each) => each.command === command).at(-1)?.args as Record<string, unknown> | undefined;
/** Opens an order and does something from its menu. */
async function opened(order: number, stage: string): Promise<Opened> {
  const app = await openApp('orders', { open: order, stage });
  await settle();
  return app;
}
async function choose(name: string): Promise<void> {
  await click(button('Tindakan lain', panel()));
  await click(entry(name));
  await settle();
}
const copied = (wire: Opened['wire']) =>
  String(wire.calls.findLast((each) => each.command === 'copy_text')?.args['text'] ?? '');
vi.setConfig({ testTimeout: 60_000 });

/** A marketplace's parcel with two baskets that the shelf didn't have when it left, as its file told. */
async function leftUncounted(wire: Opened['wire']): Promise<number> {
  const seed: Seed = { ...seeds.find((each) => each.channel === 'shopee')!, number: 201, lines: [['KRM-40', 2]] };
  const path = join(wire.folder, 'Order.201.csv');
  writeFileSync(path, orderFile([seed], 'Sedang Dikirim'));
  await wire.elsewhere('import_apply', { path, overrides: [], taken: [], startDay: null });
  return wire.ask<number>('find_order', { code: external(201) });
}

describe('the opened order', () => {
  it('takes a claim: units suggest their share, and the reason is asked', async () => {
    const { wire, container } = await opened(112, 'shipped');
    await choose('Catat klaim');
    await type(labelled('Kembali'), '3');
    expect(labelled('Klaim, Rp').value).toBe('48.000');
    await expectAccessible(container);
    await click(button('Catat klaim', panel()));
    expect(last(wire, 'order_claim')).toBeUndefined();
    expect(panel().textContent).toContain('Tulis alasannya');
    await type(labelled('Alasan pembeli'), 'Tiga pecah');
    await click(button('Catat klaim', panel()));
    const [line] = (await inBook(wire, 112)).lines;
    expect(last(wire, 'order_claim')).toMatchObject({
      form: { order: 112, lines: [{ line: line!.id, units: 3, amount: 48_000 }], shipping: 0, reason: 'Tiga pecah' }
    });
    expect(panel().textContent).toContain('diklaim 3');
    expect(document.body.textContent).toContain('Klaim pesanan 112 dicatat.');
  });

  it('never sends an amount for a marketplace’s claim', async () => {
    const { wire } = await opened(107, 'delivered');
    await choose('Catat klaim');
    await type(labelled('Kembali'), '2');
    await type(labelled('Alasan pembeli'), 'Retak');
    await click(button('Catat klaim', panel()));
    expect(last(wire, 'order_claim')).toMatchObject({ form: { lines: [{ units: 2, amount: 0 }] } });
  });

  it('grades what came back', async () => {
    const { wire, container } = await opened(106, 'delivered');
    await choose('Terima retur');
    await expectAccessible(container);
    await press('Enter');
    await settle();
    await click(button('Nanti saja', panel()));
    const [line] = (await inBook(wire, 106)).lines;
    expect(last(wire, 'order_return')).toMatchObject({
      form: { order: 106, lines: [{ line: line!.id, sellable: 2, damaged: 0, lost: 0 }] }
    });
  });

  it('gives money back, as much as is owed', async () => {
    const { wire } = await openApp('orders', { stage: 'delivered' });
    const account = await bank(wire);
    const money = { account, method: 'transfer', amount: 62_000, fee: 0, at: null, payer: '', reference: '', note: '' };
    await wire.elsewhere('payment_record', { form: { ...money, parts: [{ order: 106, amount: 62_000 }] } });
    await press('Enter');
    await openOrder(106);
    expect(panel().textContent).toContain('utang ke pembeli Rp 62.000');
    await choose('Kembalikan uang');
    await click(panel().querySelector('form [type="submit"]'));
    expect(last(wire, 'refund_record')).toMatchObject({ form: { order: 106, amount: 62_000 } });
  });

  it('gives back what was put off when the goods came back', async () => {
    const { wire } = await openApp('orders', { stage: 'delivered' });
    const [line] = (await inBook(wire, 106)).lines;
    const lines = [{ line: line!.id, sellable: 1, damaged: 0, lost: 0 }];
    await wire.elsewhere('order_return', { form: { order: 106, lines, money: null } });
    await openOrder(106);
    await choose('Kembalikan uang retur');
    await settle();
    expect(panel().textContent).toContain(`Kembalikan Rp ${line!.price.toLocaleString('id-ID')}?`);
    await click(panel().querySelector('form [type="submit"]'));
    expect(last(wire, 'order_return')).toMatchObject({
      form: { order: 106, lines: [], money: { amount: line!.price } }
    });
    expect((await inBook(wire, 106)).lines[0]!.claimed).toBe(1);
  });

  it('lets the owner release what was held for its money', async () => {
    const { wire } = await openApp('orders', { stage: 'approved' });
    const { payments } = await inBook(wire, 136);
    await wire.elsewhere('payment_void', { payment: payments[0]!.id, reason: 'palsu' });
    await settle();
    expect((await inBook(wire, 136)).row.held).toContain('palsu');
    await openOrder(136);
    await choose('Lanjutkan walau belum lunas');
    await type(document.activeElement, 'Pelanggan lama');
    await press('Enter');
    await click(button('Lanjutkan walau belum lunas', panel()));
    expect(last(wire, 'order_verb')).toMatchObject({ verb: 'release', orders: [136], reason: 'Pelanggan lama' });
    expect((await inBook(wire, 136)).row.held).toBeNull();
  });

  it('keeps the courier’s bill and costs that were not known', async () => {
    const { wire } = await opened(106, 'delivered');
    await choose('Ongkir dari kurir');
    await type(labelled('Tagihan kurir'), 'tiga belas');
    await click(button('Simpan', panel()));
    expect(panel().textContent).toContain('misalnya 12.500');
    await type(labelled('Tagihan kurir'), '13.000');
    await click(button('Simpan', panel()));
    expect(last(wire, 'courier_bill')).toMatchObject({ order: 106, amount: 13_000 });
    expect(panel().textContent).toContain('13.000');
    const order = await leftUncounted(wire);
    go('orders', { open: order, stage: 'all' });
    await settle();
    const [line] = (await inBook(wire, order)).lines;
    expect(line!.uncosted).toBe(2);
    await choose('Isi harga beli');
    await type(labelled('Keranjang Mendong'), '31000');
    await click(button('Simpan', panel()));
    expect(last(wire, 'type_costs')).toMatchObject({ order, costs: [{ line: line!.id, unit_cost: 31_000 }] });
    expect((await inBook(wire, order)).lines[0]!.uncosted).toBe(0);
  });

  it('lets the owner approve what is not paid in full, with a reason', async () => {
    const { wire } = await opened(137, 'awaiting_payment');
    await choose('Setujui paksa');
    await press('Enter');
    expect(last(wire, 'order_verb')).toBeUndefined();
    await type(document.activeElement, 'Pelanggan lama');
    await click(button('Setujui paksa', panel()));
    expect(last(wire, 'order_verb')).toMatchObject({ verb: 'approve', orders: [137], reason: 'Pelanggan lama' });
    expect((await inBook(wire, 137)).row.stage).toBe('approved');
  });

  it('takes the last step back by the one command, which knows itself how', async () => {
    const { wire } = await opened(136, 'approved');
    await choose('Tarik persetujuan');
    await press('z', { ctrlKey: true });
    await settle();
    expect(last(wire, 'undo')).toBeTruthy();
    expect((await inBook(wire, 136)).row.stage).toBe('approved');
    expect(document.body.textContent).toContain('Diurungkan');
  });

  it('copies texts for the buyer, and leads to payment, amendment and a copy', async () => {
    const { wire } = await opened(137, 'awaiting_payment');
    await click(button('Teks untuk pembeli', panel()));
    await click(entry('Rincian dan total'));
    expect(copied(wire)).toContain('Total: Rp 456.000');
    expect(document.body.textContent).toContain('Rincian dan total: disalin.');
    await press('b');
    await settle();
    expect(route.screen).toBe('payments');
    expect(document.querySelector('main')!.textContent).toContain('137');
    await opened(137, 'awaiting_payment');
    await press('u');
    expect([route.screen, route.number('order')]).toEqual(['order', 137]);
    await opened(137, 'awaiting_payment');
    await press('c');
    expect([route.screen, route.number('copy')]).toEqual(['order', 137]);
  });
});

async function openOrder(order: number): Promise<void> {
  const row = [...document.querySelectorAll<HTMLElement>('tr[data-row]')].find(
    (each) => Number(each.querySelector('.c-no')?.textContent) === order
  );
  await click(row!);
  await settle();
}

describe('many orders', () => {
  it('prints slips for all and labels for those that are ours', async () => {
    const { wire } = await openApp();
    await press('a', { ctrlKey: true });
    const chosen = [...document.querySelectorAll('tr[aria-selected="true"]')].length;
    await press('p');
    await settle();
    expect((last(wire, 'print_slips')!['orders'] as number[]).length).toBe(chosen);
    const labels = last(wire, 'print_labels')!['orders'] as number[];
    expect(labels.length).toBeGreaterThan(0);
    const foreign = (await orders(wire, 'approved')).filter((row) => row.external_id !== '').map((row) => row.id);
    expect(foreign.length).toBeGreaterThan(0);
    expect(labels.filter((id) => foreign.includes(id))).toEqual([]);
    expect(last(wire, 'print_labels')).toMatchObject({ size: 'a6' });
  });

  it('lists labels that were refused, each with its sentence', async () => {
    await openApp();
    await press('a', { ctrlKey: true });
    await click(button('Tindakan lain', document.querySelector('.list .strip')!));
    await click(entry('Cetak label'));
    expect(document.querySelector('.refusal')!.textContent).toContain('Cetak labelnya dari Shopee');
  });

  it('asks why delivery failed, and marks what is coming back', async () => {
    const { wire } = await opened(112, 'shipped');
    await choose('Gagal antar');
    await type(document.activeElement, 'Ditolak penerima');
    await press('Enter');
    await click(button('Gagal antar', document.querySelector('.ask')!));
    expect(last(wire, 'order_verb')).toMatchObject({ verb: 'fail', reason: 'Ditolak penerima' });
    expect(document.querySelector('.filters')!.textContent).toContain('Sedang kembali3');
  });
});

describe('saved filters', () => {
  it('keep what is being looked at under a name, and bring it back', async () => {
    const { wire, container } = await openApp('orders', { stage: 'awaiting_approval', mark: 'held' });
    await press('f');
    expect(document.activeElement).toBeInstanceOf(HTMLSelectElement);
    await click(button('Simpan', document.querySelector('.filters')!));
    expect(document.querySelector('.filters')!.textContent).toContain('Beri nama dulu.');
    await type(labelled('Nama saringan ini', document.querySelector('.filters')!), 'Perlu ditanya');
    await click([...document.querySelectorAll('.filters [type="submit"]')][0]!);
    expect(last(wire, 'filter_save')).toMatchObject({ filter: { id: 0, list: 'orders', name: 'Perlu ditanya' } });
    await click(button('Siap dikemas'));
    expect(route.param('mark')).toBe('');
    await press('f');
    await expectAccessible(container);
    await click(button(/^Perlu ditanya$/));
    expect([route.param('stage'), route.param('mark')]).toEqual(['awaiting_approval', 'held']);
    await press('f');
    await click(button('Hapus saringan Perlu ditanya'));
    expect(last(wire, 'filter_delete')).toMatchObject({ filter: 1 });
    await press('Escape');
    expect(document.querySelector('[aria-label="Nama saringan ini"]')).toBeNull();
  });
});
