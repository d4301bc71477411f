import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { comparedTimes } from './compared-times.ts';
import { openKioskForRefusals } from './refused-visit.ts';

/*
 * Whether the time from the OK after the PIN to the words on the screen tells a restriction from an entry that is being changed:
 * `node testing/center/measure-restriction-in-window.ts --tries 100`. A whole kiosk with card, machines and center, but for the
 * page, which draws the same screens the same way.
 */

const pair = ['meguro-restricted', 'meguro-changing'] as const;

async function measure(tries: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'komado-refusals-'));
  const kiosk = await openKioskForRefusals(folder);
  try {
    const times = new Map<string, number[]>(pair.map((id) => [id, []]));
    for (let number = -5; number < tries; number += 1) {
      // Now one first, now the other, so that whatever the machine does meets both.
      for (const id of number % 2 === 0 ? pair : pair.toReversed()) {
        const { cause, ms } = await kiosk.visit(id);
        if (cause !== 'notAvailable') throw new Error(`${id} was shown something else`);
        if (number >= 0) times.get(id)?.push(ms);
      }
    }
    const [restricted = [], changing = []] = pair.map((id) => times.get(id) ?? []);
    process.stdout.write(comparedTimes(restricted, changing));
  } finally {
    await kiosk.close();
    await rm(folder, { recursive: true });
  }
}

const { values } = parseArgs({ options: { tries: { type: 'string', default: '100' } } });
const tries = Number(values.tries);
if (!Number.isInteger(tries) || tries < 2) throw new TypeError('--tries: expected a number from 2');
await measure(tries);
