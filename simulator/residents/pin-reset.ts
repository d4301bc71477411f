import type { Municipalities } from '../../issuing-center/municipalities/load.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** Where the made-up residents can have a locked PIN reset at a kiosk. */
export const withPinReset = codes.tsukuba;

/** The municipalities with one that lets kiosks reset a locked PIN: no guide knows of it, and a demonstration shows it all the same. */
export function letOneResetPins(municipalities: Municipalities): Municipalities {
  return new Map(
    [...municipalities].map(([id, one]) => [
      id,
      id === withPinReset ? { ...one, pinResetAtKiosk: true as const } : one,
    ]),
  );
}
