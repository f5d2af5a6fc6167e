import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';

const form = () => document.querySelector<HTMLElement>('[role="dialog"]')!;
const sent = (calls: { command: string; args: Record<string, unknown> }[]) =>
  calls.filter((call) => call.command === 'export_list').map(({ args: { request: _, ...args } }) => args);

describe('a list as a file', () => {
  it('writes the days that are asked for and says where it went', async () => {
    const { wire, container } = await openApp('log', { part: 'chain', from: 20251101 });
    await click(button('Ekspor'));
    await expectAccessible(container);
    const [from, to] = form().querySelectorAll<HTMLInputElement>('input:not([type="radio"])');
    expect(from!.value).toBe('01/11/2025');
    await type(to!, '20/10/2025');
    await click(button('Simpan berkas'));
    expect(form().querySelector('[role="alert"]')!.textContent).toContain('sebelum tanggal awal');
    expect(sent(wire.calls)).toEqual([]);
    await type(to!, '20/11/2025');
    await click(button('Simpan berkas'));
    await settle();
    expect(sent(wire.calls)).toEqual([{ kind: 'log', format: 'xlsx', from: 20251101, to: 20251120 }]);
    expect(document.querySelector('.toast')!.textContent).toMatch(/Ekspor log: [\d.]+ baris/);
    expect(readdirSync(join(wire.folder, 'dokumen')).filter((name) => name.startsWith('log'))).toHaveLength(1);
    expect(form()).toBeNull();
  });

  it('offers the tables of a list; what has no days asks for none; Esc puts it away', async () => {
    const { wire } = await openApp('stock');
    await click(button('Ekspor'));
    const [stock, products] = form().querySelectorAll<HTMLInputElement>('input[type="radio"]');
    expect(document.activeElement).toBe(stock);
    expect(form().querySelectorAll('input')).toHaveLength(6);
    await click(products!);
    await click(form().querySelector<HTMLInputElement>('[value="csv_semicolon"]')!);
    await click(button('Simpan berkas'));
    await settle();
    expect(sent(wire.calls)).toEqual([{ kind: 'products', format: 'csv_semicolon', from: null, to: null }]);
    await click(button('Ekspor'));
    await press('Escape');
    expect(form()).toBeNull();
    expect(document.activeElement!.textContent).toContain('Ekspor');
  });

  it('offers what was bought, and the suppliers without days', async () => {
    const { wire } = await openApp('finance', { room: 'purchases' });
    await settle();
    await click(button('Ekspor'));
    const [purchases, receipts, bills, suppliers] = form().querySelectorAll<HTMLInputElement>('input[type="radio"]');
    expect([purchases, receipts, bills, suppliers].map((each) => each!.value)).toEqual([
      'purchases',
      'receipts',
      'bills',
      'suppliers'
    ]);
    expect(form().querySelectorAll('.days input')).toHaveLength(2);
    await click(suppliers!);
    expect(form().querySelectorAll('.days input')).toHaveLength(0);
    await click(button('Simpan berkas'));
    await settle();
    expect(sent(wire.calls)).toEqual([{ kind: 'suppliers', format: 'xlsx', from: null, to: null }]);
  });

  it('keeps a refusal where one is looking', async () => {
    const { wire } = await openApp('log', { part: 'chain' });
    await click(button('Ekspor'));
    wire.failNext('export_list', {
      kind: 'refused',
      refusal: { code: 'disk', facts: {}, message: { id: 'Cakram penuh.', en: 'The disk is full.' } }
    });
    await click(button('Simpan berkas'));
    await settle();
    expect(form().textContent).toContain('Cakram penuh.');
  });

  it('says in the next toast why its folder can not be shown', async () => {
    const { wire } = await openApp('log', { part: 'chain' });
    await click(button('Ekspor'));
    await click(button('Simpan berkas'));
    await settle();
    wire.failNext('show_folder', {
      kind: 'refused',
      refusal: {
        code: 'folder_gone',
        facts: {},
        message: { id: 'Foldernya tidak ada lagi.', en: 'The folder is gone.' }
      }
    });
    await click(button('Buka folder'));
    await settle();
    expect(document.querySelector('.toast')!.textContent).toContain('Foldernya tidak ada lagi.');
  });
});
