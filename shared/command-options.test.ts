import { describe, expect, it } from 'vitest';
import {
  listOf,
  postgresUrl,
  readWords,
  refuseUnused,
  runCommand,
  windowSize,
  WrongWords,
} from './command-options.ts';

const options = { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** What the command says, with its exit code. */
async function run(work: () => unknown): Promise<readonly [number, string]> {
  let said = '';
  const code = await runCommand(
    { name: 'charts', call: 'npm run charts' },
    () => Promise.resolve(work()).then(() => 0),
    (line) => {
      said += `${line}\n`;
    },
  );
  return [code, said];
}

const wrong: readonly (readonly [string, () => unknown])[] = [
  ['--bogus: there is no such option', () => readWords(['--bogus'], options)],
  ['--bogus: there is no such option', () => readWords(['--bogus=3'], options)],
  ['-x: there is no such option', () => readWords(['-x'], options)],
  ['loose: expected an option, which begins with --', () => readWords(['loose'], options)],
  [
    '--out: expected a value (--out=VALUE where it begins with a hyphen)',
    () => readWords(['--out'], options),
  ],
  [
    '--out: expected a value (--out=VALUE where it begins with a hyphen)',
    () => readWords(['--out', '--help'], options),
  ],
  ['--help: takes no value', () => readWords(['--help=yes'], options)],
  ...['', '1024', '1024x', '99999x99999', '639x480', '640x479', '7681x700', '1e3x900', '-800x600'].map(
    (size) =>
      [
        '--size: expected WIDTHxHEIGHT in pixels, 640x480 to 7680x7680',
        () => windowSize('--size', size),
      ] as const,
  ),
  ...['foo', 'mysql://a:secret@b/c', 'postgres:/b', 'http://postgres://x'].map(
    (url) =>
      [
        'DATABASE_URL: expected the address of a PostgreSQL server, postgres://…',
        () => postgresUrl('DATABASE_URL', url),
      ] as const,
  ),
  ['--state: not here', () => refuseUnused({ out: undefined, state: 'x' }, ['out', 'state'], 'not here')],
];

describe('a command', () => {
  it.each(wrong)('says in one line "%s", and ends with 2', async (line, work) => {
    expect(await run(work)).toEqual([2, `charts: ${line} (npm run charts -- --help explains)\n`]);
  });

  it('says in one line why its work failed, and ends with 1', async () => {
    const broken = new Error('the disk is full\n    at somewhere\n    at elsewhere');
    expect(await run(() => Promise.reject(broken))).toEqual([1, 'charts: the disk is full\n']);
    const tries = new AggregateError([new Error('refused'), new Error('refused'), new Error('no way')], '');
    expect(await run(() => Promise.reject(tries))).toEqual([1, 'charts: refused; no way\n']);
  });

  it('has the exit code of its work', async () => {
    expect(await runCommand({ name: 'a', call: 'b' }, () => Promise.resolve(3))).toBe(3);
  });

  it('takes what is right', () => {
    expect(readWords(['--out', 'x', '-h'], options)).toEqual({ out: 'x', help: true });
    expect(windowSize('--size', '640x7680')).toEqual({ width: 640, height: 7680 });
    expect(postgresUrl('x', 'postgresql://a@b/c')).toBe('postgresql://a@b/c');
    expect(() => refuseUnused({ out: 'x' }, ['state'], '')).not.toThrow(WrongWords);
  });
});

describe('a list of words', () => {
  const names = ['ja', 'en', 'ko'] as const;
  it('is in the order of all names, each once, and all of them where none was given', () => {
    expect(listOf('--language', names, 'ko,ja,ko')).toEqual(['ja', 'ko']);
    expect(listOf('--language', names, undefined)).toEqual(names);
  });

  it.each(['', 'ja,', 'xx', 'ja en'])('refuses %j, naming the option', async (text) => {
    expect(await run(() => listOf('--language', names, text))).toEqual([
      2,
      'charts: --language: expected one of ja, en, ko (npm run charts -- --help explains)\n',
    ]);
  });
});
