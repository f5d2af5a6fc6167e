import { describe, expect, it } from 'vitest';
import type { CustomerForm } from '../src/generated/CustomerForm';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type, type Opened } from './helpers';

const text = () => document.body.textContent ?? '';
const field = (name: string) => document.querySelector<HTMLInputElement>(`.panel [name="${name}"]`);
const sent = (wire: Opened['wire']) =>
  wire.calls.filter((each) => each.command === 'customer_save').at(-1)?.args['form'] as CustomerForm;

describe('customers', () => {
  it('shows how to reach each one and what they ordered, by the arrow keys', async () => {
    const { container } = await openApp('customers');
    await settle();
    const first = route.number('open');
    expect(document.querySelector('.panel h2')!.textContent).not.toBe('');
    await press('ArrowDown');
    await settle();
    expect(route.number('open')).not.toBe(first);
    await expectAccessible(container);
    await press('o');
    expect([route.screen, route.number('customer')]).toEqual(['order', route.number('customer')]);
    await settle();
    expect(document.querySelector<HTMLInputElement>('[name="recipient"]')!.value).not.toBe('');
  });

  it('is changed where it stands, and a phone that is another one’s is said at its field', async () => {
    const { wire, container } = await openApp('customers', { open: 1 });
    await settle();
    await press('e');
    await settle();
    await expectAccessible(container);
    const before = field('phones.0')!.value;
    await type(field('phones.0'), '0812');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(field('phones.0')!.getAttribute('aria-invalid')).toBe('true');
    expect(text()).toContain('"0812" tidak bisa dibaca');
    expect(document.activeElement).toBe(field('phones.0'));
    await type(field('phones.0'), before);
    await type(field('note'), 'Kirim pagi');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(sent(wire)).toMatchObject({ id: 1, note: 'Kirim pagi' });
    expect(route.param('do')).toBe('');
    expect(document.querySelector('.panel')!.textContent).toContain('Kirim pagi');
  });

  it('keeps a search under a name, and takes it again', async () => {
    const { wire } = await openApp('customers', { q: 'ulfa' });
    await settle();
    await press('f');
    const name = document.querySelector<HTMLInputElement>('[role="dialog"] input');
    await type(name, 'Keluarga Ulfa');
    await press('Enter');
    name!.form!.requestSubmit();
    await settle();
    const kept = wire.calls.filter((call) => call.command === 'filter_save').at(-1)!.args['filter'];
    expect(kept).toMatchObject({ list: 'customers', name: 'Keluarga Ulfa', query: '{"q":"ulfa"}' });
  });

  it('is typed anew with Enter from field to field', async () => {
    const { wire } = await openApp('customers', { do: 'new' });
    await settle();
    expect(document.activeElement).toBe(field('name'));
    await type(field('name'), 'Bu Tini');
    await press('Enter');
    expect(document.activeElement).toBe(field('phones.0'));
    await type(field('phones.0'), '0857 1111 2222');
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(sent(wire)).toMatchObject({ id: null, name: 'Bu Tini', phones: ['0857 1111 2222'], addresses: [] });
  });

  it('is merged with one that is the same person, and apart again by Urungkan', async () => {
    const { wire, container } = await openApp('customers');
    await settle();
    const before = container.querySelectorAll('.ledger tbody [data-row]').length;
    const other = container.querySelectorAll('.ledger tbody [data-row]')[1]!.querySelector('td')!.textContent!.trim();
    await type(
      [...container.querySelectorAll<HTMLLabelElement>('label')]
        .find((label) => label.textContent!.includes('digabung ke sini'))!
        .parentElement!.querySelector('input')!,
      other
    );
    await settle();
    await click(button('Gabungkan'));
    await settle();
    expect(wire.calls.some((call) => call.command === 'customers_merge')).toBe(true);
    expect(document.querySelector('.toast')!.textContent).toContain('digabung ke');
    expect(container.querySelectorAll('.ledger tbody [data-row]')).toHaveLength(before - 1);
    await click(button('Urungkan'));
    await settle();
    expect(wire.calls.some((call) => call.command === 'undo')).toBe(true);
    expect(container.querySelectorAll('.ledger tbody [data-row]')).toHaveLength(before);
  });
});
