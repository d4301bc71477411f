import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RefusalCode, Resident } from '../../shared/center-api.ts';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import type { Result } from '../../shared/result.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { createPlainKiosk, proofOf, type Begun, type PlainKiosk } from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import type { CardVariant, KeyPairOnCard } from '../../simulator/authorities/test-ca/card-material.ts';
import { sessionTimes } from './session-times.ts';
import { signatureOf } from '../../simulator/authorities/test-ca/card-material.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { time: noon, now: () => clock.time };
let center: SimulatedCenter;
let kiosk: PlainKiosk;

beforeAll(async () => {
  center = await startSimulatedCenter(clock);
  kiosk = createPlainKiosk(center);
});
afterAll(() => center.close());
beforeEach(() => {
  clock.time = noon;
});

async function cardOf(id: string, variant: CardVariant = 'normal'): Promise<KeyPairOnCard> {
  const { userAuthentication } = await center.ca.cardOf(holderOf(id), variant);
  if (!userAuthentication) throw new Error(`the card of ${id} has no certificate`);
  return userAuthentication;
}

async function begin(id: string): Promise<Begun> {
  const begun = await kiosk.begin(holderOf(id).municipality);
  if (!begun.ok) throw new Error(`refused: ${begun.error}`);
  return begun.value;
}

async function login(id: string, variant?: CardVariant): Promise<Result<Resident, RefusalCode>> {
  return kiosk.login(await begin(id), await cardOf(id, variant));
}

type Certificate = Resident['certificates'][number];

function kindsIn({ certificates, unavailable }: Resident): unknown {
  return {
    takes: certificates.map(({ kind }) => kind),
    not: unavailable.map(({ kind, unavailable: reason }) => [kind, reason]),
  };
}

async function good(id: string): Promise<Resident> {
  const answer = await login(id);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

function certificateOf({ certificates }: Resident, kind: Certificate['kind']): Certificate {
  const found = certificates.find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

describe('a good login', () => {
  it('tells what the resident may take, for whom and at what price', async () => {
    const resident = await good('tsukuba-family');
    expect(kindsIn(resident)).toEqual({
      takes: [
        'residenceRecord',
        'sealRegistration',
        'taxAssessment',
        'income',
        'familyRegister',
        'familyRegisterAddresses',
      ],
      not: [],
    });
    const record = certificateOf(resident, 'residenceRecord');
    expect(record).toMatchObject({ price: 150, variants: [], years: [] });
    expect(record.persons.map(({ name, self, foreign }) => [name, self, foreign])).toEqual([
      ['見本　太郎', true, false],
      ['見本　花子', false, false],
      ['見本　一郎', false, false],
      ['見本　桜', false, false],
    ]);
    expect(record.items.map(({ item }) => item)).not.toContain('myNumber');
    expect(certificateOf(resident, 'income')).toMatchObject({ years: [{ year: 2026, unavailable: null }] });
  });

  it('gives each person one reference across all registers', async () => {
    const resident = await good('tsukuba-family');
    const refs = (kind: Certificate['kind']) => certificateOf(resident, kind).persons.map(({ ref }) => ref);
    expect(refs('familyRegister')).toEqual(refs('residenceRecord'));
    expect(refs('sealRegistration')).toEqual(refs('residenceRecord').slice(0, 1));
  });

  it('names the dead of a family register, who are in no household', async () => {
    const resident = await good('tsukuba-single');
    const names = (kind: Certificate['kind']) =>
      certificateOf(resident, kind).persons.map(({ name }) => name);
    expect(names('residenceRecord')).toEqual(['例示　梅子']);
    expect(names('familyRegister')).toEqual(['例示　松夫', '例示　梅子', '例示　杉男']);
  });

  it('gives the reason for what cannot be taken', async () => {
    expect(kindsIn(await good('tsukuba-leaving'))).toEqual({
      takes: ['sealRegistration', 'taxAssessment', 'income'],
      not: [
        ['residenceRecord', 'moveOutFiledInHousehold'],
        ['familyRegister', 'domicileElsewhere'],
        ['familyRegisterAddresses', 'domicileElsewhere'],
      ],
    });
    const { years } = certificateOf(await good('minato-return-recent'), 'taxPayment');
    expect(years).toEqual([
      { year: 2026, unavailable: 'returnTooRecent' },
      { year: 2025, unavailable: null },
      { year: 2024, unavailable: null },
    ]);
  });

  it('draws new references for each session, each used once', async () => {
    const drawn = new Set<string>();
    for (let session = 0; session < 5; session += 1) {
      const refs = certificateOf(await good('arakawa-twelve'), 'residenceRecord').persons.map(
        ({ ref }) => ref,
      );
      expect(new Set(refs).size).toBe(12);
      drawn.add(refs.join());
    }
    expect(drawn.size).toBe(5);
  });

  it('offers My Number and the foreign items where the municipality prints them', async () => {
    const record = certificateOf(await good('minato-mixed'), 'residenceRecord');
    expect(record.items.map(({ item, concerns }) => [item, concerns])).toEqual([
      ['relationship', 'all'],
      ['domicile', 'japanese'],
      ['nationality', 'foreign'],
      ['residenceStatus', 'foreign'],
      ['myNumber', 'all'],
    ]);
    expect(record.persons.map(({ foreign }) => foreign)).toEqual([true, false, false]);
  });
});

describe('a login is refused with', () => {
  it.each([
    ['expired', 'certificateExpired'],
    ['notYetValid', 'certificateNotYetValid'],
    ['foreignIssuer', 'certificateUnknown'],
  ] as const)('a certificate that is %s', async (variant, refusal) => {
    expect(await login('tsukuba-single', variant)).toEqual({ ok: false, error: refusal });
  });

  it('revoked', async () => {
    expect(await login('tomakomai-lost-card')).toEqual({ ok: false, error: 'certificateRevoked' });
  });

  it('the signature certificate, which has the wrong CA and policy', async () => {
    const digitalSignature = signatureOf(await center.ca.cardOf(holderOf('tsukuba-single')));
    expect(await kiosk.login(await begin('tsukuba-single'), digitalSignature)).toEqual({
      ok: false,
      error: 'certificateUnknown',
    });
  });

  it('a CA certificate, and bytes that are no certificate', async () => {
    const [anchor] = center.ca.anchors().userAuthentication;
    if (!anchor) throw new Error('no anchor');
    const { privateKey, authority } = await cardOf('tsukuba-single');
    for (const certificate of [anchor, new Uint8Array([1, 2, 3]), new Uint8Array()])
      expect(
        await kiosk.login(await begin('tsukuba-single'), { privateKey, authority, certificate }),
      ).toEqual({ ok: false, error: 'certificateUnknown' });
  });

  it('a valid certificate that no register knows', async () => {
    const stranger = { ...holderOf('tsukuba-single'), id: 'stranger' };
    const { userAuthentication } = await center.ca.cardOf(stranger);
    if (!userAuthentication) throw new Error('no certificate');
    expect(await kiosk.login(await begin('tsukuba-single'), userAuthentication)).toEqual({
      ok: false,
      error: 'certificateUnknown',
    });
  });
});

describe('the signature of a login', () => {
  it.each([
    ['session', (begun: Begun, other: Begun) => ({ ...begun, session: other.session })],
    ['municipality', (begun: Begun) => ({ ...begun, municipality: holderOf('minato-mixed').municipality })],
    ['nonce', (begun: Begun, other: Begun) => ({ ...begun, kioskNonce: other.kioskNonce })],
    ['challenge', (begun: Begun, other: Begun) => ({ ...begun, challenge: other.challenge })],
  ])('made for another %s is wrong', async (_name, confuse) => {
    const [begun, other] = [await begin('tsukuba-single'), await begin('tsukuba-single')];
    const proof = proofOf(confuse(begun, other), await cardOf('tsukuba-single'));
    expect(await kiosk.send('POST', pathOf(endpoints.login, { session: begun.session }), proof)).toEqual({
      status: 409,
      json: { refused: 'signatureWrong' },
    });
  });

  it('of another card is wrong', async () => {
    const mine = await cardOf('tsukuba-single');
    const { privateKey } = await cardOf('tsukuba-family');
    expect(await kiosk.login(await begin('tsukuba-single'), { ...mine, privateKey })).toEqual({
      ok: false,
      error: 'signatureWrong',
    });
  });

  it('counts once: the same login again, and any login after a wrong one, finds the session ended', async () => {
    const card = await cardOf('tsukuba-single');
    const begun = await begin('tsukuba-single');
    expect((await kiosk.login(begun, card)).ok).toBe(true);
    expect(await kiosk.login(begun, card)).toEqual({ ok: false, error: 'sessionEnded' });

    const spoilt = await begin('tsukuba-single');
    const { privateKey } = await cardOf('tsukuba-family');
    expect((await kiosk.login(spoilt, { ...card, privateKey })).ok).toBe(false);
    expect(await kiosk.login(spoilt, card)).toEqual({ ok: false, error: 'sessionEnded' });
  });

  it('counts for only one of two logins at the same moment', async () => {
    const card = await cardOf('tsukuba-single');
    const begun = await begin('tsukuba-single');
    const answers = await Promise.all([kiosk.login(begun, card), kiosk.login(begun, card)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('must come in time', async () => {
    const card = await cardOf('tsukuba-single');
    const intime = await begin('tsukuba-single');
    clock.time += sessionTimes.challengeMs - 1;
    expect((await kiosk.login(intime, card)).ok).toBe(true);
    const late = await begin('tsukuba-single');
    clock.time += sessionTimes.challengeMs;
    expect(await kiosk.login(late, card)).toEqual({ ok: false, error: 'sessionEnded' });
  });
});

describe('an entry that no form can print', () => {
  const birth = (table: string, id: string, set: string) =>
    center.sql.query(`UPDATE ${table} SET birth_date = '${set}' WHERE id = '${id}'`);

  it('of a dead relative leaves a resident all but the whole register', async () => {
    await birth('family_register_persons', 'family-tsukuba-single-husband', '1810-03-03');
    try {
      const resident = await login('tsukuba-single');
      const register = resident.ok
        ? resident.value.certificates.find(({ kind }) => kind === 'familyRegister')
        : undefined;
      expect(register?.variants.map(({ unavailable }) => unavailable)).toEqual(['unsuitableEntry', null]);
      expect(register?.persons.map(({ name }) => name)).toEqual(['例示　梅子', '例示　杉男']);
    } finally {
      await birth('family_register_persons', 'family-tsukuba-single-husband', '1934-01-05');
    }
  });

  it('of the holder is an answer, and not a fault of the center', async () => {
    await birth('residents', 'tsukuba-single', '1810-03-03');
    try {
      expect(await login('tsukuba-single')).toEqual({ ok: false, error: 'notAvailable' });
    } finally {
      await birth('residents', 'tsukuba-single', '1938-02-28');
    }
  });
});

describe('residents who get nothing', () => {
  it.each([
    ['minato-moved-out', 'movedOut'],
    ['minato-leaving', 'movedOut'],
    ['meguro-leaving-wife', 'moveOutFiledInHousehold'],
    ['meguro-fourteen', 'tooYoung'],
    ['meguro-age-unknown', 'ageNotKnown'],
    ['meguro-handed-over', 'tooSoonAfterIssue'],
    ['arakawa-renewed', 'tooSoonAfterIssue'],
    ['meguro-restricted', 'notAvailable'],
  ])('%s: %s', async (id, refusal) => {
    expect(await login(id)).toEqual({ ok: false, error: refusal });
  });

  it('a resident of another municipality', async () => {
    const begun = await begin('minato-mixed');
    expect(await kiosk.login(begun, await cardOf('tsukuba-family'))).toEqual({
      ok: false,
      error: 'notResidentHere',
    });
  });

  it('anybody whose issuer does not answer, and nothing of the registers is told', async () => {
    center.responder.setFault('badSignature');
    try {
      expect(await login('meguro-restricted')).toEqual({ ok: false, error: 'revocationUnknown' });
    } finally {
      center.responder.setFault(null);
    }
  });

  it('anybody out of hours, even when the hours end between session and card', async () => {
    clock.time = Date.parse('2026-11-20T22:59:59+09:00');
    const begun = await begin('tsukuba-single');
    clock.time += 1000;
    expect(await kiosk.login(begun, await cardOf('tsukuba-single'))).toEqual({
      ok: false,
      error: 'outOfHours',
    });
    expect(await kiosk.begin(holderOf('tsukuba-single').municipality)).toEqual({
      ok: false,
      error: 'outOfHours',
    });
    clock.time = Date.parse('2026-12-29T12:00:00+09:00');
    expect(await kiosk.begin(holderOf('tsukuba-single').municipality)).toEqual({
      ok: false,
      error: 'serviceClosed',
    });
  });
});

it('logins log no fault of the center', () => {
  expect(center.faults).toEqual([]);
});
