// Texts for buyers being changed. They live outside the screen: leaving loses nothing until it is saved or thrown away.
import { SvelteMap } from 'svelte/reactivity';
import type { BuyerText } from '../../generated/BuyerText';
import type { BuyerTextKey } from '../../generated/BuyerTextKey';

export const drafts = new SvelteMap<BuyerTextKey, string>();

/** The shop's own words in the sample. */
export interface Sample {
  shop: string;
  address: string;
  account: string;
}
/** A made-up order, to see what a buyer will. */
const order: Record<string, string> = {
  nama: 'Maria Ulfa',
  nomor: '4127',
  barang: '12 × Gelas Blirik 8 cm, Hijau\n6 × Mangkuk Blirik 14 cm, Hijau',
  ongkir: 'Rp 34.000',
  kode: '127',
  total: 'Rp 352.127',
  batas: '21 Nov 17.00',
  dibayar: 'Rp 350.000',
  kurang: 'Rp 2.127',
  kurir: 'JNE',
  resi: 'JX4417720935'
};

const field = /\{([^{}]*)\}/g;

/** The text with a made-up order's values; a line without any goes, as it does for the buyer. What is no field stays. */
export function preview(body: string, sample: Sample): string {
  const values: Record<string, string> = {
    ...order,
    toko: sample.shop,
    alamat: sample.address,
    rekening: sample.account
  };
  const empty = (line: string) => {
    const names = [...line.matchAll(field)].map(([, name]) => name!.toLowerCase());
    return names.length > 0 && names.every((name) => values[name] === '');
  };
  const lines = body.split('\n').filter((line) => !empty(line));
  return lines.join('\n').replace(field, (written, name: string) => values[name.toLowerCase()] ?? written);
}

/** The first field that the text may not use; null if all are known. */
export function unknownField(body: string, text: BuyerText): string | null {
  for (const [, name] of body.matchAll(field)) if (!text.fields.includes(name!.toLowerCase())) return name!;
  return null;
}
