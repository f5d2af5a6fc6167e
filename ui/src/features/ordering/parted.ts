// A buyer as they stand in a chat: a name and a phone together, in either order.

/** Where a phone is looked for, the surest first: a mobile, one with a country's code, any with a leading zero. */
const phones = [
  /(?:\+?62|0)[\s.()/-]*8\d[\d\s.()/-]{5,}\d/,
  /\+\d[\d\s.()/-]{6,}\d/,
  /0\d[\d\s.()/-]{6,}\d/,
  /\b8\d{8,11}\b/
];
/** Digits of a phone, at least and at most. */
const [least, most] = [8, 15];

/** `Siti 0812-3456-789`, `+62 812 3456 789 (Siti)`: name and phone apart. Without a phone all of it is the name. */
export function parted(text: string): { name: string; phone: string } {
  for (const pattern of phones) {
    const phone = pattern.exec(text)?.[0].trim() ?? '';
    const digits = phone.replace(/\D/g, '').length;
    if (digits < least || digits > most) continue;
    const name = text
      .replace(phone, ' ')
      .replace(/(?:\b(?:no|nomor)\.?\s*)?\b(?:hp|wa|whatsapp|telp|telepon|tel|phone)\b\.?\s*:?/gi, ' ')
      .replace(/\(\s*\)/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,;:/|()–-]+|[\s,;:/|(–-]+$/g, '');
    // What opens before the phone and closes behind it held only the phone.
    return { name: name.includes('(') ? name : name.replace(/\)$/, ''), phone };
  }
  return { name: text.trim(), phone: '' };
}
