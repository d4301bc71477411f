import { readFileSync } from 'node:fs';
import path from 'node:path';
import { municipalityIdSchema } from '../../shared/ids.ts';
import type { NamedMunicipality } from '../../shared/municipality-names.ts';

/**
 * Every municipality of Japan, by its code: 1,718 cities, towns and villages, and the 23 wards of Tokyo. Whether one takes part is
 * not said here. Written by scripts/tables/write-municipalities.ts.
 */
export const japan: readonly NamedMunicipality[] = readFileSync(
  path.join(import.meta.dirname, 'municipalities.csv'),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [code, ja = '', kana = '', latin = ''] = line.split(',');
    return { id: municipalityIdSchema.parse(code), name: { ja, kana, latin } };
  });
