import { z } from 'zod';
import { stepOrderNameSchema } from '../../../shared/center-api.ts';
import { createChromiumHost, type ChromiumWindow } from '../../../electron/host/chromium-host.ts';
import { serveConsole } from '../serve-console.ts';
import { servePages } from './served-pages.ts';

/** The main process in development: the console on page servers. It is restarted whenever one of its files is saved. */
const settings = z
  .strictObject({
    executable: z.string(),
    headless: z.boolean(),
    ports: z.strictObject({ komado: z.int(), simulatorConsole: z.int() }),
    steps: stepOrderNameSchema,
    size: z.strictObject({ width: z.int(), height: z.int() }),
    state: z.string(),
    out: z.string(),
  })
  .parse(JSON.parse(process.env['KOMADO_DEV'] ?? ''));

const windows = new Map<string, ChromiumWindow>();
const { executable, headless, ports, ...console_ } = settings;
const host = createChromiumHost({
  executable,
  headless,
  prepare: servePages(
    (bridge) => (bridge === 'komado' ? ports.komado : ports.simulatorConsole),
    (bridge) => {
      windows
        .get(bridge)
        ?.reopen()
        .catch((error: unknown) => console.error(error));
    },
  ),
});
const listened = {
  ...host,
  async openWindow(options: Parameters<typeof host.openWindow>[0]) {
    const window = await host.openWindow(options);
    windows.set(options.bridge, window);
    return window;
  },
};
// The page servers serve the pages: no folder of a built page is read.
process.exitCode = await serveConsole(listened, { ...console_, dist: '', panel: '' });
