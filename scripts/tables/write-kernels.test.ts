import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { kernelsFile, kernelsText } from './write-kernels.ts';

it('makes of the kernels’ source what the verifier runs', async () => {
  expect(await readFile(kernelsFile, 'utf8')).toBe(await kernelsText());
});
