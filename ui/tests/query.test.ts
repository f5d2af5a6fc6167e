import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { Broken, touch } from '../src/bridge';
import { usePages, useQuery } from '../src/query.svelte';
import { settle } from './helpers';
import { inComponent } from './inComponent.svelte';

describe('a query', () => {
  it('asks again when a write touched one of its topics, and only then', async () => {
    const load = vi.fn(async () => 'x');
    const stop = inComponent(() => void useQuery(['stock', 'orders'], load));
    await settle();
    expect(load).toHaveBeenCalledTimes(1);
    touch(['log']);
    flushSync();
    expect(load).toHaveBeenCalledTimes(1);
    touch(['orders']);
    flushSync();
    expect(load).toHaveBeenCalledTimes(2);
    stop();
    touch(['orders']);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('keeps what it has until the answer is there, and drops answers that come too late', async () => {
    const answers: ((text: string) => void)[] = [];
    const load = () => new Promise<string>((done) => answers.push(done));
    let query!: ReturnType<typeof useQuery<string>>;
    const stop = inComponent(() => (query = useQuery(['orders'], load)));
    answers[0]!('first');
    await settle();
    touch(['orders']);
    flushSync();
    expect(query.data).toBe('first');
    expect(query.loading).toBe(true);
    touch(['orders']);
    flushSync();
    answers[2]!('third');
    await settle();
    answers[1]!('second');
    await settle();
    expect(query.data).toBe('third');
    expect(query.loading).toBe(false);
    stop();
  });

  it('says why it failed and is well again afterwards', async () => {
    let fails = true;
    const load = async () => {
      if (fails) throw new Broken({ id: 'Rusak', en: 'Broken' });
      return 1;
    };
    let query!: ReturnType<typeof useQuery<number>>;
    const stop = inComponent(() => (query = useQuery(['orders'], load)));
    await settle();
    expect(query.failure).toBeInstanceOf(Broken);
    fails = false;
    query.reload();
    await settle();
    expect(query.failure).toBeNull();
    expect(query.data).toBe(1);
    stop();
  });

  it('puts an answer in place that a write brought back', async () => {
    let query!: ReturnType<typeof useQuery<string>>;
    const stop = inComponent(() => (query = useQuery(['orders'], async () => 'read')));
    await settle();
    query.set('written');
    expect(query.data).toBe('written');
    stop();
  });
});

describe('a paged list', () => {
  const all = Array.from({ length: 25 }, (_, n) => n);
  const load = vi.fn(async (after: string | null, limit: number) => {
    const from = after === null ? 0 : Number(after);
    return { rows: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null };
  });

  it('goes on by key and keeps its place after a write', async () => {
    let pages!: ReturnType<typeof usePages<{ rows: number[]; next: string | null }>>;
    const stop = inComponent(() => (pages = usePages(['orders'], 10, load)));
    await settle();
    expect(pages.rows).toHaveLength(10);
    await pages.loadMore();
    expect(pages.rows).toEqual(all.slice(0, 20));
    expect(load).toHaveBeenLastCalledWith('10', 10);
    touch(['orders']);
    await settle();
    expect(pages.rows).toEqual(all.slice(0, 20));
    await pages.loadAll(1_000);
    expect(pages.rows).toEqual(all);
    expect(pages.more).toBe(false);
    stop();
  });
});
