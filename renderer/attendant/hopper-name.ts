import { denominationSchema } from '../../shared/yen.ts';
import type { Denomination } from '../../shared/yen.ts';

/**
 * The coin a hopper pays out, from its name, yen: `hopper-100` → 100. @throws when it is not a hopper's name (a broken
 * assumption)
 */
export function hopperValue(name: `hopper-${string}`): Denomination {
  return denominationSchema.parse(Number(name.slice('hopper-'.length)));
}

export function isHopper<Name extends string>(name: Name): name is Extract<Name, `hopper-${string}`> {
  return name.startsWith('hopper-');
}
