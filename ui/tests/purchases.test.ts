// Buying in the window: ordered, received with its freight, billed otherwise, paid; what is owed by age; suppliers.
import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';

const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
  const input = found && document.getElementById(found.htmlFor);
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`);
  return input;
};
const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const panel = () => document.querySelector('aside.panel')?.textContent ?? '';

async function order(): Promise<void> {
  await press('b');
  await settle();
  const search = document.querySelector<HTMLInputElement>('[role="combobox"]')!;
  await type(search, '8991000');
  await press('Enter');
  await settle();
  await type(document.querySelector<HTMLInputElement>('[data-quantity]')!, '12');
  await type(document.querySelector<HTMLInputElement>('[data-cost]')!, '4.000');
  await type(field('Pemasok'), 'Pengrajin Makmur');
}

describe('buying', () => {
  it('goes from an order to its payment', async () => {
    const { wire, container } = await openApp('finance', { room: 'purchases' });
    await settle();
    expect(text()).toContain('Belum ada pesanan pembelian');
    await expectAccessible(container);
    await order();
    expect(text()).toContain('Stok baru bertambah saat barangnya diterima.');
    await expectAccessible(container);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('purchase_save')[0]!['form']).toMatchObject({ supplier: 'Pengrajin Makmur', order: true });
    expect([route.param('room'), route.param('open')]).toEqual(['purchases', '1']);
    expect(panel()).toContain('Dipesan');
    expect(panel()).toContain('48.000');
    await expectAccessible(container);

    await press('t');
    await settle();
    expect(document.querySelector<HTMLInputElement>('[data-quantity]')!.value).toBe('12');
    await type(document.querySelector<HTMLInputElement>('[data-quantity]')!, '10');
    await type(field('Ongkos datang'), '5.000');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('stock_receive')[0]!['receipt']).toMatchObject({
      purchase: 1,
      costs: [{ name: 'Ongkos datang', amount: 5_000, account: 2102 }]
    });
    expect(panel()).toContain('Diterima sebagian');
    await press('x');
    await settle();
    expect(panel()).toContain('Diterima');

    await press('g');
    await settle();
    await type(field('Nomor tagihan'), 'INV 7');
    const billed = [...document.querySelectorAll<HTMLInputElement>('aside .input-num')][0]!;
    expect(billed.value).toBe('40.000');
    await type(billed, '42.000');
    expect(panel()).toContain('Beda Rp 2.000');
    await expectAccessible(container);
    await click(button('Simpan tagihan'));
    await settle();
    expect(panel()).toContain('Ditagih');
    expect(document.querySelector('.owed')?.textContent).toContain('42.000');

    await press('y');
    await settle();
    expect(field('Jumlah').value).toBe('42.000');
    await click(button('Simpan'));
    await settle();
    expect(panel()).toContain('Lunas');
    expect(document.querySelector('.owed')?.textContent).not.toContain('Pengrajin Makmur');
    await press('z', { ctrlKey: true });
    await settle();
    expect(panel()).toContain('Ditagih');
  });

  it('says what is missing before anything is sent', async () => {
    const { wire } = await openApp('finance', { room: 'purchases' });
    await settle();
    await order();
    await type(field('Pemasok'), '');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(text()).toContain('Tulis pemasoknya dulu.');
    expect(wire.sent('purchase_save')).toEqual([]);
    await type(field('Pemasok'), 'Makmur');
    await press('d', { altKey: true });
    await settle();
    expect(panel()).toContain('Draf');
    await press('Delete');
    await settle();
    expect(panel()).toContain('Batal');
  });

  it('bills and pays what came without an order', async () => {
    const { container } = await openApp('finance', { room: 'purchases' });
    await settle();
    const row = () =>
      [...document.querySelectorAll('.owed tbody tr')].find((each) => each.textContent?.includes('Bambu'))!;
    await click(row().querySelector('button'));
    await settle();
    expect(panel()).toContain('Barang masuk belum ditagih');
    await expectAccessible(container);
    await press('g');
    await settle();
    await click(button('Simpan tagihan'));
    await settle();
    expect(panel()).toContain('Tagihan terbuka');
    await press('y');
    await settle();
    const open = field('Jumlah').value;
    await click(button('Simpan'));
    await settle();
    expect(open).not.toBe('');
    expect(panel()).not.toContain('Tagihan terbuka');
  });

  it('adds a cost to what came without an order, and sends some of it back', async () => {
    const { wire, container } = await openApp('finance', { room: 'purchases' });
    await settle();
    const row = [...document.querySelectorAll('.owed tbody tr')].find((each) => each.textContent?.includes('Bambu'))!;
    await click(row.querySelector('button'));
    await settle();
    await press('i');
    await settle();
    await click(button('Tambah'));
    expect(panel()).toContain('Tulis untuk apa biayanya.');
    expect(wire.sent('receipt_cost')).toEqual([]);
    await type(field('Untuk apa'), 'Truk');
    await type(field('Jumlah'), '12.000');
    await expectAccessible(container);
    await click(button('Tambah'));
    await settle();
    const late = wire.sent('receipt_cost')[0]!['late'];
    expect(late).toMatchObject({ cost: { name: 'Truk', amount: 12_000, account: 2102 }, split: 'value' });
    expect(document.body.textContent).toContain('Truk Rp 12.000');

    await click(button('Kembalikan'));
    await settle();
    await expectAccessible(container);
    await type(document.querySelector<HTMLInputElement>('aside .input-num')!, '1');
    await type(field('Alasan'), 'Rusak');
    await click(button('Kembalikan'));
    await settle();
    expect(wire.sent('receipt_back')[0]!['form']).toMatchObject({
      receipt: (late as { receipt: number }).receipt,
      reason: 'Rusak',
      lines: [{ quantity: 1 }]
    });
    expect(panel()).not.toContain('Kembalikan ke pemasok');
  });

  it('adds a cost to what is billed, and sends some of it back', async () => {
    const { wire, container } = await openApp('finance', { room: 'purchases' });
    await settle();
    const row = [...document.querySelectorAll('.owed tbody tr')].find((each) => each.textContent?.includes('Bambu'))!;
    await click(row.querySelector('button'));
    await settle();
    await press('g');
    await settle();
    await click(button('Simpan tagihan'));
    await settle();
    await press('y');
    await settle();
    await click(button('Simpan'));
    await settle();
    // Paid, its supplier stands in the list of suppliers alone.
    expect(document.querySelector('.owed')?.textContent).not.toContain('Bambu');
    await press('s');
    await settle();
    await click(button(/^Barang masuk.*Bambu/));
    await settle();
    expect(panel()).toContain('Barang masuk yang sudah ditagih');
    await expectAccessible(container);

    await press('i');
    await settle();
    expect(panel()).toContain('biaya dari pemasok masuk lewat tagihannya');
    expect([...document.querySelectorAll('aside option')].map((each) => each.textContent)).not.toContain(
      'Utang pemasok'
    );
    await type(field('Untuk apa'), 'Truk');
    await type(field('Jumlah'), '12.000');
    await click(button('Tambah'));
    await settle();
    expect(wire.sent('receipt_cost')[0]!['late']).toMatchObject({
      cost: { name: 'Truk', amount: 12_000, account: 2102 }
    });
    expect(document.body.textContent).toContain('ke nilai stok');

    await click(button('Kembalikan'));
    await settle();
    const units = document.querySelector<HTMLInputElement>('aside .input-num')!;
    await type(units, '9999');
    expect(panel()).toContain('Isi 0 sampai');
    await type(field('Alasan'), 'Rusak');
    await click(button('Kembalikan'));
    expect(wire.sent('receipt_back')).toEqual([]);
    await type(units, '1');
    await click(button('Kembalikan'));
    await settle();
    expect(wire.sent('receipt_back')[0]!['form']).toMatchObject({ reason: 'Rusak', lines: [{ quantity: 1 }] });
    expect(document.body.textContent).toContain('menunggu tagihan berikutnya');
    expect(panel()).toContain('dikembalikan');
  });

  it('keeps suppliers', async () => {
    const { wire, container } = await openApp('finance', { room: 'purchases' });
    await settle();
    await press('s');
    await settle();
    await type(field('Nama pemasok baru'), 'Toko Plastik');
    await click(button('Tambah'));
    await settle();
    expect(wire.sent('supplier_save')[0]!['supplier']).toMatchObject({ id: 0, name: 'Toko Plastik' });
    const names = [...document.querySelectorAll<HTMLInputElement>('tbody input')].map((each) => each.value);
    expect(names).toContain('Toko Plastik');
    await expectAccessible(container);
  });

  it("takes couriers' bills by hand-over and as they are pasted", async () => {
    const { wire, container } = await openApp('finance', { room: 'purchases', show: 'couriers' });
    const handovers = () => [...document.querySelectorAll<HTMLFormElement>('form.handover')];
    const before = handovers().length;
    expect(before).toBeGreaterThan(0);
    await expectAccessible(container);
    const first = handovers()[0]!;
    await type(first.querySelector('input'), 'x');
    await click(first.querySelector('button'));
    expect(first.nextElementSibling!.textContent).toContain('Tulis jumlah tagihannya');
    await type(first.querySelector('input'), '25rb');
    await click(first.querySelector('button'));
    await settle();
    const bills = wire.calls.filter((call) => call.command === 'courier_bills').at(-1)!.args['bills'];
    expect(bills).toMatchObject({ how: 'shared', amount: 25_000 });
    expect(document.body.textContent).toContain('Tagihan kurir');
    expect(handovers().length).toBe(before - 1);
    const order = (bills as { orders: number[] }).orders[0]!;
    await type(document.querySelector('textarea'), `${order}\t8.000\n999999\t5.000`);
    await new Promise((done) => setTimeout(done, 200));
    await settle();
    expect(document.body.textContent).toContain('Pesanan 999999 tidak ada di buku');
    await click(button('Catat 1 tagihan'));
    await settle();
    expect(wire.calls.filter((call) => call.command === 'courier_bills').at(-1)!.args['bills']).toEqual({
      how: 'each',
      bills: [{ order, amount: 8_000 }]
    });
    expect(document.querySelector('textarea')!.value).toBe('999999\t5.000');
  });
});
