import { join } from 'node:path';
import { systemClock } from '../../../../shared/dates.ts';
import { startOcspResponder } from '../../../../simulator/authorities/ocsp-responder/ocsp-responder.ts';
import { openTestCa, type TestCa } from '../../../../simulator/authorities/test-ca/test-ca.ts';

/** Who issues the cards of a trial, and answers for them: both are made up, and run outside of the packages. */
export interface MadeUpAuthorities {
  readonly ca: TestCa;
  /** Where it is asked whether a certificate was revoked, at this machine's loopback. */
  readonly responder: string;
  close(): Promise<void>;
}

export async function openMadeUpAuthorities(folder: string): Promise<MadeUpAuthorities> {
  const ca = await openTestCa(join(folder, 'test-ca'), systemClock);
  const responder = await startOcspResponder(ca, systemClock);
  return { ca, responder: responder.url, close: () => responder.close() };
}
