import { expect, it } from 'vitest';
import { runParts } from './run-parts.ts';

it('runParts keeps the other results when a part fails, and says why it failed', async () => {
  const said: string[] = [];
  const parts = {
    first: () => Promise.resolve(1),
    second: (): Promise<string> => Promise.reject(new Error('socat is not installed')),
    third: () => Promise.resolve([3]),
  };
  const { done, errors } = await runParts(parts, (line) => said.push(line), new AbortController().signal);
  expect(done).toEqual({ first: 1, third: [3] });
  expect(errors).toEqual({ second: 'socat is not installed' });
  expect(said).toContain('second: socat is not installed');
});

it('runParts begins nothing more after it was told to end', async () => {
  const told = new AbortController();
  const parts = {
    first: () => {
      told.abort();
      return Promise.resolve('whole');
    },
    second: () => Promise.resolve('never'),
  };
  const { done, errors } = await runParts(parts, () => undefined, told.signal);
  expect(done).toEqual({ first: 'whole' });
  expect(errors).toEqual({ second: 'was not begun' });
});
