import { err, ok, type Result } from '../../../shared/result.ts';

/** Where a printer listens, as Node's HTTP client wants it. */
export interface IppTarget {
  /** A name or an address; an IPv6 one without its brackets. */
  readonly host: string;
  readonly port: number;
  /** With the query, where there is one. */
  readonly path: string;
}

/** The port that was given to IPP (RFC 3510). */
const usualPort = 631;

/**
 * Reads `ipp://HOST[:PORT]/PATH`; HOST may be an IPv6 address in brackets, without a zone.
 *
 * `ipps:` is not taken: the certificate of a printer is signed by nobody, so that the line would be called safe and would not be.
 */
export function ippTarget(uri: string): Result<IppTarget, 'notIpp'> {
  if (!URL.canParse(uri)) return err('notIpp');
  const { protocol, hostname, port, pathname, search } = new URL(uri);
  if (protocol !== 'ipp:' || hostname === '') return err('notIpp');
  return ok({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? usualPort : Number(port),
    path: `${pathname === '' ? '/' : pathname}${search}`,
  });
}
