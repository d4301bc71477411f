import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runDemonstrationCenter } from '../../simulator/console/demonstration-center.ts';
import { some } from '../../testing/repetitions.ts';
import { runCard } from './card.ts';
import { demo } from './demo.ts';
import { runGallery } from './gallery.ts';
import { runPopulation } from './population.ts';
import { runPowerCut } from './power-cut.ts';
import { runRegisters } from './registers.ts';

const root = join(import.meta.dirname, '..', '..');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function command(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const options = ['--disable-warning=ExperimentalWarning', join('scripts', 'commands', `${name}.ts`)];
  const without = { DISPLAY: '', WAYLAND_DISPLAY: '', DATABASE_URL: '' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...options, ...args],
      { cwd: root, env: { ...process.env, ...without, ...env } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

/** One line that begins with the command and the word, and ends with where it is explained. */
function oneLine(word: string): RegExp {
  return new RegExp(String.raw`^[\w:-]+: ${word}: [^\n]+ \([^\n]+ -- (--config FILE )?--help explains\)\n$`);
}

/** Every file of a command: those with a help of their own. */
const commands = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .map((file) => file.replace('.ts', ''))
  .filter(
    (name) =>
      ![
        'check-config',
        'figures-page',
        'display',
        'early-start',
        'enrol',
        'hash-code',
        'journal-commands',
        'local-centers',
        'registers-database',
        'run-parts',
        'start-command',
        'start-settings',
        'told-to-end',
        'verify-settings',
        'verify-words',
      ].includes(name) &&
      // It has its own lines for wrong arguments.
      name !== 'verify',
  );

const wrongTogether = [
  ['bench', ['--runs', '1'], '--runs'],
  ['center', ['--check-config'], '--config'],
  ['start', ['--begin-journal', '--clear-alarm'], '--clear-alarm'],
  ['conformance', ['--list', '--simulated'], '--simulated'],
  ['start', ['--state', 'x'], '--state'],
  ['start', ['--out', 'x'], '--out'],
  ['start', ['--size', '1024x768'], '--size'],
  ['start', ['--config', 'x', '--steps', 'card-first'], '--steps'],
  ['center', ['--config-schema', '--port', '1'], '--port'],
  ['start', ['--hash-code', '--config', 'x'], '--config'],
  ['start', ['--enrol'], '--enrol'],
  ['start', ['--enrol', '--config', 'x', '--size', '1024x768'], '--size'],
  ['center', ['--config', 'x', '--enrol-code', 'K-0001', '--enrolments'], '--enrol-code, --enrolments'],
  ['start', ['--check-config', 'x', '--size', '1024x768'], '--size'],
] as const;

const wrongSurroundings = [
  ['center', [], { DATABASE_URL: 'foo' }, 'DATABASE_URL'],
  ['center', [], { DATABASE_URL: 'mysql://u:secret@h/d' }, 'DATABASE_URL'],
  ['population', ['--residents', '5'], { DATABASE_URL: 'mysql://u:secret@h/d' }, 'DATABASE_URL'],
  ['start', [], { DISPLAY: ':987' }, 'DISPLAY'],
  ['start', [], { DISPLAY: 'nonsense' }, 'DISPLAY'],
  ['start', [], { WAYLAND_DISPLAY: 'wayland-987' }, 'WAYLAND_DISPLAY'],
] as const;

/** Each a process of its own, as a person calls it: two seconds of processor. All are tried in the long run. */
describe.concurrent('wrong words', () => {
  it.each(some(commands, 3))('npm run %s: an option that there is not', async (name) => {
    const ended = await command(name, ['--bogus']);
    expect(ended).toEqual({ code: 2, out: '', err: expect.stringMatching(oneLine('--bogus')) as string });
  });

  it.each(some(wrongTogether, 2))('npm run %s %j', async (name, args, word) => {
    const ended = await command(name, args);
    expect(ended).toEqual({ code: 2, out: '', err: expect.stringMatching(oneLine(word)) as string });
  });

  it.each(some(wrongSurroundings, 2))('npm run %s %j with %j', async (name, args, env, word) => {
    const ended = await command(name, args, env);
    expect(ended).toEqual({ code: 2, out: '', err: expect.stringMatching(oneLine(word)) as string });
    expect(ended.err).not.toContain('secret');
  });
});

describe('values that a command cannot use', () => {
  it.each([
    [demo, ['--size', '99999x99999'], '--size'],
    [demo, ['--out', '/proc/x'], '--out'],
    [demo, ['--out', root], '--out'],
    [demo, ['--state', '/proc/x'], '--state'],
    [demo, ['--service', 'pin', '--copies', '2'], '--copies'],
    [demo, ['--certificate', 'income', '--variant', 'full'], '--variant'],
    [demo, ['--certificate', 'sealRegistration', '--year', '2026'], '--year'],
    [demo, ['--certificate', 'income', '--show', 'domicile'], '--show'],
    [demo, ['--certificate', 'income', '--household'], '--household'],
    [runGallery, ['--out', '/proc/x'], '--out'],
    [runPopulation, ['--residents', '5', '--state', '/nonexistent'], '--state'],
    [runPopulation, ['--residents', '5', '--csv', 'x', '--state', 'y'], '--state'],
    [runRegisters, [], 'nothing'],
    [runRegisters, ['export', 'x'], 'export'],
    [runRegisters, ['import'], 'DIR'],
    [runRegisters, ['import', '/nonexistent'], 'DIR'],
    [runRegisters, ['import', root, '--state', '/nonexistent'], '--state'],
    [runDemonstrationCenter, ['--port', '70000'], '--port'],
    [runDemonstrationCenter, ['--state', '/nonexistent', '--revoke-kiosk', 'K-0001'], '--state'],
    [runDemonstrationCenter, ['--revoke-kiosk', 'K-0001', '--enrolments'], '--revoke-kiosk, --enrolments'],
    [runDemonstrationCenter, ['--revoke-kiosk', 'K-0001', '--port', '1'], '--port'],
    [runCard, ['--vpcd', '--model', 'bank', '--holder', 'tsukuba-family'], '--holder'],
    [runPowerCut, ['--replay', '3', '--runs', '4'], '--runs'],
  ] as const)('%o %j', async (run, args, word) => {
    let err = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += String(text);
      return true;
    });
    const code = await run(args);
    vi.restoreAllMocks();
    expect([code, err]).toEqual([2, expect.stringMatching(oneLine(word)) as string]);
  });
});
