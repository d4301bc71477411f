import { expect, it } from 'vitest';
import { newPersonRefs } from './random.ts';

it.each([1, 99, 100, 400, 4_999])('%i persons of one household have different references', (count) => {
  expect(new Set(newPersonRefs(count)).size).toBe(count);
});
