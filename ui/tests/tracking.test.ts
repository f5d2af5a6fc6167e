import { describe, expect, it } from 'vitest';
import { button, click, expectAccessible, openApp, press, settle, type } from './faked';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const number = (order: number) => document.querySelector<HTMLInputElement>(`[data-number="${order}"]`)!;
const box = () => document.querySelector<HTMLTextAreaElement>('textarea')!;
const pairs = () =>
  [...document.querySelectorAll('.panel li')].map((each) => each.textContent!.replace(/\s+/g, ' ').trim());
const shipped = (calls: { command: string; args: Record<string, unknown> }[]) =>
  calls.filter((call) => call.command === 'ship_orders').map((call) => [call.args['items'], call.args['join']]);

async function scan(code: string): Promise<void> {
  await type(document.querySelector('.ask input'), code);
  await press('Enter');
}
async function paste(lines: string): Promise<void> {
  await type(box(), lines);
  await settle(220);
}

describe('tracking numbers, row by row', () => {
  it('lists the packed parcels and ships one with Enter', async () => {
    const { fake, container } = await openApp('tracking');
    expect(text()).toContain('4 paket menunggu resi.');
    await expectAccessible(container);
    await type(number(4108), 'SPXID0553100222');
    await press('Enter');
    expect(fake.world.order(4108).stage).toBe('shipped');
    expect(shipped(fake.calls)).toEqual([[[{ order: '4108', tracking: 'SPXID0553100222', courier: null }], false]]);
    expect(number(4108)).toBeNull();
    expect(document.activeElement).toBe(number(4109));
    await press('z', { ctrlKey: true });
    expect(fake.world.order(4108).stage).toBe('packed');
    expect(fake.calls.filter((call) => call.command === 'undo')).toHaveLength(1);
  });

  it('keeps the courier of the order unless another is typed', async () => {
    const { fake } = await openApp('tracking');
    const courier = document.querySelector<HTMLInputElement>('[aria-label="Kurir 4108"]')!;
    expect(courier.value).toBe('SPX');
    await type(courier, 'jn');
    await press('Enter');
    expect(courier.value).toBe('JNE');
    await type(courier, 'Kurir Kampung');
    await type(number(4108), '001234567890');
    await press('Enter', { ctrlKey: true });
    expect(fake.world.order(4108).stage).toBe('packed');
    expect(document.querySelector('.under')!.textContent).toContain('Kurir ini belum dikenal.');
    await type(courier, 'SiCepat');
    await type(number(4108), '001234567890');
    await press('Enter', { ctrlKey: true });
    expect(fake.world.order(4108).courier).toBe('SiCepat');
  });

  it('refuses a used number in the row, and joins only when that is confirmed', async () => {
    const { fake } = await openApp('tracking', { order: 4109 });
    expect(document.activeElement).toBe(number(4109));
    await type(number(4109), 'JNE88123400123');
    await press('Enter');
    expect(text()).toContain('Resi ini sudah dipakai pesanan 3991.');
    expect(number(4109).getAttribute('aria-invalid')).toBe('true');
    expect(fake.world.order(4109).stage).toBe('packed');
    await click(button('Gabung paket'));
    expect(fake.world.order(4109).stage).toBe('shipped');
    expect(shipped(fake.calls).at(-1)![1]).toBe(true);
  });

  it('ships all that are filled in at once', async () => {
    const { fake } = await openApp('tracking');
    await press('Enter', { ctrlKey: true });
    expect(shipped(fake.calls)).toEqual([]);
    await type(number(4104), 'JNE88123400777');
    await type(number(4111), 'JX4417720777');
    expect(button('Kirim 2 paket')).toBeTruthy();
    await press('Enter', { ctrlKey: true });
    expect([4104, 4111].map((id) => fake.world.order(id).stage)).toEqual(['shipped', 'shipped']);
  });

  it('says so when the order asked for does not wait', async () => {
    await openApp('tracking', { order: 4127 });
    expect(text()).toContain('Pesanan 4127 tidak sedang menunggu resi.');
  });
});

describe('the hand-over list', () => {
  it('is printed for one courier: what is packed, and what left today', async () => {
    const { fake, container } = await openApp('tracking');
    await type(number(4104), 'JNE88123400777');
    await press('Enter');
    await press('h', { altKey: true });
    await settle();
    await expectAccessible(container);
    expect(document.activeElement!.textContent).toContain('J&T, 2 paket');
    await click(button('JNE, 1 paket'));
    await click(button('J&T, 2 paket'));
    expect(fake.calls.filter((call) => call.command === 'print_handover').map(({ args }) => args['orders'])).toEqual([
      [4104],
      [4109, 4111]
    ]);
    await press('Escape');
    expect(document.querySelector('.handover')).toBeNull();
  });
});

describe('tracking numbers, scanned', () => {
  it('takes slip and number pair by pair, the last on top', async () => {
    const { fake, container } = await openApp('tracking');
    await scan('RN-4108');
    expect(text()).toContain('2. Nomor resi untuk 4108');
    await scan('SPXID0553100222');
    await scan('RN-4104');
    await scan('JNE88123400777');
    expect(pairs().map((pair) => pair.slice(0, 4))).toEqual(['4104', '4108']);
    expect([4104, 4108].map((id) => fake.world.order(id).stage)).toEqual(['shipped', 'shipped']);
    expect(text()).toContain('2 dikirim');
    await expectAccessible(container);
  });

  it('tells an unknown slip, one at another stage, and a slip scanned in between', async () => {
    const { fake } = await openApp('tracking');
    await scan('HALO123');
    await scan('4127');
    expect(pairs()[1]).toContain('HALO123 tidak dikenal');
    expect(pairs()[0]).toContain('tahapnya Siap dikemas');
    await scan('4108');
    await scan('4104');
    expect(text()).toContain('Itu slip lain');
    expect(shipped(fake.calls)).toEqual([]);
    await scan('JNE88123400777');
    expect(fake.world.order(4104).stage).toBe('shipped');
    expect(fake.world.order(4108).stage).toBe('packed');
  });

  it('offers to join at a used number', async () => {
    const { fake } = await openApp('tracking');
    await scan('4109');
    await scan('JNE88123400123');
    expect(pairs()[0]).toContain('sudah dipakai');
    await click(button('Gabung paket'));
    await settle();
    expect(fake.world.order(4109).stage).toBe('shipped');
    expect(pairs()).toHaveLength(1);
  });
});

describe('tracking numbers, pasted', () => {
  const lines = [
    '4104\tJNE88123400777',
    '4108\tSPXID0553100222\tSPX',
    '4109\tJNE88123400123',
    '4111\tJX1',
    '9999\tJX4417720999',
    'halo'
  ].join('\n');

  it('shows what each line is before anything is written', async () => {
    const { fake, container } = await openApp('tracking', { way: 'paste' });
    await paste(lines);
    expect(text()).toContain('3 siap dikirim, 2 tidak ikut');
    expect(text()).toContain('1 baris tidak terbaca.');
    expect(text()).toContain('Resi JX1 pendek sekali');
    expect(text()).toContain('Pesanan 9999 tidak ada di buku.');
    expect(shipped(fake.calls)).toEqual([]);
    await expectAccessible(container);
  });

  it('ships what can be shipped, joins what was confirmed, and keeps the rest in the box', async () => {
    const { fake } = await openApp('tracking', { way: 'paste' });
    await paste(lines);
    await click(document.querySelector('.join input'));
    expect(text()).toContain('4 siap dikirim, 1 tidak ikut');
    box().focus();
    await press('Enter', { ctrlKey: true });
    await settle(250);
    expect(shipped(fake.calls).map(([items, join]) => [(items as unknown[]).length, join])).toEqual([
      [3, false],
      [1, true]
    ]);
    expect([4104, 4108, 4109, 4111].map((id) => fake.world.order(id).stage)).toEqual(Array(4).fill('shipped'));
    expect(box().value).toBe('9999\tJX4417720999\nhalo');
    expect(text()).toContain('Perlu dilihat');
    // The key does what the toast offers, although the box still holds what was kept.
    await press('z', { ctrlKey: true });
    await settle(60);
    expect([4104, 4108, 4109, 4111].map((id) => fake.world.order(id).stage)).toEqual(Array(4).fill('packed'));
  });

  it('takes what is pasted outside of a field', async () => {
    await openApp('tracking');
    (document.activeElement as HTMLElement).blur();
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: () => '4104\tJNE88123400777' } });
    document.body.dispatchEvent(event);
    await settle(260);
    expect(box().value).toBe('4104\tJNE88123400777');
    expect(button('Kirim 1 paket')).toBeTruthy();
  });
});
