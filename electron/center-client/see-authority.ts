import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { LineReason } from '../../shared/line-reasons.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { lineReasonOf } from './line-reason.ts';

/**
 * Has whatever listens at an address show its certificates, and returns the last of them. Nothing is believed and nothing is
 * said: what was shown proves only what it is compared with.
 * @param deadlineMs covers connection and handshake
 */
export function seeAuthority(url: string, deadlineMs: number): Promise<Result<X509Certificate, LineReason>> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      ...{ host, port: port === '' ? 443 : Number(port), minVersion: 'TLSv1.3' },
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // The authority is not known before it was seen; the exchange that says something checks all of it.
      rejectUnauthorized: false,
    });
    const signal = AbortSignal.timeout(deadlineMs);
    const tooLate = (): void => {
      settle(err('timedOut'));
    };
    function settle(seen: Result<X509Certificate, LineReason>): void {
      signal.removeEventListener('abort', tooLate);
      socket.destroy();
      resolve(seen);
    }
    signal.addEventListener('abort', tooLate);
    socket.on('error', (error) => settle(err(lineReasonOf(error))));
    socket.once('close', () => settle(err('brokenOff')));
    socket.once('secureConnect', () => {
      let certificate = socket.getPeerX509Certificate();
      // Each but the last has another that issued it; the last may be its own issuer.
      for (let issuer = certificate?.issuerCertificate; issuer; issuer = issuer.issuerCertificate) {
        if (certificate?.raw.equals(issuer.raw)) break;
        certificate = issuer;
      }
      settle(certificate ? ok(certificate) : err('noTls'));
    });
  });
}
