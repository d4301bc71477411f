import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { slowTests } from './slow-tests.ts';

it('names tests that are there, each once', async () => {
  for (const file of slowTests)
    await expect(access(join(import.meta.dirname, '..', file)), file).resolves.toBeUndefined();
  expect(new Set(slowTests).size).toBe(slowTests.length);
});
