import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { registerFiles } from './register-files.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../../docs/registers.md'), 'utf8');

describe('docs/registers.md', () => {
  it.each(registerFiles.map(({ file, columns }) => ({ file, columns })))(
    'has each column of $file, and no other, in its table',
    ({ file, columns }) => {
      const [, section = ''] = page.split(`### ${file}\n`);
      const table = section.split('\n### ')[0]?.split('\n## ')[0] ?? '';
      const named = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
      expect(named).toEqual(columns.map(({ name }) => name));
    },
  );
});
