import { describe, expect, it, vi } from 'vitest';
import {
  Broken,
  carryWith,
  findOrder,
  hearChanges,
  onTouched,
  orderVerb,
  Refused,
  type Transport
} from '../src/bridge';

interface Sent {
  command: string;
  request: unknown;
}

/** Carries calls to a list of answers; an error in it is thrown. */
function carry(...answers: unknown[]): { sent: Sent[]; emit: (payload: unknown) => void } {
  const sent: Sent[] = [];
  let hear: (payload: never) => void = () => {};
  const transport: Transport = {
    async invoke(command, args) {
      sent.push({ command, request: args['request'] });
      const answer = answers.shift();
      if (answer instanceof Error || (answer as { kind?: string } | null)?.kind) throw answer;
      return answer;
    },
    async listen(_, heard) {
      hear = heard as never;
      return () => {};
    },
    drops: async () => () => {},
    reload: () => {}
  };
  carryWith(transport);
  return { sent, emit: (payload) => hear(payload as never) };
}
const outcome = { done: [1], refused: [], undo: null, message: { id: '', en: '' }, warnings: [] };
const written = { value: outcome, topics: ['orders', 'log'] };
const broken = { kind: 'broken', message: { id: 'Cakram penuh', en: 'Disk full' } };

describe('a write', () => {
  it('carries a request id of its own for each intent', async () => {
    const { sent } = carry(written, written);
    await orderVerb('approve', [1]);
    await orderVerb('approve', [1]);
    expect(sent[0]!.request).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[1]!.request).not.toBe(sent[0]!.request);
  });

  it('carries the same id when it is tried again after something broke', async () => {
    const { sent } = carry(broken, written, written);
    await expect(orderVerb('hold', [1, 2], 'cek')).rejects.toBeInstanceOf(Broken);
    await orderVerb('hold', [1, 2], 'cek');
    await orderVerb('hold', [1, 2], 'cek');
    expect(sent[1]!.request).toBe(sent[0]!.request);
    expect(sent[2]!.request).not.toBe(sent[1]!.request);
  });

  it('carries a new id when something else is asked after something broke', async () => {
    const { sent } = carry(broken, written, written);
    await expect(orderVerb('hold', [1], 'cek')).rejects.toBeInstanceOf(Broken);
    await orderVerb('hold', [2], 'cek');
    await orderVerb('hold', [1], 'cek');
    expect(new Set(sent.map((each) => each.request)).size).toBe(3);
  });

  it('carries a new id after a refusal: nothing happened', async () => {
    const refusal = { code: 'held', facts: {}, message: { id: 'Ditahan', en: 'Held' } };
    const { sent } = carry({ kind: 'refused', refusal }, written);
    const thrown = await orderVerb('pack', [1]).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Refused);
    expect((thrown as Refused).refusal.code).toBe('held');
    await orderVerb('pack', [1]);
    expect(sent[1]!.request).not.toBe(sent[0]!.request);
  });

  it('tells what it touched', async () => {
    carry(written);
    const touched = vi.fn();
    const stop = onTouched(touched);
    await orderVerb('approve', [1]);
    stop();
    expect(touched).toHaveBeenCalledExactlyOnceWith(['orders', 'log']);
  });
});

describe('a read', () => {
  it('carries no request id', async () => {
    const { sent } = carry(7);
    expect(await findOrder('RN-7')).toBe(7);
    expect(sent).toEqual([{ command: 'find_order', request: undefined }]);
  });

  it('makes a sentence of whatever breaks', async () => {
    carry(new Error('ipc gone'));
    const thrown = await findOrder('RN-7').catch((error: unknown) => error);
    expect((thrown as Broken).sentence.id).toContain('ipc gone');
  });
});

it('another process’s writes touch every topic it names', async () => {
  const { emit } = carry();
  const touched = vi.fn();
  const stop = onTouched(touched);
  await hearChanges();
  emit({ topics: ['stock'] });
  emit({ topics: [] });
  stop();
  expect(touched.mock.calls[0]![0]).toEqual(['stock']);
  expect(touched.mock.calls[1]![0]).toContain('orders');
});
