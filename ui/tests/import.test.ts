import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFlow } from '../src/features/import/flow.svelte';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, inBook, openApp, orders, press, settle, type } from './helpers';
import { type Changed, external, orderFile } from './shop/file';
import { type Seed, seeds } from './shop/seeds';
import type { Wire } from './wire';

const problems = () => [...document.querySelectorAll<HTMLFormElement>('form.problem')];

/** Six new orders, four with a cell that can't be read; one that lacks a line, one that changed after it was packed. */
const fresh = Array.from({ length: 6 }, (_, n): Seed => {
  const like = seeds.find((each) => each.channel === 'shopee' && each.stage === 'approved')!;
  return { ...like, number: 201 + n, customer: `pembeli_baru${n}`, lines: [['GLB-B', 1 + n]] };
});
const known = (number: number, lines: Seed['lines']): Seed => ({
  ...seeds.find((each) => each.number === number)!,
  lines
});
const file = [...fresh, known(131, [['MKB-B', 4]]), known(123, [['PRB-H', 10]])];
const total = 'Total Pembayaran';
const status = 'Status Pesanan';
const damaged: Changed = (row) => {
  if (row['No. Pesanan'] === external(202)) return { ...row, [total]: '9.5' };
  if (row['No. Pesanan'] === external(203)) return { ...row, Jumlah: '' };
  if (row['No. Pesanan'] === external(204)) return { ...row, [status]: 'Perlu Dikirm' };
  if (row['No. Pesanan'] === external(205)) return { ...row, [total]: '9.2' };
  return row;
};

/** The file, as it lies beside the book. */
function written(wire: Wire, text = orderFile(file, 'Perlu Dikirim', damaged)): string {
  const path = join(wire.folder, 'Order.all.csv');
  writeFileSync(path, text);
  return path;
}
/** The window at the file's preview, begun with I. */
async function previewed(screen: Parameters<typeof openApp>[0] = 'orders') {
  const opened = await openApp(screen);
  await opened.wire.host({ picked: written(opened.wire) });
  await press('i');
  return opened;
}

describe('an import', () => {
  it('begins with I anywhere, shows what the file would do and writes nothing yet', async () => {
    const { wire, container } = await previewed('customers');
    expect(route.screen).toBe('import');
    expect(button('Impor 3 pesanan')).toBeDefined();
    expect(problems()).toHaveLength(4);
    const paid = importFlow.report!.total_paid;
    expect(paid).toBe(484_000);
    expect(container.textContent).toContain('484.000');
    expect(wire.sent('import_apply')).toEqual([]);
    expect((await orders(wire, 'approved')).some((row) => row.external_id === external(201))).toBe(false);
    await expectAccessible(container);
  });

  it('asks of which of two stores it is, where none has its orders, and takes it there', async () => {
    const { wire, container } = await openApp();
    expect(container.textContent).not.toContain('Dari toko');
    const store = { id: 0, channel: 'shopee', name: 'Shopee Grosir', wallet: 0, archived: false, receivable: 0 };
    const { id } = await wire.elsewhere<{ id: number }>('store_save', { store });
    wire.drop([written(wire, orderFile(fresh, 'Perlu Dikirim'))]);
    await settle();
    expect(container.textContent).toContain('Berkas ini dari toko yang mana: Shopee, Shopee Grosir?');
    const select = () => document.querySelector<HTMLSelectElement>('main select, select')!;
    expect([...select().options].map((each) => each.label)).toEqual(['Pilih toko', 'Shopee', 'Shopee Grosir']);
    expect(document.activeElement).toBe(select());
    expect(button('Berkas lain')).toBeDefined();
    await expectAccessible(container);
    select().value = String(id);
    select().dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(importFlow.report).toMatchObject({ store: id, new: 6, elsewhere: null });
    await click(button('Impor 6 pesanan'));
    await settle();
    expect(wire.sent('import_apply')[0]).toMatchObject({ store: id });
    // Known there, the file is that store's without a question; in the other one its numbers are told of.
    wire.drop([written(wire, orderFile(fresh, 'Perlu Dikirim'))]);
    await settle();
    expect(importFlow.report).toMatchObject({ store: id, unchanged: 6 });
    select().value = '1';
    select().dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(container.textContent).toContain('6 nomor pesanan di berkas ini sudah ada di toko Shopee Grosir');
  });

  it('begins with a file dropped on the window', async () => {
    const { wire } = await openApp();
    const path = written(wire);
    wire.drop([path]);
    await settle();
    expect(route.screen).toBe('import');
    expect(wire.sent('import_preview')).toEqual([{ path, store: null, overrides: [], taken: [], startDay: null }]);
  });

  it('reads a decided cell instead of the file’s, and looks again', async () => {
    const { wire } = await previewed();
    expect(problems()[0]!.querySelector('input')!.value).toBe('9.500');
    problems()[0]!.requestSubmit();
    await settle();
    const decided = { row: 3, column: total, value: '9.500' };
    const typed = { row: 4, column: 'Jumlah', value: '3' };
    expect(wire.sent('import_preview').at(-1)!['overrides']).toEqual([decided]);
    expect(problems()).toHaveLength(3);
    expect(button('Impor 4 pesanan')).toBeDefined();
    expect(document.activeElement).toBe(problems()[0]!.querySelector('input'));

    const empty = problems()[0]!;
    expect(button('Pakai', empty).disabled).toBe(true);
    await type(empty.querySelector('input'), '3');
    empty.requestSubmit();
    await settle();
    expect(wire.sent('import_preview').at(-1)!['overrides']).toContainEqual(typed);

    await click(button('Tarik kembali'));
    await settle();
    expect(wire.sent('import_preview').at(-1)!['overrides']).toEqual([typed]);
    expect(problems()).toHaveLength(3);
  });

  it('takes all suggestions at once', async () => {
    const { wire } = await previewed();
    await click(button('Pakai 3 usulan'));
    await settle();
    expect(wire.sent('import_preview').at(-1)!['overrides']).toEqual([
      { row: 3, column: total, value: '9.500' },
      { row: 5, column: status, value: 'Perlu Dikirim' },
      { row: 6, column: total, value: '9.200' }
    ]);
    expect(problems()).toHaveLength(1);
  });

  it('says what a person has to know of single orders, and takes a file’s lines at a word', async () => {
    const { wire, container } = await previewed();
    const { warnings } = importFlow.report!;
    expect(warnings.map((each) => [each.external_id, each.waits])).toEqual([
      [external(131), true],
      [external(123), false]
    ]);
    for (const { message, missing } of warnings) {
      expect(container.textContent).toContain(message.id);
      for (const line of missing) expect(container.textContent).toContain(line);
    }
    await click(button('Pakai isi berkas'));
    await settle();
    expect(wire.sent('import_preview').at(-1)!['taken']).toEqual([external(131)]);
    expect(container.textContent).toContain('yang keluar dari pesanan: 2 × Sendok Kayu Sonokeling');
    await expectAccessible(container);
    await click(button('Tarik kembali'));
    await settle();
    expect(wire.sent('import_preview').at(-1)!['taken']).toEqual([]);
    await click(button('Pakai isi berkas'));
    await settle();
    await click(button(/Impor \d pesanan/));
    await settle();
    expect(wire.sent('import_apply')[0]!['taken']).toEqual([external(131)]);
    expect((await inBook(wire, 131)).lines.map((line) => line.sku)).toEqual(['MKB-B']);
    for (const { message } of importFlow.report!.warnings) expect(container.textContent).toContain(message.id);
  });

  it('writes with Enter, once, and leads on', async () => {
    const { wire, container } = await previewed();
    problems()[0]!.requestSubmit();
    await settle();
    (document.activeElement as HTMLElement).blur();
    void press('Enter');
    await press('Enter');
    const decided = { row: 3, column: total, value: '9.500' };
    expect(wire.sent('import_apply')).toMatchObject([{ overrides: [decided], startDay: null }]);
    expect(container.textContent).toContain('4 pesanan masuk buku');
    expect(container.textContent).toContain('3 sel belum diputuskan');
    const there = await orders(wire, 'approved');
    expect(there.filter((row) => row.customer.startsWith('pembeli_baru'))).toHaveLength(3);
    await expectAccessible(container);
    await press('Enter');
    expect(route.screen).toBe('orders');
    expect(route.param('stage')).toBe('approved');
  });

  it('asks the start day at the first import and hands it on', async () => {
    const { wire } = await openApp('orders', {}, { ready: false });
    const first = { name: 'Toko Baru', owner: 'Ratna', address: '', phone: '', zone: 'wib' };
    await wire.elsewhere('create_book', { shop: first, demo: false });
    await settle();
    await wire.host({ picked: written(wire) });
    await press('i');
    const field = document.querySelector<HTMLInputElement>('.right input')!;
    expect(field.value).toBe('20/11/2025');
    await type(field, '31/2/2025');
    expect(document.querySelector('.right [role="alert"]')!.textContent).toContain('20/11/2025');
    await type(field, '1/11/2025');
    await settle();
    expect(wire.sent('import_preview').at(-1)!['startDay']).toBe(20251101);
    await click(button(/Impor \d pesanan/));
    await settle();
    expect(wire.sent('import_apply')[0]!['startDay']).toBe(20251101);
  });

  it('says why a file can’t be read, and the way on', async () => {
    const { wire } = await openApp('import');
    const [right, wrong] = [written(wire), join(wire.folder, 'salah.csv')];
    writeFileSync(wrong, 'Nama,Harga\r\nBesek,6500\r\n');
    wire.drop([wrong]);
    await settle();
    const alert = document.querySelector('[role="alert"]')!;
    expect(alert.textContent).toContain('Berkas ini belum bisa dibaca.');
    expect(alert.textContent).toContain('No. Pesanan');
    await wire.host({ picked: right });
    await click(button('Berkas lain', alert));
    await settle();
    expect(importFlow.step).toBe('preview');
  });

  it('can be stopped while it reads', async () => {
    const { wire } = await openApp('import');
    const go = wire.hold('import_preview');
    wire.drop([written(wire)]);
    await settle();
    wire.emit('import-progress', { phase: 'read', rows: 4 });
    await settle();
    expect(document.querySelector('[role="progressbar"]')).not.toBeNull();
    await press('Escape');
    expect(wire.sent('import_cancel')).toHaveLength(1);
    const message = { id: 'Dihentikan. Tidak ada yang ditulis.', en: 'Stopped. Nothing was written.' };
    await go({ kind: 'refused', refusal: { code: 'cancelled', facts: {}, message } });
    expect(importFlow.step).toBe('none');
    expect(document.body.textContent).toContain('Dihentikan. Tidak ada yang ditulis.');
  });
});
