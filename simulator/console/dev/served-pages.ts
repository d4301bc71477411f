import type { BrowserContext, WebSocketRoute } from 'playwright-core';
import { pageOrigin, type WindowOptions } from '../../../electron/host/host.ts';

/**
 * What a page may do in development: run styles and scripts that the page server injects, and connect to its own origin. Only
 * this file applies it, and only to windows that a page server serves.
 */
const developmentPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Lets windows show what page servers serve. The browser itself still has no network: requests and the socket for replacements
 * go to the page's own origin, and from there through this process to a port of this machine.
 *
 * @param portOf the port of a window's page server, by the name of its bridge
 * @param onReload called when the page cannot replace what was saved and must start again
 */
export function servePages(
  portOf: (bridge: string) => number,
  onReload: (bridge: string) => void,
): (context: BrowserContext, options: WindowOptions) => Promise<void> {
  return async (context, { bridge }) => {
    const port = portOf(bridge);
    await context.route(`${pageOrigin}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const answer = await fetch(`http://127.0.0.1:${String(port)}${pathname}${search}`, {
        headers: { accept: route.request().headers()['accept'] ?? '*/*' },
      });
      await route.fulfill({
        status: answer.status,
        headers: {
          'content-type': answer.headers.get('content-type') ?? 'text/plain',
          'content-security-policy': developmentPolicy,
          'cache-control': 'no-store',
        },
        body: Buffer.from(await answer.arrayBuffer()),
      });
    });
    await context.routeWebSocket(/.*/, (page) => joinToServer(page, port, () => onReload(bridge)));
  };
}

/**
 * Passes messages both ways, except the request to reload: a window may not navigate once it is open, so it is reopened
 * instead.
 */
function joinToServer(page: WebSocketRoute, port: number, onReload: () => void): void {
  const { search } = new URL(page.url());
  const server = new WebSocket(`ws://127.0.0.1:${String(port)}/${search}`, 'vite-hmr');
  const early: string[] = [];
  page.onMessage((message) => {
    const text = message.toString();
    if (server.readyState === WebSocket.OPEN) server.send(text);
    else early.push(text);
  });
  page.onClose(() => server.close());
  server.addEventListener('open', () => {
    for (const text of early.splice(0)) server.send(text);
  });
  server.addEventListener('message', ({ data }) => {
    const text = String(data);
    if (isReload(text)) onReload();
    else page.send(text);
  });
  server.addEventListener('close', () => void page.close());
  // A close event follows; the page reconnects by itself.
  server.addEventListener('error', () => undefined);
}

function isReload(text: string): boolean {
  const message: unknown = JSON.parse(text);
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'full-reload'
  );
}
