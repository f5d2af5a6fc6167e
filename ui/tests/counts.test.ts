import { describe, expect, it } from 'vitest';
import { readPaste, readUnits } from '../src/features/counts/entry.svelte';
import type { CountDetail } from '../src/generated/CountDetail';
import type { CountLine } from '../src/generated/CountLine';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, type Opened, openApp, press, scan, settle, type, variants } from './helpers';

const units = () => [...document.querySelectorAll<HTMLInputElement>('[data-units]')];
const reason = () => [...document.querySelectorAll<HTMLInputElement>('[data-reason]')];
const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
/** A count of everything, open at its first line. */
async function counting(shelf = ''): Promise<Opened> {
  const opened = await openApp('count');
  if (shelf === '') await click(document.querySelector('input[value="all"]'));
  else await type(document.querySelector('[data-shelf]'), shelf);
  await click(button('Mulai menghitung'));
  await settle();
  return opened;
}
/** The variant at a line. */
const line = async ({ wire }: Opened, n: number) =>
  (await variants(wire)).find((each) => each.id === Number(units()[n]!.dataset['units']))!;

/** A count of shelf A that found two less of one kind, closed before this window came to it. */
async function counted({ wire }: Opened): Promise<number> {
  const scope = { name: '', shelf: 'A', category: '', variants: [] };
  const count = await wire.elsewhere<number>('count_start', { scope });
  const { lines } = await wire.ask<CountDetail>('count_detail', { count, review: true });
  const { variant } = lines[0]!;
  const { on_hand, packed } = (await variants(wire)).find((each) => each.id === variant)!;
  await wire.elsewhere('count_enter', { count, entries: [{ variant, counted: on_hand - packed - 2 }] });
  await wire.elsewhere('count_close', { count, reasons: [{ variant, reason: 'Hilang', unit_cost: null }] });
  await settle();
  return count;
}

describe('units as typed', () => {
  it('are numbers or sums, nothing else', () => {
    expect([readUnits('12'), readUnits('1.200'), readUnits('0'), readUnits('12+30 + 5')]).toEqual([12, 1_200, 0, 47]);
    for (const typed of ['', '-1', '1,5', '12+', 'abc', '1000001', '900000+900000', '1e3']) {
      expect(readUnits(typed), typed).toBeNull();
    }
  });

  it('are pasted by code, with what is left out said by row', () => {
    const lines = ['BSK-18', 'BSK-20'].map((sku, n) => ({ sku, barcode: `899${n}` }) as CountLine);
    const read = readPaste(lines, 'bsk-18\t12\r\n\r\n8991;3+4\nXX\t5\nBSK-20\tdua')!;
    expect(read.entries.map(({ line: each, units: n }) => [each.sku, n])).toEqual([
      ['BSK-18', 12],
      ['BSK-20', 7]
    ]);
    expect(read.skipped).toEqual([
      { row: 4, what: 'code', text: 'XX' },
      { row: 5, what: 'units', text: 'dua' }
    ]);
    expect(readPaste(lines, '12')).toBeNull();
  });
});

describe('the list of stock counts', () => {
  it('is reached from stock by O, lists them, and Enter opens one', async () => {
    const opened = await openApp('stock');
    const { container } = opened;
    const count = await counted(opened);
    await press('o');
    await settle();
    expect(route.screen).toBe('count');
    expect(text()).toContain('Rak A');
    expect(text()).toContain('Selesai');
    await expectAccessible(container);
    container.querySelector<HTMLElement>('table')!.focus();
    await press('Enter');
    await settle();
    expect(route.number('id')).toBe(count);
    expect(text()).toContain('sudah ditutup');
    expect(text()).toContain('Hilang');
    await expectAccessible(container);
    await press('Escape');
    await press('Escape');
    expect(route.screen).toBe('stock');
  });

  it('starts with what was chosen in the stock list', async () => {
    const opened = await openApp('stock');
    await press(' ');
    await press('ArrowDown', { shiftKey: true });
    await press('o');
    await settle();
    expect(text()).toContain('2 varian dari daftar stok.');
    await click(button('Mulai menghitung'));
    await settle();
    expect(opened.wire.sent('count_start')[0]!['scope']).toEqual({
      name: '',
      shelf: '',
      category: '',
      variants: (await variants(opened.wire)).filter((each) => each.product === 'Besek Bambu').map((each) => each.id)
    });
    expect(units()).toHaveLength(2);
  });

  it('says at the field why a count can’t start', async () => {
    const opened = await openApp('count');
    await click(button('Mulai menghitung'));
    expect(text()).toContain('Tulis awalan raknya');
    await type(document.querySelector('[data-shelf]'), 'ZZ');
    await click(button('Mulai menghitung'));
    await settle();
    const field = document.querySelector('[data-shelf]')!;
    expect(document.getElementById(field.getAttribute('aria-describedby')!)!.textContent).toContain('Tidak ada barang');
    expect(opened.wire.sent('count_start')).toHaveLength(1);
  });
});

describe('counting', () => {
  it('goes down the shelf by Enter alone and never shows what the book has', async () => {
    const opened = await counting();
    expect(document.activeElement).toBe(units()[0]);
    await expectAccessible(opened.container);
    for (const [n, typed] of ['991', '12+30', '0'].entries()) {
      expect(document.activeElement).toBe(units()[n]);
      await type(units()[n]!, typed);
      await press('Enter');
    }
    expect(document.activeElement).toBe(units()[3]);
    const entries = opened.wire.sent('count_enter').flatMap((args) => args['entries'] as { counted: number }[]);
    expect(entries.map((entry) => entry.counted)).toEqual([991, 42, 0]);
    expect(units()[1]!.value).toBe('42');
    expect(text()).toContain('3 dari 18 dihitung');
    const seen = opened.wire.calls.filter((call) => call.command === 'count_detail').map((call) => call.args['review']);
    expect(seen.every((review) => review === false)).toBe(true);
    expect(text()).not.toContain('Di buku');
    expect(text()).not.toContain('Selisih');
  });

  it('keeps what is no number in its field and goes on from nothing wrong', async () => {
    const opened = await counting();
    await type(units()[0]!, '12,5');
    await press('Enter');
    expect(document.activeElement).toBe(units()[0]);
    expect(units()[0]!.getAttribute('aria-invalid')).toBe('true');
    expect(document.querySelector('.told')!.textContent).toContain('Bilangan 0 sampai');
    expect(opened.wire.sent('count_enter')).toEqual([]);
    await press('Escape');
    expect(units()[0]!.value).toBe('');
    expect(route.number('id')).not.toBeNull();
  });

  it('takes an entry back when its field is emptied', async () => {
    const opened = await counting();
    await type(units()[0]!, '5');
    await press('Enter');
    await press('ArrowUp');
    await type(units()[0]!, '');
    await press('Enter');
    expect(opened.wire.sent('count_enter').at(-1)!['entries']).toMatchObject([{ counted: null }]);
    expect(text()).toContain('0 dari 18 dihitung');
  });

  it('jumps to the line of a scanned code, and says so where it isn’t in the count', async () => {
    const opened = await counting();
    await scan((await line(opened, 6)).barcode);
    expect(document.activeElement).toBe(units()[6]);
    await scan((await line(opened, 2)).sku);
    expect(document.activeElement).toBe(units()[2]);
    await scan('4006381333931');
    expect(document.querySelector('.told')!.textContent).toContain('4006381333931 tidak ada di opname ini.');
    expect(document.activeElement).toBe(units()[2]);
    expect(opened.wire.sent('count_enter')).toEqual([]);
  });

  it('adds one per scan, as fast as they come', async () => {
    const opened = await counting();
    await press('F2');
    const [four, one] = [await line(opened, 4), await line(opened, 1)];
    const codes = [four.barcode, four.barcode, one.sku, four.barcode];
    for (const code of codes) await scan(code);
    await settle();
    expect(units()[4]!.value).toBe('3');
    expect(units()[1]!.value).toBe('1');
    expect(document.querySelector('.told')!.textContent).toContain(': 3');
    (document.activeElement as HTMLElement).blur();
    await scan(one.sku);
    await settle();
    expect(units()[1]!.value).toBe('2');
  });

  it('takes two pasted columns and lists what it left out', async () => {
    const opened = await counting();
    const [a, b] = [await line(opened, 3), await line(opened, 5)];
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: () => `${a.sku}\t7\n${b.barcode}\t1.000\nHANTU\t2` } });
    units()[0]!.dispatchEvent(paste);
    await settle();
    expect([units()[3]!.value, units()[5]!.value]).toEqual(['7', '1.000']);
    expect(document.querySelector('.refusal')!.textContent).toContain('Baris 3: HANTU tidak ada di opname ini.');
    expect(opened.wire.sent('count_enter')).toHaveLength(1);
  });

  it('keeps what could not be saved, says so, and saves it with the next', async () => {
    const opened = await counting();
    opened.wire.failNext('count_enter', { kind: 'broken', message: { id: 'Buku terkunci.', en: 'Locked.' } });
    await type(units()[0]!, '5');
    await press('Enter');
    expect(text()).toContain('1 belum tersimpan');
    expect(document.querySelector('.refusal')!.textContent).toContain('Buku terkunci.');
    expect(units()[0]!.value).toBe('5');
    await type(units()[1]!, '6');
    await press('Enter');
    expect(opened.wire.sent('count_enter').at(-1)!['entries']).toHaveLength(2);
    expect(text()).not.toContain('belum tersimpan');
  });

  it('prints its sheet and can be given up, asked once', async () => {
    const opened = await counting('B');
    await press('p', { ctrlKey: true });
    expect(opened.wire.sent('print_count_sheet')).toHaveLength(1);
    await click(button('Tindakan lain'));
    await click(button('Batalkan opname'));
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(opened.wire.sent('count_cancel')).toHaveLength(1);
    expect(route.number('id')).toBeNull();
    expect(text()).toContain('Batal');
  });
});

describe('reviewing a count', () => {
  async function reviewing(): Promise<Opened> {
    const opened = await counting();
    const shelf = async (n: number) => {
      const { on_hand, packed } = await line(opened, n);
      return on_hand - packed;
    };
    for (const n of [0, 1, 2]) {
      const there = await shelf(n);
      await type(units()[n]!, String(n === 2 ? there : there + (n === 0 ? 3 : 0)));
      await press('Enter');
    }
    const there = await shelf(3);
    await type(units()[3]!, String(Math.max(0, there - 2)));
    await press('Enter', { ctrlKey: true });
    await settle();
    return opened;
  }

  it('shows the differences, asks each for its reason, and closes by Ctrl Enter', async () => {
    const opened = await reviewing();
    expect(route.param('review')).toBe('1');
    await expectAccessible(opened.container);
    expect(text()).toContain('Di buku');
    expect(reason()).toHaveLength(2);
    expect(text()).toContain('14 varian belum dihitung dan tidak diubah.');
    await press('Enter', { ctrlKey: true });
    expect(opened.wire.sent('count_close')).toEqual([]);
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('2 selisih belum beralasan.');
    expect(document.activeElement).toBe(reason()[0]);
    await type(reason()[0]!, 'Ketemu di gudang');
    await type(document.querySelector('[data-cost]'), '12,5');
    await type(document.querySelector('.one input'), 'Hilang');
    await click(button('Isikan ke 1 yang kosong'));
    expect(reason().map((each) => each.value)).toEqual(['Ketemu di gudang', 'Hilang']);
    await press('Enter', { ctrlKey: true });
    expect(document.querySelector('[role="alert"]')!.textContent).toContain('Tulis rupiah');
    await type(document.querySelector('[data-cost]'), '12.500');
    await press('Enter', { ctrlKey: true });
    await settle();
    const [found, lost] = opened.wire.sent('count_close')[0]!['reasons'] as unknown[];
    expect(found).toMatchObject({ reason: 'Ketemu di gudang', unit_cost: 12_500 });
    expect(lost).toMatchObject({ reason: 'Hilang', unit_cost: null });
    expect(text()).toContain('sudah ditutup');
    expect(document.querySelector('.toast')!.textContent).toContain('4 dihitung, 2 berbeda');
  });

  it('keeps reasons while one counts on, and shows a refusal at its row', async () => {
    const opened = await reviewing();
    await type(reason()[1]!, 'Rusak');
    await press('Escape');
    await settle();
    expect(units()).toHaveLength(18);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(reason()[1]!.value).toBe('Rusak');
    await type(reason()[0]!, 'Ketemu');
    const variant = reason()[1]!.dataset['reason']!;
    const message = { id: 'Sejak itu 4 keluar dari rak. Hitung lagi barang ini.', en: 'Count again.' };
    opened.wire.failNext('count_close', {
      kind: 'refused',
      refusal: { code: 'count_gone', facts: { variant }, message }
    });
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(document.querySelector('.refusal')!.textContent).toContain('Hitung lagi barang ini.');
    expect(reason()[1]!.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(reason()[1]);
  });
});
