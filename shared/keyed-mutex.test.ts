import { expect, it } from 'vitest';
import { createKeyedMutex } from './keyed-mutex.ts';

/** Work that ends on command and records when it began. */
function gate(events: string[], name: string) {
  let end: (error?: Error) => void = () => undefined;
  const work = () =>
    new Promise<string>((resolve, reject) => {
      events.push(`${name} begins`);
      end = (error) => {
        events.push(`${name} ends`);
        if (error) reject(error);
        else resolve(name);
      };
    });
  return { work, end: (error?: Error) => end(error) };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('a keyed mutex runs work of one name in turn, even after a failure, and does not make other names wait', async () => {
  const oneAtATime = createKeyedMutex();
  const events: string[] = [];
  const [one, two, other] = [gate(events, 'one'), gate(events, 'two'), gate(events, 'other')];
  const first = oneAtATime('a', one.work);
  const second = oneAtATime('a', two.work);
  const third = oneAtATime('b', other.work);
  await settle();
  expect(events).toEqual(['one begins', 'other begins']);
  one.end(new Error('broke'));
  await expect(first).rejects.toThrow('broke');
  await settle();
  two.end();
  other.end();
  expect(await Promise.all([second, third])).toEqual(['two', 'other']);
  expect(events).toEqual(['one begins', 'other begins', 'one ends', 'two begins', 'two ends', 'other ends']);
});

it('a keyed mutex is idle once all work given so far, under any name, has ended or failed', async () => {
  const oneAtATime = createKeyedMutex();
  await oneAtATime.whenIdle();
  const gates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()] as const;
  const works = [oneAtATime('a', () => gates[0].promise), oneAtATime('b', () => gates[1].promise)];
  const ended: string[] = [];
  const told = works.map((work, index) =>
    work.then(
      () => ended.push(`${index} well`),
      () => ended.push(`${index} badly`),
    ),
  );
  const idle = oneAtATime.whenIdle().then(() => ended.push('idle'));
  gates[1].reject(new Error('offline'));
  await told[1];
  expect(ended).toEqual(['1 badly']);
  gates[0].resolve('done');
  await Promise.all([...told, idle]);
  expect(ended.toSorted()).toEqual(['0 well', '1 badly', 'idle']);
});
