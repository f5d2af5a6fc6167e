import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordPage } from '../src/generated/RecordPage';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './helpers';
import type { Wire } from './wire';

const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent.trim() === label);
  return document.getElementById(found?.getAttribute('for') ?? '') as HTMLInputElement;
};
const due = () => [...document.querySelectorAll('.todo button.row')].map((row) => row.textContent);
/** The records that stand, as the last export of them would have them. */
const written = async (wire: Wire): Promise<string> =>
  JSON.stringify(
    await wire.ask<RecordPage>('timeline_page', {
      query: {
        ...{ kind: 'recorded', noun: '', person: null, division: null, from: null, to: null },
        ...{ order: null, customer: null, product: null, find: '', scans: false, after: null, limit: 50 }
      }
    })
  );
async function choose(name: string): Promise<void> {
  const select = document.querySelector<HTMLSelectElement>('.todo select')!;
  select.value = [...select.options].find((option) => option.textContent === name)!.value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

describe('records', () => {
  it('writes a record by keyboard, reckons beside it and reminds of it from then on', async () => {
    const { wire, container } = await openApp('today');
    await press('j', { ctrlKey: true });
    await settle();
    expect(route.screen).toBe('log');
    expect(document.activeElement).toBe(document.querySelector('.todo select'));
    await choose('Iklan');
    await expectAccessible(container);
    document.querySelector<HTMLInputElement>('input[type="radio"][value="shopee"]')!.click();
    await type(field('Biaya, Rp'), '185rb');
    await type(field('Penjualan, Rp'), '842.000');
    await settle();
    expect(document.querySelector('.calc')!.textContent).toContain('4,6');
    expect(document.querySelector<HTMLInputElement>('.book input')).not.toBeNull();
    await click(button('Simpan iklan'));
    await settle();
    expect(await written(wire)).toContain('biaya 185.000');
    expect(document.querySelector('.todo')!.textContent).toContain('Iklan');
    expect(document.querySelector('[data-entry] b')!.textContent).toBe('Iklan');
  });

  it('says at its field what cannot be, and keeps the form', async () => {
    const { wire } = await openApp('log');
    await choose('Iklan');
    await click(button('Simpan iklan'));
    await settle();
    expect(document.querySelectorAll('.fields [role="alert"]').length).toBeGreaterThan(0);
    document.querySelector<HTMLInputElement>('input[type="radio"][value="meta"]')!.click();
    await type(field('Biaya, Rp'), '9000');
    await type(field('Tayang'), '10');
    await type(field('Klik'), '11');
    await settle();
    expect(document.body.textContent).toContain('Klik 11 lebih dari tayang 10');
    await click(button('Simpan iklan'));
    await settle();
    expect(field('Klik').value).toBe('11');
    expect(await written(wire)).not.toContain('Meta');
  });

  it('asks whether the same is to be corrected, and corrects it', async () => {
    const { wire } = await openApp('log');
    for (const sales of ['91.000', '95.000']) {
      await choose('Kas kecil toko');
      await type(field('Penjualan, Rp'), sales);
      await settle();
      await click(button('Simpan kas kecil toko'));
      await settle();
    }
    expect(document.querySelector('.question')!.textContent).toContain('Sudah dicatat: 91.000');
    await click(button('Betulkan'));
    await settle();
    expect(await written(wire)).toContain('Dibetulkan: Kas kecil toko');
  });

  it('asks what columns of a file mean, and writes what they are chosen to be', async () => {
    const { wire, container } = await openApp('log', { do: 'csv' });
    const path = join(wire.folder, 'iklan.csv');
    writeFileSync(path, 'Hari,Kanal,Duit,Cost\n2025-11-03,Shopee,185000,1\n2025-11-04,Shopee,90000,1\n');
    await wire.host({ picked: path });
    await click(button('Pilih berkas'));
    await settle();
    const column = (name: string) => container.querySelector<HTMLSelectElement>(`select[aria-label="${name}"]`)!;
    const means = async (name: string, field: string) => {
      const select = column(name);
      select.value = [...select.options].find((option) => option.textContent === field)!.value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
    };
    expect(wire.sent('records_apply')).toEqual([]);
    await means('Kanal', 'Tempat');
    await means('Duit', 'Biaya');
    // Two columns for one field: which is meant is asked, and both can still be chosen.
    await means('Cost', 'Biaya');
    expect(container.textContent).toContain('sama-sama terbaca sebagai');
    await means('Cost', 'tidak diambil');
    await expectAccessible(container);
    await click(button('Ambil 2 baris'));
    await settle();
    expect(await written(wire)).toContain('biaya 185.000');
  });

  it('narrows the line of time, searches it, and moves by days', async () => {
    const { wire, container } = await openApp('log');
    await expectAccessible(container);
    await click(button('Pesanan'));
    await settle();
    const asked = () => wire.calls.filter((call) => call.command === 'timeline_page').at(-1)!.args['query'];
    expect(asked()).toMatchObject({ kind: 'orders' });
    await press('ArrowLeft');
    await settle();
    expect(route.number('day')).not.toBeNull();
    await press('Escape');
    await settle();
    expect(route.param('kind')).toBe('');
    await press('/');
    await type(document.activeElement, 'zzzz');
    await settle();
    expect(asked()).toMatchObject({ find: 'zzzz', to: null });
    expect(document.body.textContent).toContain('Tidak ada yang cocok');
  });

  it('shows what is still to be recorded, and how the templates are kept', async () => {
    const { container } = await openApp('log', { part: 'due' });
    await expectAccessible(container);
    expect(due()).toEqual([]);
    await click(document.querySelectorAll<HTMLElement>('[role="tab"]')[2]!);
    await settle();
    expect(document.body.textContent).toContain('Belum pernah dipakai');
    await expectAccessible(container);
    await click(button('Salin'));
    await settle();
    await expectAccessible(container);
    await click(button('Simpan pola'));
    await settle();
    expect(document.body.textContent).toContain('Kas kecil toko (salinan)');
  });
});
