import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { languages } from '../../shared/languages.ts';

const folder = join(import.meta.dirname, '..', '..', 'languages');
/** The first two are the columns of every table. */
const translated = languages.filter((language) => language !== 'ja' && language !== 'en');
const head = `# Official words in the languages of the screens

As Japan's public pages for foreign residents say them, where one was found, with that page; "own" where none was. Generated from
\`languages/official-words.json\` and each language's \`glossary.json\` by \`npm run charts\`. No native speaker has reviewed a language until
its \`language.json\` names one in \`reviewedBy\`. 《》 holds the reading of the kanji before it.`;

const officialSchema = z.record(z.string(), z.strictObject({ ja: z.string().min(1), en: z.string().min(1) }));
const wordsSchema = z.record(
  z.string(),
  z.strictObject({ term: z.string().min(1), source: z.string().min(1) }),
);
const namedSchema = z.object({ name: z.string() });

/**
 * docs/official-words.md.
 * @throws where a language lacks a word, or has one that no other has
 */
export function officialWordsPage(): string {
  const official = officialSchema.parse(json('official-words.json'));
  return `${[head, ...translated.map((language) => tableOf(language, official))].join('\n\n')}\n`;
}

function tableOf(language: string, official: z.infer<typeof officialSchema>): string {
  const words = wordsSchema.parse(json(`${language}/glossary.json`));
  const { name } = namedSchema.parse(json(`${language}/language.json`));
  const surplus = Object.keys(words).filter((key) => official[key] === undefined);
  if (surplus.length > 0)
    throw new Error(`languages/${language}/glossary.json: expected no ${surplus.join(', ')}`);
  const rows = Object.entries(official).map(([key, { ja, en }]) => {
    const word = words[key];
    if (word === undefined) throw new Error(`languages/${language}/glossary.json: expected ${key}`);
    return [ja, en, word.term, word.source].map((cell) => cell.replaceAll('|', '\\|')).join(' | ');
  });
  return [
    `## ${name} (\`${language}\`)`,
    '',
    '| Japanese | English | on the screens | who says so |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
