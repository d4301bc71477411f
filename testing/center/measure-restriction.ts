import { parseArgs } from 'node:util';
import { holderOf } from '../../simulator/residents/holders.ts';
import type { KeyPairOnCard } from '../../simulator/authorities/test-ca/card-material.ts';
import { createPlainKiosk, type PlainKiosk } from './plain-kiosk.ts';
import { comparedTimes } from './compared-times.ts';
import { startSimulatedCenter } from './simulated-center.ts';

/*
 * Whether the time of a refused login tells a restriction from what others are refused with in the same words:
 * `node testing/center/measure-restriction.ts --tries 1000`. Prints the AUC (0.5: it tells nothing) of one holder against the
 * other, and of each against itself, which shows how much of it is the machine's noise.
 */

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const pair = ['meguro-restricted', 'meguro-changing'] as const;

async function refusedIn(kiosk: PlainKiosk, id: string, card: KeyPairOnCard): Promise<number> {
  const begun = await kiosk.begin(holderOf(id).municipality);
  if (!begun.ok) throw new Error(begun.error);
  const from = performance.now();
  const answer = await kiosk.login(begun.value, card);
  const ms = performance.now() - from;
  if (answer.ok || answer.error !== 'notAvailable') throw new Error(`${id} was answered with something else`);
  await kiosk.end(begun.value.session);
  return ms;
}

async function measure(tries: number): Promise<void> {
  const center = await startSimulatedCenter(clock);
  try {
    const kiosk = createPlainKiosk(center);
    const cards = new Map<string, KeyPairOnCard>();
    for (const id of pair) {
      const { userAuthentication } = await center.ca.cardOf(holderOf(id));
      if (!userAuthentication) throw new Error(`the card of ${id} has no certificate`);
      cards.set(id, userAuthentication);
    }
    const times = new Map<string, number[]>(pair.map((id) => [id, []]));
    for (let number = -20; number < tries; number += 1) {
      // Now one first, now the other, so that whatever the machine does meets both.
      for (const id of number % 2 === 0 ? pair : pair.toReversed()) {
        const card = cards.get(id);
        if (card === undefined) throw new Error('no card');
        const ms = await refusedIn(kiosk, id, card);
        if (number >= 0) times.get(id)?.push(ms);
      }
    }
    const [restricted = [], changing = []] = pair.map((id) => times.get(id) ?? []);
    process.stdout.write(comparedTimes(restricted, changing));
  } finally {
    await center.close();
  }
}

const { values } = parseArgs({ options: { tries: { type: 'string', default: '1000' } } });
const tries = Number(values.tries);
if (!Number.isInteger(tries) || tries < 2) throw new TypeError('--tries: expected a number from 2');
await measure(tries);
