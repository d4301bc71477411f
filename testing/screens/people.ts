import type { Person } from '../../shared/center-api.ts';
import { personRefSchema } from '../../shared/ids.ts';

/** Nobody: family names that mean "sample", "example", "placeholder". */
const names = [
  '見本　太郎',
  '見本　花子',
  '見本　一郎',
  '例示　髙﨑𠮷之助',
  'EXAMPLE-PLACEHOLDER MAXIMILIANA CONSTANCIA ALEXANDRIA',
  '架空　葛󠄂城小百合',
  '仮名　五十嵐左衛門三郎兵衛尉',
  '見本　さくら',
  '見本　次郎',
  'NOBODY JOHN WILLIAM SAMPLESON',
  '例示　ゆり子',
  '架空　勅使河原万里小路子',
];

/** The first members of a household of twelve; the first holds the card. @param count up to 12 */
export function samplePersons(count: number): Person[] {
  return names.slice(0, count).map((name, index) => ({
    ref: personRefSchema.parse(`p${String(index + 1)}`),
    name,
    self: index === 0,
    foreign: /[A-Z]/.test(name),
  }));
}

/** All names in the samples, whole and in parts. */
export const sampleNames: readonly string[] = names.flatMap((name) => [name, ...name.split(/[　 ]/)]);
