import { describe, expect, it } from 'vitest';
import { button, click, expectAccessible, inBook, openApp, press, settle, type } from './helpers';
import type { Wire } from './wire';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const number = (order: number) => document.querySelector<HTMLInputElement>(`[data-number="${order}"]`)!;
const box = () => document.querySelector<HTMLTextAreaElement>('textarea')!;
const pairs = () =>
  [...document.querySelectorAll('.panel li')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim());
const shipped = (calls: { command: string; args: Record<string, unknown> }[]) =>
  calls.filter((call) => call.command === 'ship_orders').map((call) => [call.args['items'], call.args['join']]);

const stages = (wire: Wire, ids: number[]) => Promise.all(ids.map(async (id) => (await inBook(wire, id)).row.stage));

async function scan(code: string): Promise<void> {
  await type(document.querySelector('.ask input'), code);
  await press('Enter');
}
async function paste(lines: string): Promise<void> {
  await type(box(), lines);
  await settle();
}

describe('tracking numbers, row by row', () => {
  it('lists the packed parcels and ships one with Enter', async () => {
    const { wire, container } = await openApp('tracking');
    expect(text()).toContain('4 paket menunggu resi.');
    await expectAccessible(container);
    await type(number(123), 'SPXID0553100222');
    await press('Enter');
    expect((await inBook(wire, 123)).row.stage).toBe('shipped');
    expect(shipped(wire.calls)).toEqual([[[{ order: '123', tracking: 'SPXID0553100222', courier: null }], false]]);
    expect(number(123)).toBeNull();
    expect(document.activeElement).toBe(number(124));
    await press('z', { ctrlKey: true });
    expect((await inBook(wire, 123)).row.stage).toBe('packed');
    expect(wire.calls.filter((call) => call.command === 'undo')).toHaveLength(1);
  });

  it('keeps the courier of the order unless another is typed', async () => {
    const { wire } = await openApp('tracking');
    const courier = document.querySelector<HTMLInputElement>('[aria-label="Kurir 123"]')!;
    expect(courier.value).toBe('SPX Standard');
    await type(courier, 'jn');
    await press('Enter');
    expect(courier.value).toBe('JNE');
    await type(courier, 'Kurir Kampung');
    await type(number(123), '001234567890');
    await press('Enter', { ctrlKey: true });
    expect((await inBook(wire, 123)).row.stage).toBe('packed');
    expect(document.querySelector('.under')!.textContent).toContain('Kurir ini belum dikenal.');
    await type(courier, 'SiCepat');
    await type(number(123), '001234567890');
    await press('Enter', { ctrlKey: true });
    expect((await inBook(wire, 123)).row.courier).toBe('SiCepat');
  });

  it('refuses a used number in the row, and joins only when that is confirmed', async () => {
    const { wire } = await openApp('tracking', { order: 124 });
    expect(document.activeElement).toBe(number(124));
    await type(number(124), 'JNE88123400123');
    await press('Enter');
    expect(text()).toContain('Resi JNE88123400123 sudah dipakai pesanan 110.');
    expect(number(124).getAttribute('aria-invalid')).toBe('true');
    expect((await inBook(wire, 124)).row.stage).toBe('packed');
    await click(button('Gabung paket'));
    expect((await inBook(wire, 124)).row.stage).toBe('shipped');
    expect(shipped(wire.calls).at(-1)![1]).toBe(true);
  });

  it('ships all that are filled in at once', async () => {
    const { wire } = await openApp('tracking');
    await press('Enter', { ctrlKey: true });
    expect(shipped(wire.calls)).toEqual([]);
    await type(number(121), 'JNE88123400777');
    await type(number(126), 'JX4417720777');
    expect(button('Kirim 2 paket')).toBeTruthy();
    await press('Enter', { ctrlKey: true });
    expect(await stages(wire, [121, 126])).toEqual(['shipped', 'shipped']);
  });

  it('says so when the order asked for does not wait', async () => {
    await openApp('tracking', { order: 136 });
    expect(text()).toContain('Pesanan 136 tidak sedang menunggu resi.');
  });
});

describe('the hand-over list', () => {
  it('is printed for one courier: what is packed, and what left today', async () => {
    const { wire, container } = await openApp('tracking');
    await type(number(121), 'JNE88123400777');
    await press('Enter');
    await press('h', { altKey: true });
    await settle();
    await expectAccessible(container);
    // What a file calls J&T Express is the shop's J&T.
    expect(document.activeElement!.textContent).toContain('J&T, 2 paket');
    await click(button('JNE, 1 paket'));
    await click(button('J&T, 2 paket'));
    expect(wire.calls.filter((call) => call.command === 'print_handover').map(({ args }) => args['orders'])).toEqual([
      [121],
      [124, 126]
    ]);
    await press('Escape');
    expect(document.querySelector('.handover')).toBeNull();
  });
});

describe('tracking numbers, scanned', () => {
  it('takes slip and number pair by pair, the last on top', async () => {
    const { wire, container } = await openApp('tracking');
    await scan('RN-123');
    expect(text()).toContain('2. Nomor resi untuk 123');
    await scan('SPXID0553100222');
    await scan('RN-121');
    await scan('JNE88123400777');
    expect(pairs().map((pair) => pair.slice(0, 3))).toEqual(['121', '123']);
    expect(await stages(wire, [121, 123])).toEqual(['shipped', 'shipped']);
    expect(text()).toContain('2 dikirim');
    await expectAccessible(container);
  });

  it('tells an unknown slip, one at another stage, and a slip scanned in between', async () => {
    const { wire } = await openApp('tracking');
    await scan('HALO123');
    await scan('136');
    expect(pairs()[1]).toContain('HALO123 tidak dikenal');
    expect(pairs()[0]).toContain('tahapnya Siap dikemas');
    await scan('123');
    await scan('121');
    expect(text()).toContain('Itu slip lain');
    expect(shipped(wire.calls)).toEqual([]);
    await scan('JNE88123400777');
    expect((await inBook(wire, 121)).row.stage).toBe('shipped');
    expect((await inBook(wire, 123)).row.stage).toBe('packed');
  });

  it('offers to join at a used number', async () => {
    const { wire } = await openApp('tracking');
    await scan('124');
    await scan('JNE88123400123');
    expect(pairs()[0]).toContain('sudah dipakai');
    await click(button('Gabung paket'));
    await settle();
    expect((await inBook(wire, 124)).row.stage).toBe('shipped');
    expect(pairs()).toHaveLength(1);
  });
});

describe('tracking numbers, pasted', () => {
  const lines = [
    '121\tJNE88123400777',
    '123\tSPXID0553100222\tSPX',
    '124\tJNE88123400123',
    '126\tJX4417720777',
    '127\tJX1',
    '9999\tJX4417720999',
    'halo'
  ].join('\n');

  it('shows what each line is before anything is written', async () => {
    const { wire, container } = await openApp('tracking', { way: 'paste' });
    await paste(lines);
    expect(text()).toContain('3 siap dikirim, 2 tidak ikut');
    expect(text()).toContain('2 baris tidak terbaca.');
    expect(text()).toContain('Baris 5: JX1 bukan nomor resi.');
    expect(text()).toContain('Pesanan 9999 tidak ada di buku.');
    expect(shipped(wire.calls)).toEqual([]);
    await expectAccessible(container);
  });

  it('ships what can be shipped, joins what was confirmed, and keeps the rest in the box', async () => {
    const { wire } = await openApp('tracking', { way: 'paste' });
    await paste(lines);
    await click(document.querySelector('.join input'));
    expect(text()).toContain('4 siap dikirim, 1 tidak ikut');
    box().focus();
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(shipped(wire.calls).map(([items, join]) => [(items as unknown[]).length, join])).toEqual([
      [3, false],
      [1, true]
    ]);
    expect(await stages(wire, [121, 123, 124, 126])).toEqual(Array(4).fill('shipped'));
    expect(box().value).toBe('127\tJX1\n9999\tJX4417720999\nhalo');
    expect(text()).toContain('2 hal perlu dilihat. Resi SPXID0553100222 tidak berbentuk seperti resi SPX');
    // The key does what the toast offers, although the box still holds what was kept.
    await press('z', { ctrlKey: true });
    await settle();
    expect(await stages(wire, [121, 123, 124, 126])).toEqual(Array(4).fill('packed'));
  });

  it('takes what is pasted outside of a field', async () => {
    await openApp('tracking');
    (document.activeElement as HTMLElement).blur();
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: () => '121\tJNE88123400777' } });
    document.body.dispatchEvent(event);
    await settle();
    expect(box().value).toBe('121\tJNE88123400777');
    expect(button('Kirim 1 paket')).toBeTruthy();
  });
});
