import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { beginEarly, type EarlyBrowser } from '../../electron/host/begin-browser.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';

const pixels = z.int().min(480).max(7_680);
const withScreen = z.object({ screen: z.object({ width: pixels, height: pixels }) });
type Size = z.infer<typeof withScreen>['screen'];

/** The only words with which a browser is certain to be wanted. */
const optionsOf = { '--config': 'file', '--host': 'host' } as const;

/**
 * The browser of a site's kiosk, begun before anything else is loaded: it takes as long to launch as all the rest together.
 * Null where it is not certain that it will be wanted; whether the words and the file are right is for others to say.
 */
export function earlyBrowserFor(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): EarlyBrowser | null {
  const given: { file?: string; host?: string } = {};
  for (const [at, word] of args.entries()) {
    if (at % 2 === 1) continue;
    if (word !== '--config' && word !== '--host') return null;
    const value = args[at + 1];
    if (value === undefined) return null;
    given[optionsOf[word]] = value;
  }
  const display = env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '';
  if (given.host !== 'chromium' || given.file === undefined || display === '') return null;
  const size = sizeIn(given.file);
  const executable = findChromium();
  return size === null || executable === null ? null : beginEarly(executable, size);
}

/** The screen's size, where the file has one that a kiosk may have. */
function sizeIn(file: string): Size | null {
  try {
    const config: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return withScreen.parse(config).screen;
  } catch {
    return null; // told when the configuration is read
  }
}
