import type { FamilyRegisterEntry } from '../../issuing-center/registers/family-registers.ts';
import { family, member } from './family-register.ts';
import { couples, domicileOf } from './people/couples.ts';
import { eldestDaughter, eldestSon } from './register/separated.ts';

/** Their registers, where the municipality issues them at kiosks. */
export const coupleFamilies: readonly FamilyRegisterEntry[] = couples
  .filter(({ register }) => register)
  .map((couple) => {
    const { id, municipality, place, surname, husband, wife, bornAs, married } = couple;
    const [name] = surname;
    const parents = (of: string) => ({ father: `${of}　大`, mother: `${of}　和` });
    const from = (of: string, house: number) => `${place}例示町${house}番地　${of}　大`;
    return family({
      ...{ id: `family-${id}`, municipality, place: domicileOf(couple), since: married },
      head: `${name}　${husband[0]}`,
      persons: [
        member(id, {
          ...{ ...parents(name), relationship: eldestSon },
          married: { on: married, spouse: `${bornAs}　${wife[0]}`, from: from(name, 1) },
        }),
        member(`${id}-spouse`, {
          ...{ ...parents(bornAs), relationship: eldestDaughter },
          married: { on: married, spouse: `${name}　${husband[0]}`, from: from(bornAs, 2) },
        }),
      ],
    });
  });
