import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A display of its own in memory, with the keyboard that is at it: the keys come from the X server, as at a site. */
export interface XDisplay {
  /** Value of DISPLAY. */
  readonly name: string;
  /** Presses keys, by their X names (`ctrl+shift+i`, `F12`), one straight after the other. */
  press(...keys: readonly string[]): void;
  close(): Promise<void>;
}

export async function openDisplay(): Promise<XDisplay> {
  const size = ['-screen', '0', '1024x768x24'];
  // It goes with this process, however that ends.
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', 'Xvfb', '-displayfd', '3', ...size, '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  const told = server.stdio[3];
  if (!told) throw new Error('Xvfb has no line on which to tell its number');
  const [number] = (await Promise.race([once(told, 'data'), ended.then(() => [''])])) as [Buffer | string];
  if (number === '') throw new Error('Xvfb did not start');
  const name = `:${String(number).trim()}`;
  const env = { ...process.env, DISPLAY: name };
  return {
    name,
    press: (...keys) => {
      execFileSync('xdotool', ['key', '--delay', '2', ...keys], { env });
    },
    async close() {
      server.kill();
      await ended;
    },
  };
}
