import type { RegisterHousehold } from './household.ts';
import { familyRegisters } from './family-registers.ts';
import { households } from './households.ts';

/** The same households, with the domicile from the family registers. */
export const registerHouseholds: readonly RegisterHousehold[] = households.map(
  ({ household, residents }) => ({
    household,
    residents: residents.map((resident) => {
      const register = familyRegisters.find(({ persons }) =>
        persons.some((person) => person.resident === resident.id && !person.removed),
      );
      return register
        ? { ...resident, domicile: { place: register.place, headOfRegister: register.head } }
        : resident;
    }),
  }),
);
