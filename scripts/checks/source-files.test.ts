import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms } from './rooms.ts';
import { sourceFiles, strayFiles } from './source-files.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the source files', () => {
  it('are found in every room, without packages', () => {
    const paths = sourceFiles(root);
    for (const room of rooms) expect(paths.some((path) => path.startsWith(`${room}/`))).toBe(true);
    expect(paths).toContain('scripts/komado.mjs');
    expect(paths).toContain('renderer/app.tsx');
    expect(existsSync(join(root, 'node_modules'))).toBe(true);
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
  });

  it('are strays in a folder that is not a room', () => {
    const paths = ['shared/a.ts', 'vitest.config.ts', 'helpers/a.ts', 'shared-too/a.ts'];
    expect(strayFiles(paths)).toEqual(['helpers/a.ts', 'shared-too/a.ts']);
  });
});
