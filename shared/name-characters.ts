import { z } from 'zod';
import { bilingualSchema } from './certificates.ts';
import { codeOf } from './character-code.ts';
import { graphemes } from './graphemes.ts';
import written from './name-characters.json' with { type: 'json' };

/** What is known of a form of a character: its number in the character information (文字情報基盤), and what people call it. */
const formSchema = z.strictObject({
  mj: z.string().regex(/^MJ\d{6}$/),
  /** The usual character that it is a form of. */
  usual: z.string().min(1).max(2),
  called: bilingualSchema.nullable(),
});

export const characterNoteSchema = z.object({
  /** As it is printed, with its variation selector. */
  character: z.string().min(1).max(16),
  /** `U+9AD9`; a selector follows after a space. */
  code: z.string(),
  /** Null: nothing is written of it. */
  form: formSchema.nullable(),
});
export type CharacterNote = z.infer<typeof characterNoteSchema>;

const forms: ReadonlyMap<string, z.infer<typeof formSchema>> = new Map(
  Object.entries(z.record(z.string(), formSchema).parse(written)),
);

/** The characters of a name, each with the selectors and marks that follow it; no spaces. */
export function charactersOf(name: string): CharacterNote[] {
  return graphemes(name)
    .filter((character) => character.trim() !== '')
    .map((character) => ({ character, code: codeOf(character), form: forms.get(character) ?? null }));
}

/**
 * Whether a clerk may take another character for it: a form of a usual one, or one outside JIS X 0208, the characters of every
 * office computer. `髙` and `葛` with a selector are, `高`, `A` and `ア` are not.
 */
export function isRare({ character, form }: CharacterNote): boolean {
  if (form !== null) return true;
  return !/^[\x21-\x7e]$/.test(character) && !usualCharacters().has(character);
}

/** The rare characters of these names, each once, in their order. */
export function rareCharactersOf(names: readonly string[]): CharacterNote[] {
  const rare = names.flatMap(charactersOf).filter(isRare);
  return [...new Map(rare.map((note) => [note.character, note])).values()];
}

let usual: ReadonlySet<string> | null = null;

/** All of JIS X 0208: rows 1 to 8 and 16 to 84. Row 13 and those above 84 are makers' own. */
function usualCharacters(): ReadonlySet<string> {
  if (usual !== null) return usual;
  const decoder = new TextDecoder('euc-jp');
  const rows = Array.from({ length: 84 }, (_, index) => index + 1).filter((row) => row <= 8 || row >= 16);
  const cells = Array.from({ length: 94 }, (_, index) => index + 1);
  usual = new Set(
    rows.flatMap((row) => cells.map((cell) => decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell)))),
  );
  return usual;
}
