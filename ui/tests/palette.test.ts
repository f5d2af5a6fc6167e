import { describe, expect, it } from 'vitest';
import { commands, matching } from '../src/commands';
import { settingParts } from '../src/features/settings/parts';
import { route, screens } from '../src/router.svelte';
import { chooseLanguage } from '../src/words';
import { button, expectAccessible, openApp, press, settle, type } from './helpers';

const all = () => commands(() => {});
const keys = (typed: string) => matching(all(), typed).map((command) => command.key);

describe('the command palette', () => {
  it.each([
    ['produk', 'screen-stock'],
    ['product', 'screen-stock'],
    ['cetak', 'do-slips'],
    ['print', 'do-slips'],
    ['label', 'do-labels'],
    ['bayar', 'do-record'],
    ['payment', 'screen-payments'],
    ['retur', 'screen-returns'],
    ['return', 'screen-returns'],
    ['opname', 'screen-count'],
    ['stock count', 'screen-count'],
    ['kurir', 'part-couriers'],
    ['courier', 'part-couriers'],
    ['ongkir', 'part-couriers'],
    ['shipping fee', 'part-couriers'],
    ['rekening', 'part-accounts'],
    ['bank', 'part-accounts'],
    ['cadangan', 'do-backup'],
    ['backup', 'do-backup'],
    ['bahasa', 'language'],
    ['language', 'language'],
    ['bantuan', 'screen-guide'],
    ['help', 'screen-guide'],
    ['pengaturan', 'screen-settings'],
    ['settings', 'screen-settings'],
    ['pintasan', 'keys'],
    ['besar', 'zoom-larger'],
    ['belum dicetak', 'do-slips'],
    ['excel', 'do-exportOrders'],
    ['printer label', 'part-printers']
  ])('finds by "%s" what is meant, in both languages', async (typed, key) => {
    await openApp('today');
    for (const language of ['id', 'en'] as const) {
      chooseLanguage(language);
      expect(keys(typed).slice(0, 12), language).toContain(key);
    }
    chooseLanguage('id');
  });

  it('has one entry of each key, and none without a name', async () => {
    await openApp('today');
    const entries = all();
    expect(new Set(entries.map((each) => each.key)).size).toBe(entries.length);
    expect(entries.filter((each) => each.name.trim() === '' || each.name.includes('undefined'))).toEqual([]);
  });

  // A new screen or part of the settings without an entry already fails the type check.
  it('goes to each screen and each part of the settings', async () => {
    await openApp('today');
    for (const screen of screens.filter((each) => each !== 'import')) {
      all()
        .find((each) => each.key === `screen-${screen}`)!
        .run();
      expect(route.screen).toBe(screen);
    }
    for (const part of settingParts) {
      all()
        .find((each) => each.key === `part-${part}`)!
        .run();
      expect([route.screen, route.param('part')]).toEqual(['settings', part]);
    }
  });

  it.each(settingParts)('knows every setting under %s by its name', async (part) => {
    await openApp('settings', { part });
    await settle(50);
    const main = document.querySelector('main')!;
    const labels = [...main.querySelectorAll('.scroll label.label, .scroll legend, .scroll th:not(.sr)')]
      .filter((each) => each.closest('td') === null && part !== 'backups')
      .map((each) => each.textContent!.trim())
      .filter((label) => label !== '' && !each_row.test(label));
    if (!['backups', 'about', 'texts'].includes(part)) expect(labels.length).toBeGreaterThan(0);
    const missing = [...new Set(labels)].filter(
      (label) => !matching(all(), label).some((each) => each.key.endsWith(part) || each.key.includes(`-${part}-`))
    );
    expect(missing).toEqual([]);
  });

  // What stands at the head of a screen is done from anywhere.
  it.each(screens.filter((each) => each !== 'import' && each !== 'guide'))(
    'knows the buttons at the head of %s',
    async (screen) => {
      await openApp(screen, screen === 'orders' ? { stage: 'approved' } : {});
      await settle(50);
      const heads = [...document.querySelectorAll<HTMLButtonElement>('.head .acts button')].map((each) =>
        (each.getAttribute('aria-label') ?? withoutKeys(each)).trim()
      );
      const missing = heads.filter((name) => name !== '' && !of_the_moment.test(name) && keys(name).length === 0);
      expect(missing).toEqual([]);
    }
  );

  it('finds orders, products and customers in the book, and opens them', async () => {
    await openApp('log');
    await press('k', { ctrlKey: true });
    const dialog = document.querySelector('dialog')!;
    await type(dialog.querySelector('input'), 'besek');
    await settle(250);
    await expectAccessible(dialog);
    const names = [...dialog.querySelectorAll('h3')].map((each) => each.textContent);
    expect(names).toContain('Produk');
    const product = [...dialog.querySelectorAll<HTMLElement>('[id^="palette-product-"]')][0]!;
    product.click();
    await settle();
    expect(route.screen).toBe('stock');
    expect(route.number('open')).toBe(Number(product.id.replace('palette-product-', '')));
  });

  it('does what works on the screen below, with what is chosen there', async () => {
    const { fake } = await openApp('orders', { stage: 'approved' });
    await press('ArrowDown');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'slip & label');
    await settle(200);
    const entry = document.querySelector<HTMLElement>('[id^="palette-here-p"]')!;
    entry.click();
    await settle(60);
    expect(fake.calls.filter((call) => call.command === 'print_slips')).toHaveLength(1);
  });

  it('begins what has a key on another screen', async () => {
    await openApp('today');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'serah terima');
    await settle(200);
    await press('Enter');
    await settle(200);
    expect(route.screen).toBe('tracking');
    expect(button('Daftar serah terima').getAttribute('aria-expanded')).toBe('true');
  });
});

/** Labels of the rows of a table: a name, a number. */
const each_row = /^(Nama|Saldo, Rp|Arsip|Pakai lagi|Teks|Isian|Tampak di pembeli)/;
/** What is said of the moment: how many are late, what waits. */
const of_the_moment = /\d/;
const withoutKeys = (button: HTMLElement) => {
  const copy = button.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('.kbd').forEach((each) => each.remove());
  return copy.textContent ?? '';
};
