import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { differences, textsOf, type Group, type Words } from './compare.ts';
import { helpersOf, typeOf, valueOf } from './emit.ts';
import {
  hasAttendants,
  partGroups,
  parts,
  readLanguage,
  wordsOf,
  type PartGroup,
  type ReadLanguage,
} from './read-language.ts';
import { textFaults } from './text-faults.ts';

/** Modules by their paths in the folder of compiled languages, and what they were made from. */
export interface CompiledLanguages {
  readonly modules: ReadonlyMap<string, string>;
  readonly languages: readonly ReadLanguage[];
}

/** The language that the others are compared with, and the one that stands in where another has no words. */
const [reference, fallback] = ['en', 'ja'] as const;

/**
 * Makes TypeScript of the texts of all languages.
 * @param folder where the languages' folders are
 * @param tags the languages that the kiosk offers
 * @returns every fault of every language at once, one line each: file, key, what is expected
 */
export async function compileLanguages(
  folder: string,
  tags: readonly string[],
): Promise<Result<CompiledLanguages, readonly string[]>> {
  const languages = await Promise.all(tags.map((tag) => readLanguage(folder, tag)));
  const english = languages.find(({ tag }) => tag === reference);
  if (english === undefined) return err([`${reference}: expected among the languages`]);
  const faults = [
    ...(await foldersWithoutLine(folder, tags)),
    ...languages.flatMap((language) => faultsOf(language, english)),
    ...sharedKeys(english),
    ...(await noteFaults(folder, english)),
  ];
  if (!languages.some((language) => language.tag === fallback && hasAttendants(language)))
    faults.push(`${fallback}: expected with all files: it stands in where another language has no words`);
  return faults.length > 0 ? err(faults) : ok({ modules: modulesOf(languages, english), languages });
}

async function foldersWithoutLine(folder: string, tags: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'compiled' && !tags.includes(entry.name))
    .map(({ name }) => `${name}: expected a line for this folder in shared/languages.ts`);
}

function faultsOf(language: ReadLanguage, english: ReadLanguage): readonly string[] {
  const { tag, files } = language;
  return [
    ...language.faults,
    ...[...files].flatMap(([part, words]) => {
      const own = textsOf(words).flatMap(([key, text]) =>
        textFaults(text, tag).map((expected) => ({ key, expected })),
      );
      const wanted = language === english ? undefined : english.files.get(part);
      return [...own, ...(wanted === undefined ? [] : differences(wanted, words)), ...listFaults(words)].map(
        ({ key, expected }) => `${tag}/${part}.json: ${key}: ${expected}`,
      );
    }),
  ];
}

/** The lines of a list are plain, so that their type is simple. */
function listFaults(words: Group): readonly { readonly key: string; readonly expected: string }[] {
  return textsOf(words)
    .filter(([key, text]) => /\.\d+$/.test(key) && text.includes('{'))
    .map(([key]) => ({ key, expected: 'expected no parameters in a list' }));
}

/** Files of one group become one object. */
function sharedKeys(english: ReadLanguage): readonly string[] {
  return partGroups.flatMap((which) => {
    const owner = new Map<string, string>();
    return parts[which].flatMap((part) =>
      Object.keys(english.files.get(part) ?? {}).flatMap((key) => {
        const other = owner.get(key);
        owner.set(key, part);
        return other === undefined
          ? []
          : [`${reference}/${part}.json: ${key}: expected only in ${other}.json`];
      }),
    );
  });
}

/** Each note is about a key that there is. */
async function noteFaults(folder: string, english: ReadLanguage): Promise<readonly string[]> {
  const notes = z
    .record(z.string(), z.string().min(1))
    .parse(JSON.parse(await readFile(join(folder, 'notes.json'), 'utf8')));
  const groups = partGroups.map((which) => wordsOf(english, which));
  const isIn = (group: Group, path: string): boolean => {
    let at: Words | undefined = group;
    for (const key of path.split('.')) {
      if (typeof at !== 'object') return false;
      at = Object.entries<Words>(at).find(([name]) => name === key)?.[1];
    }
    return at !== undefined;
  };
  return Object.keys(notes)
    .filter((path) => !groups.some((group) => isIn(group, path)))
    .map((path) => `notes.json: ${path}: expected a key of the English files`);
}

const head = '// Written by "npm run languages" from the files beside this folder.\n';

function modulesOf(languages: readonly ReadLanguage[], english: ReadLanguage): Map<string, string> {
  const modules = new Map<string, string>();
  const types = partGroups.map((which) => {
    const { name, says } = interfaces[which];
    return `/** ${says} */\nexport interface ${name} ${typeOf(wordsOf(english, which))}\n`;
  });
  modules.set('words.ts', `${head}${types.join('')}`);
  modules.set('facts.ts', factsModule(languages));
  for (const language of languages)
    for (const which of partGroups)
      if ((which !== 'attendants' && which !== 'log') || hasAttendants(language))
        modules.set(`${language.tag}/${which}.ts`, wordsModule(language, which));
  modules.set('catalogues.ts', cataloguesModule(languages));
  for (const which of ['slips', 'receiver'] as const)
    modules.set(`${which}.ts`, allLanguagesModule(languages, which));
  return modules;
}

const interfaces: Readonly<Record<PartGroup, { readonly name: string; readonly says: string }>> = {
  residents: { name: 'ResidentWords', says: 'What residents are shown.' },
  attendants: { name: 'AttendantWords', says: 'What store staff and operators are shown.' },
  log: { name: 'LogWords', says: 'What the lines of the log say to an operator.' },
  home: { name: 'HomeWords', says: 'What the page says on which a visit is prepared at home.' },
  slips: { name: 'SlipWords', says: 'What stands on receipts and slips.' },
  receiver: { name: 'ReceiverWords', says: 'What whoever receives a certificate is told of it.' },
};

function factsModule(languages: readonly ReadLanguage[]): string {
  const facts = languages.map((language) => [
    language.tag,
    { ...language.facts, attendants: hasAttendants(language) },
  ]);
  return `${head}import type { Language } from '../../shared/languages.ts';
import type { LanguageFacts } from '../language-facts.ts';

/** What each language says of itself; \`attendants\`: whether it has words for store staff and operators. */
export const facts: Readonly<Record<Language, LanguageFacts & { readonly attendants: boolean }>> = ${JSON.stringify(Object.fromEntries(facts), null, 2)};
`;
}

function wordsModule(language: ReadLanguage, which: PartGroup): string {
  const words = wordsOf(language, which);
  const helpers = helpersOf(words);
  const type = interfaces[which].name;
  const speaks = `const { ${helpers.join(', ')} } = speech(${JSON.stringify(language.tag)}, ${JSON.stringify(language.facts?.locale)});\n`;
  return `${head}import type { ${type} } from '../words.ts';
${helpers.length === 0 ? '' : `import { speech } from '../../speech.ts';\n\n${speaks}`}
export const ${which}: ${type} = ${valueOf(words)};
`;
}

/** One group in every language: for a program that has them all at hand. */
function allLanguagesModule(languages: readonly ReadLanguage[], which: PartGroup): string {
  const { name, says } = interfaces[which];
  const imports = languages.map(
    ({ tag }, index) => `import { ${which} as words${index} } from './${tag}/${which}.ts';`,
  );
  const members = languages.map(({ tag }, index) => `${JSON.stringify(tag)}: words${index},`);
  return `${head}import type { Language } from '../../shared/languages.ts';
import type { ${name} } from './words.ts';
${imports.join('\n')}

/** ${says} */
export const ${which}: Readonly<Record<Language, ${name}>> = {\n${members.join('\n')}\n};
`;
}

/** All words of the screens at once: for tests and commands, which have no page to load them into. */
function cataloguesModule(languages: readonly ReadLanguage[]): string {
  const names = languages.map((language, index) => ({
    tag: JSON.stringify(language.tag),
    folder: language.tag,
    residents: `residents${index}`,
    attendants: hasAttendants(language) ? `attendants${index}` : null,
  }));
  const imports = names.flatMap(({ folder, residents, attendants }) => [
    `import { residents as ${residents} } from './${folder}/residents.ts';`,
    ...(attendants === null
      ? []
      : [`import { attendants as ${attendants} } from './${folder}/attendants.ts';`]),
  ]);
  const members = names.map(
    ({ tag, residents, attendants }) =>
      `${tag}: { residents: ${residents}, attendants: ${String(attendants)} },`,
  );
  return `${head}import type { Language } from '../../shared/languages.ts';
import type { Catalogue } from '../catalogue.ts';
${imports.join('\n')}

/** The words of every language. */
export const catalogues = {\n${members.join('\n')}\n} satisfies Readonly<Record<Language, Catalogue>>;
`;
}
