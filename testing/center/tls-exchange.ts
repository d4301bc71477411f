import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';

/** What one end of the line presents and trusts, PEM; a missing part is not presented. */
export interface TlsEnd {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** One bare HTTP exchange over TLS, whatever is sent, for tests of the center's front door. */
export async function tlsExchange(
  url: string,
  { ca, certificate, key }: TlsEnd,
  what: {
    readonly method?: string;
    readonly type?: string;
    readonly body?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const { method = 'GET', type, body, signal } = what;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request(
      url,
      {
        method,
        agent: false,
        headers: type === undefined ? {} : { 'content-type': type },
        ...(ca === undefined ? {} : { ca }),
        ...(certificate === undefined ? {} : { cert: certificate }),
        ...(key === undefined ? {} : { key }),
        ...(signal === undefined ? {} : { signal }),
      },
      resolve,
    );
    asked.once('error', reject);
    asked.end(body);
  });
  return { status: response.statusCode ?? 0, text: await text(response) };
}
