import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer, type InlineConfig, type Plugin } from 'vite';
import { pageOrigin } from '../../../electron/host/host.ts';
import { listenOnLoopback } from '../../listen-on-loopback.ts';

/** A page that follows its sources: Vite, on this machine only, tells open pages what to replace. */
export interface PageServer {
  readonly port: number;
  /** Calls back with the path of every saved file below any of the folders. */
  onSaved(folders: readonly string[], listener: (file: string) => void): void;
  close(): Promise<void>;
}

export type DevPage = 'kiosk' | 'panel';

/** The page's own policy admits no inline script and no connection; it is meant for the built page. */
const withoutPolicy: Plugin = {
  name: 'komado-dev-without-policy',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  },
};

/**
 * Serves one of the two pages from its sources.
 * @param root the checkout that holds the sources
 * @throws when it cannot listen, or Vite's configuration is broken
 */
export async function startPageServer(root: string, page: DevPage): Promise<PageServer> {
  const http = createHttpServer();
  const common: InlineConfig = {
    cacheDir: join(root, 'dist', 'dev', page),
    logLevel: 'warn',
    clearScreen: false,
    server: {
      // Otherwise Vite listens for signals too, and ends the process before what is open is closed.
      middlewareMode: true,
      // The page connects to its own origin; the host passes that on (served-pages.ts).
      hmr: { server: http, protocol: 'wss', host: new URL(pageOrigin).hostname, clientPort: 443 },
    },
  };
  const server = await createServer(
    page === 'kiosk'
      ? {
          ...common,
          root: join(root, 'renderer'),
          configFile: join(root, 'renderer', 'vite.config.ts'),
          plugins: [withoutPolicy],
        }
      : {
          ...common,
          root: join(root, 'simulator', 'console', 'panel'),
          configFile: false,
          plugins: [react(), withoutPolicy],
        },
  );
  http.on('request', server.middlewares);
  const { port } = await listenOnLoopback(http, 0);
  return {
    port,
    onSaved(folders, listener) {
      server.watcher.add([...folders]);
      const heard = (file: string): void => {
        if (folders.some((folder) => file.startsWith(`${folder}/`))) listener(file);
      };
      for (const event of ['change', 'add', 'unlink'] as const) server.watcher.on(event, heard);
    },
    async close() {
      await server.close();
      await new Promise((closed) => {
        http.close(closed);
        http.closeAllConnections();
      });
    },
  };
}
