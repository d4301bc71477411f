import { describe, expect, it } from 'vitest';
import { createMutex } from './mutex.ts';

describe('a mutex', () => {
  it('begins each piece of work when the one before it has ended, in the order they came', async () => {
    const oneAtATime = createMutex();
    const heard: string[] = [];
    const gates = ['a', 'b', 'c'].map((name) => ({ name, open: Promise.withResolvers<string>() }));
    const all = gates.map(({ name, open }) =>
      oneAtATime(async () => {
        heard.push(`${name} begins`);
        const value = await open.promise;
        heard.push(`${name} ends`);
        return value;
      }),
    );
    for (const { name, open } of gates.toReversed()) open.resolve(name);
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
    expect(heard).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('reports a failure to whoever gave the work, and goes on with the next', async () => {
    const oneAtATime = createMutex();
    const broken = oneAtATime(() => Promise.reject(new Error('jammed')));
    const next = oneAtATime(() => Promise.resolve('goes on'));
    await expect(broken).rejects.toThrow('jammed');
    expect(await next).toBe('goes on');
  });

  it('is idle once all work given so far has ended or failed', async () => {
    const oneAtATime = createMutex();
    await oneAtATime.whenIdle();
    const gate = Promise.withResolvers<undefined>();
    const broken = oneAtATime(() => gate.promise);
    const heard: string[] = [];
    const idle = oneAtATime.whenIdle().then(() => heard.push('idle'));
    const told = broken.catch(() => heard.push('broken'));
    gate.reject(new Error('jammed'));
    await Promise.all([idle, told]);
    expect(heard.toSorted()).toEqual(['broken', 'idle']);
  });
});
