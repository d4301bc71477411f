import type { IsoDate } from '../../shared/dates.ts';
import type { Facts } from '../registers/facts.ts';
import type { Seal } from '../registers/seals.ts';

/** The seal that is registered on a day, or null. One cancelled that day is cancelled (Niigata, Saitama, Kumamoto, 2023). */
export function registeredSeal({ seals }: Facts, today: IsoDate): Seal | null {
  return (
    seals.find(
      ({ registeredOn, cancelledOn }) =>
        registeredOn <= today && (cancelledOn === null || today < cancelledOn),
    ) ?? null
  );
}
