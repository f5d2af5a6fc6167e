// Texts for buyers being changed. They live outside the screen: leaving loses nothing until it is saved or thrown away.
import { SvelteMap } from 'svelte/reactivity';
import type { BuyerText } from '../../generated/BuyerText';
import type { BuyerTextKey } from '../../generated/BuyerTextKey';

export const drafts = new SvelteMap<BuyerTextKey, string>();

/** A made-up order, to see what a buyer will. */
export interface Sample {
  shop: string;
  account: string;
}
const order: Record<string, string> = {
  nama: 'Maria Ulfa',
  penerima: 'Maria Ulfa',
  nomor: '4127',
  isi: '12 × Gelas Blirik 8 cm, Hijau\n6 × Mangkuk Blirik 14 cm, Hijau',
  barang: 'Gelas Blirik 8 cm, Hijau',
  subtotal: 'Rp 318.000',
  diskon: 'Rp 20.000',
  ongkir: 'Rp 34.000',
  kode: '127',
  kode_unik: '127',
  total: 'Rp 332.127',
  jumlah: 'Rp 332.127',
  kurang: 'Rp 332.127',
  batas: '21 Nov 17.00',
  tenggat: '21 Nov 17.00',
  kurir: 'JNE',
  resi: 'JX4417720935',
  alamat: 'Jl. Puspowarno Tengah II No. 18, Semarang 50149'
};

const field = /\{([^{}]*)\}/g;

/** The text with a made-up order's values; what has none stays as it is written. */
export function preview(body: string, sample: Sample): string {
  const values: Record<string, string> = { ...order, toko: sample.shop, rekening: sample.account };
  return body.replace(field, (written, name: string) => values[name] ?? written);
}

/** The first field that the text may not use; null if all are known. */
export function unknownField(body: string, text: BuyerText): string | null {
  for (const [, name] of body.matchAll(field)) if (!text.fields.includes(name!)) return name!;
  return null;
}
