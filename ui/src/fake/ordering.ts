// Orders typed by hand: customers, places, the form, what it comes to, saving it, and the texts for buyers.
import type { Address } from '../generated/Address';
import type { BuyerTextKey } from '../generated/BuyerTextKey';
import type { CustomerDetail } from '../generated/CustomerDetail';
import type { CustomersMerged } from '../generated/CustomersMerged';
import type { CustomerForm } from '../generated/CustomerForm';
import type { CustomerPage } from '../generated/CustomerPage';
import type { CustomerQuery } from '../generated/CustomerQuery';
import type { CustomerRow } from '../generated/CustomerRow';
import type { OrderForm } from '../generated/OrderForm';
import type { OrderFormView } from '../generated/OrderFormView';
import type { OrderSaved } from '../generated/OrderSaved';
import type { Reckoning } from '../generated/Reckoning';
import type { Refusal } from '../generated/Refusal';
import type { RegionRow } from '../generated/RegionRow';
import { hour, now } from './data';
import { both, type FakeOrder, open, refusal, refuse, type World } from './world';

interface Known {
  row: CustomerRow;
  address: Address;
}
const known = (
  id: number,
  name: string,
  phone: string,
  to: Partial<Address>,
  orders: number,
  spent: number
): Known => ({
  row: {
    id,
    name,
    phone,
    city: to.city ?? '',
    orders,
    spent,
    last_order: now - 9 * 24 * hour,
    owed: 0,
    note: id === 1 ? 'Arisan tiap Minggu pertama' : ''
  },
  address: {
    recipient: name,
    phone,
    address: '',
    village: '',
    district: '',
    city: '',
    province: '',
    postcode: '',
    ...to
  }
});
const people: Known[] = [
  known(
    1,
    'Maria Ulfa',
    '0813 2277 4019',
    {
      address: 'Jl. Puspowarno Tengah II No. 18, RT 4 RW 3',
      village: 'Salamanmloyo',
      district: 'Semarang Barat',
      city: 'Kota Semarang',
      province: 'Jawa Tengah',
      postcode: '50149'
    },
    3,
    741_500
  ),
  known(2, 'Maria Goretti', '0857 4010 2231', { address: 'Jl. Kaliurang Km 8', city: 'Sleman' }, 1, 84_000),
  known(
    3,
    'Yani Purwanti',
    '0856 4122 0937',
    {
      address: 'Perum Griya Permata Blok C2 no 7',
      village: 'Tlogosari Kulon',
      district: 'Pedurungan',
      city: 'Kota Semarang',
      province: 'Jawa Tengah',
      postcode: '50196'
    },
    3,
    741_500
  )
];
const place = (village: string, district: string, regency: string, province: string, postcode: string): RegionRow => ({
  village,
  district,
  regency,
  province,
  postcode
});
const places: RegionRow[] = [
  place('Tlogosari Kulon', 'Pedurungan', 'Kota Semarang', 'Jawa Tengah', '50196'),
  place('Tlogosari Wetan', 'Pedurungan', 'Kota Semarang', 'Jawa Tengah', '50196'),
  place('', 'Pedurungan', 'Kota Semarang', 'Jawa Tengah', ''),
  place('Salamanmloyo', 'Semarang Barat', 'Kota Semarang', 'Jawa Tengah', '50149'),
  place('Condongcatur', 'Depok', 'Kabupaten Sleman', 'DI Yogyakarta', '55283'),
  place('', 'Ubud', 'Kabupaten Gianyar', 'Bali', '80571')
];

const digits = (phone: string) => phone.replace(/\D/g, '').replace(/^62/, '0');

export function customersPage(_: World, query: CustomerQuery): CustomerPage {
  const words = query.search.toLowerCase();
  const number = digits(query.search);
  const rows = people
    .map((one) => one.row)
    .filter(
      (row) => row.name.toLowerCase().includes(words) || (number.length > 2 && digits(row.phone).includes(number))
    );
  return { rows: rows.slice(0, query.limit), next: null, customers: people.length };
}

export function customerDetail(world: World, id: number): CustomerDetail {
  const one = people.find((each) => each.row.id === id);
  if (!one) throw refuse(refusal('not_found', 'Pelanggan ini tidak ada.', 'There is no such customer.'));
  const orders = world.rows().filter((row) => row.customer === one.row.name);
  const doubles = people
    .filter((each) => each !== one && each.row.name.toLowerCase() === one.row.name.toLowerCase())
    .map((each) => each.row);
  const merged = gone.filter((each) => each.into === id).map((each) => each.row);
  return { row: one.row, phones: [one.row.phone], addresses: [one.address], orders, doubles, merged };
}

const gone: ((typeof people)[number] & { into: number })[] = [];

/** Makes two customers one; the one that goes can come back. */
export function mergeCustomers(stays: number, goes: number): CustomersMerged {
  const at = people.findIndex((each) => each.row.id === goes);
  const into = people.find((each) => each.row.id === stays);
  const [one] = at < 0 ? [] : people.splice(at, 1);
  if (!one || !into) throw refuse(refusal('not_found', 'Pelanggan ini tidak ada.', 'There is no such customer.'));
  gone.push({ ...one, into: stays });
  const message = both(
    `${one.row.name} digabung ke ${into.row.name}.`,
    `${one.row.name} merged into ${into.row.name}.`
  );
  return { customer: stays, merged: goes, message };
}
export function unmergeCustomer(customer: number): CustomersMerged {
  const at = gone.findIndex((each) => each.row.id === customer);
  if (at >= 0) people.push(...gone.splice(at, 1));
  return { customer, merged: customer, message: both('Dipisah lagi.', 'They are two again.') };
}

/** Keeps a customer; a phone belongs to one. */
export function saveCustomer(form: CustomerForm): number {
  for (const phone of form.phones) {
    if (!/^[+\d][\d\s.()-]{7,}$/.test(phone))
      throw refuse(
        refusal('phone', `Nomor HP "${phone}" tidak bisa dibaca.`, `The phone number "${phone}" can’t be read.`, {
          field: 'phones',
          phone
        })
      );
    const other = people.find((each) => each.row.id !== form.id && digits(each.row.phone) === digits(phone));
    if (other)
      throw refuse(
        refusal('phone_taken', `${phone} milik ${other.row.name}.`, `${phone} is ${other.row.name}’s.`, {
          field: 'phones',
          phone: digits(phone)
        })
      );
  }
  const there = people.find((each) => each.row.id === form.id);
  const saved = there ?? known(people.length + 1, form.name, form.phones[0] ?? '', form.addresses[0] ?? {}, 0, 0);
  if (!there) people.push(saved);
  saved.row.name = form.name;
  saved.row.phone = form.phones[0] ?? '';
  saved.row.note = form.note;
  if (form.addresses[0]) saved.address = form.addresses[0];
  return saved.row.id;
}

export function regionsSearch(text: string, limit: number): RegionRow[] {
  const words = text.toLowerCase().split(/\s+/);
  return places
    .filter((each) => words.every((word) => Object.values(each).join(' ').toLowerCase().includes(word)))
    .slice(0, limit);
}

const nothing: OrderForm = {
  order: null,
  revision: 0,
  channel: 'whatsapp',
  customer: null,
  customer_name: '',
  customer_phone: '',
  to: { recipient: '', phone: '', address: '', village: '', district: '', city: '', province: '', postcode: '' },
  sender: '',
  sender_phone: '',
  lines: [],
  shipping_fee: 0,
  shipping_subsidy: 0,
  cod: false,
  account: 1102,
  unique_code: true,
  courier: 'JNE',
  ship_by: null,
  pay_by: null,
  note: '',
  seller_note: '',
  fragile: false
};

function formOf(world: World, order: FakeOrder): OrderForm {
  const detail = world.detail(order);
  return {
    ...nothing,
    ...order.typed,
    order: order.id,
    revision: world.log.filter((entry) => entry.order === order.id).length,
    channel: order.channel,
    customer: detail.customer?.id ?? null,
    to: detail.to,
    lines: order.lines.map(({ id, variant, quantity, price, discount }) => ({
      id,
      variant: variant.id,
      quantity,
      price,
      discount: discount ?? 0
    })),
    shipping_fee: order.typed?.shipping_fee ?? 12_000,
    cod: Boolean(order.cod),
    unique_code: order.typed?.unique_code ?? false,
    courier: order.courier,
    ship_by: world.shipBy(order),
    note: order.note ?? ''
  };
}

export function orderForm(world: World, id: number | null, copy: number | null): OrderFormView {
  const from = id ?? copy;
  if (from === null) return { form: nothing, stage: null, variants: [], customer: null };
  const order = world.order(from);
  const was = formOf(world, order);
  const form: OrderForm =
    id !== null
      ? was
      : {
          ...was,
          order: null,
          revision: 0,
          ship_by: null,
          pay_by: null,
          unique_code: true,
          lines: order.lines.map((line) => ({
            id: null,
            variant: line.variant.id,
            quantity: line.quantity,
            price: line.variant.price,
            discount: 0
          }))
        };
  return {
    form,
    stage: id === null ? null : order.stage,
    variants: order.lines.map((line) => line.variant),
    customer: people.find((one) => one.row.name === form.to.recipient)?.row ?? null
  };
}

function wrongs(form: OrderForm, missing: number[]): Refusal[] {
  const all: Refusal[] = [];
  const say = (field: string, id: string, en: string) => all.push(refusal('form', id, en, { field }));
  if (form.to.recipient === '') say('recipient', 'Tulis siapa penerimanya.', 'Type who gets it.');
  if (form.to.phone === '') say('phone', 'Tulis nomor HP-nya.', 'Type the phone number.');
  else if (digits(form.to.phone).length < 9)
    say('phone', 'Nomor HP ini kurang angka.', 'This phone number is too short.');
  if (form.to.address === '') say('address', 'Tulis alamatnya.', 'Type the address.');
  if (form.lines.length === 0) say('lines', 'Belum ada barangnya.', 'There are no goods yet.');
  missing.forEach((units, n) => {
    if (units > 0) say(`lines.${n}.quantity`, `Stok kurang ${units}.`, `${units} missing.`);
  });
  if (form.shipping_subsidy > form.shipping_fee)
    say('shipping_subsidy', 'Subsidi melebihi ongkirnya.', 'The subsidy exceeds the fee.');
  if (form.ship_by !== null && form.ship_by < now && form.order === null)
    say('ship_by', 'Batas kirim ini sudah lewat.', 'This deadline has passed.');
  return all;
}

export function reckon(world: World, form: OrderForm): Reckoning {
  const own = form.order === null ? null : world.orders.find((order) => order.id === form.order);
  const lines = form.lines.map((line) => {
    const variant = world.variants.find((each) => each.id === line.variant)!;
    const mine = own && open.includes(own.stage) ? own.lines.filter((each) => each.variant === variant) : [];
    const had = mine.reduce((sum, each) => sum + each.quantity, 0);
    const available = Math.max(variant.available + had, had);
    const missing = variant.sell_ahead ? 0 : Math.max(0, line.quantity - Math.max(0, available));
    const gross = line.price * line.quantity;
    return { gross, net: gross - line.discount, available: Math.max(0, available), missing, grams: variant.weight_g };
  });
  const sum = (pick: (line: (typeof lines)[number], n: number) => number) =>
    lines.reduce((all, line, n) => all + pick(line, n), 0);
  const goods = sum((line) => line.gross);
  const discount = sum((line) => line.gross - line.net);
  const shipping = form.shipping_fee - form.shipping_subsidy;
  const code = form.unique_code && goods > 0 ? (own?.code ?? 216) : 0;
  const phone = digits(form.to.phone);
  const odd = form.lines.findIndex((line) => {
    const variant = world.variants.find((each) => each.id === line.variant);
    return variant !== undefined && line.price > 0 && line.price < variant.price / 2;
  });
  return {
    lines: lines.map(({ gross, net, available, missing }) => ({ gross, net, available, missing })),
    goods,
    discount,
    shipping,
    unique_code: code,
    total: goods - discount + shipping + code,
    weight_g: sum((line, n) => line.grams * (form.lines[n]?.quantity ?? 0)),
    problems: wrongs(
      form,
      lines.map((line) => line.missing)
    ),
    hints:
      odd < 0
        ? []
        : [both('Harga ini kurang dari separuh harga jualnya.', 'This price is under half of the list price.')],
    customer: phone.length < 9 ? null : (people.find((one) => digits(one.row.phone) === phone)?.row ?? null)
  };
}

export function save(world: World, form: OrderForm, placed: boolean, reason: string): OrderSaved {
  const reckoning = reckon(world, form);
  const wrong = reckoning.problems[0];
  if (placed && wrong) throw refuse(wrong);
  const old = form.order === null ? null : world.order(form.order);
  const amends = old !== null && old.stage !== 'draft';
  if (amends && reason === '')
    throw refuse(refusal('reason_missing', 'Alasannya belum ditulis.', 'The reason is missing.', { field: 'reason' }));
  if (old && form.revision < world.log.filter((entry) => entry.order === old.id).length)
    throw refuse(
      refusal(
        'stale',
        'Pesanan ini baru saja diubah orang lain. Buka ulang dulu.',
        'Someone changed this order just now. Open it again.'
      )
    );
  const order =
    old ??
    world.add({
      number: Math.max(...world.orders.map((each) => each.number)) + 1,
      stage: 'draft',
      due: 48,
      customer: '',
      city: '',
      lines: [],
      channel: form.channel,
      courier: ''
    });
  order.typed = form;
  order.code = reckoning.unique_code;
  order.customer = form.customer_name || form.to.recipient;
  order.city = form.to.city;
  order.channel = form.channel;
  order.courier = form.courier;
  order.cod = form.cod;
  order.note = form.note;
  order.lines = form.lines.map((line, n) => ({
    id: line.id ?? order.id * 10 + n,
    variant: world.variants.find((each) => each.id === line.variant)!,
    quantity: line.quantity,
    price: line.price,
    discount: line.discount,
    checked: 0
  }));
  if (!amends && placed) order.stage = form.cod ? 'awaiting_approval' : 'awaiting_payment';
  world.recount();
  const done = amends
    ? ['diubah', 'amended']
    : placed
      ? ['dipesan', 'placed']
      : ['disimpan sebagai draf', 'saved as draft'];
  world.write(order, both(reason || done[0]!, reason || done[1]!), 0, amends ? 'amend' : placed ? 'place' : 'save');
  return {
    order: order.id,
    stage: order.stage,
    message: both(`Pesanan ${order.number} ${done[0]}.`, `Order ${order.number} ${done[1]}.`),
    text: placed ? orderText(world, order.id, 'order') : ''
  };
}

export function orderText(world: World, id: number, key: BuyerTextKey): string {
  const row = world.row(world.order(id));
  const total = row.total.toLocaleString('id-ID');
  const texts: Record<BuyerTextKey, string> = {
    order: `Siap kak ${row.customer}, ini pesanannya ya.\n*Total Rp ${total}*\nBCA 0093 447 102 a.n. Ratna Kusumawati`,
    paid: `Pembayaran kak ${row.customer} sudah kami terima, terima kasih.`,
    shipped: `Paket kak ${row.customer} sudah dikirim, resi ${row.tracking}.`,
    out_of_stock: `Maaf kak ${row.customer}, barangnya sedang kosong.`,
    return: `Barangnya sudah kami terima kembali, kak ${row.customer}.`
  };
  return texts[key];
}
