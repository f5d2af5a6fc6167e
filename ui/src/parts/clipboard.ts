/** Puts text on the clipboard; an older engine without the API, or without leave for it, gets it by a field. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr';
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
