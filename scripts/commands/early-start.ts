import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { beginEarly, type EarlyBrowser } from '../../electron/host/begin-browser.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { readWords } from '../../shared/command-options.ts';

const pixels = z.int().min(480).max(7_680);
const withScreen = z.object({ screen: z.object({ width: pixels, height: pixels }) });
type Size = z.infer<typeof withScreen>['screen'];

/**
 * The browser of a site's kiosk, begun before anything else is loaded: it takes as long to launch as all the rest together.
 * Null where it is not certain that it will be wanted; whether the words and the file are right is for others to say.
 */
export function earlyBrowserFor(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): EarlyBrowser | null {
  const given = wordsOf(args);
  const display = env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '';
  if (given?.host !== 'chromium' || given.config === undefined || display === '') return null;
  const size = sizeIn(given.config);
  const executable = findChromium();
  return size === null || executable === null ? null : beginEarly(executable, size);
}

/** Null where there is any other word: only with these a browser is certain to be wanted. */
function wordsOf(args: readonly string[]) {
  try {
    return readWords(args, {
      config: { type: 'string' },
      host: { type: 'string' },
      'first-start': { type: 'boolean' },
    });
  } catch {
    return null; // told when the command reads them
  }
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
