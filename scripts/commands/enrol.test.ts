import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newEnrolmentServer } from '../../issuing-center/http/http-servers.ts';
import { serveEnrolment } from '../../issuing-center/http/serve-kiosk-credentials.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { writeKioskCode } from '../../shared/kiosk-code.ts';
import { err } from '../../shared/result.ts';
import { systemTimers } from '../../shared/timers.ts';
import { noLog } from '../../testing/log-lines.ts';
import { enrolCommand } from './enrol.ts';

const code = writeKioskCode({ secret: 'A'.repeat(16), fingerprint: 'B'.repeat(20) });
let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-enrol-command-'));
  said = [];
  for (const where of ['log', 'error'] as const)
    vi.spyOn(console, where).mockImplementation((line: unknown) => said.push(String(line)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** The guide's example with the center at another address. */
async function configured(enrolment: string): Promise<string> {
  const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'site.md'), 'utf8');
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '') as { center: object };
  const file = join(folder, 'kiosk.json');
  await writeFile(file, JSON.stringify({ ...example, center: { ...example.center, enrolment } }));
  return file;
}

const typed = (text: string) => () => Promise.resolve(text);

it('what was typed wrong is said by its group, before anything is sent, and none of it is repeated', async () => {
  const file = await configured('https://127.0.0.1:1');
  const wrong = code.replace(/^A/, 'C');
  await expect(enrolCommand(file, 'start', typed(wrong))).rejects.toThrow(
    '--enrol: group 1 of the code is not as the center printed it',
  );
  await expect(enrolCommand(file, 'start', typed(''))).rejects.toThrow(
    'expected nine groups of five letters',
  );
  expect(said).toEqual([]);
});

it('each way in which it does not work has a next step', async () => {
  expect(await enrolCommand(join(folder, 'none.json'), 'start', typed(code))).toBe(2);
  expect(await enrolCommand(await configured('https://127.0.0.1:1'), 'start', typed(code))).toBe(1);
  const transport = await openTransport(join(folder, 'center'), systemClock);
  const server = newEnrolmentServer(transport.ca, await transport.server(), { log: noLog });
  serveEnrolment(
    server,
    { enrol: () => Promise.resolve(err({ refused: 'codeUnknown' })) },
    {
      timers: systemTimers,
      bindingKey: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }),
    },
  );
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  expect(await enrolCommand(await configured(url), 'start', typed(code))).toBe(1);
  await server.close();
  expect(said).toEqual([
    expect.stringMatching(/^start: .*none\.json: cannot be read$/),
    expect.stringMatching(/not reached at https:\/\/127\.0\.0\.1:1 \(connectionRefused\)/),
    expect.stringMatching(/is not the center that the code is from, so nothing was sent/),
  ]);
});
