import type { LineCredentials } from './http.ts';

/** Credentials that may be renewed while the kiosk runs: who holds on to them reads the present ones each time. */
export interface ChangingLine extends LineCredentials {
  /** From now on these are the present ones. */
  replace(by: LineCredentials): void;
}

export function changingLine(first: LineCredentials): ChangingLine {
  let now = first;
  return {
    get ca() {
      return now.ca;
    },
    get certificate() {
      return now.certificate;
    },
    get key() {
      return now.key;
    },
    replace(by) {
      now = by;
    },
  };
}
