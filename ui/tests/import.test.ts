import { describe, expect, it, vi } from 'vitest';
import { importFlow } from '../src/features/import/flow.svelte';
import { route } from '../src/router.svelte';
import { button, click, expectAccessible, openApp, press, settle, type } from './faked';

const problems = () => [...document.querySelectorAll<HTMLFormElement>('form.problem')];
const previews = (fake: Awaited<ReturnType<typeof openApp>>['fake']) =>
  fake.calls.filter((call) => call.command === 'import_preview');

describe('an import', () => {
  it('begins with I anywhere, shows what the file would do and writes nothing yet', async () => {
    const { fake, container } = await openApp('log');
    await press('i');
    await settle(120);
    expect(route.screen).toBe('import');
    expect(button('Impor 63 pesanan')).toBeDefined();
    expect(problems()).toHaveLength(3);
    expect(container.textContent).toContain('22.418.750');
    expect(fake.calls.some((call) => call.command === 'import_apply')).toBe(false);
    await expectAccessible(container);
  });

  it('begins with a file dropped on the window', async () => {
    const { fake } = await openApp();
    fake.drop(['/tmp/Order.all.xlsx']);
    await settle(120);
    expect(route.screen).toBe('import');
    expect(previews(fake)[0]!.args).toEqual({ path: '/tmp/Order.all.xlsx', overrides: [], taken: [], startDay: null });
  });

  it('reads a decided cell instead of the file’s, and looks again', async () => {
    const { fake } = await openApp();
    await press('i');
    await settle(120);
    expect(problems()[0]!.querySelector('input')!.value).toBe('9500');
    problems()[0]!.requestSubmit();
    await settle(120);
    expect(previews(fake).at(-1)!.args['overrides']).toEqual([{ row: 41, column: 'Total Pembayaran', value: '9500' }]);
    expect(problems()).toHaveLength(2);
    expect(button('Impor 64 pesanan')).toBeDefined();
    expect(document.activeElement).toBe(problems()[0]!.querySelector('input'));

    const empty = problems()[0]!;
    expect(button('Pakai', empty).disabled).toBe(true);
    await type(empty.querySelector('input'), '3');
    empty.requestSubmit();
    await settle(120);
    expect(previews(fake).at(-1)!.args['overrides']).toContainEqual({ row: 87, column: 'Jumlah', value: '3' });

    await click(button('Tarik kembali'));
    await settle(120);
    expect(previews(fake).at(-1)!.args['overrides']).toEqual([{ row: 87, column: 'Jumlah', value: '3' }]);
    expect(problems()).toHaveLength(2);
  });

  it('takes all suggestions at once', async () => {
    const { fake } = await openApp();
    await press('i');
    await settle(120);
    await click(button('Pakai 2 usulan'));
    await settle(120);
    expect(previews(fake).at(-1)!.args['overrides']).toHaveLength(2);
    expect(problems()).toHaveLength(1);
  });

  it('says what a person has to know of single orders, and takes a file’s lines at a word', async () => {
    const { fake, container } = await openApp();
    await press('i');
    await settle(120);
    for (const { message, missing } of importFlow.report!.warnings) {
      expect(container.textContent).toContain(message.id);
      for (const line of missing) expect(container.textContent).toContain(line);
    }
    await click(button('Pakai isi berkas'));
    await settle(120);
    expect(previews(fake).at(-1)!.args['taken']).toEqual(['251118WAIT01']);
    expect(container.textContent).toContain('yang keluar dari pesanan: 1 × Gelas blirik, Biru');
    await expectAccessible(container);
    await click(button('Tarik kembali'));
    await settle(120);
    expect(previews(fake).at(-1)!.args['taken']).toEqual([]);
    await click(button('Pakai isi berkas'));
    await settle(120);
    await click(button('Impor 63 pesanan'));
    await settle(150);
    expect(fake.calls.find((call) => call.command === 'import_apply')!.args['taken']).toEqual(['251118WAIT01']);
    for (const { message } of importFlow.report!.warnings) expect(container.textContent).toContain(message.id);
  });

  it('writes with Enter, once, and leads on', async () => {
    const { fake, container } = await openApp();
    await press('i');
    await settle(120);
    problems()[0]!.requestSubmit();
    await settle(120);
    (document.activeElement as HTMLElement).blur();
    void press('Enter');
    await press('Enter');
    await settle(150);
    const applied = fake.calls.filter((call) => call.command === 'import_apply');
    expect(applied).toHaveLength(1);
    expect(applied[0]!.args).toMatchObject({
      overrides: [{ row: 41, column: 'Total Pembayaran', value: '9500' }],
      startDay: null
    });
    expect(container.textContent).toContain('64 pesanan masuk buku');
    expect(container.textContent).toContain('2 sel belum diputuskan');
    await expectAccessible(container);
    await press('Enter');
    expect(route.screen).toBe('orders');
    expect(route.param('stage')).toBe('approved');
  });

  it('asks the start day at the first import and hands it on', async () => {
    const { fake } = await openApp();
    fake.world.shop!.start_day = null;
    await press('i');
    await settle(120);
    const field = document.querySelector<HTMLInputElement>('.right input')!;
    expect(field.value).toBe('20/11/2025');
    await type(field, '31/2/2025');
    expect(document.querySelector('.right [role="alert"]')!.textContent).toContain('20/11/2025');
    await type(field, '1/11/2025');
    await settle(120);
    expect(previews(fake).at(-1)!.args['startDay']).toBe(20251101);
    await click(button('Impor 63 pesanan'));
    await settle(120);
    expect(fake.calls.find((call) => call.command === 'import_apply')!.args['startDay']).toBe(20251101);
  });

  it('says why a file can’t be read, and the way on', async () => {
    const { fake } = await openApp('import');
    fake.drop(['/tmp/salah.xlsx']);
    await settle(120);
    const alert = document.querySelector('[role="alert"]')!;
    expect(alert.textContent).toContain('Berkas ini belum bisa dibaca.');
    expect(alert.textContent).toContain('No. Pesanan');
    await click(button('Berkas lain', alert));
    await settle(120);
    expect(importFlow.step).toBe('preview');
  });

  it('can be stopped while it reads', async () => {
    const { fake } = await openApp('import');
    fake.drop(['/tmp/lambat.xlsx']);
    await vi.waitFor(() => expect(document.querySelector('[role="progressbar"]')).not.toBeNull());
    await press('Escape');
    expect(fake.calls.some((call) => call.command === 'import_cancel')).toBe(true);
    expect(importFlow.step).toBe('none');
    expect(document.body.textContent).toContain('Dihentikan. Tidak ada yang ditulis.');
  });
});
