import { createPublicKey, randomBytes, randomInt, sign, type KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createCenterHttp, type CenterHttp } from '../../electron/center-client/http.ts';
import { sha256, verifyOrder } from '../../electron/center-client/verify-order.ts';
import type { Order, OrderLine, OrderOutcome, Resident } from '../../shared/center-api.ts';
import { wholeLine } from '../../testing/center/whole-line.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { nonceSchema, requestIdSchema, type SessionId } from '../../shared/ids.ts';
import { loginMessage } from '../../shared/login-message.ts';
import type { Result } from '../../shared/result.ts';
import type { CenterFault } from '../../state-machines/ports.ts';
import { readCardKey, type FleetPerson, type KioskCredentials, type KioskSettings } from './fleet-files.ts';

/** What happens to the line in a visit: nothing, or one of the faults that a site has every day. */
export const lineFaults = ['loginCut', 'orderCut', 'askedTwice', 'outcomeCut', 'leftBehind'] as const;
export type LineFault = (typeof lineFaults)[number];

export interface Visited {
  readonly fault: LineFault | null;
  /** ms from asking to the answer, retries included. */
  readonly times: Readonly<Record<'begin' | 'login' | 'order' | 'outcome' | 'visit', number>>;
  readonly order: Order;
  /** Whether the register must say that its documents were printed. */
  readonly printed: boolean;
}

const deadlineMs = 40_000;
const betweenAsksMs = 300;
/** In which an answer is lost: sometimes before the center has heard the question, sometimes after it has done what was asked. */
const cutWithinMs = [1, 60] as const;

/** One kiosk of a fleet: the product's own line to the center and its check of every order, and a person with a card before it. */
export function createFleetKiosk(
  name: string,
  settings: KioskSettings,
  credentials: KioskCredentials,
): (person: FleetPerson, fault: LineFault | null) => Promise<Visited> {
  const own = credentials[name];
  if (own === undefined) throw new Error(`${name} has no credentials`);
  const lines = settings.nodes.map((url) => createCenterHttp(url, { ca: settings.authority, ...own }));
  const centerKey = createPublicKey({
    key: Buffer.from(settings.bindingKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  const cardKeys = settings.cardKeys.map(readCardKey);
  /** While nodes or the database change, a kiosk asks again, as a resident would wait; otherwise it takes the first answer. */
  async function insist<T>(ask: () => Promise<Result<T, CenterFault>>): Promise<Result<T, CenterFault>> {
    const until = performance.now() + settings.patientMs;
    for (;;) {
      const answer = await ask();
      if (answer.ok || !passes(answer.error) || performance.now() > until) return answer;
      goElsewhere();
      await pause(betweenAsksMs);
    }
  }
  let node = randomInt(lines.length);
  /** A load balancer sends each connection where it likes: a visit stays at a node until something goes wrong there. */
  const goElsewhere = (): void => {
    node = (node + 1) % lines.length;
  };
  const here = (): CenterHttp => {
    const line = lines[node];
    if (line === undefined) throw new Error('no nodes');
    return line;
  };

  async function loginOnce(person: FleetPerson, cut: boolean) {
    const kioskNonce = nonceSchema.parse(randomBytes(16).toString('hex'));
    const purpose = { service: 'certificates', municipality: person.municipality, kioskNonce } as const;
    const asked = performance.now();
    const begun = good(
      'begin',
      await insist(() => here().call(endpoints.beginSession, {}, { kiosk: name, ...purpose }, deadlineMs)),
    );
    const began = performance.now();
    const { session } = begun;
    const challenge = Buffer.from(begun.challenge, 'base64');
    const message = loginMessage({ ...purpose, session, challenge });
    const key: KeyObject | undefined = cardKeys[person.key];
    if (key === undefined) throw new Error('no key for this card');
    const proof = {
      certificate: person.certificate,
      signature: sign('sha256', message, key).toString('base64'),
    };
    const within = cut ? randomInt(...cutWithinMs) : deadlineMs;
    const answer = await here().call(endpoints.login, { session }, proof, within);
    return {
      ...{ session, kioskNonce, answer },
      times: { begin: began - asked, login: performance.now() - began },
    };
  }

  /** A challenge answers one login, so whoever has not heard the answer begins anew. */
  async function login(person: FleetPerson, cut: boolean): ReturnType<typeof loginOnce> {
    let opened = await loginOnce(person, cut);
    if (cut) goElsewhere();
    if (cut && !opened.answer.ok) opened = await loginOnce(person, false);
    const until = performance.now() + settings.patientMs;
    while (!opened.answer.ok && passes(opened.answer.error) && performance.now() < until) {
      goElsewhere();
      await pause(betweenAsksMs);
      opened = await loginOnce(person, false);
    }
    return opened;
  }

  return async (person, fault) => {
    const from = performance.now();
    goElsewhere();
    const opened = await login(person, fault === 'loginCut');
    const resident = good('login', opened.answer);
    if (resident.service !== 'certificates') throw new Error('a login of another service');
    const { session, kioskNonce, times } = opened;

    const request = {
      requestId: requestIdSchema.parse(randomBytes(16).toString('hex')),
      lines: [lineFor(resident)],
    };
    const holder = sha256(Buffer.from(person.certificate, 'base64'));
    const ask = async (within = deadlineMs): Promise<Result<Order, CenterFault>> => {
      const answer = await here().call(endpoints.order, { session }, request, within);
      if (!answer.ok) return answer;
      const { municipality } = person;
      const checked = verifyOrder(answer.value, { kioskNonce, municipality, holder, request, centerKey });
      if (!checked.ok) throw new WrongDocument(checked.error);
      return answer;
    };
    const asked = performance.now();
    const order = await orderWith(
      fault,
      (within) => (within === undefined ? insist(() => ask()) : ask(within)),
      goElsewhere,
    );
    const ordered = performance.now();
    const printed = fault !== 'leftBehind';
    const { transaction } = order;
    const tell = (within = deadlineMs) =>
      here().call(endpoints.outcome, { transaction }, outcomeOf(order), within);
    if (printed) {
      const cut = fault === 'outcomeCut' ? await tell(randomInt(...cutWithinMs)) : null;
      if (cut?.ok === false && cut.error.fault === 'refused') good('outcome', cut);
      if (cut !== null) goElsewhere();
      good('outcome', await insist(() => tell()));
      // The same word again changes nothing.
      if (fault === 'outcomeCut') good('outcome', await insist(() => tell()));
    }
    const told = performance.now();
    await endSession(session);
    return {
      ...{ fault, order, printed },
      times: {
        ...times,
        ...{ order: ordered - asked, outcome: told - ordered, visit: performance.now() - from },
      },
    };
  };

  async function endSession(session: SessionId): Promise<void> {
    good('end', await insist(() => here().call(endpoints.endSession, { session }, undefined, deadlineMs)));
  }
}

/** What is over when nodes and database are back: no answer, or a node that the site does not know yet. */
function passes(error: CenterFault): boolean {
  return (
    error.fault === 'slow' ||
    error.fault === 'unreachable' ||
    (error.fault === 'refused' && error.code === 'serviceClosed')
  );
}

/** An order that is not this visit's, or a second one for the same request. */
export class WrongDocument extends Error {}

async function orderWith(
  fault: LineFault | null,
  ask: (within?: number) => Promise<Result<Order, CenterFault>>,
  goElsewhere: () => void,
): Promise<Order> {
  const first = fault === 'orderCut' ? await ask(randomInt(...cutWithinMs)) : null;
  if (first !== null) goElsewhere();
  if (fault === 'askedTwice') {
    const atOne = ask();
    goElsewhere();
    const [one, other] = (await Promise.all([atOne, ask()])).map((answer) => good('order', answer));
    if (one === undefined || one.transaction !== other?.transaction)
      throw new WrongDocument('one request was issued twice');
    return one;
  }
  const order = good('order', await ask());
  if (first?.ok && first.value.transaction !== order.transaction)
    throw new WrongDocument('one request was issued twice');
  return order;
}

function good<T>(what: string, answer: Result<T, CenterFault>): T {
  if (answer.ok) return answer.value;
  const { error } = answer;
  throw new Error(`${what}: ${error.fault === 'refused' ? error.code : error.fault}`);
}

/** Residence records are taken about twice as often as all others together. */
function lineFor({ certificates }: Resident): OrderLine {
  const kinds = certificates.filter(({ kind }) => kind !== 'residenceRecord');
  const usual = certificates.find(({ kind }) => kind === 'residenceRecord');
  const offered = usual && (kinds.length === 0 || randomInt(3) > 0) ? usual : kinds[randomInt(kinds.length)];
  if (offered === undefined) throw new Error('nothing can be taken');
  return wholeLine(offered);
}

function outcomeOf({ documents }: Order): OrderOutcome {
  return { printed: documents.map(({ number }) => number), notPrinted: [] };
}
