import type { ServerResponse } from 'node:http';
import { writeOcspRefusal } from './answer.ts';

export const ocspType = 'application/ocsp-response';

/** What can come over the line in place of an answer. */
export const wireFaults = [
  /** Takes the request and never answers. */
  'noAnswer',
  /** Begins to answer and never finishes. */
  'halfAnswer',
  /** Closes the connection. */
  'hangUp',
  /** Bytes that are not an OCSP answer. */
  'nonsense',
  /** Nothing at all, with the right headers. */
  'empty',
  /** A web page, as a captive portal would answer. */
  'webPage',
  /** More bytes than any answer has. */
  'endless',
  'tryLater',
  'serverError',
  /** A redirect to an address that answers correctly. */
  'redirect',
] as const;
export type WireFault = (typeof wireFaults)[number];

const faults: Readonly<Record<WireFault, (response: ServerResponse) => void>> = {
  noAnswer: () => undefined,
  halfAnswer: (response) => {
    response.writeHead(200, { 'content-type': ocspType, 'content-length': 2000 });
    response.write(Buffer.alloc(1000, 0x30));
  },
  hangUp: (response) => {
    response.destroy();
  },
  nonsense: (response) => sendOcsp(response, Buffer.alloc(300, 0x30)),
  empty: (response) => sendOcsp(response, new Uint8Array()),
  webPage: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Please sign in</title>');
  },
  endless: (response) => sendOcsp(response, Buffer.alloc(1_000_000, 0x30)),
  tryLater: (response) => sendOcsp(response, writeOcspRefusal(3)),
  serverError: (response) => {
    response.writeHead(503).end();
  },
  redirect: (response) => {
    response.writeHead(307, { location: '/moved' }).end();
  },
};

export function answerBroken(fault: WireFault, response: ServerResponse): void {
  faults[fault](response);
}

export function isWireFault(fault: string): fault is WireFault {
  return fault in faults;
}

export function sendOcsp(response: ServerResponse, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': ocspType }).end(body);
}
