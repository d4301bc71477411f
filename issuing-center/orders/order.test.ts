import { releaseKiosk } from '../store/distrusted-kiosks.ts';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  bindingSchema,
  previewText,
  type AvailableCertificate,
  type Order,
  type OrderLine,
  type Person,
} from '../../shared/center-api.ts';
import { fiscalYearSchema, type CertificateKind, type ItemId } from '../../shared/certificates.ts';
import { endpoints, pathOf } from '../../shared/endpoints.ts';
import { personRefSchema, type SessionId } from '../../shared/ids.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { registerHouseholds } from '../../simulator/residents/residents.ts';
import {
  createPlainKiosk,
  newRequestId,
  type Begun,
  type PlainKiosk,
} from '../../testing/center/plain-kiosk.ts';
import { startSimulatedCenter, type SimulatedCenter } from '../../testing/center/simulated-center.ts';
import { textOfSheet } from '../../testing/center/text-of-sheet.ts';
import { sessionTimes } from '../sessions/session-times.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const clock = { time: noon, now: () => clock.time };
let center: SimulatedCenter;
let kiosk: PlainKiosk;

beforeAll(async () => {
  center = await startSimulatedCenter(clock);
  kiosk = createPlainKiosk(center);
});
afterAll(async () => {
  await center.close();
});
beforeEach(() => {
  clock.time = noon;
});

interface LoggedIn {
  readonly begun: Begun;
  readonly session: SessionId;
  /** The persons that the residence record can name. */
  readonly persons: readonly Person[];
  readonly certificate: Uint8Array;
  readonly offered: (kind: CertificateKind) => AvailableCertificate;
}

async function login(id: string): Promise<LoggedIn> {
  const holder = holderOf(id);
  const { userAuthentication } = await center.ca.cardOf(holder);
  const begun = await kiosk.begin(holder.municipality);
  if (!begun.ok || !userAuthentication) throw new Error('no session');
  const answer = await kiosk.login(begun.value, userAuthentication);
  if (!answer.ok) throw new Error(answer.error);
  const offered = (kind: CertificateKind) => {
    const found = answer.value.certificates.find((one) => one.kind === kind);
    if (!found) throw new Error(`no ${kind} for ${id}`);
    return found;
  };
  return {
    begun: begun.value,
    session: begun.value.session,
    persons: offered('residenceRecord').persons,
    certificate: userAuthentication.certificate,
    offered,
  };
}

function line(persons: readonly Person[], shown: readonly ItemId[] = [], copies = 1): OrderLine {
  return {
    kind: 'residenceRecord',
    variant: null,
    year: null,
    persons: persons.map(({ ref }) => ref),
    shown: [...shown],
    copies,
  };
}

async function ordered(session: SessionId, lines: readonly OrderLine[]): Promise<Order> {
  const order = await kiosk.order(session, lines);
  if (!order.ok) throw new Error(order.error);
  return order.value;
}

async function textsOf(sheets: readonly string[]): Promise<string[]> {
  return Promise.all(sheets.map((sheet) => textOfSheet(Buffer.from(sheet, 'base64'))));
}

async function statesOf(order: Order): Promise<unknown[]> {
  const rows = await center.sql.query(
    'SELECT state FROM documents WHERE transaction_id = $1 ORDER BY number',
    [order.transaction],
  );
  return rows.map(({ state }) => state);
}

describe('one person', () => {
  it('gets one document of one sheet with their name, and nothing of the others or of hidden items', async () => {
    const { session, persons } = await login('tsukuba-family');
    const order = await ordered(session, [line(persons.filter(({ self }) => self))]);
    expect(order.documents.map(({ kind, price, sheets }) => [kind, price, sheets.length])).toEqual([
      ['residenceRecord', 150, 1],
    ]);
    const [text] = await textsOf(order.documents[0]?.sheets ?? []);
    expect(text).toContain('見本太郎');
    expect(text).toContain('令和8年11月20日');
    expect(text).toContain('世帯の一部');
    expect(text).toContain(order.documents[0]?.number);
    for (const hidden of ['花子', '一郎', '筆頭者見本', ...numbersOf('tsukuba-family')])
      expect(text).not.toContain(hidden);
    expect(JSON.stringify(order.preview)).not.toContain('太郎');
  });

  it('sees an item when, and only when, it was asked for', async () => {
    const marks: readonly (readonly [ItemId, string])[] = [
      ['domicile', '東京都目黒区仮名台三丁目3番'],
      ['nationality', 'アイルランド'],
      ['residenceStatus', 'ZZ00000000ZZ'],
      ['relationship', '妻'],
    ];
    const { session, persons } = await login('minato-mixed');
    const [myNumber = 'none'] = numbersOf('minato-mixed');
    const all: readonly (readonly [ItemId, string])[] = [...marks, ['myNumber', myNumber]];
    for (const [item] of all) {
      const order = await ordered(session, [line(persons, [item])]);
      const text = (await textsOf(order.documents[0]?.sheets ?? [])).join('');
      for (const [other, mark] of all) expect([other, text.includes(mark)]).toEqual([other, other === item]);
      expect(JSON.stringify(order.preview)).not.toContain(myNumber);
    }
  });
});

describe('a household', () => {
  it('of twelve is three sheets a copy, each copy a document of its own', async () => {
    const { session, persons } = await login('arakawa-twelve');
    const order = await ordered(session, [line(persons, ['relationship'], 10)]);
    expect(order.documents.map(({ sheets }) => sheets.length)).toEqual(Array<number>(10).fill(3));
    expect(new Set(order.documents.map(({ number }) => number)).size).toBe(10);
    expect(order.preview).toHaveLength(3);
    const sheets = order.documents.flatMap((document) => document.sheets);
    expect(new Set(sheets).size).toBe(30);
    const texts = await textsOf(order.documents[9]?.sheets ?? []);
    expect(texts.every((text) => text.includes(order.documents[9]?.number ?? 'none'))).toBe(true);
    expect(texts.join('')).toContain('世帯全員');
    for (const { name } of persons) expect(texts.join('')).toContain(name.replaceAll('　', ''));
  });

  it('in part names who was chosen, in the order of the register', async () => {
    const { session, persons } = await login('meguro-six');
    const chosen = persons.filter((_person, index) => index === 1 || index === 5).reverse();
    const order = await ordered(session, [line(chosen)]);
    const text = (await textsOf(order.documents[0]?.sheets ?? [])).join('');
    expect(text.indexOf('架空六花')).toBeGreaterThan(0);
    expect(text.indexOf('架空十和')).toBeGreaterThan(text.indexOf('架空六花'));
    expect(text).not.toContain('架空五郎');
    const binding = bindingSchema.parse(JSON.parse(order.binding));
    expect(binding.documents[0]?.subjects).toEqual(chosen.map(({ ref }) => ref).reverse());
  });
});

describe('the binding', () => {
  it('ties session, card, persons and every page together, and node:crypto verifies it', async () => {
    const { session, begun, persons, certificate } = await login('tsukuba-family');
    const requestId = newRequestId();
    const answer = await kiosk.order(session, [line(persons, [], 2), line(persons.slice(0, 1))], requestId);
    if (!answer.ok) throw new Error(answer.error);
    const order = answer.value;
    const key = createPublicKey({ key: Buffer.from(center.bindingPublicKey), format: 'der', type: 'spki' });
    const signature = Buffer.from(order.bindingSignature, 'base64');
    expect(verify(null, Buffer.from(order.binding, 'utf8'), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(`${order.binding} `, 'utf8'), key, signature)).toBe(false);
    const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
    expect(bindingSchema.parse(JSON.parse(order.binding))).toEqual({
      version: 1,
      transaction: order.transaction,
      requestId,
      kioskNonce: begun.kioskNonce,
      holder: hash(certificate),
      municipality: holderOf('tsukuba-family').municipality,
      price: 450,
      preview: hash(Buffer.from(previewText(order.preview), 'utf8')),
      documents: order.documents.map(({ number, kind, price, sheets }, index) => ({
        number,
        kind,
        price,
        variant: null,
        year: null,
        subjects: (index < 2 ? persons : persons.slice(0, 1)).map(({ ref }) => ref),
        sheets: sheets.map((sheet) => hash(Buffer.from(sheet, 'base64'))),
      })),
    });
  });
});

describe('the same request', () => {
  it('gets the same answer, sent one after the other or all at once', async () => {
    const { session, persons } = await login('tsukuba-family');
    const requestId = newRequestId();
    const ask = () => kiosk.order(session, [line(persons)], requestId);
    const answers = await Promise.all([ask(), ask(), ask()]);
    answers.push(await ask());
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const rows = await center.sql.query('SELECT 1 FROM orders WHERE session = $1', [session]);
    expect(rows).toHaveLength(1);
  });

  it('with other content, or from another session, is refused', async () => {
    const [one, two] = [await login('tsukuba-family'), await login('tsukuba-family')];
    const requestId = newRequestId();
    expect((await kiosk.order(one.session, [line(one.persons)], requestId)).ok).toBe(true);
    const refused = { ok: false, error: 'invalidOrder' };
    expect(await kiosk.order(one.session, [line(one.persons, [], 2)], requestId)).toEqual(refused);
    expect(await kiosk.order(two.session, [line(two.persons)], requestId)).toEqual(refused);
  });

  it('after another order of the session is not answered with the pages that became void', async () => {
    const { session, persons } = await login('tsukuba-family');
    const requestId = newRequestId();
    const first = await kiosk.order(session, [line(persons)], requestId);
    const second = await ordered(session, [line(persons, [], 2)]);
    if (!first.ok) throw new Error(first.error);
    expect(await statesOf(first.value)).toEqual(['void']);
    expect(await statesOf(second)).toEqual(['issued', 'issued']);
    expect(await kiosk.order(session, [line(persons)], requestId)).toEqual({
      ok: false,
      error: 'invalidOrder',
    });
    expect(await statesOf(second)).toEqual(['issued', 'issued']);
  });
});

describe('an order is refused', () => {
  it.each([
    ['an unknown person', (own: OrderLine) => ({ ...own, persons: [personRefSchema.parse('p0')] })],
    ['one person twice', (own: OrderLine) => ({ ...own, persons: [...own.persons, ...own.persons] })],
    ['an item that is not offered', (own: OrderLine) => ({ ...own, shown: ['myNumber' as const] })],
    ['one item twice', (own: OrderLine) => ({ ...own, shown: ['domicile' as const, 'domicile' as const] })],
  ])('for %s', async (_name, change) => {
    const { session, persons } = await login('tsukuba-family');
    expect(await kiosk.order(session, [change(line(persons.slice(0, 1)))])).toEqual({
      ok: false,
      error: 'invalidOrder',
    });
  });

  it('for a kind that is not offered', async () => {
    const { session, persons } = await login('tsukuba-family');
    expect(await kiosk.order(session, [{ ...line(persons), kind: 'taxPayment' }])).toEqual({
      ok: false,
      error: 'certificateClosed',
    });
  });

  it('for a name with an unprintable character: the character is named, nothing is issued', async () => {
    const { session, persons } = await login('tomakomai-unprintable');
    const body = { requestId: newRequestId(), lines: [line(persons)] };
    expect(await kiosk.send('POST', pathOf(endpoints.order, { session }), body)).toEqual({
      status: 409,
      json: { refused: 'characterNotPrintable', character: '\u{3106C}' },
    });
    expect(await center.sql.query('SELECT 1 FROM orders WHERE session = $1', [session])).toEqual([]);
  });

  it.each<[string, (own: OrderLine, others: readonly Person[]) => OrderLine, string]>([
    ['without its form', (own) => ({ ...own, variant: null }), 'invalidOrder'],
    ['in a form of another kind', (own) => ({ ...own, variant: 'travel' }), 'invalidOrder'],
    ['with a year', (own) => ({ ...own, year: fiscalYearSchema.parse(2026) }), 'invalidOrder'],
    ['in full for one person', (own) => ({ ...own, persons: own.persons.slice(0, 1) }), 'invalidOrder'],
  ])('for a family register %s', async (_name, change, refusal) => {
    const { session, offered } = await login('tsukuba-family');
    const { persons } = offered('familyRegister');
    const full: OrderLine = { ...line(persons), kind: 'familyRegister', variant: 'full' };
    expect(await kiosk.order(session, [change(full, persons)])).toEqual({ ok: false, error: refusal });
  });

  it.each<[string, number | null, string]>([
    ['without its year', null, 'invalidOrder'],
    ['of a year that is not issued', 2023, 'invalidOrder'],
    ['of a year that this resident cannot take', 2026, 'notAvailable'],
  ])('for a tax certificate %s', async (_name, year, refusal) => {
    const { session, persons } = await login('minato-no-return');
    const fiscalYear = year === null ? null : fiscalYearSchema.parse(year);
    const tax: OrderLine = { ...line(persons), kind: 'taxAssessment', year: fiscalYear };
    expect(await kiosk.order(session, [tax])).toEqual({ ok: false, error: refusal });
  });

  it('before the login, and after hours', async () => {
    const begun = await kiosk.begin(holderOf('tsukuba-family').municipality);
    if (!begun.ok) throw new Error(begun.error);
    const some = { ...line([]), persons: [personRefSchema.parse('p1')] };
    expect(await kiosk.order(begun.value.session, [some])).toEqual({ ok: false, error: 'sessionEnded' });
    clock.time = Date.parse('2026-11-20T22:55:00+09:00');
    const { session, persons } = await login('tsukuba-family');
    clock.time += 5 * 60_000;
    expect(await kiosk.order(session, [line(persons)])).toEqual({ ok: false, error: 'outOfHours' });
  });

  it.each([
    ['UPDATE residents SET moved_out = $1 WHERE id = $2', 'movedOut', 'arakawa-glyphs'],
    ['UPDATE user_certificates SET revoked = $1 WHERE resident = $2', 'certificateRevoked', 'arakawa-glyphs'],
  ])('after the login when %s', async (change, refusal, id) => {
    const { session, persons } = await login(id);
    await center.sql.query(change, [true, id]);
    expect(await kiosk.order(session, [line(persons)])).toEqual({ ok: false, error: refusal });
    await center.sql.query(change, [false, id]);
  });
});

describe('the end', () => {
  it('of the session voids what was ordered, and the answer is forgotten', async () => {
    const { session, persons } = await login('tsukuba-family');
    const requestId = newRequestId();
    const order = await kiosk.order(session, [line(persons)], requestId);
    if (!order.ok) throw new Error(order.error);
    await kiosk.end(session);
    await kiosk.end(session);
    expect(await statesOf(order.value)).toEqual(['void']);
    expect(await kiosk.order(session, [line(persons)], requestId)).toEqual({
      ok: false,
      error: 'sessionEnded',
    });
    expect(await center.sql.query('SELECT 1 FROM sessions WHERE id = $1', [session])).toEqual([]);
  });

  it('of the session’s time does the same, even between two sweeps', async () => {
    const { session, persons } = await login('tsukuba-family');
    const requestId = newRequestId();
    const order = await kiosk.order(session, [line(persons)], requestId);
    if (!order.ok) throw new Error(order.error);
    clock.time += sessionTimes.sessionMs - 1;
    await center.sweep();
    expect(await kiosk.order(session, [line(persons)], requestId)).toEqual(order);
    clock.time += 1;
    expect(await kiosk.order(session, [line(persons)], requestId)).toEqual({
      ok: false,
      error: 'sessionEnded',
    });
    await center.sweep();
    expect(await statesOf(order.value)).toEqual(['void']);
  });

  it('of printing is recorded once: the same report again is accepted, another is not', async () => {
    const { session, persons } = await login('tsukuba-family');
    const order = await ordered(session, [line(persons, [], 2)]);
    const [first = '', second = ''] = order.documents.map(({ number }) => number).sort();
    const said = { printed: [first], notPrinted: [second] };
    const refused = { ok: false, error: 'reportWrong' };
    const wrong = [
      { printed: [first], notPrinted: [] },
      { printed: [first, second], notPrinted: [first] },
      { printed: [first], notPrinted: ['ANOTHER-1'] },
    ];
    for (const report of wrong) expect(await kiosk.outcome(order.transaction, report)).toEqual(refused);
    expect(await statesOf(order)).toEqual(['issued', 'issued']);
    for (const again of [said, said]) expect((await kiosk.outcome(order.transaction, again)).ok).toBe(true);
    const undone = { printed: [first, second], notPrinted: [] };
    expect(await kiosk.outcome(order.transaction, undone)).toEqual(refused);
    expect(await statesOf(order)).toEqual(['printed', 'void']);
    await kiosk.end(session);
    expect(await statesOf(order)).toEqual(['printed', 'void']);
    expect(await releaseKiosk(center.sql, 'KIOSK-1', clock.now())).toBe(true);
  });

  it('of printing counts even when reported after the session: paper that came out stands as printed', async () => {
    const { session, persons } = await login('tsukuba-family');
    const order = await ordered(session, [line(persons)]);
    await kiosk.end(session);
    expect(await statesOf(order)).toEqual(['void']);
    const printed = order.documents.map(({ number }) => number);
    expect((await kiosk.outcome(order.transaction, { printed, notPrinted: [] })).ok).toBe(true);
    expect(await statesOf(order)).toEqual(['printed']);
  });
});

it('nothing personal is kept of a session that has ended, and no fault was logged', async () => {
  clock.time += 24 * 60 * 60_000;
  await center.sweep();
  expect(await center.sql.query('SELECT 1 FROM sessions')).toEqual([]);
  const kept = JSON.stringify(
    await center.sql.query('SELECT o.*, d.* FROM orders o JOIN documents d USING (transaction_id)'),
  );
  for (const { residents } of registerHouseholds)
    for (const { name, id, myNumber } of residents)
      for (const personal of [name, id, myNumber ?? name]) expect(kept).not.toContain(`"${personal}"`);
  const alarm = '"event":"kioskDistrusted","kiosk":"KIOSK-1"';
  expect(center.faults.map((fault) => fault.includes(alarm))).toEqual([true, true, true, true]);
});

function numbersOf(id: string): string[] {
  return registerHouseholds
    .flatMap(({ residents }) => residents)
    .filter((resident) => resident.id === id)
    .flatMap(({ myNumber }) => (myNumber === null ? [] : [myNumber]));
}
