import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openMunicipalRegisters,
  type MunicipalRegisters,
} from '../../../testing/center/municipal-registers.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { openCenterServices, type CenterServices } from '../../../testing/center/center-services.ts';
import { holderOf } from '../../../simulator/residents/holders.ts';
import { runSteps, type StepResult } from '../../../shared/conformance/run-steps.ts';
import { systemTimers } from '../../../shared/timers.ts';
import { validateCertificate, readAnchors } from '../../pki/certificate.ts';
import { ok } from '../../../shared/result.ts';
import type { Facts } from '../facts.ts';
import { ownTables, type RegisterSource } from '../register-source.ts';
import { openImage, type EmbeddedSql } from '../../store/embedded.ts';
import type { Queries } from '../../store/sql.ts';
import { setRevoked, type CertificateKey } from '../user-certificates.ts';
import { openRegisterSuite } from './open-register-suite.ts';
import { registerSteps } from './register-steps.ts';

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const municipality = codes.tsukuba;
let services: CenterServices;
let known: CertificateKey;
let theirs: EmbeddedSql;
let other: MunicipalRegisters;
beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-family']);
  const { ca } = services;
  const { userAuthentication } = await ca.cardOf(holderOf('tsukuba-family'));
  const anchors = readAnchors(ca.anchors().userAuthentication);
  const valid = validateCertificate(
    userAuthentication?.certificate ?? new Uint8Array(),
    anchors,
    clock.now(),
  );
  if (!valid.ok) throw new Error(valid.error);
  known = { issuerKeyId: valid.value.issuerKeyId, serial: valid.value.serial };
  theirs = await openImage(await services.sql.image());
  other = await openMunicipalRegisters(theirs, municipality, systemTimers);
});
afterAll(async () => {
  await other.close();
  await theirs.close();
  await services.close();
});

function run(source: RegisterSource, window: Queries = services.sql): Promise<readonly StepResult[]> {
  const { sql } = services;
  const hands = { known, revoke: (revoked: boolean) => setRevoked(window, known, revoked) };
  return runSteps(openRegisterSuite(source, municipality, hands, sql).steps, {
    ...{ timers: systemTimers, hands: true, money: false },
    onBegin: () => undefined,
    onEnd: () => undefined,
  });
}

describe('what every source of registers has to keep', () => {
  it.each([
    ['our own tables', () => [ownTables, services.sql] as const],
    ['a service of the municipality', () => [other.source, theirs] as const],
  ])('is kept by %s', async (_name, opened) => {
    expect(await run(...opened())).toEqual(registerSteps.map(() => ({ outcome: 'passed' })));
    expect(other.faults).toEqual([]);
  });

  it('is kept by both alike: they say the same of the same person', async () => {
    const [tables, service] = await Promise.all(
      [ownTables, other.source].map((source) => source.facts(services.sql, known, municipality, false)),
    );
    expect(tables?.ok).toBe(true);
    expect(service).toEqual(tables);
  });

  it.each<[string, (facts: Facts, count: number) => Facts, string]>([
    [
      'the facts of another certificate',
      (facts) => ({ ...facts, key: { ...facts.key, serial: '99' } }),
      "a card's holder",
    ],
    [
      'another holder',
      (facts) => ({
        ...facts,
        household: { ...facts.household, holder: { ...facts.household.holder, id: 'x' } },
      }),
      "a card's holder",
    ],
    [
      "somebody else's seal",
      (facts) => ({ ...facts, seals: facts.seals.map((seal) => ({ ...seal, resident: 'x' })) }),
      'entries of the municipality',
    ],
    [
      'another order each time',
      (facts, count) => ({ ...facts, taxes: count % 2 === 0 ? facts.taxes : facts.taxes.toReversed() }),
      'the same question twice',
    ],
    [
      'what was so when it was first asked',
      (facts) => ({ ...facts, certificate: { ...facts.certificate, revoked: false } }),
      'a card that is stopped at the window',
    ],
  ])('is not kept by one that says %s', async (_name, spoilt, failing) => {
    let count = 0;
    const results = await run({
      ...ownTables,
      async facts(...asked) {
        const facts = await ownTables.facts(...asked);
        count += 1;
        return facts.ok ? ok(spoilt(facts.value, count)) : facts;
      },
    });
    const failed = registerSteps.filter((_, index) => results[index]?.outcome === 'failed');
    expect(failed.map(({ name }) => name)).toContain(failing);
  });
});
