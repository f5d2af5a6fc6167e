import { describe, expect, it } from 'vitest';
import { divide } from '../src/features/payments/recording.svelte';
import { readMoney } from '../src/parts/amounts';
import { toasts } from '../src/parts/toast.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './faked';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const find = () => document.querySelector<HTMLInputElement>('[aria-label="Jumlah, nomor, atau nama"]')!;
const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
  return document.getElementById(found?.getAttribute('for') ?? '') as HTMLInputElement;
};
const sent = (calls: { command: string; args: Record<string, unknown> }[], command: string) =>
  calls.filter((call) => call.command === command).map(({ args: { request: _, ...rest } }) => rest);
const missing = (total: number) => String(total).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

describe('an amount', () => {
  it('is read as people write it', () => {
    expect(['195.123', 'Rp 195.123,00', '195123', '150rb', '1,5 jt', '2juta'].map(readMoney)).toEqual([
      195_123, 195_123, 195_123, 150_000, 1_500_000, 2_000_000
    ]);
    expect(['12,5', '1.5jt', '-5', 'lima', '1234,5678jt'].map(readMoney)).toEqual([null, null, null, null, null]);
  });

  it('is divided without loss', () => {
    const parts = [
      { missing: 100, text: null },
      { missing: 50, text: null }
    ];
    expect(divide(150, parts)).toEqual({ each: [100, 50], rest: 0 });
    expect(divide(120, parts)).toEqual({ each: [100, 20], rest: 0 });
    expect(divide(200, parts)).toEqual({ each: [100, 100], rest: 0 });
    expect(divide(120, [parts[0]!, { missing: 50, text: '50' }])).toEqual({ each: [70, 50], rest: 0 });
    expect(divide(120, [{ missing: 100, text: '100' }])).toEqual({ each: [100], rest: 20 });
  });
});

describe('recording a payment', () => {
  it('keeps up with a fast hand: one after the other, nothing lost, nothing taken twice, the focus stays', async () => {
    const { fake } = await openApp('payments', {}, { delay: 15 });
    await settle(100);
    const open = fake.world.orders.filter(
      (each) => each.stage === 'awaiting_payment' && ['whatsapp', 'instagram'].includes(each.channel) && each.paid === 0
    );
    const totals = open.map((each) => fake.world.total(each));
    expect(totals.length).toBeGreaterThan(2);
    for (const total of [...totals, 999_999]) {
      expect(document.activeElement).toBe(find());
      find().value = missing(total);
      find().dispatchEvent(new Event('input', { bubbles: true }));
      for (let n = 0; n < 2; n++)
        find().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      await Promise.resolve();
    }
    await settle(1500);
    const records = sent(fake.calls, 'payment_record').map(
      (each) => (each as { form: { parts: { order: number; amount: number }[] } }).form.parts
    );
    expect(records).toEqual(open.map((each) => [{ order: each.number, amount: fake.world.total(each) }]));
    expect(sent(fake.calls, 'copy_text')).toHaveLength(totals.length);
    expect(document.querySelector('.refusal')!.textContent).toContain('999.999');
    expect(find().value).toBe('999.999');
    expect([find().selectionStart, find().selectionEnd]).toEqual([0, 7]);
    expect(document.activeElement).toBe(find());
  });

  it('takes the amount, Enter and Enter: the order that it fits is paid, and its text copied', async () => {
    const { fake, container } = await openApp('payments');
    const total = fake.world.total(fake.world.order(4128));
    expect(document.activeElement).toBe(find());
    await expectAccessible(container);
    await type(find(), missing(total));
    await settle(160);
    await press('Enter');
    expect(text()).toContain('lunas');
    expect(field('Jumlah, Rp').value).toBe(missing(total));
    await expectAccessible(container);
    await press('Enter');
    await settle();
    expect(sent(fake.calls, 'payment_record')).toEqual([
      {
        form: {
          account: 1102,
          method: 'transfer',
          amount: total,
          at: null,
          payer: '',
          reference: '',
          note: '',
          parts: [{ order: 4128, amount: total }]
        }
      }
    ]);
    expect(fake.world.order(4128).stage).toBe('awaiting_approval');
    expect(sent(fake.calls, 'copy_text').at(-1)!['text']).toContain('sudah kami terima');
    expect(document.activeElement).toBe(find());
    expect(document.activeElement).toBe(find());
    expect(find().value).toBe('');
    toasts.shown!.next!.run();
    await settle();
    expect(fake.world.order(4128).stage).toBe('approved');
  });

  it('is split over orders, the rest going to the last', async () => {
    const { fake } = await openApp('payments');
    const [a, b] = [4128, 4144].map((id) => fake.world.total(fake.world.order(id))) as [number, number];
    await type(find(), missing(a + b));
    await settle(160);
    await type(find(), missing(a + b));
    await type(find(), 'Yanto');
    await settle(160);
    await press('Enter');
    await type(field('Jumlah, Rp'), missing(a + b));
    expect(text()).toContain(`lebih ${missing(b)}, jadi titipan pembeli`);
    await type(find(), 'Nia');
    await settle(160);
    await press('Enter');
    expect(text()).not.toContain('lebih');
    const part = document.querySelector<HTMLInputElement>('[aria-label="Bagian untuk 4128, Rp"]')!;
    await type(part, '1.000');
    expect(text()).toContain(`kurang ${missing(a - 1_000)}`);
    expect(text()).toContain(`lebih ${missing(a - 1_000)}`);
    await type(part, missing(a));
    find().focus();
    await press('Enter');
    await settle();
    expect(sent(fake.calls, 'payment_record').map(({ form }) => (form as { parts: unknown }).parts)).toEqual([
      [
        { order: 4128, amount: a },
        { order: 4144, amount: b }
      ]
    ]);
  });

  it('says what is too much and what is missing, and records nothing undivided', async () => {
    const { fake } = await openApp('payments', { order: 4147 });
    await settle();
    const total = fake.world.total(fake.world.order(4147));
    expect(document.activeElement).toBe(field('Jumlah, Rp'));
    expect(field('Jumlah, Rp').value).toBe(missing(total));
    await type(field('Jumlah, Rp'), missing(total - 77));
    expect(text()).toContain('kurang 77, lunas kalau tidak melebihi kode uniknya');
    await type(field('Jumlah, Rp'), missing(total - 20_000));
    expect(text()).toContain('kurang 20.000');
    await type(field('Jumlah, Rp'), '12,5');
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Tulis rupiah, misalnya 195.123.');
    expect(sent(fake.calls, 'payment_record')).toEqual([]);
    await type(field('Jumlah, Rp'), missing(total + 5_000));
    expect(text()).toContain('lebih 5.000, jadi titipan pembeli');
  });

  it('puts a refusal beside its field, and says so of an order that is paid', async () => {
    const { fake } = await openApp('payments', { order: 4144 });
    await settle();
    await type(field('Referensi bank'), fake.world.payments[0]!.reference);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(field('Referensi bank').getAttribute('aria-invalid')).toBe('true');
    expect(text()).toContain('sudah dicatat');
    expect(fake.world.order(4144).stage).toBe('awaiting_payment');
    const { go } = await import('../src/router.svelte');
    go('payments', { order: 4143 });
    await settle();
    expect(text()).toContain('Pesanan ini sudah lunas.');
  });
});

describe('approval', () => {
  it('lets many through at once, and keeps what refused chosen', async () => {
    const { fake, container } = await openApp('payments', { way: 'approve' });
    await expectAccessible(container);
    await press('a', { ctrlKey: true });
    expect(text()).toContain('6 dipilih');
    await press('Enter');
    await settle();
    expect(sent(fake.calls, 'order_verb').map(({ verb }) => verb)).toEqual(['approve']);
    expect(text()).toContain('1 pesanan tidak ikut.');
    expect(text()).toContain('4093 ditahan');
    expect(fake.world.order(4143).stage).toBe('approved');
    expect(text()).toContain('1 dipilih');
    await press('z', { ctrlKey: true });
    await settle();
    expect(fake.world.order(4143).stage).toBe('awaiting_approval');
  });

  it('holds with a reason by H', async () => {
    const { fake } = await openApp('payments', { way: 'approve' });
    await click(document.querySelector('#approve-4133'));
    await press('h');
    await press('Enter');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(text()).toContain('Tulis alasannya');
    await click(button('Alamat aneh'));
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(fake.world.order(4133).held).toBe('Alamat aneh');
  });

  it('is overridden with a reason where money is missing', async () => {
    const { fake } = await openApp('payments', { way: 'approve' });
    fake.world.order(4143).paid -= 50_000;
    await click(button('Riwayat'));
    await click(button('Setujui', document.querySelector('[role="tablist"]')!));
    const { touch } = await import('../src/bridge');
    fake.world.cached = null;
    touch(['orders']);
    await settle();
    expect(text()).toContain('Kurang 50.000');
    await click(document.querySelector('#approve-4143'));
    await press('p');
    await type(document.querySelector('form.ask input'), 'Pelanggan tetap');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(sent(fake.calls, 'order_verb').at(-1)).toEqual({
      verb: 'approve',
      orders: [4143],
      reason: 'Pelanggan tetap'
    });
  });
});

describe('payments so far', () => {
  it('are listed, searched, and voided with a reason', async () => {
    const { fake, container } = await openApp('payments', { way: 'history' });
    await expectAccessible(container);
    const row = fake.world.payments.find((each) => each.parts[0]!.order === 4143)!;
    await type(document.querySelector('.seek input'), '4143');
    await settle(220);
    expect(document.querySelectorAll('tr[data-row]')).toHaveLength(1);
    document.querySelector<HTMLElement>('[role="grid"]')!.focus();
    await press('b');
    await type(document.querySelector('form.ask input'), 'Salah pesanan');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(sent(fake.calls, 'payment_void')).toEqual([{ payment: row.id, reason: 'Salah pesanan' }]);
    expect(text()).toContain('Batal: Salah pesanan');
    expect(fake.world.order(4143).stage).toBe('awaiting_payment');
    expect(button('Batalkan').getAttribute('aria-disabled')).toBe('true');
  });

  it('are given back where something is owed', async () => {
    const { fake, container } = await openApp('payments', { way: 'owed' });
    await settle();
    expect(text()).toContain('Wati');
    await expectAccessible(container);
    await click(document.querySelector('#owed-4060'));
    const owed = fake.world.total(fake.world.order(4060));
    await expectAccessible(container);
    await type(field('Dikembalikan, Rp'), missing(owed + 1));
    document.querySelector<HTMLFormElement>('aside form')!.requestSubmit();
    await settle();
    expect(text()).toContain(`Paling banyak ${missing(owed)}.`);
    await type(field('Dikembalikan, Rp'), missing(owed));
    document.querySelector<HTMLFormElement>('aside form')!.requestSubmit();
    await settle();
    expect(sent(fake.calls, 'refund_record')).toHaveLength(1);
    expect(document.querySelector('#owed-4060')).toBeNull();
  });
});
