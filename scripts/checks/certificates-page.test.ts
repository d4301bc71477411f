import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateKinds } from '../../shared/certificates.ts';
import { fieldsOfPage } from '../../testing/certificates/page-fields.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'certificates.md'), 'utf8');
const sections = new Map(
  page.split(/^## /m).map((section) => [section.split('\n', 1)[0] ?? '', section] as const),
);

/** The rows of a section's table. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const [, section] = [...sections].find(([title]) => title.startsWith(heading)) ?? [];
  if (section === undefined) throw new Error(`no section ${heading}`);
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

const named = (heading: string) => rowsOf(heading).map(([field = '']) => field.replaceAll('`', ''));
const isHead = (field: string) => field.startsWith('head.');

describe('the page on certificates', () => {
  it.each(certificateKinds)('names every field of %s and nothing else', (kind) => {
    const fields = fieldsOfPage(kind);
    expect(fields.length).toBeGreaterThan(15);
    expect(named(`\`${kind}\``).toSorted()).toEqual(fields.filter((field) => !isHead(field)).toSorted());
    expect(named('All kinds').toSorted()).toEqual(fields.filter(isHead).toSorted());
  });

  it.each(['All kinds', ...certificateKinds.map((kind) => `\`${kind}\``)])(
    'says of every field of %s where it comes from and where it is printed',
    (heading) => {
      for (const [field, requirement = '', place = ''] of rowsOf(heading))
        expect([field, requirement.length > 3, place.length > 0]).toEqual([field, true, true]);
    },
  );
});
