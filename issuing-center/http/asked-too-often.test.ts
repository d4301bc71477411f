import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlainKiosk, newRequestId, type PlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import { sessionIdSchema } from '../../shared/ids.ts';
import { systemTimers } from '../../shared/timers.ts';
import { standardLimits } from '../limits/limits.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const elapsed = { ms: 0 };
let center: SimulatedCenter;
beforeAll(async () => {
  const timers = { ...systemTimers, elapsed: () => elapsed.ms };
  const limits = { ...standardLimits, questions: { burst: 20, perMinute: 10 } };
  center = await startSimulatedCenter({ now: () => noon }, undefined, { timers, limits });
});
afterAll(() => center.close());

type Answered = 'answered' | 'tooOften';

/** Asks so many times, one after the other. @returns how many were answered, with whatever */
async function answered(times: number, ask: () => ReturnType<PlainKiosk['send']>): Promise<number> {
  const words: Answered[] = [];
  for (let time = 0; time < times; time += 1) {
    const { status, json } = await ask();
    expect([200, 409]).toContain(status);
    words.push(JSON.stringify(json) === '{"refused":"tooOften"}' ? 'tooOften' : 'answered');
  }
  return words.filter((word) => word === 'answered').length;
}

const session = sessionIdSchema.parse(newRequestId());
const base64 = Buffer.alloc(16).toString('base64');
const enrolment = {
  ...{ requestId: newRequestId(), certificate: base64, signature: base64 },
  ...{ place: '見本町 1-1', headOfRegister: null, telephone: '09000000000' },
};
const proofs = (kiosk: PlainKiosk) => [
  () => kiosk.send('POST', pathOf(endpoints.enrol, { session }), enrolment),
  () =>
    kiosk.send('POST', pathOf(endpoints.permit, { session }), { cardChallenge: base64, certificate: base64 }),
];

it('certificates that a kiosk has examined, for an enrolment or a permit, are counted together', async () => {
  const kiosk = createPlainKiosk(center, 'EAGER-1');
  const [enrol, permit] = proofs(kiosk);
  if (!enrol || !permit) throw new Error('two kinds of proofs');
  expect(await answered(25, enrol)).toBe(25);
  expect(await answered(25, permit)).toBe(5);
  expect(await answered(5, enrol)).toBe(0);
  const other = createPlainKiosk(center, 'EAGER-2');
  for (const ask of proofs(other)) expect(await answered(1, ask)).toBe(1);
  elapsed.ms += 60_000;
  expect(await answered(30, permit)).toBe(20);
});

it('what a kiosk asks by itself is counted together, and its journal raises no more alarms than that', async () => {
  const kiosk = createPlainKiosk(center, 'EAGER-3');
  const head = { journal: 'a'.repeat(32), seq: 1, hash: 'b'.repeat(64) };
  const behind = { head: null, after: null, missing: head };
  const before = center.faults.length;
  expect(await answered(15, () => kiosk.send('POST', endpoints.journalHead.path, behind))).toBe(15);
  expect(
    await answered(15, () => kiosk.send('GET', pathOf(endpoints.offers, { municipalities: 'none' }))),
  ).toBe(5);
  const rules = pathOf(endpoints.municipalityRules, { municipality: '13103', number: '1' });
  expect(await answered(5, () => kiosk.send('GET', rules))).toBe(0);
  expect(await answered(50, () => kiosk.send('POST', endpoints.journalHead.path, behind))).toBe(0);
  expect(center.faults.length - before).toBe(15);
});
