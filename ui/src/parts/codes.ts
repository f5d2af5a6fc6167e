// Whether two codes are one, as a scanner may read it: in another case (CapsLock swaps them), and a product number with or
// without the zeros before it (a UPC of 12 digits is an EAN of 13 with a zero).
const longest = 14;

function plain(code: string): string {
  const text = code.trim().toLowerCase();
  return /^\d{12,14}$/.test(text) ? text.padStart(longest, '0') : text;
}

/** Whether a scan means this code; an empty one is no code. */
export const sameCode = (code: string, scan: string): boolean => code.trim() !== '' && plain(code) === plain(scan);
