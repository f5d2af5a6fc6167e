import { describe, expect, it } from 'vitest';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, orders, settle, type } from './helpers';

const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent === label);
  return document.getElementById(found!.htmlFor) as HTMLInputElement;
};

describe('the first start', () => {
  it('says beside the field what is missing, and writes nothing', async () => {
    const { wire, container } = await openApp('orders', {}, { ready: false });
    await expectAccessible(container);
    document.querySelector('form')!.requestSubmit();
    await settle();
    expect(field('Nama toko').getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field('Nama toko').getAttribute('aria-describedby')!)!.textContent).toBe(
      'Isi nama tokonya dulu.'
    );
    expect(wire.calls.some((call) => call.command === 'create_book')).toBe(false);
  });

  it('makes an empty book and leads to the first work', async () => {
    const { wire } = await openApp('orders', {}, { ready: false });
    await type(field('Nama toko'), '  Toko Baru ');
    await type(field('Nama Anda, pemilik'), 'Rina');
    document.querySelector('form')!.requestSubmit();
    await settle();
    expect(wire.calls.find((call) => call.command === 'create_book')!.args).toMatchObject({
      demo: false,
      shop: { name: 'Toko Baru', owner: 'Rina', address: '', phone: '', zone: 'wib' }
    });
    expect(route.screen).toBe('today');
    expect(document.querySelector('.plate')!.textContent).toContain('Toko Baru');
  });

  it('can be tried with sample data', async () => {
    const { wire } = await openApp('orders', {}, { ready: false });
    await type(field('Nama toko'), 'Coba');
    await type(field('Nama Anda, pemilik'), 'Rina');
    await click(button('Coba dengan data contoh'));
    await settle();
    expect(wire.calls.find((call) => call.command === 'create_book')!.args['demo']).toBe(true);
    expect(route.screen).toBe('orders');
    expect(document.querySelectorAll('tr[data-row]')).toHaveLength((await orders(wire, 'approved')).length);
    expect((await orders(wire, 'approved')).length).toBe(14);
  });

  it('says beside the field what the backend refuses there', async () => {
    const { wire } = await openApp('orders', {}, { ready: false });
    const refusal = { code: 'phone', facts: { field: 'phone' }, message: { id: 'Nomor ini aneh.', en: 'Odd number.' } };
    wire.failNext('create_book', { kind: 'refused', refusal });
    await type(field('Nama toko'), 'Coba');
    await type(field('Nama Anda, pemilik'), 'Rina');
    document.querySelector('form')!.requestSubmit();
    await settle();
    expect(document.getElementById(field('Telepon').getAttribute('aria-describedby')!)!.textContent).toBe(
      'Nomor ini aneh.'
    );
  });

  it('says so when the book can’t be opened at all', async () => {
    const { wire } = await openApp('orders', {}, { ready: true });
    wire.failNext('book_state', {
      kind: 'refused',
      refusal: { code: 'newer', facts: {}, message: { id: 'Buku ini dari versi yang lebih baru.', en: 'Newer book.' } }
    });
    wire.emit('changed', { topics: ['shop'] });
    await settle();
    expect(document.body.textContent).toContain('Buku ini dari versi yang lebih baru.');
  });
});
