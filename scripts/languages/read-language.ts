import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LanguageFacts } from '../../languages/language-facts.ts';
import { jsonIn } from '../../shared/json-of.ts';
import type { Group, Words } from './compare.ts';

/** The files of a language, by where they are read. */
export const parts = {
  residents: [
    'screens',
    'beginnings',
    'services',
    'causes',
    'help',
    'care',
    'looks',
    'purposes',
    'prepared',
    'voice',
  ],
  attendants: ['staff', 'operator', 'guides', 'attendant-help', 'first-start'],
  /** What the log says to an operator, in the main process. */
  log: ['log'],
  /** The page on which a visit is prepared at home. */
  home: ['home'],
  slips: ['slips'],
  receiver: ['receiver'],
} as const;
export type PartGroup = keyof typeof parts;
export const partGroups = Object.keys(parts) as readonly PartGroup[];

type Part = (typeof parts)[PartGroup][number];
const every: readonly Part[] = partGroups.flatMap((which): readonly Part[] => parts[which]);
/** Without these a language is whole, too: store staff and operators are shown Japanese. */
const optional: readonly Part[] = [...parts.attendants, ...parts.log];

/** What that page says in the very words of the screens, by the keys of residents' files. */
const homeTakes = [
  ...['frame', 'looks', 'open', 'whose', 'municipality', 'finding', 'offers', 'certificate', 'certificates'],
  ...['variant', 'itemsScreen', 'items', 'copies', 'purposes', 'proposal'],
] as const;

/** A language as its folder has it. */
export interface ReadLanguage {
  readonly tag: string;
  readonly facts: LanguageFacts | null;
  /** What could be read, by the name of the file without its end. */
  readonly files: ReadonlyMap<string, Group>;
  /** What could not be read, one line each: file, key, what is expected. */
  readonly faults: readonly string[];
}

const wordsSchema: z.ZodType<Words> = z.lazy(() => z.union([z.string(), z.array(z.string()), groupSchema]));
/** A file of a language. */
export const groupSchema: z.ZodType<Group> = z.lazy(() => z.record(z.string(), wordsSchema));

const text = z.string().min(1);
const locale = text.refine((name) => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length === 1;
  } catch {
    return false;
  }
}, 'expected a locale like en-GB');
const factsSchema: z.ZodType<LanguageFacts> = z.strictObject({
  name: text,
  starting: z.strictObject({ question: text, hint: text }),
  invitation: text,
  font: text,
  locale,
  money: z.strictObject({ locale, unit: z.enum(['name', 'symbol']) }),
  month: z.enum(['long', 'short']),
  between: text,
  years: z.enum(['western', 'reiwa']),
  readsData: z.enum(['ja', 'en']),
  reviewedBy: z.array(text),
  voice: text.nullable(),
});

/** Reads a folder as it is; what is in it is compared elsewhere. */
export async function readLanguage(languages: string, tag: string): Promise<ReadLanguage> {
  const faults: string[] = [];
  const files = new Map<string, Group>();
  const names = await readdir(join(languages, tag)).catch(() => null);
  if (names === null) return { tag, facts: null, files, faults: [`${tag}: expected a folder of this name`] };
  // The official words are a page of the documents (scripts/charts/official-words.ts).
  const known = ['language', 'glossary', ...every].map((part) => `${part}.json`);
  faults.push(
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => `${tag}/${name}: expected no file of this name`),
  );
  const read = async <T>(part: string, schema: z.ZodType<T>): Promise<T | null> => {
    const file = `${tag}/${part}.json`;
    if (!names.includes(`${part}.json`)) return null;
    const content = jsonIn(await readFile(join(languages, file), 'utf8'));
    if (!content.ok) {
      faults.push(`${file}: expected JSON: ${content.error}`);
      return null;
    }
    const checked = schema.safeParse(content.value);
    if (checked.success) return checked.data;
    faults.push(...checked.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`));
    return null;
  };
  const facts = await read('language', factsSchema);
  if (!names.includes('language.json')) faults.push(`${tag}/language.json: expected this file`);
  for (const part of every) {
    const content = await read(part, groupSchema);
    if (content !== null) files.set(part, content);
  }
  const some = optional.some((part) => names.includes(`${part}.json`));
  for (const part of every) {
    if (!names.includes(`${part}.json`) && (some || !optional.includes(part)))
      faults.push(`${tag}/${part}.json: expected this file`);
  }
  return { tag, facts, files, faults };
}

/** Whether a language says what store staff and operators are shown. */
export function hasAttendants({ files }: ReadLanguage): boolean {
  return optional.every((part) => files.has(part));
}

/** The texts of several files as one group. */
export function wordsOf(language: ReadLanguage, which: PartGroup): Group {
  const own = parts[which].flatMap((part) => Object.entries(language.files.get(part) ?? {}));
  if (which !== 'home') return Object.fromEntries(own);
  const taken = Object.entries(wordsOf(language, 'residents')).filter(([key]) =>
    homeTakes.some((one) => one === key),
  );
  return Object.fromEntries([...taken, ...own]);
}
