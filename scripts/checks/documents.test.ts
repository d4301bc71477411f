import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

describe('the glossary', () => {
  const names = [...read('docs/glossary.md').matchAll(/\| `([\w-]+)`\s*\|$/gm)].map(([, name = '']) => name);
  const code = tracked
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|e2e)\./.test(file) && !file.startsWith('scripts/'))
    .map((file) => `${file}\n${read(file)}`)
    .join('\n');

  it('has more than forty names', () => {
    expect(names.length).toBeGreaterThan(40);
  });

  it.each(names)('lists %s, which is a name in the code', (name) => {
    expect(new RegExp(`(?<![\\w])${name}(?![\\w])`).test(code)).toBe(true);
  });
});

const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});

describe('NOTICE', () => {
  const { dependencies, optionalDependencies } = packageSchema.parse(JSON.parse(read('package.json')));
  const notice = read('NOTICE');
  const licenceSchema = z.object({ license: z.string() });

  it.each([...Object.keys(dependencies), ...Object.keys(optionalDependencies)])(
    'names %s with its licence',
    (name) => {
      const file = join('node_modules', name, 'package.json');
      // A runtime for another processor is not installed on this one.
      const licence = existsSync(join(root, file))
        ? licenceSchema.parse(JSON.parse(read(file))).license
        : '\\S+';
      expect(notice).toMatch(new RegExp(`^- ${name} \\(${licence.replace(/[.()]/g, '\\$&')}\\)`, 'm'));
    },
  );
});

describe('links of the documents', () => {
  const links = tracked
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => ({
        file,
        target: normalize(join(dirname(file), link)),
      })),
    );

  it.each(links)('$file leads to $target', ({ target }) => {
    expect(existsSync(join(root, target))).toBe(true);
  });
});

describe('every room', () => {
  it.each([
    'shared',
    'languages',
    'logging',
    'telemetry',
    'state-machines',
    'printing',
    'electron',
    'renderer',
    'issuing-center',
    'verifier',
    'preparation',
  ])('has a README that says what comes in, what goes out and where to start: %s', (room) => {
    const text = read(join(room, 'README.md'));
    expect(text).toMatch(/\*\*In:\*\* .+ \*\*Out:\*\* .+/);
    for (const [, file = ''] of text.matchAll(/`((?:[\w-]+\/)*[\w-]+\.tsx?)`/g))
      expect(existsSync(join(root, room, file)) || existsSync(join(root, file)), file).toBe(true);
  });
});
