import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DerError } from '../../../issuing-center/pki/der.ts';
import * as der from '../../../shared/der-writer.ts';
import type { CrlPoint } from '../../../issuing-center/pki/revocation/crl-store.ts';
import type { Clock } from '../../../shared/dates.ts';
import { listenOnLoopback } from '../../listen-on-loopback.ts';
import { extension } from '../test-ca/certificate-writer.ts';
import { writeCrl } from '../test-ca/crl-writer.ts';
import type { Authority, TestCa } from '../test-ca/test-ca.ts';
import { makeOcspSigner, writeOcspAnswer, writeOcspRefusal } from './answer.ts';
import type { OcspAnswer, OcspSigner } from './answer.ts';
import type { OcspFault } from './faults.ts';
import { readOcspRequest } from './request.ts';
import { answerBroken, isWireFault, sendOcsp } from './wire-faults.ts';

export interface OcspResponderSimulator {
  /** Where OCSP requests are posted. */
  readonly url: string;
  /** Where the authorities' CRLs are fetched. */
  readonly crlPoints: readonly CrlPoint[];
  /** How many OCSP requests have come. */
  readonly requests: number;
  /** From now on every OCSP answer has this fault; null for none. */
  setFault(fault: OcspFault | null): void;
  /** Stops it and cuts open connections. */
  close(): Promise<void>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A delegated signer's certificate is valid for three days and is replaced halfway. */
const signerLifeMs = 3 * dayMs;

/**
 * The national operator's responder: it answers OCSP requests from the register of the test CA, through signers delegated by
 * each authority, and serves their CRLs. On a free port of this machine only.
 */
export async function startOcspResponder(ca: TestCa, clock: Clock): Promise<OcspResponderSimulator> {
  const signers = new Map<string, { readonly signer: Promise<OcspSigner>; readonly until: number }>();
  let fault: OcspFault | null = null;
  let requests = 0;

  function usualSigner(authority: Authority): Promise<OcspSigner> {
    const now = clock.now();
    const known = signers.get(authority.keyId);
    if (known && now < known.until && now > known.until - signerLifeMs) return known.signer;
    const signer = makeOcspSigner(authority, {
      // Clocks differ: that of whoever checks may be some minutes slow.
      ...{ notBefore: now - hourMs, notAfter: now + signerLifeMs },
      ...{ forOcsp: true, noCheck: true },
    });
    signers.set(authority.keyId, { signer, until: now + signerLifeMs / 2 });
    return signer;
  }

  function signerFor(authority: Authority): Promise<OcspSigner> {
    const now = clock.now();
    const valid = { notBefore: now - hourMs, notAfter: now + dayMs, forOcsp: true, noCheck: true };
    switch (fault) {
      case 'wrongSigner':
        return makeOcspSigner(ca.foreignAuthority(authority.purpose), valid);
      case 'unauthorizedSigner':
        return makeOcspSigner(authority, { ...valid, forOcsp: false });
      case 'expiredSigner':
        return makeOcspSigner(authority, { ...valid, notBefore: now - 2 * dayMs, notAfter: now - dayMs });
      case 'revocableSigner':
        return makeOcspSigner(authority, { ...valid, notAfter: now + 365 * dayMs, noCheck: false });
      default:
        return usualSigner(authority);
    }
  }

  async function answer(body: Uint8Array): Promise<Uint8Array> {
    const request = readOcspRequest(body);
    const authority = ca.authorities().find((one) => request.isOf(one));
    if (!authority) return writeOcspRefusal(6);
    const now = clock.now();
    const serial = Buffer.from(request.serial).toString('hex');
    const sound: OcspAnswer = {
      certId: request.certId,
      status: await ca.register.statusOf(authority.keyId, serial),
      nonce: request.nonce,
      producedAt: now,
      thisUpdate: now,
      nextUpdate: now + 10 * minuteMs,
    };
    const written = writeOcspAnswer(withFault(sound, fault), await signerFor(authority));
    if (fault === 'badSignature') return changeProducedAt(written, now);
    return written;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, place, keyId] = (request.url ?? '').split('/');
    const authority = ca.authorities().find((one) => one.keyId === keyId);
    if (request.method === 'GET' && place === 'crl' && authority) {
      const list = await crlOf(authority, ca, clock.now());
      response.writeHead(200, { 'content-type': 'application/pkix-crl' }).end(list);
    } else if (request.method === 'POST' && (place === 'ocsp' || place === 'moved')) {
      requests += 1;
      const body = Buffer.concat(await request.toArray());
      if (place === 'ocsp' && fault && isWireFault(fault)) answerBroken(fault, response);
      else sendOcsp(response, await answer(body));
    } else {
      response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // 1 malformedRequest, 2 internalError.
      if (!response.headersSent) sendOcsp(response, writeOcspRefusal(error instanceof DerError ? 1 : 2));
    });
  });
  const { port } = await listenOnLoopback(server, 0);
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url: `${url}/ocsp`,
    crlPoints: ca.authorities().map(({ keyId }) => ({ issuerKeyId: keyId, url: `${url}/crl/${keyId}` })),
    get requests() {
      return requests;
    },
    setFault(next) {
      fault = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function withFault(answer: OcspAnswer, fault: OcspFault | null): OcspAnswer {
  const shifted = (ms: number): OcspAnswer => ({
    ...answer,
    producedAt: answer.producedAt + ms,
    thisUpdate: answer.thisUpdate + ms,
    nextUpdate: answer.nextUpdate + ms,
  });
  switch (fault) {
    case 'stale':
      return shifted(-dayMs);
    case 'future':
      return shifted(dayMs);
    case 'wrongNonce':
      return { ...answer, nonce: Buffer.alloc(32, 7) };
    case 'noNonce':
      return { ...answer, nonce: null };
    case 'otherCertificate':
      return { ...answer, status: 'good', certId: nextSerial(answer.certId) };
    case 'criticalExtension':
      return { ...answer, more: [extension('1.3.6.1.4.1.55555.1', der.nothing(), 'critical')] };
    default:
      return answer;
  }
}

/** The serial number comes last in a certificate identifier. */
function nextSerial(certId: Uint8Array): Uint8Array {
  return certId.map((byte, index) => (index === certId.length - 1 ? byte ^ 1 : byte));
}

/** Changes the second of producedAt after signing: the form stays valid, the signature no longer matches. */
function changeProducedAt(answer: der.Bytes, producedAt: number): Uint8Array {
  const time = Buffer.from(der.generalizedTime(producedAt));
  const at = Buffer.from(answer).indexOf(time);
  const earlier = Buffer.from(der.generalizedTime(producedAt - 1000));
  return Buffer.concat([answer.subarray(0, at), earlier, answer.subarray(at + time.length)]);
}

/** The CRL as of now, valid for a day. Its number is the time in seconds, so that it grows. */
async function crlOf(authority: Authority, ca: TestCa, now: number): Promise<Uint8Array> {
  return writeCrl(
    {
      revoked: await ca.register.revokedBy(authority.keyId),
      ...{ thisUpdate: now, nextUpdate: now + dayMs, number: Math.floor(now / 1000) },
    },
    authority,
  );
}
