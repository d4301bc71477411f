import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFacts, type Facts } from '../../issuing-center/registers/facts.ts';
import {
  factsQuestionSchema,
  type FactsQuestion,
} from '../../issuing-center/registers/municipal-service/protocol.ts';
import type { Queries } from '../../issuing-center/store/sql.ts';
import { listenOnLoopback } from '../listen-on-loopback.ts';

/** What the service does wrong with the questions that come. */
export const serviceFaults = [
  'silent',
  'hangsUp',
  'busy',
  'page',
  'noJson',
  'noFacts',
  'endless',
  'twice',
  'twiceOnTheLine',
  'earlierAnswer',
  'anotherCertificate',
  'anotherHolder',
  'anotherSeal',
  'anotherTown',
] as const;
export type ServiceFault = (typeof serviceFaults)[number];

/** A municipality's registers over HTTPS, as its own system would serve them. */
export interface MunicipalServiceSimulator {
  /** Where facts are asked for. */
  readonly url: string;
  /** From the next question on. */
  fault: ServiceFault | null;
  /** Resolves when a question has come that nothing has waited for. */
  asked(): Promise<FactsQuestion>;
  close(): Promise<void>;
}

const mostOfQuestion = 10_000;

/**
 * Starts it on a free port of this machine.
 * @param queries where the registers of its made-up residents are
 * @param line PEM: its own key and certificate, and the authority of the only ones who may ask
 */
export async function startMunicipalService(
  queries: Queries,
  line: { readonly key: string; readonly certificate: string; readonly ca: string },
): Promise<MunicipalServiceSimulator> {
  const questions: FactsQuestion[] = [];
  const waiting: ((question: FactsQuestion) => void)[] = [];
  let earlier: string | null = null;

  async function answer(question: FactsQuestion, fault: ServiceFault | null): Promise<object> {
    const { version, request, issuerKeyId, serial, municipality } = question;
    const asked = { version, request, issuerKeyId, serial, municipality };
    const facts = await readFacts(queries, question, question.municipality);
    if (!facts.ok) return { ...asked, found: null };
    const found = foundOf(facts.value);
    if (fault === 'anotherCertificate') return { ...asked, serial: `${asked.serial}00`, found };
    if (fault === 'anotherHolder')
      return { ...asked, found: { ...found, certificate: { ...found.certificate, resident: 'somebody' } } };
    if (fault === 'anotherSeal')
      return {
        ...asked,
        found: { ...found, seals: found.seals.map((seal) => ({ ...seal, resident: 'somebody' })) },
      };
    if (fault === 'anotherTown')
      return {
        ...asked,
        found: { ...found, taxes: found.taxes.map((tax) => ({ ...tax, municipality: '01100' })) },
      };
    if (fault === 'noFacts') return { ...asked, found: { ...found, household: [] } };
    return { ...asked, found };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = factsQuestionSchema.safeParse(JSON.parse(await textOf(request)));
    if (!question.success || request.method !== 'POST' || request.url !== '/facts') {
      response.writeHead(400).end();
      return;
    }
    const { fault } = simulator;
    const hear = waiting.shift();
    if (hear) hear(question.data);
    else questions.push(question.data);
    if (fault === 'silent') return;
    if (fault === 'hangsUp') {
      response.destroy();
      return;
    }
    if (fault === 'busy') {
      response.writeHead(503).end();
      return;
    }
    const text = JSON.stringify(await answer(question.data, fault));
    const said = fault === 'earlierAnswer' && earlier !== null ? earlier : text;
    earlier ??= text;
    if (fault === 'twiceOnTheLine') {
      const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(said)}\r\n\r\n`;
      response.socket?.end(`${head}${said}${head}${said}`);
      return;
    }
    response.writeHead(200, { 'content-type': fault === 'page' ? 'text/html' : 'application/json' });
    if (fault === 'endless') {
      for (let sent = 0; sent < 2_000_000 && response.writable; sent += said.length) response.write(said);
      response.end();
      return;
    }
    response.end(fault === 'noJson' ? said.slice(0, -1) : fault === 'twice' ? said + said : said);
  }

  const server = createServer(
    {
      ...{ key: line.key, cert: line.certificate, ca: line.ca },
      ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    },
    (request, response) => {
      serve(request, response).catch(() => response.destroy());
    },
  );
  const { port } = await listenOnLoopback(server, 0);
  const simulator: MunicipalServiceSimulator = {
    url: `https://127.0.0.1:${port}/facts`,
    fault: null,
    asked() {
      const question = questions.shift();
      return question === undefined
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(question);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return simulator;
}

/** What the registers of our own form have, in the protocol's. */
function foundOf({
  certificate,
  household,
  restrictions,
  seals,
  taxes,
  familyRegister,
  enrolments,
  vaccination,
}: Facts) {
  return {
    ...{ certificate, restrictions, seals, taxes, enrolments, vaccination },
    household: [...household.members, ...household.unsuitable],
    familyRegister: familyRegister === null ? null : registerOf(familyRegister),
  };
}

function registerOf(register: NonNullable<Facts['familyRegister']>): object {
  const { id, municipality, place, surname, surnameReading, head, entries, changedOn } = register;
  const others = register.unsuitable.map((person) => ({ removed: false, ...person }));
  return {
    ...{ id, municipality, place, surname, surnameReading, head, entries, changedOn },
    persons: [...register.persons, ...others],
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > mostOfQuestion) throw new Error('too long a question');
  }
  return text;
}
