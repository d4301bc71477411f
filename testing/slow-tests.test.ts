import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { slowTests } from './slow-tests.ts';

it('every test that is left out of the fast check is there', () => {
  const root = join(import.meta.dirname, '..');
  expect(slowTests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
