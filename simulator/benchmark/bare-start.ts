import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { openBareWindow } from './bare-window.ts';

// The kiosk's host and window with nothing on the page: `bare-start.ts CHROMIUM DIST`; ends when its standard input does.
const [executable = '', dist = ''] = process.argv.slice(2);
const host = createChromiumHost({ executable, headless: false });
await openBareWindow(host, dist);
process.stdout.write(`${JSON.stringify({ event: 'firstScreen' })}\n`);
process.stdin.resume().once('end', () => {
  host.close().catch((error: unknown) => {
    throw error;
  });
});
