import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingFiles, missingFilesOf } from './mentioned-files.ts';

const written: Readonly<Record<string, string>> = {
  'docs/page.md': 'See `shared/yen.ts` and [seal](seal.md),\n`printing/paper/*-mark.ts`, `docs/`.',
  'docs/seal.md':
    'Nothing: kiosk.json, out/bench.json and https://example.com/docs/gone.ts are none of ours.',
  'shared/yen.ts': "/** As in page.md. */\nimport './gone.ts'; // see printing/paper",
  'printing/paper/corner-mark.ts': "const url = 'https://docs/gone.md';",
};

function missingWith(file: string, text: string): string[] {
  const all = { ...written, [file]: text };
  return missingFiles(Object.keys(all), (each) => all[each] ?? '').map(({ at, named }) => `${at} ${named}`);
}

describe('files that comments and pages name', () => {
  it('exist, in this repository', () => {
    expect(missingFilesOf(join(import.meta.dirname, '..', '..'))).toEqual([]);
  });

  it('are found by path, beside the page, by name or by pattern', () => {
    expect(missingWith('README.md', 'The map: `shared/`.')).toEqual([]);
  });

  it('are reported with the line where they are gone', () => {
    expect(missingWith('docs/other.md', 'One.\nTwo: `shared/sen.ts`.')).toEqual([
      'docs/other.md:2 shared/sen.ts',
    ]);
    expect(missingWith('docs/other.md', '[gone](gone.md)')).toEqual(['docs/other.md:1 gone.md']);
    expect(missingWith('docs/other.md', '`printing/paper/*-code.ts`')).toEqual([
      'docs/other.md:1 printing/paper/*-code.ts',
    ]);
    expect(missingWith('shared/a.ts', 'const a = 1; // as in sen.ts')).toEqual(['shared/a.ts:1 sen.ts']);
    expect(missingWith('shared/a.ts', '/**\n * See printing/documents.\n */')).toEqual([
      'shared/a.ts:2 printing/documents',
    ]);
  });
});
