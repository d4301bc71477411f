import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeKioskFiles } from '../../issuing-center/tls-link/kiosk-files.ts';
import { openTransport } from '../../issuing-center/tls-link/transport.ts';
import { systemClock } from '../../shared/dates.ts';
import { openDisplay } from '../../testing/screens/x-display.ts';
import { buildBarePage } from './build-bare-page.ts';
import { figuresOf, type Figures } from './figures.ts';

/** From the start of a process to its first screen on the display, ms. */
export interface StartFigures {
  /** The same host and window with nothing on the page. */
  readonly bare: Figures;
  /** `npm start -- --config …` of a site whose devices and center do not answer yet. */
  readonly kiosk: Figures;
  readonly ratio: number;
}

const root = join(import.meta.dirname, '..', '..');

/**
 * Starts both in turns, each in a process of its own and on a display of its own kind: the page is built already.
 * @throws the signal's reason once it aborts, and when a start has no first screen
 */
export async function measureStart({
  executable,
  state,
  runs,
  signal,
}: {
  readonly executable: string;
  readonly state: string;
  readonly runs: number;
  readonly signal?: AbortSignal;
}): Promise<StartFigures> {
  const folder = join(state, 'start');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = await writeConfig(folder);
  const dist = await buildBarePage();
  const display = await openDisplay();
  const env = { ...process.env, DISPLAY: display.name };
  const bare: number[] = [];
  const kiosk: number[] = [];
  try {
    // The first of each brings files into memory and is not counted.
    for (let run = 0; run <= runs; run++) {
      signal?.throwIfAborted();
      const bareMs = await toFirstScreen([join(import.meta.dirname, 'bare-start.ts'), executable, dist], env);
      const start = ['scripts/komado.mjs', 'start', '--config', config, '--host', 'chromium'];
      const kioskMs = await toFirstScreen(start, env);
      if (run === 0) continue;
      bare.push(bareMs);
      kiosk.push(kioskMs);
    }
  } finally {
    await display.close();
    await rm(folder, { recursive: true, force: true });
  }
  const [bareFigures, kioskFigures] = [figuresOf(bare), figuresOf(kiosk)];
  const ratio = Math.round((kioskFigures.median / bareFigures.median) * 100) / 100;
  return { bare: bareFigures, kiosk: kioskFigures, ratio };
}

/** A site with the guide's configuration, whose lines lead nowhere. @returns the file */
async function writeConfig(folder: string): Promise<string> {
  const guide = await readFile(join(root, 'docs', 'site.md'), 'utf8');
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '') as object;
  const transport = await openTransport(join(folder, 'center'), systemClock);
  const { ca, certificate, key } = await writeKioskFiles(join(folder, 'own'), 'K-0001', transport);
  const { publicKey } = generateKeyPairSync('ed25519');
  await writeFile(join(folder, 'binding.der'), publicKey.export({ format: 'der', type: 'spki' }));
  const file = join(folder, 'kiosk.json');
  const center = { url: 'https://127.0.0.1:1', bindingKey: 'binding.der', ca, certificate, key };
  await writeFile(
    file,
    JSON.stringify({ ...example, journal: 'journal', exportFolder: null, center, cashless: {} }),
  );
  return file;
}

/** Starts it, waits for the line that tells of the first screen, and ends it. @throws when it ends before */
async function toFirstScreen(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const first = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('"firstScreen"')) resolve(performance.now() - began);
    });
  });
  try {
    const took = await Promise.race([first, ended.then(() => null)]);
    if (took === null) throw new Error(`it ended before a screen was seen: ${errors.join('').slice(-2_000)}`);
    return took;
  } finally {
    child.kill('SIGTERM');
    child.stdin.end();
    await ended;
  }
}
