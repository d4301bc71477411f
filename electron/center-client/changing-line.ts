import { X509Certificate } from 'node:crypto';
import type { Instant } from '../../shared/dates.ts';
import type { OwnEnd } from './http.ts';

/** Credentials that may be renewed while the kiosk runs. */
export interface ChangingLine {
  /** The present ones, for one exchange. */
  readonly current: () => OwnEnd;
  /** When the present certificate ends; cheap, because it is asked at every change of the machines. */
  readonly endsAt: () => Instant;
  /** From now on these are the present ones. */
  readonly replace: (by: OwnEnd) => void;
}

/** @throws when the certificate cannot be read */
export function changingLine(first: OwnEnd): ChangingLine {
  let now = first;
  let endsAt = endOf(first);
  return {
    current: () => now,
    endsAt: () => endsAt,
    replace(by) {
      endsAt = endOf(by);
      now = by;
    },
  };
}

function endOf({ certificate }: OwnEnd): Instant {
  return new X509Certificate(certificate).validToDate.getTime();
}
