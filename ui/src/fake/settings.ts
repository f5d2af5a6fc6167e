// The shop's rules, its accounts, couriers, people and texts; this computer's own; files that are written.
import type { BuyerText } from '../generated/BuyerText';
import type { CourierRow } from '../generated/CourierRow';
import type { Day } from '../generated/Day';
import type { ExportFormat } from '../generated/ExportFormat';
import type { ExportKind } from '../generated/ExportKind';
import type { Machine } from '../generated/Machine';
import type { MoneyAccount } from '../generated/MoneyAccount';
import type { Person } from '../generated/Person';
import type { Printed } from '../generated/Printed';
import type { PrinterRow } from '../generated/PrinterRow';
import type { Settings } from '../generated/Settings';
import type { Shop } from '../generated/Shop';
import { both, refusal, refuse, type World } from './world';

export function exported(kind: ExportKind, format: ExportFormat, from: Day | null, to: Day | null): Printed {
  const name = `${kind}.${format === 'xlsx' ? 'xlsx' : 'csv'}`;
  if (from !== null && to !== null && to < from) {
    throw refuse(
      refusal('days', 'Tanggal akhirnya sebelum tanggal awal.', 'The last day is before the first.', { field: 'to' })
    );
  }
  return {
    path: `/home/ratna/Dokumen/Runut/${name}`,
    documents: 18,
    refused: [],
    message: both(`${name} ditulis, 18 baris.`, `${name} written, 18 rows.`)
  };
}

interface Kept {
  accounts: MoneyAccount[];
  couriers: CourierRow[];
  persons: Person[];
  texts: BuyerText[];
  machine: Machine;
  printers: PrinterRow[] | null;
}
const fields = ['nama', 'nomor', 'toko', 'barang', 'ongkir', 'kode', 'total', 'rekening', 'batas', 'kurir', 'resi'];
const own: [BuyerText['key'], string, string, string][] = [
  [
    'order',
    'Rincian pesanan',
    'Order and total',
    'Kak {nama}, pesanan {nomor}:\n{barang}\nTotal {total}\nTransfer ke {rekening} sebelum {batas}, ya.'
  ],
  ['paid', 'Uang sudah masuk', 'Payment received', 'Terima kasih kak {nama}, pembayaran {total} sudah kami terima.'],
  ['shipped', 'Sudah dikirim', 'Shipped', 'Kak {nama}, pesanan {nomor} dikirim lewat {kurir}, resi {resi}.'],
  ['out_of_stock', 'Barang habis', 'Out of stock', 'Maaf kak {nama}, {barang} sedang habis.'],
  ['return', 'Barang kembali', 'Return', 'Kak {nama}, barang dari pesanan {nomor} sudah kami terima kembali.']
];

export const kept = new WeakMap<World, Kept>();
/** What is set in this stand-in's book. */
export function keptBy(world: World): Kept {
  let found = kept.get(world);
  if (!found) {
    const person = (id: number, name: string, divisions: Person['divisions'], owner = false): Person => ({
      id,
      name,
      owner,
      divisions,
      archived: false
    });
    found = {
      accounts: [
        { id: 1101, in_hand: true, name: 'Kas', number: '', holder: '', archived: false, balance: 350_000 },
        {
          id: 1102,
          in_hand: false,
          name: 'BCA',
          number: '8610123456',
          holder: 'Ratna Wulandari',
          archived: false,
          balance: 4_126_127
        }
      ],
      couriers: [
        { id: 1, name: 'JNE', own_delivery: false, pickup: 1_020, archived: false },
        { id: 2, name: 'J&T', own_delivery: false, pickup: 900, archived: false },
        { id: 3, name: 'Antar sendiri', own_delivery: true, pickup: null, archived: false }
      ],
      persons: [
        person(1, world.owner, [], true),
        person(2, 'Rini', ['warehouse']),
        person(3, 'Dita', ['cs', 'marketing'])
      ],
      texts: own.map(([key, id, en, body]) => ({ key, title: both(id, en), body, changed: false, fields })),
      machine: { theme: 'system', density: 'normal', zoom: 100, label_printer: '', sheet_printer: '' },
      printers: [
        { name: 'Epson-L3210', default: true },
        { name: 'Xprinter-420B', default: false }
      ]
    };
    kept.set(world, found);
  }
  return found;
}

const missing = (id: string, en: string) => refuse(refusal('name_missing', id, en, { field: 'name' }));
const taken = (name: string) =>
  refuse(refusal('name_taken', `Nama ${name} sudah dipakai.`, `The name ${name} is used already.`, { field: 'name' }));
const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export function all(world: World): Settings {
  const { accounts, couriers, texts, persons } = keptBy(world);
  const last = <T extends { archived: boolean }>(rows: T[]) =>
    [...rows].sort((a, b) => Number(a.archived) - Number(b.archived));
  return { shop: world.shop!, accounts: last(accounts), couriers: last(couriers), texts, persons: last(persons) };
}

export function saveShop(world: World, shop: Shop): Shop {
  if (!shop.name.trim()) throw missing('Isi nama tokonya.', 'The shop needs a name.');
  if (shop.payment_hours > 8_760) {
    throw refuse(
      refusal('payment_hours', 'Paling lama setahun: 8.760 jam.', 'A year at the most: 8,760 hours.', {
        field: 'payment_hours'
      })
    );
  }
  world.shop = { ...shop };
  world.write(null, both('Pengaturan diubah', 'Settings changed'), 0, 'change');
  return world.shop;
}

export function saveAccount(world: World, account: MoneyAccount): MoneyAccount {
  const { accounts } = keptBy(world);
  if (!account.name.trim()) throw missing('Isi nama rekeningnya.', 'The account needs a name.');
  if (accounts.some((each) => each.id !== account.id && same(each.name, account.name))) throw taken(account.name);
  const known = accounts.find((each) => each.id === account.id);
  if (account.archived && (known?.balance ?? 0) !== 0) {
    throw refuse(
      refusal(
        'account_not_empty',
        `${account.name} masih berisi; pindahkan dulu uangnya.`,
        `${account.name} still holds money; move it first.`
      )
    );
  }
  if (known) return Object.assign(known, account, { balance: known.balance });
  const fresh = { ...account, id: 1101 + accounts.length, balance: 0 };
  accounts.push(fresh);
  return fresh;
}

function saveRow<T extends { id: number; name: string }>(rows: T[], row: T, none: ReturnType<typeof missing>): T {
  if (!row.name.trim()) throw none;
  if (rows.some((each) => each.id !== row.id && same(each.name, row.name))) throw taken(row.name);
  const known = rows.find((each) => each.id === row.id);
  if (known) return Object.assign(known, row);
  const fresh = { ...row, id: Math.max(0, ...rows.map((each) => each.id)) + 1 };
  rows.push(fresh);
  return fresh;
}
export const saveCourier = (world: World, courier: CourierRow) =>
  saveRow(keptBy(world).couriers, courier, missing('Isi nama kurirnya.', 'The courier needs a name.'));

export function savePerson(world: World, person: Person): Person {
  const { persons } = keptBy(world);
  const owners = persons.filter((each) => each.owner && !each.archived && each.id !== person.id);
  if ((!person.owner || person.archived) && owners.length === 0 && person.id !== 0) {
    throw refuse(
      refusal('last_owner', 'Toko perlu setidaknya satu pemilik.', 'A shop needs at least one owner.', {
        field: person.archived ? 'archived' : 'owner'
      })
    );
  }
  return saveRow(persons, person, missing('Isi namanya.', 'A name is needed.'));
}

export function saveText(world: World, key: BuyerText['key'], body: string): BuyerText {
  const text = keptBy(world).texts.find((each) => each.key === key)!;
  const program = own.find(([each]) => each === key)![3];
  const unknown = [...body.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!).find((name) => !fields.includes(name));
  if (unknown !== undefined) {
    throw refuse(
      refusal('unknown_field', `Isian {${unknown}} tidak dikenal.`, `There is no field {${unknown}}.`, {
        field: 'body'
      })
    );
  }
  const changed = body.trim() !== '' && body !== program;
  return Object.assign(text, { body: changed ? body : program, changed });
}

export const personName = (world: World, id: number) =>
  keptBy(world).persons.find((each) => each.id === id)?.name ?? '';
