import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded, type EmbeddedSql } from '../../../issuing-center/store/embedded.ts';
import { createEventLog } from '../../../logging/event-log.ts';
import { instantInJapan, isoDate } from '../../../shared/dates.ts';
import { nonceSchema } from '../../../shared/ids.ts';
import { stepOrders } from '../../../state-machines/session/steps.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { openSimulatedSite } from './simulated-site.ts';

const clock = { now: () => instantInJapan(isoDate('2026-11-20'), '10:00:00') };
let folder: string;
let registers: EmbeddedSql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-center-back-'));
  registers = await openEmbedded();
});
afterAll(async () => {
  await registers.close();
  await rm(folder, { recursive: true });
});

/** A start of the kiosk and its center. @returns whether Tsukuba was offered, with its number, and what the log complains of */
async function start(meanwhile: 'session' | null = null): Promise<unknown> {
  const told: string[] = [];
  const simulated = await openSimulatedSite({
    ...{ state: join(folder, 'state'), paper: join(folder, 'paper'), clock, language: 'ja' },
    steps: stepOrders['municipality-first'],
    log: createEventLog({
      clock,
      destinations: [
        {
          level: 'error',
          write: (line) =>
            void told.push(
              ...(/(municipalityRulesNotBelieved|keptRulesLost).*?"why":"\w+"/.exec(line)?.slice(0, 1) ?? []),
            ),
        },
      ],
    }),
    registers: { ...registers, close: () => Promise.resolve() },
  });
  const { center, journal } = simulated.site.ports;
  try {
    if (meanwhile === 'session') {
      expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
      const kioskNonce = nonceSchema.parse('ab'.repeat(16));
      const begun = await center.beginSession({
        service: 'certificates',
        municipality: codes.tsukuba,
        kioskNonce,
      });
      expect(begun.ok).toBe(true);
    }
    const answer = await center.offersOf(codes.tsukuba);
    const tsukuba = (answer.ok ? answer.value : null)?.offer;
    return { offered: tsukuba !== undefined, number: tsukuba?.rules ?? null, told };
  } finally {
    await simulated.close();
  }
}

it('a kiosk that has believed a municipality’s rules does not believe a center that knows of none, after a start either', async () => {
  expect(await start('session')).toEqual({ offered: true, number: 1, told: [] });
  expect(await start()).toEqual({ offered: true, number: 1, told: [] });
  // The center was put back to a time before.
  await registers.query('DELETE FROM municipality_rules');
  expect(await start()).toMatchObject({
    offered: false,
    told: [expect.stringContaining('"why":"unsigned"')],
  });
});
