import type { HouseholdEntry, ResidentEntry } from '../../issuing-center/registers/residents.ts';
import { toRegister } from './household.ts';
import { arakawaHouseholds } from './people/arakawa.ts';
import { coupleHouseholds } from './people/couples.ts';
import { meguroHouseholds } from './people/meguro.ts';
import { minatoHouseholds } from './people/minato.ts';
import { tomakomaiHouseholds } from './people/tomakomai.ts';
import { tsukubaHouseholds } from './people/tsukuba.ts';

/**
 * Every made-up household as its municipality keeps it. Nobody here exists: family names mean "sample", "example" or
 * "imaginary", and so do the names of the blocks.
 */
export const households = toRegister([
  ...tsukubaHouseholds,
  ...minatoHouseholds,
  ...meguroHouseholds,
  ...arakawaHouseholds,
  ...tomakomaiHouseholds,
  ...coupleHouseholds,
]);

/** A made-up resident with the household. @throws when there is no such resident */
export function residentOf(id: string): { household: HouseholdEntry; resident: ResidentEntry } {
  for (const { household, residents } of households) {
    const resident = residents.find((one) => one.id === id);
    if (resident) return { household, resident };
  }
  throw new Error(`no resident "${id}" in the made-up registers`);
}
