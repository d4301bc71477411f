import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { slowTests } from './slow-tests.ts';

it('every test file that the fast check leaves out exists', () => {
  const root = join(import.meta.dirname, '..');
  expect(slowTests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
