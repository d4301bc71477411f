import { createPublicKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { EventLog } from '../../logging/event-log.ts';
import { openSigningKey } from '../../issuing-center/orders/binding-key.ts';
import { loadMunicipalities, type Municipalities } from '../../issuing-center/municipalities/load.ts';
import { createRevocationChecker } from '../../issuing-center/pki/revocation/checker.ts';
import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import type { CenterOptions } from '../../issuing-center/http/server.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { systemClock, type Clock } from '../../shared/dates.ts';
import {
  startOcspResponder,
  type OcspResponderSimulator,
} from '../authorities/ocsp-responder/ocsp-responder.ts';
import { openTestCa, type TestCa } from '../authorities/test-ca/test-ca.ts';
import { openCardIssuerKey } from '../devices/virtual-card/issuer-key.ts';
import { letOneResetPins } from './pin-reset.ts';

/** Everything a simulated center needs besides its registers. */
export interface CenterState {
  readonly options: Omit<CenterOptions, 'sql'>;
  readonly ca: TestCa;
  /** Whom the center asks about revocation. */
  readonly responder: OcspResponderSimulator;
  /** Public half of the card issuer's key, which is on every card. */
  readonly issuerKey: KeyObject;
  /** Private key of the smartphone application's service. */
  readonly applicationKey: KeyObject;
  readonly close: () => Promise<void>;
}

/**
 * Opens a center's keys, authorities and their responder; keys and authorities stay in one folder from one start to the next.
 * @param handedOver the clock by which cards are issued
 * @param names at which kiosks reach the center; of this machine alone when they are left out
 * @param served whom the center serves; those that come with it when they are left out
 * @param revocationMs how long the responder may take; default: the product's own deadline
 */
export async function openCenterState(
  state: string,
  clock: Clock,
  {
    handedOver = clock,
    revocationMs,
    log,
    names,
    served,
  }: {
    readonly handedOver?: Clock;
    readonly revocationMs?: number;
    readonly log?: EventLog;
    readonly names?: readonly string[];
    readonly served?: Municipalities;
  } = {},
): Promise<CenterState> {
  const ca = await openTestCa(join(state, 'test-ca'), handedOver);
  const municipalities = letOneResetPins(served ?? (await loadMunicipalities()));
  const issuer = await openCardIssuerKey(join(state, 'test-ca'));
  const applicationKey = await openSigningKey(join(state, 'smartphone'));
  const options = {
    municipalities,
    anchors: ca.anchors().userAuthentication,
    signatureAnchors: ca.anchors().digitalSignature,
    permitKey: issuer.privateKey,
    applicationKey: createPublicKey(applicationKey),
    signingKey: await openSigningKey(join(state, 'keys')),
    sealKeys: await openSealKeys(join(state, 'seal-keys'), [...municipalities.keys()], clock),
    font: await loadMincho(),
    clock,
    // TLS goes by the machine's clock, however far the center's own is moved.
    transport: await openTransport(join(state, 'transport'), systemClock, names),
  };
  const responder = await startOcspResponder(ca, clock);
  const limits = revocationMs === undefined ? {} : { ocspDeadlineMs: revocationMs };
  const revocation = createRevocationChecker({
    ...{ ocsp: [{ url: responder.url }], crl: [], clock, limits },
    onFault: (source, why) => log?.event('revocationSourceFailed', { source, why }),
  });
  return {
    options: { ...options, revocation },
    ca,
    responder,
    issuerKey: issuer.publicKey,
    applicationKey,
    close: () => responder.close(),
  };
}
