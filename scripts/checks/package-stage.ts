import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root, type Stage } from './run-stages.ts';

const json = join(root, 'out', 'test', 'packages.json');
const counts = z.object({ passed: z.int(), failed: z.int() });

/** The life of the Debian packages in a root of their own. Not among the stages of every check: it takes minutes, and fetches a Debian. */
export const packages: Stage = {
  name: 'packages',
  command: [process.execPath, 'scripts/commands/package.ts', '--try', '--json', json],
  count: async () => counts.parse(JSON.parse(await readFile(json, 'utf8'))),
};
