// A setting by its name, as Ctrl K and the first steps know it.

const fields = 'input, select, textarea, button';

/** The field whose label, legend or column is called so; null if there is none. */
export function settingBy(within: ParentNode, name: string): HTMLElement | null {
  const called = (selector: string) =>
    [...within.querySelectorAll<HTMLElement>(selector)].find((each) => each.textContent?.trim() === name);
  const label = called('label');
  if (label) return (label as HTMLLabelElement).control;
  const legend = called('legend');
  if (legend) {
    const all = legend.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input') ?? [];
    return [...all].find((each) => each.checked) ?? all[0] ?? null;
  }
  const head = called('th');
  if (!head) return null;
  const column = [...(head.parentElement?.children ?? [])].indexOf(head);
  const rows = head.closest('table')?.tBodies[0]?.rows ?? [];
  const cells = [...rows].flatMap((row) => row.cells[column]?.querySelector<HTMLInputElement>(fields) ?? []);
  return cells.find((each) => each.type !== 'checkbox' && each.value === '') ?? cells[0] ?? null;
}
