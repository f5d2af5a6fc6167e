import { describe, expect, it } from 'vitest';
import { divide } from '../src/features/payments/recording.svelte';
import type { OrderFormView } from '../src/generated/OrderFormView';
import type { OrderSaved } from '../src/generated/OrderSaved';
import type { PaymentPage } from '../src/generated/PaymentPage';
import type { PaymentRow } from '../src/generated/PaymentRow';
import { readMoney } from '../src/parts/amounts';
import { toasts } from '../src/parts/toast.svelte';
import { go } from '../src/router.svelte';
import {
  bank,
  button,
  click,
  expectAccessible,
  inBook,
  openApp,
  type Opened,
  orders,
  press,
  settle,
  type,
  variant
} from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const find = () => document.querySelector<HTMLInputElement>('[aria-label="Jumlah, nomor, atau nama"]')!;
const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
  return document.getElementById(found?.getAttribute('for') ?? '') as HTMLInputElement;
};
const payments = async (wire: Opened['wire']): Promise<PaymentRow[]> => {
  const query = { order: null, account: null, from: null, to: null, search: '', after: null, limit: 500 };
  return (await wire.ask<PaymentPage>('payments_page', { query })).rows;
};
/** Money for an order, as a transfer to the bank. */
const transfer = async (wire: Opened['wire'], order: number, amount: number, reference = '') => ({
  ...{ account: await bank(wire), method: 'transfer', amount, fee: 0, at: null, payer: '', reference, note: '' },
  parts: [{ order, amount }]
});
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
    const { wire } = await openApp('payments');
    await settle();
    const waiting = await orders(wire, 'awaiting_payment');
    const open = waiting.filter((each) => ['whatsapp', 'instagram'].includes(each.channel) && each.paid === 0);
    const totals = open.map((each) => each.total);
    expect(totals.length).toBeGreaterThan(2);
    for (const total of [...totals, 999_999]) {
      expect(document.activeElement).toBe(find());
      find().value = missing(total);
      find().dispatchEvent(new Event('input', { bubbles: true }));
      for (let n = 0; n < 2; n++)
        find().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      await Promise.resolve();
    }
    await settle();
    const records = wire
      .sent('payment_record')
      .map((each) => (each as { form: { parts: { order: number; amount: number }[] } }).form.parts);
    expect(records).toEqual(open.map((each) => [{ order: each.id, amount: each.total }]));
    expect(wire.sent('copy_text')).toHaveLength(totals.length);
    expect(document.querySelector('.refusal')!.textContent).toContain('999.999');
    expect(find().value).toBe('999.999');
    expect([find().selectionStart, find().selectionEnd]).toEqual([0, 7]);
    expect(document.activeElement).toBe(find());
  });

  it('takes the amount, Enter and Enter: the order that it fits is paid, and its text copied', async () => {
    const { wire, container } = await openApp('payments');
    const total = (await inBook(wire, 137)).row.total;
    expect(document.activeElement).toBe(find());
    await expectAccessible(container);
    await type(find(), missing(total));
    await settle();
    await press('Enter');
    expect(text()).toContain('lunas');
    expect(field('Jumlah, Rp').value).toBe(missing(total));
    await expectAccessible(container);
    await press('Enter');
    await settle();
    expect(wire.sent('payment_record')).toEqual([
      {
        form: {
          account: await bank(wire),
          method: 'transfer',
          amount: total,
          fee: 0,
          at: null,
          payer: '',
          reference: '',
          note: '',
          parts: [{ order: 137, amount: total }]
        }
      }
    ]);
    expect((await inBook(wire, 137)).row.stage).toBe('awaiting_approval');
    expect(wire.sent('copy_text').at(-1)!['text']).toContain('sudah kami terima');
    expect(document.activeElement).toBe(find());
    expect(document.activeElement).toBe(find());
    expect(find().value).toBe('');
    toasts.shown!.next!.run();
    await settle();
    expect((await inBook(wire, 137)).row.stage).toBe('approved');
  });

  it('keeps what the provider of a QRIS payment takes apart', async () => {
    const { wire, container } = await openApp('payments');
    const total = (await inBook(wire, 137)).row.total;
    await type(find(), missing(total));
    await settle();
    await press('Enter');
    const method = field('Cara bayar') as unknown as HTMLSelectElement;
    expect(field('Potongan, Rp')).toBeNull();
    method.value = 'qris';
    method.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await type(field('Potongan, Rp'), missing(total));
    expect(text()).toContain('Tulis rupiah, kurang dari jumlahnya.');
    await type(field('Potongan, Rp'), '1.000');
    expect(text()).toContain(`Yang masuk Rp ${missing(total - 1_000)}.`);
    await expectAccessible(container);
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(wire.sent('payment_record')[0]!['form']).toMatchObject({
      ...{ method: 'qris', amount: total - 1_000, fee: 1_000, parts: [{ order: 137, amount: total }] }
    });
    expect((await inBook(wire, 137)).row.stage).toBe('awaiting_approval');
  });

  it('is split over orders, the rest going to the last', async () => {
    const { wire } = await openApp('payments');
    const [a, b] = [(await inBook(wire, 137)).row.total, (await inBook(wire, 153)).row.total];
    await type(find(), missing(a + b));
    await settle();
    await type(find(), missing(a + b));
    await type(find(), 'Yanto');
    await settle();
    await press('Enter');
    await type(field('Jumlah, Rp'), missing(a + b));
    expect(text()).toContain(`lebih ${missing(b)}, jadi titipan pembeli`);
    await type(find(), 'Nia');
    await settle();
    await press('Enter');
    expect(text()).not.toContain('lebih');
    const part = document.querySelector<HTMLInputElement>('[aria-label="Bagian untuk 137, Rp"]')!;
    await type(part, '1.000');
    expect(text()).toContain(`kurang ${missing(a - 1_000)}`);
    expect(text()).toContain(`lebih ${missing(a - 1_000)}`);
    await type(part, missing(a));
    find().focus();
    await press('Enter');
    await settle();
    expect(wire.sent('payment_record').map(({ form }) => (form as { parts: unknown }).parts)).toEqual([
      [
        { order: 137, amount: a },
        { order: 153, amount: b }
      ]
    ]);
  });

  it('says what is too much and what is missing, and records nothing undivided', async () => {
    const { wire } = await openApp('payments', { order: 156 });
    await settle();
    const total = (await inBook(wire, 156)).row.total;
    expect(document.activeElement).toBe(field('Jumlah, Rp'));
    expect(field('Jumlah, Rp').value).toBe(missing(total));
    await type(field('Jumlah, Rp'), missing(total - 77));
    expect(text()).toContain('kurang 77');
    expect(text()).not.toContain('tetap lunas');
    await type(field('Jumlah, Rp'), missing(total - 20_000));
    expect(text()).toContain('kurang 20.000');
    await type(field('Jumlah, Rp'), '12,5');
    await press('Enter', { ctrlKey: true });
    expect(text()).toContain('Tulis rupiah, misalnya 195.123.');
    expect(wire.sent('payment_record')).toEqual([]);
    await type(field('Jumlah, Rp'), missing(total + 5_000));
    expect(text()).toContain('lebih 5.000, jadi titipan pembeli');
  });

  it('puts a refusal beside its field, and says so of an order that is paid', async () => {
    const { wire } = await openApp('payments', { order: 153 });
    await settle();
    await wire.elsewhere('payment_record', { form: await transfer(wire, 137, 10_000, 'TRF-77') });
    await type(field('Jumlah, Rp'), '10.000');
    await type(field('Referensi bank'), 'TRF-77');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(field('Referensi bank').getAttribute('aria-invalid')).toBe('true');
    expect(text()).toContain('sudah dicatat');
    expect((await inBook(wire, 153)).row.stage).toBe('awaiting_payment');
    go('payments', { order: 152 });
    await settle();
    expect(text()).toContain('Pesanan ini sudah lunas.');
  });
});

describe('approval', () => {
  it('lets many through at once, and keeps what refused chosen', async () => {
    const { wire, container } = await openApp('payments', { way: 'approve' });
    await expectAccessible(container);
    await press('a', { ctrlKey: true });
    expect(text()).toContain('6 dipilih');
    await press('Enter');
    await settle();
    expect(wire.sent('order_verb').map(({ verb }) => verb)).toEqual(['approve']);
    expect(text()).toContain('1 pesanan tidak ikut.');
    expect(text()).toContain('117 ditahan');
    expect((await inBook(wire, 152)).row.stage).toBe('approved');
    expect(text()).toContain('1 dipilih');
    await press('z', { ctrlKey: true });
    await click(button('Urungkan', document.querySelector('dialog')!)); // many orders: it is asked
    expect((await inBook(wire, 152)).row.stage).toBe('awaiting_approval');
  });

  it('holds with a reason by H', async () => {
    const { wire } = await openApp('payments', { way: 'approve' });
    await click(document.querySelector('#approve-142'));
    await press('h');
    await press('Enter');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(text()).toContain('Tulis alasannya');
    await click(button('Alamat aneh'));
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect((await inBook(wire, 142)).row.held).toBe('Alamat aneh');
  });

  it('takes an order for paid that lacks less than its unique code, as the book does', async () => {
    const { wire } = await openApp('payments', { way: 'approve' });
    const { form } = await wire.ask<OrderFormView>('order_form', { order: null, copy: 136 });
    const line = { id: null, variant: (await variant(wire, 'BSK-18')).id, quantity: 2, price: 6_500, discount: 0 };
    const placed = { form: { ...form, lines: [line], unique_code: true }, place: true, reason: '' };
    const { order } = await wire.elsewhere<OrderSaved>('order_save', placed);
    const { total } = (await inBook(wire, order)).row;
    go('payments', { order });
    await settle();
    await type(field('Jumlah, Rp'), missing(total - 1));
    expect(text()).toContain('kurang 1, tetap lunas: kode uniknya lebih besar');
    await press('Enter', { ctrlKey: true });
    go('payments', { way: 'approve' });
    await settle();
    const row = document.querySelector(`#approve-${order}`)!.closest('tr')!;
    expect(row.textContent).toContain('Lunas');
    expect(row.textContent).not.toContain('Kurang');
    await click(document.querySelector(`#approve-${order}`));
    await press('Enter');
    expect((await inBook(wire, order)).row.stage).toBe('approved');
  });
});

describe('payments so far', () => {
  it('are listed, searched, and voided with a reason', async () => {
    const { wire, container } = await openApp('payments', { way: 'history' });
    await expectAccessible(container);
    const row = (await payments(wire)).find((each) => each.parts[0]!.order === 152)!;
    await type(document.querySelector('.seek input'), '152');
    await settle();
    expect(document.querySelectorAll('tr[data-row]')).toHaveLength(1);
    document.querySelector<HTMLElement>('[role="grid"]')!.focus();
    await press('b');
    await type(document.querySelector('form.ask input'), 'Salah pesanan');
    document.querySelector<HTMLFormElement>('form.ask')!.requestSubmit();
    await settle();
    expect(wire.sent('payment_void')).toEqual([{ payment: row.id, reason: 'Salah pesanan' }]);
    expect(text()).toContain('Batal: Salah pesanan');
    expect((await inBook(wire, 152)).row.stage).toBe('awaiting_payment');
    expect(button('Batalkan').getAttribute('aria-disabled')).toBe('true');
  });

  it('are given back where something is owed', async () => {
    const { wire, container } = await openApp('payments', { way: 'owed' });
    await settle();
    expect(text()).toContain('Wati');
    await expectAccessible(container);
    await click(document.querySelector('#owed-116'));
    const owed = (await inBook(wire, 116)).row.total;
    await expectAccessible(container);
    await type(field('Dikembalikan, Rp'), missing(owed + 1));
    document.querySelector<HTMLFormElement>('aside form')!.requestSubmit();
    await settle();
    expect(text()).toContain(`Paling banyak ${missing(owed)}.`);
    await type(field('Dikembalikan, Rp'), missing(owed));
    document.querySelector<HTMLFormElement>('aside form')!.requestSubmit();
    await settle();
    expect(wire.sent('refund_record')).toHaveLength(1);
    expect(document.querySelector('#owed-116')).toBeNull();
  });
});
