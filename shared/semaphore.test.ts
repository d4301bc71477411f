import { expect, it } from 'vitest';
import { createSemaphore } from './semaphore.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('a semaphore runs two at once and the rest in order; a failure frees its place, and cancelled work never begins', async () => {
  const gate = createSemaphore(2);
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const calledOff = new AbortController();
  const run = (name: string, signal = new AbortController().signal) =>
    gate(() => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends.set(name, (error) => (error ? reject(error) : resolve(name)));
      });
    }, signal);
  const [one, two, three, four, five] = [
    run('one'),
    run('two'),
    run('three'),
    run('four', calledOff.signal),
    run('five'),
  ];
  await settle();
  expect(begun).toEqual(['one', 'two']);
  calledOff.abort(new Error('called off'));
  ends.get('two')?.(new Error('broke'));
  await expect(two).rejects.toThrow('broke');
  await settle();
  expect(begun).toEqual(['one', 'two', 'three']);
  ends.get('one')?.();
  await expect(four).rejects.toThrow('called off');
  await settle();
  expect(begun).toEqual(['one', 'two', 'three', 'five']);
  const six = run('six');
  await settle();
  expect(begun).not.toContain('six');
  ends.get('three')?.();
  await settle();
  ends.get('five')?.();
  ends.get('six')?.();
  expect(await Promise.all([one, three, five, six])).toEqual(['one', 'three', 'five', 'six']);
});
