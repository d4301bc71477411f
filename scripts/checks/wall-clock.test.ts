import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesOfRooms } from './product-files.ts';

/** Who may read the wall clock itself. Everybody else is given a clock for what is written down, and timers for what lasts. */
const readers = [
  'shared/dates.ts',
  // One reading, from which the time that is left is counted by the page's own timer.
  'renderer/components/use-time-left.ts',
  // Compares the age of a file with what the file system says.
  'renderer/build.ts',
];

it('nobody in the product measures a duration by the wall clock', () => {
  const root = join(import.meta.dirname, '..', '..');
  const found = filesOfRooms(root).filter(
    (file) =>
      /\.[mc]?tsx?$/.test(file) && /\bDate\.now\b|new Date\(\)/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(found.toSorted()).toEqual(readers.toSorted());
});
