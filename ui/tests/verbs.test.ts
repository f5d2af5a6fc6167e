import { describe, expect, it, vi } from 'vitest';
import type { FakeOptions } from '../src/fake';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type, type Opened } from './faked';

const panel = () => document.querySelector<HTMLElement>('.panel')!;
const entry = (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((each) =>
    each.textContent!.includes(name)
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
const last = (fake: Opened['fake'], command: string) =>
  fake.calls.filter((each) => each.command === command).at(-1)?.args as Record<string, unknown> | undefined;
/** Opens an order and does something from its menu. */
async function opened(order: number, stage: string, options: FakeOptions = {}): Promise<Opened> {
  const app = await openApp('orders', { open: order, stage }, options);
  await settle(200);
  return app;
}
async function choose(name: string): Promise<void> {
  await click(button('Tindakan lain', panel()));
  await click(entry(name));
  await settle(30);
}
const copied = (fake: Opened['fake']) =>
  String(fake.calls.findLast((each) => each.command === 'copy_text')?.args['text'] ?? '');
vi.setConfig({ testTimeout: 60_000 });

describe('the opened order', () => {
  it('takes a claim: units suggest their share, and the reason is asked', async () => {
    const { fake, container } = await opened(4002, 'shipped');
    await choose('Catat klaim');
    await type(labelled('Kembali'), '3');
    expect(labelled('Klaim, Rp').value).toBe('48.000');
    await expectAccessible(container);
    await click(button('Catat klaim', panel()));
    expect(last(fake, 'order_claim')).toBeUndefined();
    expect(panel().textContent).toContain('Tulis alasannya');
    await type(labelled('Alasan pembeli'), 'Tiga pecah');
    await click(button('Catat klaim', panel()));
    const [line] = fake.world.order(4002).lines;
    expect(last(fake, 'order_claim')).toMatchObject({
      form: { order: 4002, lines: [{ line: line!.id, units: 3, amount: 48_000 }], shipping: 0, reason: 'Tiga pecah' }
    });
    expect(panel().textContent).toContain('diklaim 3');
    expect(document.body.textContent).toContain('Klaim pesanan 4002 dicatat.');
  });

  it('never sends an amount for a marketplace’s claim', async () => {
    const { fake } = await opened(3955, 'delivered');
    await choose('Catat klaim');
    await type(labelled('Kembali'), '2');
    await type(labelled('Alasan pembeli'), 'Retak');
    await click(button('Catat klaim', panel()));
    expect(last(fake, 'order_claim')).toMatchObject({ form: { lines: [{ units: 2, amount: 0 }] } });
  });

  it('grades what came back', async () => {
    const { fake, container } = await opened(3950, 'delivered');
    await choose('Terima retur');
    await expectAccessible(container);
    await press('Enter');
    await settle(30);
    await click(button('Nanti saja', panel()));
    const [line] = fake.world.order(3950).lines;
    expect(last(fake, 'order_return')).toMatchObject({
      form: { order: 3950, lines: [{ line: line!.id, sellable: 2, damaged: 0, lost: 0 }] }
    });
  });

  it('gives money back, as much as is owed', async () => {
    const { fake } = await openApp('orders', { stage: 'delivered' });
    fake.world.order(3950).more = { owed: 62_000 };
    await press('Enter');
    await openOrder(3950);
    expect(panel().textContent).toContain('utang ke pembeli Rp 62.000');
    await choose('Kembalikan uang');
    await click(panel().querySelector('form [type="submit"]'));
    expect(last(fake, 'refund_record')).toMatchObject({ form: { order: 3950, amount: 62_000 } });
  });

  it('gives back what was put off when the goods came back', async () => {
    const { fake } = await openApp('orders', { stage: 'delivered' });
    const [line] = fake.world.order(3950).lines;
    line!.back = 1;
    await openOrder(3950);
    await choose('Kembalikan uang');
    await settle(30);
    expect(panel().textContent).toContain(`Kembalikan Rp ${line!.price.toLocaleString('id-ID')}?`);
    await click(panel().querySelector('form [type="submit"]'));
    expect(last(fake, 'order_return')).toMatchObject({
      form: { order: 3950, lines: [], money: { amount: line!.price } }
    });
    expect(fake.world.order(3950).lines[0]!.claimed).toBe(1);
  });

  it('lets the owner release what was held for its money', async () => {
    const { fake } = await openApp('orders', { stage: 'approved' });
    const order = fake.world.order(4127);
    order.held = 'Pembayaran dibatalkan: palsu';
    const refusal = { code: 'not_covered', facts: {}, message: { id: 'Kurang bayar.', en: 'Not covered.' } };
    order.more = { offers: [{ verb: 'release', refusal }] };
    await openOrder(4127);
    await choose('Lanjutkan walau belum lunas');
    await type(document.activeElement, 'Pelanggan lama');
    await press('Enter');
    await click(button('Lanjutkan walau belum lunas', panel()));
    expect(last(fake, 'order_verb')).toMatchObject({ verb: 'release', orders: [4127], reason: 'Pelanggan lama' });
  });

  it('keeps the courier’s bill and costs that were not known', async () => {
    const { fake } = await openApp('orders', { stage: 'delivered' });
    const [line] = fake.world.order(3950).lines;
    line!.uncosted = 2;
    await openOrder(3950);
    await choose('Ongkir dari kurir');
    await type(labelled('Tagihan kurir'), 'tiga belas');
    await click(button('Simpan', panel()));
    expect(panel().textContent).toContain('misalnya 12.500');
    await type(labelled('Tagihan kurir'), '13.000');
    await click(button('Simpan', panel()));
    expect(last(fake, 'courier_bill')).toMatchObject({ order: 3950, amount: 13_000 });
    expect(panel().textContent).toContain('13.000');
    await choose('Isi harga beli');
    await type(labelled('Talenan Mahoni'), '31000');
    await click(button('Simpan', panel()));
    expect(last(fake, 'type_costs')).toMatchObject({ order: 3950, costs: [{ line: line!.id, unit_cost: 31_000 }] });
  });

  it('lets the owner approve what is not paid in full, with a reason', async () => {
    const { fake } = await opened(4128, 'awaiting_payment');
    await choose('Setujui paksa');
    await press('Enter');
    expect(last(fake, 'order_verb')).toBeUndefined();
    await type(document.activeElement, 'Pelanggan lama');
    await click(button('Setujui paksa', panel()));
    expect(last(fake, 'order_verb')).toMatchObject({ verb: 'approve', orders: [4128], reason: 'Pelanggan lama' });
    expect(fake.world.order(4128).stage).toBe('approved');
  });

  it('takes the last step back by the one command, which knows itself how', async () => {
    const { fake } = await opened(4127, 'approved');
    await choose('Tarik persetujuan');
    await press('z', { ctrlKey: true });
    await settle(50);
    expect(last(fake, 'undo')).toBeTruthy();
    expect(fake.world.order(4127).stage).toBe('approved');
    expect(document.body.textContent).toContain('Diurungkan.');
  });

  it('copies texts for the buyer, and leads to payment, amendment and a copy', async () => {
    const { fake } = await opened(4128, 'awaiting_payment');
    await click(button('Teks untuk pembeli', panel()));
    await click(entry('Rincian dan total'));
    expect(copied(fake)).toContain('Total Rp');
    expect(document.body.textContent).toContain('Rincian dan total: disalin.');
    await press('b');
    await settle(50);
    expect(route.screen).toBe('payments');
    expect(document.querySelector('main')!.textContent).toContain('4128');
    await opened(4128, 'awaiting_payment');
    await press('u');
    expect([route.screen, route.number('order')]).toEqual(['order', 4128]);
    await opened(4128, 'awaiting_payment');
    await press('c');
    expect([route.screen, route.number('copy')]).toEqual(['order', 4128]);
  });
});

async function openOrder(order: number): Promise<void> {
  const row = [...document.querySelectorAll<HTMLElement>('tr[data-row]')].find(
    (each) => Number(each.querySelector('.c-no')?.textContent) === order
  );
  await click(row!);
  await settle(200);
}

describe('many orders', () => {
  it('prints slips for all and labels for those that are ours', async () => {
    const { fake } = await openApp();
    await press('a', { ctrlKey: true });
    const chosen = [...document.querySelectorAll('tr[aria-selected="true"]')].length;
    await press('p');
    await settle(30);
    expect((last(fake, 'print_slips')!['orders'] as number[]).length).toBe(chosen);
    const labels = last(fake, 'print_labels')!['orders'] as number[];
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.every((id) => fake.world.order(id).external_id === '')).toBe(true);
    expect(last(fake, 'print_labels')).toMatchObject({ size: 'a6' });
  });

  it('lists labels that were refused, each with its sentence', async () => {
    await openApp();
    await press('a', { ctrlKey: true });
    await click(button('Tindakan lain', document.querySelector('.list .strip')!));
    await click(entry('Cetak label'));
    expect(document.querySelector('.refusal')!.textContent).toContain('pakai label mereka');
  });

  it('asks why delivery failed, and marks what is coming back', async () => {
    const { fake } = await opened(4002, 'shipped');
    await choose('Gagal antar');
    await type(document.activeElement, 'Ditolak penerima');
    await press('Enter');
    await click(button('Gagal antar', document.querySelector('.ask')!));
    expect(last(fake, 'order_verb')).toMatchObject({ verb: 'fail', reason: 'Ditolak penerima' });
    expect(document.querySelector('.filters')!.textContent).toContain('Sedang kembali2');
  });
});

describe('saved filters', () => {
  it('keep what is being looked at under a name, and bring it back', async () => {
    const { fake, container } = await openApp('orders', { stage: 'awaiting_approval', mark: 'held' });
    await press('f');
    expect(document.activeElement).toBeInstanceOf(HTMLSelectElement);
    await click(button('Simpan', document.querySelector('.filters')!));
    expect(document.querySelector('.filters')!.textContent).toContain('Beri nama dulu.');
    await type(labelled('Nama saringan ini', document.querySelector('.filters')!), 'Perlu ditanya');
    await click([...document.querySelectorAll('.filters [type="submit"]')][0]!);
    expect(last(fake, 'filter_save')).toMatchObject({ filter: { id: 0, list: 'orders', name: 'Perlu ditanya' } });
    await click(button('Siap dikemas'));
    expect(route.param('mark')).toBe('');
    await press('f');
    await expectAccessible(container);
    await click(button(/^Perlu ditanya$/));
    expect([route.param('stage'), route.param('mark')]).toEqual(['awaiting_approval', 'held']);
    await press('f');
    await click(button('Hapus saringan Perlu ditanya'));
    expect(last(fake, 'filter_delete')).toMatchObject({ filter: 1 });
    await press('Escape');
    expect(document.querySelector('[aria-label="Nama saringan ini"]')).toBeNull();
  });
});
