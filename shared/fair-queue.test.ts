import { describe, expect, it } from 'vitest';
import { createFairQueue, type FairQueue } from './fair-queue.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when told to, named `a1`, `a2`, `b1`: the letter is its key. */
function watched(queue: FairQueue) {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  return {
    begun,
    run: (name: string, signal = new AbortController().signal) =>
      queue(
        name.slice(0, 1),
        () => {
          begun.push(name);
          return new Promise<string>((resolve, reject) => {
            ends.set(name, (error) => (error ? reject(error) : resolve(name)));
          });
        },
        signal,
      ),
    end: async (name: string, error?: Error): Promise<void> => {
      ends.get(name)?.(error);
      await settle();
    },
  };
}

describe('a fair queue', () => {
  it('lets keys take turns, however much one of them has brought', async () => {
    const { begun, run, end } = watched(createFairQueue({ atOnce: 1 }));
    const all = Promise.all(['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'].map((name) => run(name)));
    await settle();
    const order = ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'];
    for (const [index, name] of order.entries()) {
      expect(begun).toEqual(order.slice(0, index + 1));
      await end(name);
    }
    expect(await all).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2']);
  });

  it('runs so many at once, and of one key no more than it may', async () => {
    const { begun, run, end } = watched(createFairQueue({ atOnce: 3, ofOneKey: 2 }));
    const all = Promise.all(['a1', 'a2', 'a3', 'b1', 'c1'].map((name) => run(name)));
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1']);
    await end('c1');
    expect(begun).not.toContain('a3');
    await end('a1');
    expect(begun).toContain('a3');
    await end('a2');
    await end('a3');
    await all;
  });

  it('gives a place on when work fails', async () => {
    const { begun, run, end } = watched(createFairQueue({ atOnce: 1 }));
    const [first, second] = [run('a1'), run('b1')];
    await settle();
    await Promise.all([expect(first).rejects.toThrow('broke'), end('a1', new Error('broke'))]);
    expect(begun).toEqual(['a1', 'b1']);
    await end('b1');
    expect(await second).toBe('b1');
  });

  it('rejects at once what is called off while it waits, and never begins it', async () => {
    const { begun, run, end } = watched(createFairQueue({ atOnce: 1 }));
    const calledOff = new AbortController();
    const [first, second, third] = [run('a1'), run('a2', calledOff.signal), run('a3')];
    await settle();
    calledOff.abort(new Error('called off'));
    await expect(second).rejects.toThrow('called off');
    await expect(run('b1', calledOff.signal)).rejects.toThrow('called off');
    await end('a1');
    expect(begun).toEqual(['a1', 'a3']);
    await end('a3');
    expect(await Promise.all([first, third])).toEqual(['a1', 'a3']);
    // The only one of its key, too, leaves no place taken.
    const last = run('d1');
    await settle();
    await end('d1');
    expect(await last).toBe('d1');
  });
});
