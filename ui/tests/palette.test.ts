import { beforeAll, describe, expect, it } from 'vitest';
import { commands, ranked } from '../src/commands';
import { settingParts } from '../src/features/settings/parts';
import { route, screens } from '../src/router.svelte';
import { chooseLanguage } from '../src/words';
import { button, expectAccessible, openApp, press, settle, type } from './helpers';

const all = () => commands(() => {});
const keys = (typed: string) => ranked(all(), typed).commands.map((command) => command.key);

describe('the command palette', () => {
  beforeAll(async () => void (await openApp('today')), 60_000);
  // What people type, in either language, and what they mean by it: the first thing that is offered.
  it.each(
    `
      produk product barang item stok stock sku barcode harga:screen-stock
      cetak print slip nota invoice:do-slips
      label stiker:do-labels
      bayar payment pembayaran uang:screen-payments
      retur return:screen-returns
      opname hitung stocktaking:screen-count
      pesanan orders:screen-orders
      penjualan:do-salesReport|screen-orders
      kemas packing bungkus:screen-pack
      resi tracking kirim lacak:screen-tracking
      pelanggan customers pembeli buyer:screen-customers
      log:do-exportLog|screen-log|do-chain
      impor import shopee:screen-import
      kurir courier ekspedisi ongkir:part-couriers
      rekening bank account bca qris:part-accounts
      cadangan flashdisk:part-backups
      backup:do-backup|part-backups
      pulihkan restore:do-restore|part-backups
      tenggat deadline:part-deadlines
      toko store:part-shop
      orang karyawan staff user:part-persons
      teks balasan reply:part-texts
      template:part-texts|do-templates
      printer thermal:part-printers
      tema theme:set-look-0|theme-light
      versi version:set-about-0|part-about
      alamat:set-shop-2|screen-customers
      kertas paper:set-shop-5|part-shop
      jemput pickup:set-couriers-1|part-couriers
      bahasa language:set-shop-4|set-look-3|language
      bantuan help panduan guide manual:screen-guide
      pengaturan settings setelan:screen-settings
      pintasan shortcut keyboard:keys
      besar zoom font:zoom-larger|part-look
      gelap dark:theme-dark
      gabung gabungkan merge ganda duplicate pisahkan:do-merge
      gelombang wave:do-wave
      tahan hold:do-hold
      lanjutkan resume:do-release
      batal cancel:stage-cancelled|do-cancel
      klaim komplain complaint:do-claim
      refund titipan:do-refund
      gagal failed:do-failed
      terima receive kulakan:do-receive
      supplier pembelian purchase:do-purchases|do-orderGoods
      rusak hilang damaged lost sesuaikan adjust:do-adjust
      menipis habis low restock:do-low|do-receive
      tugas task:do-task
      saring filter:do-filter
      gambar foto picture photo:do-picture
      deskripsi description:do-product
      arsip archive:do-archive
      riwayat history:do-history|screen-log
      ekspor export:do-exportOrders
      periksa audit:do-audit
      rantai chain:do-chain
      serah manifes handover:do-handover
      suara sound:sound
      terlambat:mark-late
      dropship:mark-dropship
      cod:mark-cod
      beranda home today:screen-today
      diskon potongan discount:screen-order
      hutang owed:screen-payments
      piutang:do-receivables|screen-payments
    `
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [typed = '', meant = ''] = line.trim().split(':');
        return typed.split(' ').map((word) => [word, meant] as const);
      })
  )('offers for "%s" first what is meant, whatever the language of the screens', (typed, meant) => {
    for (const language of ['id', 'en'] as const) {
      chooseLanguage(language);
      expect(meant.split('|'), `${language}: ${keys(typed).slice(0, 3).join(' ')}`).toContain(keys(typed)[0]);
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
    await settle();
    const main = document.querySelector('main')!;
    const labels = [...main.querySelectorAll('.scroll label.label, .scroll legend, .scroll th:not(.sr)')]
      .filter((each) => each.closest('td') === null && part !== 'backups')
      .map((each) => each.textContent!.trim())
      .filter((label) => label !== '' && !each_row.test(label));
    if (!['backups', 'about', 'texts'].includes(part)) expect(labels.length).toBeGreaterThan(0);
    const missing = [...new Set(labels)].filter(
      (label) =>
        !ranked(all(), label).commands.some((each) => each.key.endsWith(part) || each.key.includes(`-${part}-`))
    );
    expect(missing).toEqual([]);
  });

  // What stands at the head of a screen is done from anywhere.
  it.each(screens.filter((each) => each !== 'import' && each !== 'guide'))(
    'knows the buttons at the head of %s',
    async (screen) => {
      await openApp(screen, screen === 'orders' ? { stage: 'approved' } : {});
      await settle();
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
    await settle();
    await expectAccessible(dialog);
    const names = [...dialog.querySelectorAll('h3')].map((each) => each.textContent);
    expect(names).toContain('Produk');
    const product = [...dialog.querySelectorAll<HTMLElement>('[id^="palette-product-"]')][0]!;
    product.click();
    await settle();
    expect(route.screen).toBe('stock');
    expect(route.number('open')).toBe(Number(product.id.replace('palette-product-', '')));
  });

  it.each([
    ['cadangan', 'palette-part-backups'],
    ['rekening', 'palette-part-accounts'],
    ['besek', 'palette-product-']
  ])('puts first what "%s" means: a command by its own name, else what is in the book', async (typed, first) => {
    await openApp('log');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), typed);
    await settle();
    const top = document.querySelector('dialog [role="option"]')!;
    expect(top.id.startsWith(first), top.id).toBe(true);
  });

  it('offers nothing twice, and a setting leads to its field', async () => {
    await openApp('stock');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'produk');
    await settle();
    const names = [...document.querySelectorAll('dialog [role="option"] .cut')].map((each) => each.textContent);
    expect(names.length).toBe(new Set(names).size);
    await type(document.querySelector('dialog input'), 'biaya kemas');
    await press('Enter');
    await settle();
    const field = document.activeElement as HTMLInputElement;
    expect(field.labels?.[0]?.textContent).toBe('Biaya kemas per paket, Rp');
  });

  it('begins merging customers', async () => {
    await openApp('today');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'gabungkan');
    await settle();
    await press('Enter');
    await settle();
    expect(route.screen).toBe('customers');
    expect((document.activeElement as HTMLInputElement).labels?.[0]?.textContent).toContain('yang digabung ke sini');
  });

  it('does what works on the screen below, with what is chosen there', async () => {
    const { wire } = await openApp('orders', { stage: 'approved' });
    await press('ArrowDown');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'slip & label');
    await settle();
    const entry = document.querySelector<HTMLElement>('[id^="palette-here-p"]')!;
    entry.click();
    await settle();
    expect(wire.calls.filter((call) => call.command === 'print_slips')).toHaveLength(1);
  });

  it('begins what has a key on another screen', async () => {
    await openApp('today');
    await press('k', { ctrlKey: true });
    await type(document.querySelector('dialog input'), 'serah terima');
    await settle();
    await press('Enter');
    await settle();
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
