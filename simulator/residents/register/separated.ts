import type { FamilyRegisterEntry } from '../../../issuing-center/registers/family-registers.ts';
import { family, member } from '../family-register.ts';

export const eldestSon = '長男';
export const eldestDaughter = '長女';

/** A register of one grown-up person, separated from that of the parents (分籍). */
export function separated(
  residentId: string,
  sketch: {
    readonly municipality: string;
    readonly place: string;
    readonly head: string;
    readonly on: string;
    /** Domicile of the parents. */
    readonly from: string;
    readonly relationship: string;
    readonly parents: readonly [father: string, mother: string];
  },
): FamilyRegisterEntry {
  const { municipality, place, head, on, from, relationship, parents } = sketch;
  const [father, mother] = parents;
  const arrived = { why: 'separation', on, from: `${from}　${father}` } as const;
  return family({
    ...{ id: `family-${residentId}`, municipality, place, head, since: on },
    persons: [member(residentId, { father, mother, relationship, bornIn: from, arrived })],
  });
}
