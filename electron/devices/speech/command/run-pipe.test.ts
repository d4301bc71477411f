import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filledIn, runPipe } from './run-pipe.ts';

const never = new AbortController().signal;

test('what the first program says is heard by the second', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-pipe-'));
  const heard = join(folder, 'heard');
  const end = await runPipe(
    [
      ['tr', 'a-z', 'A-Z'],
      ['sh', '-c', 'cat > "$0"', heard],
    ],
    'see, -v "x" $(id)',
    never,
  );
  expect(end).toBe('done');
  // No shell has looked at it.
  expect(await readFile(heard, 'utf8')).toBe('SEE, -V "X" $(ID)');
  await rm(folder, { recursive: true });
});

test.each([
  ['the first program is not there', [['no-such-voice'], ['cat']], 'missing'],
  ['the second program is not there', [['yes'], ['no-such-player']], 'missing'],
  ['a program fails', [['sh', '-c', 'exit 3']], 'failed'],
  ['the player has no card, and the voice speaks for ever', [['yes'], ['false']], 'failed'],
  ['a program reads nothing', [['true']], 'done'],
  [
    'the voice has ended before the player fails, and nobody reads what it said',
    [['head', '-c', '60000', '/dev/zero'], ['false']],
    'failed',
  ],
  ['the player ends well without listening to a voice without end', [['yes'], ['true']], 'failed'],
] as const)('%s', async (_, programs, end) => {
  expect(await runPipe(programs, 'x'.repeat(1_000_000), never)).toBe(end);
});

test('a signal ends what would never end by itself', async () => {
  const stop = new AbortController();
  const running = runPipe([['yes'], ['sh', '-c', 'while :; do :; done']], '', stop.signal);
  stop.abort();
  expect(await running).toBe('failed');
  expect(await runPipe([['sh', '-c', 'while :; do :; done']], '', stop.signal)).toBe('done');
});

test('a signal ends what a program has started, too: a script that hands the text on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-pipe-'));
  const begun = join(folder, 'begun');
  const stop = new AbortController();
  const script = '(while :; do echo speaks; done) & echo > "$0"; wait';
  const running = runPipe([['sh', '-c', script, begun]], '', stop.signal);
  await expect.poll(() => readFile(begun, 'utf8').catch(() => null)).toBe('\n');
  stop.abort();
  // It ends when nobody writes any more.
  expect(await running).toBe('failed');
  await rm(folder, { recursive: true });
});

test('only names in braces that are known are filled in', () => {
  expect(filledIn(['speak', '-v{voice}', '{rate}{rate}', '{other}'], { voice: 'ja', rate: '9' })).toEqual([
    'speak',
    '-vja',
    '99',
    '{other}',
  ]);
});
