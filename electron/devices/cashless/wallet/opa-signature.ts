import { createHash, createHmac } from 'node:crypto';

export interface OpaKey {
  readonly apiKey: string;
  readonly secret: string;
}

export interface SignedRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Without host and query. */
  readonly path: string;
  readonly body: string | null;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly epoch: number;
}

/**
 * The `Authorization` header of the Open Payment API: HMAC-SHA-256 over path, method, nonce, time, content type and the MD5
 * of content type and body, one line each; without a body, content type and MD5 are `empty`.
 */
export function opaAuthorization(key: OpaKey, request: SignedRequest): string {
  const type = request.body === null ? 'empty' : 'application/json';
  const digest =
    request.body === null ? 'empty' : createHash('md5').update(type).update(request.body).digest('base64');
  const lines = [request.path, request.method, request.nonce, String(request.epoch), type, digest];
  const mac = createHmac('sha256', key.secret).update(lines.join('\n')).digest('base64');
  return `hmac OPA-Auth:${key.apiKey}:${mac}:${request.nonce}:${request.epoch}:${digest}`;
}
