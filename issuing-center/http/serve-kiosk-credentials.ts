import { endpoints } from '../../shared/endpoints.ts';
import { err, ok } from '../../shared/result.ts';
import type { Timers } from '../../shared/timers.ts';
import { enrolmentsOfAddress } from '../limits/limits.ts';
import { createLimiter } from '../limits/token-bucket.ts';
import type { KioskCredentials } from '../tls-link/kiosk-credentials.ts';
import { networkOf } from './limit-connections.ts';
import { serve, type CenterServer } from './serve.ts';

/**
 * Serves kiosks that have no certificate yet, at a port of its own: TLS shows them the center, and their one-time code shows
 * who they are.
 * @param bindingKey the center's public key for bindings, DER
 */
export function serveEnrolment(
  server: CenterServer,
  credentials: Pick<KioskCredentials, 'enrol'>,
  { timers, bindingKey }: { readonly timers: Timers; readonly bindingKey: Uint8Array },
): void {
  const limiter = createLimiter({ ...enrolmentsOfAddress, elapsed: () => timers.elapsed() });
  serve(server, endpoints.enrolKiosk, async ({ body, response }) => {
    if (!limiter.take(networkOf(response.socket?.remoteAddress ?? ''))) return err({ refused: 'tooOften' });
    const certificate = await credentials.enrol(body);
    if (!certificate.ok) return certificate;
    return ok({
      certificate: certificate.value,
      bindingKey: Buffer.from(bindingKey).toString('base64'),
    });
  });
}
