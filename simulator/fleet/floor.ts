import { createCipheriv, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { OrderRequest } from '../../shared/center-api.ts';
import type { CertificateKind } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import { nonceSchema, requestIdSchema } from '../../shared/ids.ts';
import { loginMessage } from '../../shared/login-message.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import type { Municipalities } from '../../issuing-center/municipalities/load.ts';
import type { MadeOrder } from '../../issuing-center/orders/answer-json.ts';
import { bindOrder, type RenderedOrder } from '../../issuing-center/orders/bind-order.ts';
import { planOrder, type PlannedLine } from '../../issuing-center/orders/plan.ts';
import { renderCopy } from '../../issuing-center/orders/render.ts';
import type { SheetRenderer } from '../../issuing-center/orders/sheet-renderer.ts';
import { signedBy, validateCertificate, type Anchor } from '../../issuing-center/pki/certificate.ts';
import { readFacts } from '../../issuing-center/registers/facts.ts';
import { residentAnswer, subjectsOf } from '../../issuing-center/sessions/resident-answer.ts';
import {
  newChallenge,
  newDocumentNumber,
  newPersonRefs,
  newSessionId,
  newTransactionId,
} from '../../issuing-center/store/random.ts';
import { monthAt } from '../../issuing-center/store/months.ts';
import type { CertificateSession } from '../../issuing-center/store/sessions.ts';
import type { Queries } from '../../issuing-center/store/sql.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import { readCardKey, type FleetPerson } from './fleet-files.ts';
import { floorSteps, type Floor } from './floor-steps.ts';

/*
 * The floor of what a certificate costs at a node: its crypto and its rendering, by the product's own functions and of the same
 * documents, in one warm thread, and nothing else. No HTTP, no handshake, no database, no JSON of requests, no second thread.
 */

/** What a node of the center is made from, as far as crypto and rendering need it. */
export interface FloorParts {
  readonly anchors: readonly Anchor[];
  readonly font: MinchoFont;
  readonly renderer: SheetRenderer;
  /** Signs bindings. */
  readonly signingKey: KeyObject;
}

/** A document as the fleet got it: for whom, and what. */
export interface FloorVisit {
  readonly person: FleetPerson;
  readonly kind: CertificateKind;
}

/** All that is read, asked and decided before crypto and rendering begin. */
interface FloorWork {
  readonly login: {
    readonly certificate: Uint8Array;
    readonly message: Uint8Array;
    readonly signature: Buffer;
  };
  readonly session: CertificateSession;
  readonly request: OrderRequest;
  readonly line: PlannedLine;
}

/** Passes over all documents before the one that is measured: until the code is compiled. */
const warmPasses = 3;

/**
 * Reads from the registers what these documents need, and makes them again and again.
 * @param cardKeys PKCS#8, base64: the keys of the persons' cards
 * @throws when one of them cannot be made: the fleet had it made
 */
export async function measureFloor(
  queries: Queries,
  visits: readonly FloorVisit[],
  parts: FloorParts,
  given: {
    readonly municipalities: Municipalities;
    readonly cardKeys: readonly string[];
    readonly now: Instant;
  },
): Promise<Floor> {
  const keys = given.cardKeys.map(readCardKey);
  const works: FloorWork[] = [];
  for (const visit of visits) {
    const key = keys[visit.person.key];
    if (key === undefined) throw new Error('no key for this card');
    works.push(await prepare(queries, visit, key, parts, given));
  }
  for (let pass = 0; pass < warmPasses; pass++) await makeAll(works, parts, given.now);
  return makeAll(works, parts, given.now);
}

async function prepare(
  queries: Queries,
  { person, kind }: FloorVisit,
  cardKey: KeyObject,
  { anchors }: FloorParts,
  { municipalities, now }: { readonly municipalities: Municipalities; readonly now: Instant },
): Promise<FloorWork> {
  const municipality = municipalities.get(person.municipality);
  if (municipality === undefined) throw new Error('a municipality that the center does not serve');
  const certificate = Buffer.from(person.certificate, 'base64');
  const valid = validateCertificate(certificate, anchors, now);
  if (!valid.ok) throw new Error(`a card of the fleet: ${valid.error}`);
  const { issuerKeyId, serial, sha256 } = valid.value;
  const facts = await readFacts(queries, { issuerKeyId, serial }, municipality.id);
  if (!facts.ok) throw new Error(`a holder of the fleet: ${facts.error}`);
  const subjects = subjectsOf(facts.value).map(({ key }) => key);
  const persons = newPersonRefs(subjects.length).map((ref, index) => [ref, subjects[index] ?? ''] as const);
  const refs = new Map(persons.map(([ref, key]) => [key, ref] as const));
  const offered = residentAnswer(municipality, facts.value, refs, now, []).certificates.find(
    (each) => each.kind === kind,
  );
  if (offered === undefined) throw new Error(`${kind}: cannot be taken any more`);
  const session: CertificateSession = {
    ...{ id: newSessionId(), kiosk: 'K-00001', service: 'certificates', municipality: municipality.id },
    ...{ place: null, rules: null, month: monthAt(now), issuerKeyId, serial, certificateSha256: sha256 },
    kioskNonce: nonceSchema.parse(randomBytes(16).toString('hex')),
    persons: Object.fromEntries(persons),
  };
  const line = wholeLine(offered);
  const request = { requestId: requestIdSchema.parse(randomBytes(16).toString('hex')), lines: [line] };
  const planned = planOrder(request, session, facts.value, municipality, now, []);
  const [first] = planned.ok ? planned.value : [];
  if (first === undefined) throw new Error(`${kind}: cannot be ordered any more`);
  const message = loginMessage({ ...session, session: session.id, challenge: newChallenge() });
  const signature = sign('sha256', message, cardKey);
  return { login: { certificate, message, signature }, session, request, line: first };
}

/** As many are held at a time: a node holds few, and what is held is looked through by the collector again and again. */
const heldAtOnce = 10;

/** Makes every document once, some at a time, step by step. What is between the steps is not counted. */
async function makeAll(works: readonly FloorWork[], parts: FloorParts, now: Instant): Promise<Floor> {
  const sum = { login: 0, sheets: 0, binding: 0, encryption: 0 };
  for (let at = 0; at < works.length; at += heldAtOnce) {
    const some = await makeSome(works.slice(at, at + heldAtOnce), parts, now);
    for (const step of floorSteps) sum[step] += some[step];
  }
  for (const step of floorSteps) sum[step] /= works.length;
  return sum;
}

/** @returns ms for all of them together */
async function makeSome(works: readonly FloorWork[], parts: FloorParts, now: Instant): Promise<Floor> {
  const login = await cpuMsOf(() => {
    for (const work of works) checkLogin(work, parts, now);
  });
  const rendered: RenderedOrder[] = [];
  const sheets = await cpuMsOf(async () => {
    for (const work of works) rendered.push(await render(work, parts));
  });
  const orders: MadeOrder[] = [];
  const binding = await cpuMsOf(() => {
    for (const [index, order] of rendered.entries()) {
      const work = works[index];
      if (work === undefined) throw new Error('an order of nobody');
      orders.push(bindOrder(newTransactionId(), work.request, work.session, order, parts.signingKey));
    }
  });
  const encryption = await cpuMsOf(() => {
    for (const { json } of orders) encrypt(json);
  });
  return { login, sheets, binding, encryption };
}

function checkLogin({ login }: FloorWork, { anchors }: FloorParts, now: Instant): void {
  const valid = validateCertificate(login.certificate, anchors, now);
  if (!valid.ok || !signedBy(valid.value.certificate, login.message, login.signature))
    throw new Error('a login that is not right');
}

async function render({ line, session }: FloorWork, parts: FloorParts): Promise<RenderedOrder> {
  const [copy] = line.copies;
  if (copy === undefined) throw new Error('an order of no copy');
  const number = newDocumentNumber();
  const made = await renderCopy(
    { draft: line.draft(number), municipality: session.municipality, preview: true },
    parts,
    new AbortController().signal,
  );
  if (!made.ok) throw new Error(`cannot be laid out: ${made.error.refused}`);
  const { sheets, preview } = made.value;
  return { documents: [{ line, copy, number, sheets }], preview };
}

/** As TLS 1.3 encrypts what is sent (TLS_AES_256_GCM_SHA384), record by record (RFC 8446, 5.1 and 5.3). */
const recordBytes = 2 ** 14;
const trafficKey = randomBytes(32);

/** @returns the length of what would go on the line */
export function encrypt(answer: Uint8Array): number {
  let sent = 0;
  for (let at = 0; at < answer.length; at += recordBytes) {
    const cipher = createCipheriv('aes-256-gcm', trafficKey, randomBytes(12));
    sent += cipher.update(answer.subarray(at, at + recordBytes)).length + cipher.final().length;
    sent += cipher.getAuthTag().length;
  }
  return sent;
}

/** Processor time that this process took for something, with all its threads: the collector's helpers belong to it. */
async function cpuMsOf(work: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
