import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface WalletKey {
  readonly apiKey: string;
  readonly secret: string;
  readonly merchant: string;
}

/** How far the time of a signature may be off, seconds. */
const window = 120;

/**
 * The provider's check of a request, written from the description of the header, not with the kiosk's own function: key,
 * merchant, time, an unused nonce, digest of the body, and HMAC. `path` has no query.
 */
export function createSignatureCheck(key: WalletKey): (
  request: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
  },
  nowMs: number,
) => boolean {
  const used = new Set<string>();
  return ({ method, path, headers, body }, nowMs) => {
    const match = /^hmac OPA-Auth:([^:]+):([^:]+):([^:]+):(\d+):([^:]+)$/.exec(headers.authorization ?? '');
    const [, apiKey, mac, nonce, epoch, hash] = match ?? [];
    if (apiKey === undefined || mac === undefined || nonce === undefined || hash === undefined) return false;
    if (apiKey !== key.apiKey || headers['x-assume-merchant'] !== key.merchant) return false;
    if (used.has(nonce) || Math.abs(Number(epoch) - nowMs / 1000) > window) return false;
    used.add(nonce);
    const type = body.length > 0 ? (headers['content-type'] ?? '').split(';')[0] : 'empty';
    const digest =
      body.length > 0
        ? createHash('md5')
            .update(Buffer.concat([Buffer.from(type ?? ''), body]))
            .digest('base64')
        : 'empty';
    const text = `${path}\n${method}\n${nonce}\n${epoch ?? ''}\n${type ?? ''}\n${digest}`;
    const expected = createHmac('sha256', Buffer.from(key.secret, 'utf8')).update(text, 'utf8').digest();
    const got = Buffer.from(mac, 'base64');
    return hash === digest && got.length === expected.length && timingSafeEqual(got, expected);
  };
}
