import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { sha256Schema } from '../../shared/ids.ts';
import { indexText, type ListedMunicipality, type PackedIndex } from '../../shared/municipality-index.ts';
import type { NamedMunicipality } from '../../shared/municipality-names.ts';
import type { Municipalities } from '../municipalities/load.ts';
import { japan } from './japan.ts';

/** Every municipality that can be named: all of Japan, and any that this center serves beside them, such as a new one. */
export function everyMunicipality(served: Municipalities): readonly NamedMunicipality[] {
  const all = new Map<string, NamedMunicipality>(japan.map((one) => [one.id, one]));
  for (const { id, name } of served.values()) all.set(id, { id, name });
  return [...all.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** All of Japan with what each offers at kiosks; made anew only when that changes. */
export interface MunicipalityIndex {
  /** @param inForce what is in force now of those that take part */
  packed(inForce: Municipalities): PackedIndex;
}

export function createMunicipalityIndex(served: Municipalities): MunicipalityIndex {
  const all = everyMunicipality(served);
  let last: { readonly inForce: Municipalities; readonly packed: PackedIndex } | null = null;
  return {
    packed(inForce) {
      if (last?.inForce !== inForce) {
        last = { inForce, packed: packIndex(listedWith(all, inForce)) };
      }
      return last.packed;
    },
  };
}

/** Municipalities with what each offers at kiosks. @param inForce the rules of those that take part */
export function listedWith(
  all: readonly NamedMunicipality[],
  inForce: Municipalities,
): readonly ListedMunicipality[] {
  return all.map(({ id, name }) => {
    const own = inForce.get(id);
    const part = own === undefined ? 'nothing' : isEnrolled(own) ? 'enrolment' : 'certificates';
    return { id, name, part };
  });
}

/** Whether it takes an enrolment of who lives elsewhere. */
function isEnrolled({ towns }: { readonly towns?: unknown }): boolean {
  return towns !== undefined;
}

function packIndex(listed: readonly ListedMunicipality[]): PackedIndex {
  const text = indexText(listed);
  return {
    version: sha256Schema.parse(createHash('sha256').update(text).digest('hex')),
    packed: deflateRawSync(text, { level: 9 }).toString('base64'),
  };
}
