import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eventCatalogue, type CatalogueEntry } from '../../logging/event-catalogue.ts';
import { fieldKinds } from '../../logging/field-kinds.ts';
import { logPage } from './log-page.ts';

it('docs/log.md is what the event catalogue generates', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'log.md'), 'utf8');
  expect(page).toBe(logPage());
});

it('names every event with a sentence', () => {
  const meanings = Object.values<CatalogueEntry>(eventCatalogue).map(({ meaning }) => meaning);
  expect(meanings.filter((meaning) => !/^[A-Z].*\.$/.test(meaning) || meaning.includes('|'))).toEqual([]);
  expect(new Set(meanings).size).toBe(meanings.length);
});

it('uses every kind of field', () => {
  const used = new Set(
    Object.values<CatalogueEntry>(eventCatalogue).flatMap(({ fields }) => Object.values(fields)),
  );
  expect(Object.entries(fieldKinds).flatMap(([kind, schema]) => (used.has(schema) ? [] : [kind]))).toEqual(
    [],
  );
});
