// Laporan usaha: figures, what stands out, remarks, the text for a chat, closing.
import { describe, expect, it } from 'vitest';
import { stepped, firstOf } from '../src/features/business_report/days';
import { id } from '../src/words/id';
import { button, click, expectAccessible, openApp, press, settle } from './helpers';

const text = () => document.querySelector('main')!.textContent!.replace(/\s+/g, ' ');
const asked = (wire: { calls: { command: string; args: Record<string, unknown> }[] }, command: string) =>
  wire.calls.filter((call) => call.command === command).at(-1)!.args;

describe('the report of a week', () => {
  it('is of the last one that is over, with its figures; [ leads to the one before', async () => {
    const { wire, container } = await openApp('figures', { tab: 'report' });
    await settle();
    expect(asked(wire, 'business_report')).toMatchObject({ span: 'week', day: 20251110 });
    expect(text()).toContain('10–16 November 2025');
    expect(text()).toContain('Pesanan');
    await expectAccessible(container);
    await press('[');
    await settle();
    expect(asked(wire, 'business_report')).toMatchObject({ span: 'week', day: 20251103 });
  });

  it('is copied for a chat, and closed once', async () => {
    const { wire } = await openApp('figures', { tab: 'report' });
    await settle();
    await press('b', { ctrlKey: true });
    await settle();
    expect(String(asked(wire, 'copy_text')['text'])).toContain('Laporan minggu 10–16 November 2025');
    await click(button(id.business.close));
    await settle();
    expect(text()).toContain(id.business.isClosed);
  });

  it('steps over months and years', () => {
    expect([firstOf('week', 20251120), firstOf('month', 20251120), firstOf('day', 20251120)]).toEqual([
      20251117, 20251101, 20251120
    ]);
    expect([stepped('week', 20251229, 1), stepped('month', 20251201, 1), stepped('day', 20250301, -1)]).toEqual([
      20260105, 20260101, 20250228
    ]);
  });
});
