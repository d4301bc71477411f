import { connect, type NetConnectOpts } from 'node:net';
import path from 'node:path';
import { WrongWords } from '../../shared/command-options.ts';

/** The variable that names the display, and its value; null when there is none. */
function displayNamed(env: NodeJS.ProcessEnv): { readonly variable: string; readonly value: string } | null {
  for (const variable of ['DISPLAY', 'WAYLAND_DISPLAY']) {
    const value = env[variable] ?? '';
    if (value !== '') return { variable, value };
  }
  return null;
}

/** Where a display listens; the first that answers is enough. Empty for a name that no display has. */
function placesOf(variable: string, value: string, env: NodeJS.ProcessEnv): readonly NetConnectOpts[] {
  if (variable === 'WAYLAND_DISPLAY')
    return [{ path: path.resolve(env['XDG_RUNTIME_DIR'] ?? '/run', value) }];
  const [, host = '', number] = /^(.*):(\d{1,4})(?:\.\d+)?$/.exec(value) ?? [];
  if (number === undefined) return [];
  if (host !== '' && host !== 'unix') return [{ host, port: 6000 + Number(number) }];
  const socket = `/tmp/.X11-unix/X${number}`;
  return [{ path: socket }, { path: `\0${socket}` }];
}

function answers(place: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(place);
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * Whether there is a display to open a window on.
 * @throws WrongWords when one is named that does not answer: a browser says so in fifty lines
 */
export async function hasDisplay(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const named = displayNamed(env);
  if (named === null) return false;
  for (const place of placesOf(named.variable, named.value, env)) if (await answers(place)) return true;
  throw new WrongWords(
    `${named.variable}: no display answers at "${named.value}"; without a display, leave the variable empty`,
  );
}
