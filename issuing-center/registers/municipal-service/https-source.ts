import { request } from 'node:https';
import { randomBytes } from 'node:crypto';
import { nonceSchema, type MunicipalityId } from '../../../shared/ids.ts';
import { readBounded } from '../../read-bounded.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { FactsRefusal, RegisterSource } from '../register-source.ts';
import type { CertificateKey } from '../user-certificates.ts';
import { factsIn, type AnswerFault } from './facts-in-answer.ts';
import { factsAnswerSchema, type FactsQuestion } from './protocol.ts';

/** Why a municipality's service gave no facts: words of the log. */
export const sourceFaults = [
  ...(['unreachable', 'late', 'http', 'contentType', 'tooLarge'] as const),
  ...(['form', 'anotherRequest', 'anotherPerson'] as const),
] as const;
export type SourceFault = (typeof sourceFaults)[number];

export const serviceLimits = {
  /** From the question to the last byte, ms: below the ten seconds after which the database ends a transaction that waits. */
  deadlineMs: 4_000,
  /** A large family register with the taxes of all years is a tenth of it. */
  maxBytes: 1_000_000,
} as const;

export interface MunicipalServiceOptions {
  readonly municipality: MunicipalityId;
  /** Where facts are asked for: `https://registers.city.example/facts`. */
  readonly url: string;
  /** PEM: the authority of the service's certificate, the only one that is trusted, and what the center proves itself with. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
  readonly timers: Timers;
  readonly limits?: { readonly deadlineMs: number; readonly maxBytes: number };
  /** Told of every answer that was none. */
  readonly onFault: (why: SourceFault) => void;
}

/** A municipality that keeps its registers itself, and answers for them over HTTPS with certificates on both ends. */
export function createMunicipalService(options: MunicipalServiceOptions): RegisterSource {
  const { municipality, onFault } = options;
  const refused = (why: SourceFault): Result<never, FactsRefusal> => {
    onFault(why);
    return err('registerUnreachable');
  };
  return {
    inOwnTables: false,
    where: options.url,
    async facts(_queries, { issuerKeyId, serial }: CertificateKey, asked, hold) {
      if (asked !== municipality) throw new Error('a municipality was asked about another');
      const question: FactsQuestion = {
        version: 1,
        request: nonceSchema.parse(randomBytes(16).toString('hex')),
        ...{ issuerKeyId, serial, municipality },
        purpose: hold ? 'issue' : 'show',
      };
      const bytes = await exchange(question, options);
      if (!bytes.ok) return refused(bytes.error);
      const answer = factsAnswerSchema.safeParse(parsed(bytes.value));
      if (!answer.success) return refused('form');
      const facts = factsIn(answer.data, question);
      if (facts.ok) return facts;
      return isFault(facts.error) ? refused(facts.error) : err(facts.error);
    },
  };
}

function isFault(why: string): why is AnswerFault {
  return why === 'form' || why === 'anotherRequest' || why === 'anotherPerson';
}

/** One question on a connection of its own, which ends with the answer. Never throws. */
async function exchange(
  question: FactsQuestion,
  { url, ca, certificate, key, timers, limits = serviceLimits }: MunicipalServiceOptions,
): Promise<Result<Buffer, SourceFault>> {
  const abort = new AbortController();
  const callOff = timers.after(limits.deadlineMs, () => abort.abort());
  const asking = request(url, {
    ...{ method: 'POST', agent: false, ca, cert: certificate, key, minVersion: 'TLSv1.2' },
    headers: { 'content-type': 'application/json', accept: 'application/json', connection: 'close' },
    signal: abort.signal,
  });
  const failed = new Promise<never>((_resolve, reject) => asking.on('error', reject));
  failed.catch(() => undefined);
  const heard: Buffer[] = [];
  asking.on('socket', (socket) => socket.on('data', (bytes: Buffer) => heard.push(bytes)));
  try {
    const closed = new Promise<void>((resolve) => asking.on('close', resolve));
    asking.end(JSON.stringify(question));
    const answered = new Promise<Result<Buffer, SourceFault>>((resolve, reject) => {
      asking.on('response', (response) => {
        const [type] = (response.headers['content-type'] ?? '').split(';');
        if (response.statusCode !== 200) resolve(err('http'));
        else if (type?.trim().toLowerCase() !== 'application/json') resolve(err('contentType'));
        else readBounded(response, limits.maxBytes).then(resolve, reject);
      });
    });
    const bytes = await Promise.race([answered, failed]);
    if (!bytes.ok) return bytes;
    await Promise.race([closed, failed]);
    return saysMore(Buffer.concat(heard)) ? err('form') : bytes;
  } catch {
    return err(abort.signal.aborted ? 'late' : 'unreachable');
  } finally {
    callOff();
    asking.destroy();
  }
}

/** Whether more than one answer stands on the line: Node would take the first and leave the others unread. */
function saysMore(line: Buffer): boolean {
  const body = line.indexOf('\r\n\r\n') + 4;
  const head = line.toString('latin1', 0, body).toLowerCase();
  const [, length] = /\r\ncontent-length: *(\d+)/.exec(head) ?? [];
  if (length !== undefined) return line.length > body + Number(length);
  if (!head.includes('\r\ntransfer-encoding: chunked')) return false;
  const lastChunk = '\r\n0\r\n\r\n';
  return line.indexOf(lastChunk, body) + lastChunk.length < line.length;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
