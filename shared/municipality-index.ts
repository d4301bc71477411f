import { z } from 'zod';
import { base64Schema, municipalityIdSchema, sha256Schema } from './ids.ts';
import type { NamedMunicipality } from './municipality-names.ts';

/** What of a municipality can be taken at kiosks: nothing where it takes no part; `enrolment`: also by who lives elsewhere. */
export const partTaken = ['nothing', 'certificates', 'enrolment'] as const;
export const partTakenSchema = z.enum(partTaken);
export type PartTaken = z.infer<typeof partTakenSchema>;

/** A municipality of Japan as it is found: by name, prefecture, and whether it takes part. */
export interface ListedMunicipality extends NamedMunicipality {
  readonly part: PartTaken;
}

/**
 * All of them as the center sends them: `packed` is the text below in deflate's raw form, and `version` the SHA-256 of that text,
 * which the answer to each question for offers names, too.
 */
export const municipalityIndexSchema = z.object({ version: sha256Schema, packed: base64Schema.max(100_000) });
export type PackedIndex = z.infer<typeof municipalityIndexSchema>;

/** What the text may have at most, bytes: four times what it has. */
export const mostIndexBytes = 400_000;

/** One line for each, in the order that is given. */
export function indexText(all: Iterable<ListedMunicipality>): string {
  return [...all]
    .map(({ id, name, part }) => [id, name.ja, name.kana, name.latin, partTaken.indexOf(part)].join('\t'))
    .join('\n');
}

const lineSchema = z
  .tuple([
    municipalityIdSchema,
    z.string().min(1).max(20),
    z.string().regex(/^[ぁ-ゖー]{1,30}$/u),
    z.string().min(1).max(40),
    z.enum(['0', '1', '2']),
  ])
  .transform(([id, ja, kana, latin, part]) => ({
    ...{ id, name: { ja, kana, latin } },
    part: partTaken[Number(part)] ?? 'nothing',
  }));

/** @returns null for a text that is no index */
export function readIndexText(text: string): readonly ListedMunicipality[] | null {
  const read = z.array(lineSchema).safeParse(text.split('\n').map((line) => line.split('\t')));
  return read.success ? read.data : null;
}
