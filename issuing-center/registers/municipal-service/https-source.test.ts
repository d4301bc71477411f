import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCenterServices, type CenterServices } from '../../../testing/center/center-services.ts';
import { wholeLine } from '../../../testing/center/whole-line.ts';
import {
  openMunicipalRegisters,
  type MunicipalRegisters,
} from '../../../testing/center/municipal-registers.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { nonceSchema } from '../../../shared/ids.ts';
import { err } from '../../../shared/result.ts';
import type { ServiceFault } from '../../../simulator/residents/municipal-service.ts';
import { createMunicipalService, serviceLimits, type SourceFault } from './https-source.ts';
import { openImage, type EmbeddedSql } from '../../store/embedded.ts';
import { registerSources } from '../register-source.ts';

/* A municipality's service that is slow, down, answers nonsense, twice, or about somebody else: nothing is issued. */

const clock = { now: () => Date.parse('2026-11-20T12:00:00+09:00') };
const municipality = codes.tsukuba;
const timers = createManualTimers();
let services: CenterServices;
/** The service keeps its registers in a database of its own. */
let theirs: EmbeddedSql;
let registers: MunicipalRegisters;
beforeAll(async () => {
  services = await openCenterServices(clock, ['tsukuba-family']);
  theirs = await openImage(await services.sql.image());
  registers = await openMunicipalRegisters(theirs, municipality, timers);
});
afterAll(async () => {
  await registers.close();
  await theirs.close();
  await services.close();
});
afterEach(() => {
  registers.service.fault = null;
  registers.faults.length = 0;
});

const sources = () => registerSources(new Map([[municipality, registers.source]]));
const sessions = () => services.sessionService({ registers: sources() });
const orders = () => services.orderService({ registers: sources() });

function lineOf(answer: Awaited<ReturnType<CenterServices['login']>>['answer']) {
  const found = answer.ok
    ? answer.value.certificates.find(({ kind }) => kind === 'residenceRecord')
    : undefined;
  if (!found) throw new Error('no residence record');
  return wholeLine(found);
}

/** Each question that comes while the service is silent waits until its time is over. */
async function whenSilent<T>(asking: Promise<T>, fault: ServiceFault): Promise<T> {
  if (fault !== 'silent') return asking;
  await registers.service.asked();
  timers.advance(serviceLimits.deadlineMs);
  return asking;
}

async function forgetAsked(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await registers.service.asked();
}

const faults: readonly (readonly [ServiceFault, SourceFault])[] = [
  ['silent', 'late'],
  ['hangsUp', 'unreachable'],
  ['busy', 'http'],
  ['page', 'contentType'],
  ['noJson', 'form'],
  ['noFacts', 'form'],
  ['endless', 'tooLarge'],
  ['twice', 'form'],
  ['twiceOnTheLine', 'form'],
  ['earlierAnswer', 'anotherRequest'],
  ['anotherCertificate', 'anotherPerson'],
  ['anotherHolder', 'anotherPerson'],
  ['anotherSeal', 'anotherPerson'],
  ['anotherTown', 'anotherPerson'],
];

describe("a municipality's own registers", () => {
  it('are asked at the login, before an order and within its transaction, and a certificate is issued', async () => {
    const { session, answer } = await services.login('tsukuba-family', municipality, sessions());
    expect(answer.ok).toBe(true);
    const order = await services.order(session, [lineOf(answer)], orders());
    expect(order.ok && order.value.documents.length).toBe(1);
    const asked = [
      await registers.service.asked(),
      await registers.service.asked(),
      await registers.service.asked(),
    ];
    expect(asked.map(({ purpose }) => purpose)).toEqual(['show', 'show', 'issue']);
    expect(new Set(asked.map(({ request }) => request)).size).toBe(3);
    expect(registers.faults).toEqual([]);
  });

  it.each(faults)('that are %s let nobody in, and the log says %s', async (fault, why) => {
    registers.service.fault = fault;
    const login = services.login('tsukuba-family', municipality, sessions());
    const { answer } = await whenSilent(login, fault);
    expect(answer).toEqual(err({ refused: 'registerUnreachable' }));
    expect(registers.faults).toEqual([why]);
    if (fault !== 'silent') await forgetAsked(1);
  });

  it.each(faults)('that are %s when a certificate is to be issued issue nothing', async (fault, why) => {
    const { session, answer } = await services.login('tsukuba-family', municipality, sessions());
    await forgetAsked(1);
    const before = await services.sql.query('SELECT count(*) AS n FROM orders');
    // Sound until the pages are made.
    const source = {
      ...registers.source,
      facts: async (...[queries, key, asked, hold]: Parameters<typeof registers.source.facts>) => {
        registers.service.fault = hold ? fault : null;
        return registers.source.facts(queries, key, asked, hold);
      },
    };
    const service = services.orderService({ registers: registerSources(new Map([[municipality, source]])) });
    const ordering = services.order(session, [lineOf(answer)], service);
    await forgetAsked(1);
    expect(await whenSilent(ordering, fault)).toEqual(err({ refused: 'registerUnreachable' }));
    expect(registers.faults).toEqual([why]);
    if (fault !== 'silent') await forgetAsked(1);
    expect(await services.sql.query('SELECT count(*) AS n FROM orders')).toEqual(before);
  });

  it('that say something else at the issue issue nothing', async () => {
    const { session, answer } = await services.login('tsukuba-family', municipality, sessions());
    const spoilt = {
      ...registers.source,
      facts: async (...[queries, key, asked, hold]: Parameters<typeof registers.source.facts>) => {
        if (hold)
          await theirs.query("UPDATE residents SET name = '見本　変更' WHERE id = 'tsukuba-family-son'");
        return registers.source.facts(queries, key, asked, hold);
      },
    };
    const service = services.orderService({ registers: registerSources(new Map([[municipality, spoilt]])) });
    expect(await services.order(session, [lineOf(answer)], service)).toEqual(
      err({ refused: 'notAvailable' }),
    );
  });

  it('take no enrolment at kiosks', async () => {
    const kioskNonce = nonceSchema.parse('ab'.repeat(16));
    const begun = await services
      .sessionService({ registers: () => ({ ...registers.source }) })
      .begin({ kiosk: 'KIOSK-1', service: 'enrolment', municipality: codes.tomakomai, kioskNonce });
    expect(begun).toEqual(err({ refused: 'enrolmentRefused' }));
  });

  it.each(['ca', 'credentials'] as const)('are nobody else’s: another authority in %s', async (what) => {
    const facts = await registers
      .stranger(what)
      .facts(services.sql, { issuerKeyId: '00', serial: '00' }, municipality, false);
    expect(facts).toEqual(err('registerUnreachable'));
    expect(registers.faults).toEqual(['unreachable']);
  });

  it('are unreachable where nothing listens', async () => {
    const why: SourceFault[] = [];
    const nowhere = createMunicipalService({
      ...{ municipality, url: 'https://127.0.0.1:1/facts', ca: '', certificate: '', key: '', timers },
      onFault: (fault) => why.push(fault),
    });
    expect(
      await nowhere.facts(services.sql, { issuerKeyId: '00', serial: '00' }, municipality, false),
    ).toEqual(err('registerUnreachable'));
    expect(why).toEqual(['unreachable']);
  });
});
