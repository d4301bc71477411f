import { X509Certificate } from 'node:crypto';
import type { EventLog } from '../../logging/event-log.ts';
import type { Clock } from '../../shared/dates.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { afterRest, type CancelTimer, type Timers } from '../../shared/timers.ts';
import { filesFault, prepareKey } from './asked-key.ts';
import { isWanted, readCertificate } from './certificate-answer.ts';
import type { ChangingLine } from './changing-line.ts';
import type { CenterHttp } from './http.ts';
import type { LineFiles } from './next-key.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** When a kiosk asks for its next certificate, ms. */
export const renewalTimes = {
  /** With so little time left it asks. */
  beforeMs: 30 * dayMs,
  /** Between two looks at the time that is left. */
  lookMs: 6 * hourMs,
  /** After the first try that failed; each further one doubles it. */
  firstWaitMs: 10 * 60_000,
  longestWaitMs: 6 * hourMs,
  answerMs: 15_000,
} as const;

/** Why there is no next certificate yet. */
type RenewalFault = 'notReached' | 'refused' | 'notUnderstood' | 'notWritten';

export interface RenewalParts {
  readonly http: Pick<CenterHttp, 'call'>;
  readonly line: ChangingLine;
  readonly files: LineFiles;
  readonly kiosk: string;
  /** The machine's own, which TLS goes by. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: EventLog;
}

/**
 * Asks for the line's next certificate, for a new key, in the last 30 days of the present one, and puts both into use: on disk,
 * and for every exchange from then on. Until that has worked it tries again, more and more seldom; the present one stays in use.
 * @returns a function that ends it, and resolves when nothing is under way any more
 */
export function keepLineRenewed(parts: RenewalParts): () => Promise<void> {
  const { line, clock, timers, log } = parts;
  let failed = 0;
  let ended = false;
  let running: Promise<void> = Promise.resolve();
  let callOff: CancelTimer = () => undefined;

  function msLeft(): number {
    return line.endsAt() - clock.now();
  }

  async function look(): Promise<number> {
    const left = msLeft();
    if (left > renewalTimes.beforeMs) return renewalTimes.lookMs;
    if (left <= 0) {
      // The center lets nobody in with it any more: only a person at the center can make a code.
      log.event('lineCertificateEnded', {});
      return dayMs;
    }
    const renewed = await renew(parts);
    if (renewed.ok) {
      failed = 0;
      log.event('lineCertificateRenewed', { daysLeft: Math.floor(msLeft() / dayMs) });
      return renewalTimes.lookMs;
    }
    log.event('lineCertificateNotRenewed', { why: renewed.error, daysLeft: Math.floor(left / dayMs) });
    failed += 1;
    return Math.min(renewalTimes.firstWaitMs * 2 ** (failed - 1), renewalTimes.longestWaitMs);
  }

  function begin(): void {
    running = look()
      .catch((error: unknown) => {
        log.caught('lineRenewalBroke', {}, error);
        return renewalTimes.longestWaitMs;
      })
      .then((waitMs) => {
        if (!ended) callOff = afterRest(timers, waitMs, begin);
      });
  }

  begin();
  return async () => {
    ended = true;
    callOff();
    await running;
  };
}

async function renew({
  http,
  line,
  files,
  kiosk,
  clock,
}: RenewalParts): Promise<Result<undefined, RenewalFault>> {
  try {
    const prepared = await prepareKey(files, kiosk);
    if (!prepared.ok) return err('notWritten');
    const { request, publicKey, install } = prepared.value;
    const asked = await http.call(endpoints.renewCertificate, {}, { request }, renewalTimes.answerMs);
    if (!asked.ok) {
      if (asked.error.fault === 'refused') return err('refused');
      return err(asked.error.fault === 'nonsense' ? 'notUnderstood' : 'notReached');
    }
    const certificate = readCertificate(asked.value.certificate);
    const { ca } = line.current();
    const wanted = { kiosk, publicKey, authority: new X509Certificate(ca), now: clock.now() };
    if (!certificate || !isWanted(certificate, wanted)) return err('notUnderstood');
    line.replace(install(ca, certificate.toString()));
    return ok();
  } catch (error) {
    filesFault(error);
    return err('notWritten');
  }
}
