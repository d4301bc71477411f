import { serveConsole, type ConsoleParts } from '../console/serve-console.ts';
import type { Timers } from '../../shared/timers.ts';
import type { Authority } from '../tls-link/authority.ts';
import { newConsoleServer, type ConnectionLimits } from './http-servers.ts';

export interface ConsolePortOptions {
  /** Whose certificates open the console, and who its own is from. */
  readonly authority: Authority;
  /** The address to listen on (default loopback) and the port (default 0, a free one). */
  readonly host?: string;
  readonly port?: number;
}

/** The open port of the console. */
export interface ConsolePort {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly server: ReturnType<typeof newConsoleServer>;
  /** From now on new connections are shown the renewed certificate. */
  showRenewed(): Promise<void>;
}

/** Opens the console's port. @throws when the port cannot be listened on */
export async function openConsolePort(
  { authority, host = '127.0.0.1', port = 0 }: ConsolePortOptions,
  parts: ConsoleParts,
  { timers, limits }: { readonly timers: Timers; readonly limits: ConnectionLimits | undefined },
): Promise<ConsolePort> {
  let credentials = await authority.server();
  const server = newConsoleServer(authority.ca, credentials, {
    ...{ log: parts.log, timers },
    ...(limits === undefined ? {} : { limits }),
  });
  serveConsole(server, parts);
  return {
    server,
    url: await server.listen({ host, port }),
    async showRenewed() {
      const now = await authority.server();
      if (now.certificate === credentials.certificate) return;
      server.server.setSecureContext({
        ...{ ca: authority.ca, key: now.key, cert: now.certificate },
        minVersion: 'TLSv1.3',
      });
      credentials = now;
    },
  };
}
