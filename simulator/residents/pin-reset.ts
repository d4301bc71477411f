import type { Municipalities } from '../../issuing-center/municipalities/load.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';

/** Where the made-up residents can have a locked PIN reset at a kiosk. */
export const withPinReset = municipalityIdSchema.parse('tsukuba');

/** The municipalities with one that lets kiosks reset a locked PIN: no guide knows of it, and a demonstration shows it all the same. */
export function letOneResetPins(municipalities: Municipalities): Municipalities {
  return new Map(
    [...municipalities].map(([id, one]) => [
      id,
      id === withPinReset ? { ...one, pinResetAtKiosk: true as const } : one,
    ]),
  );
}
