import type { OwnEnd } from './http.ts';

/** Credentials that may be renewed while the kiosk runs. */
export interface ChangingLine {
  /** The present ones, for one exchange. */
  readonly current: () => OwnEnd;
  /** From now on these are the present ones. */
  readonly replace: (by: OwnEnd) => void;
}

export function changingLine(first: OwnEnd): ChangingLine {
  let now = first;
  return {
    current: () => now,
    replace(by) {
      now = by;
    },
  };
}
