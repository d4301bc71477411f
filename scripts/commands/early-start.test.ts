import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { earlyBrowserFor } from './early-start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'komado-early-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A configuration with this screen. @returns the file */
function fileWith(screen: unknown): string {
  const file = join(folder, 'kiosk.json');
  writeFileSync(file, JSON.stringify({ screen }));
  return file;
}

it('begins no browser where it may not be wanted, or where nobody knows its size', () => {
  const file = fileWith({ width: 1024, height: 768 });
  const display = { DISPLAY: ':99' };
  const cases: [readonly string[], NodeJS.ProcessEnv][] = [
    [[], display],
    [['--help'], display],
    [['--config', file], display],
    [['--config', file, '--host'], display],
    [['--config', file, '--host', 'electron'], display],
    [['--config', file, '--host', 'chromium', '--clear-alarm'], display],
    [['--config', file, '--host', 'chromium'], {}],
    [['--config', join(folder, 'none.json'), '--host', 'chromium'], display],
    [['--config', folder, '--host', 'chromium'], display],
  ];
  for (const [args, env] of cases) expect(earlyBrowserFor(args, env), args.join(' ')).toBeNull();
  for (const screen of [
    undefined,
    null,
    'wide',
    { width: 1e9, height: 768 },
    { width: '1024', height: '768' },
  ])
    expect(
      earlyBrowserFor(['--config', fileWith(screen), '--host', 'chromium'], display),
      JSON.stringify(screen),
    ).toBeNull();
});
