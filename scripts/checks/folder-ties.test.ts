import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tiedFolders, tiedFoldersOf } from './folder-ties.ts';

const tied = (files: Readonly<Record<string, string>>): string[] =>
  tiedFolders(Object.keys(files), (file) => files[file] ?? '');

describe('sibling folders in a room', () => {
  it('import in one direction only, in this repository', () => {
    expect(tiedFoldersOf(join(import.meta.dirname, '..', '..'))).toEqual([]);
  });

  it('are tied when each imports from the other, even if only types', () => {
    const files = {
      'room/low/a.ts': "import type { B } from '../high/b.ts';",
      'room/high/b.ts': "import { a } from '../low/a.ts';",
      'room/high/c.ts': '',
    };
    expect(tied(files)).toEqual([
      'room/low/a.ts imports room/high/b.ts',
      'room/high/b.ts imports room/low/a.ts',
    ]);
  });

  it('are tied through a third one', () => {
    const files = {
      'room/one/a.ts': "import '../two/b.ts';",
      'room/two/b.ts': "import '../three/deep/c.ts';",
      'room/three/deep/c.ts': "import '../../one/a.ts';",
    };
    expect(tied(files)).toHaveLength(3);
  });

  it('may import one way, while tests and files of the room itself import what they like', () => {
    const files = {
      'room/low/a.ts': '',
      'room/low/a.test.ts': "import { b } from '../high/b.ts';",
      'room/high/b.ts': "import { a } from '../low/a.ts'; import '../main.ts';",
      'room/main.ts': "import '../other/low/x.ts'; import './high/b.ts';",
      'other/low/x.ts': "import '../../room/main.ts';",
    };
    expect(tied(files)).toEqual([]);
  });
});
