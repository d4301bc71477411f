import { err, ok, type Result } from '../../shared/result.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Facts } from '../registers/facts.ts';
import { livesHere } from './residence.ts';

/** A kiosk of a municipality's own, with rules of its own. */
export type OwnKiosk = NonNullable<Municipality['ownKiosks']>[number];

/** The kiosk at a place that a session names: none where it names no place, an error where the municipality has no such kiosk. */
export function ownKioskAt(
  { ownKiosks = [] }: Municipality,
  place: string | null | undefined,
): Result<OwnKiosk | undefined, 'unknown'> {
  if (place === null || place === undefined) return ok(undefined);
  const found = ownKiosks.find((kiosk) => kiosk.place === place);
  return found === undefined ? err('unknown') : ok(found);
}

/** Whether a holder gets nothing at this kiosk because it serves the municipality's residents alone. */
export function isForResidentsAlone(
  kiosk: OwnKiosk | undefined,
  municipality: Municipality,
  facts: Facts,
): boolean {
  return kiosk?.residentsOnly === true && !livesHere(municipality, facts);
}
