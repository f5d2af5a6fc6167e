// Makes the tests' book once per run, as a person would: through the commands.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderDetail } from '../../src/generated/OrderDetail';
import type { OrderSaved } from '../../src/generated/OrderSaved';
import type { Outcome } from '../../src/generated/Outcome';
import type { ProductForm } from '../../src/generated/ProductForm';
import type { Settings } from '../../src/generated/Settings';
import type { StockPage } from '../../src/generated/StockPage';
import { orderFile } from './file';
import { earlier, goods, hour, now, people, type Seed, seeds, shop } from './seeds';
import { Server } from './server';

declare module 'vitest' {
  export interface ProvidedContext {
    book: string;
  }
}

/** Books change often and needn't last: in memory where there is a place for it. */
export function scratch(): string {
  let place = tmpdir();
  try {
    if (statSync('/dev/shm').isDirectory()) place = '/dev/shm';
  } catch {
    // There is none.
  }
  return mkdtempSync(join(place, 'runut-ui-'));
}

export default async function setup({ provide }: { provide: (key: 'book', value: string) => void }) {
  const folder = scratch();
  const server = new Server();
  try {
    await new Maker(server, folder).make();
  } catch (thrown) {
    throw new Error(
      `the tests' book can't be made: ${thrown instanceof Error ? thrown.stack : JSON.stringify(thrown)}`,
      {
        cause: thrown
      }
    );
  } finally {
    server.end();
  }
  provide('book', join(folder, 'buku.runut'));
  return () => rmSync(folder, { recursive: true, force: true });
}

class Maker {
  private readonly variants = new Map<string, number>();
  private readonly products = new Map<string, number>();
  private accounts = { cash: 0, bank: 0 };
  private readonly phones = new Map<string, string>();

  constructor(
    private readonly server: Server,
    private readonly folder: string
  ) {}

  private at(when: number): Promise<unknown> {
    return this.server.open(join(this.folder, 'buku.runut'), when);
  }

  private async act<T>(command: string, args: Record<string, unknown>): Promise<T> {
    const wrote = await this.server.call(command, { request: crypto.randomUUID(), ...args });
    return (wrote as { value: T }).value;
  }

  private async verb(verb: string, order: number, reason = ''): Promise<void> {
    const { refused } = await this.act<Outcome>('order_verb', { verb, orders: [order], reason });
    if (refused.length > 0) throw new Error(`${verb} ${order}: ${refused[0]!.refusal.message.en}`);
  }

  async make(): Promise<void> {
    await this.at(now - 50 * 24 * hour);
    await this.settings();
    await this.catalogue();
    await this.at(now - 18 * 24 * hour);
    await this.take('Order.all.20251001_20251025.csv', earlier(), 'Selesai');
    await this.receive();
    for (const seed of seeds) {
      await this.at(now - (161 - seed.number) * 0.5 * hour);
      await this.order(seed);
    }
    await this.at(now);
    for (const seed of seeds.filter((each) => each.stage === 'packed')) await this.verb('pack', seed.number);
    await this.sellWhatIsThere();
    await this.at(now); // whatever was open is closed, and the file whole
  }

  private async settings(): Promise<void> {
    await this.act('create_book', { shop: { ...shop.first, zone: 'wib' }, demo: false });
    const { shop: rules, couriers, accounts } = (await this.server.call('settings')) as Settings;
    await this.act('shop_save', { shop: { ...rules, ...shop.rules } });
    await this.act('target_set', { form: shop.target });
    for (const [name, divisions] of shop.persons) {
      await this.act('person_save', { person: { id: 0, name, owner: false, divisions, archived: false } });
    }
    const bank = accounts.find((each) => !each.in_hand)!;
    this.accounts = { cash: accounts.find((each) => each.in_hand)!.id, bank: bank.id };
    await this.act('account_save', { account: { ...bank, ...shop.bank } });
    for (const courier of couriers.filter((each) => each.name in shop.pickups)) {
      await this.act('courier_save', { courier: { ...courier, pickup: shop.pickups[courier.name] } });
    }
    for (const form of people) await this.act('customer_save', { form: { id: null, ...form } });
    for (const [text, person, due] of shop.tasks) {
      await this.act('task_save', { task: { id: 0, text, person, person_name: '', due, done: false } });
    }
  }

  /** The goods; until all orders are typed they are sold before they have come. */
  private async catalogue(): Promise<void> {
    for (const [n, [product, name, sku, price, shelf]] of goods.entries()) {
      const known = this.products.get(product);
      const form: ProductForm = known
        ? ((await this.server.call('product_form', { product: known })) as ProductForm)
        : {
            id: null,
            name: product,
            category: shop.categories[this.products.size % 2]!,
            description: '',
            variants: []
          };
      form.variants.push({
        ...{ id: null, name, sku, price, shelf, barcode: `899${1000 + n}`, weight_g: 250, opening: null },
        ...{ low_mark: n === 3 || n === 7 ? 60 : 0, sell_ahead: true }
      });
      this.products.set(product, await this.act<number>('product_save', { form }));
    }
    const query = { mark: 'all', category: '', search: '', after: null, limit: 100 };
    const { rows } = (await this.server.call('stock_page', { query })) as StockPage;
    for (const row of rows) this.variants.set(row.sku, row.id);
  }

  /** What is ordered from now on has to be there, but for one. */
  private async sellWhatIsThere(): Promise<void> {
    for (const product of this.products.values()) {
      const form = (await this.server.call('product_form', { product })) as ProductForm;
      for (const variant of form.variants) variant.sell_ahead = variant.sku === 'MKB-B';
      await this.act('product_save', { form });
    }
  }

  /** As many units as lie on the shelf after what has left. */
  private async receive(): Promise<void> {
    const gone = (sku: string) =>
      seeds
        .filter((seed) => ['shipped', 'delivered', 'completed', 'returned'].includes(seed.stage))
        .flatMap((seed) => seed.lines)
        .reduce((sum, [each, units]) => sum + (each === sku ? units : 0), 0);
    const lines = goods
      .map(([, , sku, price, , there]) => ({ sku, price, units: there + gone(sku) }))
      .filter(({ units }) => units > 0)
      .map(({ sku, price, units }) => ({
        ...{ variant_id: this.variants.get(sku), quantity: units, cost: Math.round(price * 0.6) * units }
      }));
    const plain = { day: null, purchase: null, reference: '', costs: [], split: 'value' };
    await this.act('stock_receive', { receipt: { supplier: 'Bambu Makmur', note: '', lines, ...plain } });
  }

  private async order(seed: Seed): Promise<void> {
    if (seed.channel === 'shopee') {
      await this.take(
        `Order.${seed.number}.csv`,
        [seed],
        seed.stage === 'awaiting_payment' ? 'Belum Bayar' : 'Perlu Dikirim'
      );
      if (seed.stage === 'awaiting_approval') await this.verb('unapprove', seed.number);
    } else {
      await this.typed(seed);
    }
    await this.onward(seed);
    if (seed.held) await this.verb('hold', seed.number, seed.held);
  }

  private async take(name: string, orders: Seed[], status: string): Promise<void> {
    const path = join(this.folder, name);
    writeFileSync(path, orderFile(orders, status));
    await this.act('import_apply', { path, overrides: [], taken: [], startDay: 20251101 });
    rmSync(path);
  }

  private async typed(seed: Seed): Promise<void> {
    const known = people.findIndex((each) => each.name === seed.customer);
    const phone = this.phones.get(seed.customer) ?? `0812 7700 ${1000 + this.phones.size}`;
    this.phones.set(seed.customer, phone);
    const to =
      known < 0 ? { ...shop.place, recipient: seed.customer, phone, city: seed.city } : people[known]!.addresses[0];
    const form = {
      ...{ order: null, revision: 0, channel: seed.channel, customer: known < 0 ? null : known + 1, to },
      ...{ customer_name: '', customer_phone: '', sender: '', sender_phone: '' },
      lines: seed.lines.map(([sku, quantity]) => ({
        ...{ id: null, variant: this.variants.get(sku), quantity, discount: 0 },
        price: goods.find((each) => each[2] === sku)![3]
      })),
      ...{
        shipping_fee: 12_000,
        shipping_subsidy: 0,
        cod: seed.cod ?? false,
        account: this.accounts.bank,
        unique_code: false
      },
      ...{ courier: seed.courier, ship_by: seed.due === null ? null : now + seed.due * hour, pay_by: null },
      ...{ note: seed.note ?? '', seller_note: '', fragile: false }
    };
    const saved = await this.act<OrderSaved>('order_save', { form, place: seed.stage !== 'draft', reason: '' });
    if (saved.order !== seed.number) throw new Error(`order ${saved.order} should be ${seed.number}`);
    if (!seed.cod && !['draft', 'awaiting_payment'].includes(seed.stage)) await this.paid(seed);
  }

  private async paid(seed: Seed): Promise<void> {
    const { row } = (await this.server.call('order_detail', { order: seed.number })) as OrderDetail;
    const cash = seed.number % 3 === 2;
    const form = {
      ...{
        account: cash ? this.accounts.cash : this.accounts.bank,
        method: cash ? 'cash' : 'transfer',
        amount: row.total,
        fee: 0,
        at: null,
        note: ''
      },
      ...{ payer: seed.customer.toUpperCase(), reference: seed.number % 2 === 0 ? `TRF20251${seed.number}` : '' },
      parts: [{ order: seed.number, amount: row.total }]
    };
    await this.act('payment_record', { form });
  }

  /** To where it stands. */
  private async onward({ number, stage, channel, failed, ...seed }: Seed): Promise<void> {
    if (['draft', 'awaiting_payment', 'awaiting_approval'].includes(stage)) return;
    if (stage === 'cancelled') return this.verb('cancel', number, 'Pembeli membatalkan');
    if (channel !== 'shopee') await this.verb('approve', number);
    if (stage === 'approved' || stage === 'packed') return;
    await this.verb('pack', number);
    const item = { order: String(number), tracking: seed.tracking, courier: null };
    await this.act('ship_orders', { items: [item], join: false });
    if (failed) return this.verb('fail', number, 'Alamat tidak ditemukan');
    if (stage === 'shipped') return this.claimed(number);
    await this.verb('deliver', number);
    if (stage === 'completed') return this.verb('complete', number);
    if (stage === 'returned') await this.returned(number);
  }

  private async line(order: number): Promise<{ id: number; quantity: number; price: number }> {
    return ((await this.server.call('order_detail', { order })) as OrderDetail).lines[0]!;
  }

  /** A buyer wants two of six plates taken back. */
  private async claimed(order: number): Promise<void> {
    if (order !== shop.claimed) return;
    const line = await this.line(order);
    const lines = [{ line: line.id, units: 2, amount: 2 * line.price }];
    await this.act('order_claim', { form: { order, lines, shipping: 0, reason: 'Dua piring retak' } });
  }

  private async returned(order: number): Promise<void> {
    const line = await this.line(order);
    const lines = [{ line: line.id, sellable: line.quantity, damaged: 0, lost: 0 }];
    await this.act('order_return', { form: { order, lines, money: null } });
  }
}
