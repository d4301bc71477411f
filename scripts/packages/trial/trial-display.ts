import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A screen in memory, for whoever is in the root: every user of it may draw. */
export interface TrialDisplay {
  readonly name: string;
  /** Writes a picture of the whole screen. @returns how many colours it has: one, where nothing is drawn */
  picture(file: string): number;
  close(): Promise<void>;
}

export async function openTrialDisplay(): Promise<TrialDisplay> {
  const server = spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'Xvfb', '-displayfd', '3', '-ac'],
      ...['-screen', '0', '1920x1080x24', '-nolisten', 'tcp'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = once(server, 'exit');
  const told = server.stdio[3];
  if (!told) throw new Error('Xvfb has no line on which to tell its number');
  const [number] = (await Promise.race([once(told, 'data'), ended.then(() => [''])])) as [Buffer | string];
  if (number === '') throw new Error('Xvfb did not start');
  const name = `:${String(number).trim()}`;
  return {
    name,
    picture(file) {
      spawnSync('import', ['-display', name, '-window', 'root', file]);
      const { stdout } = spawnSync('identify', ['-format', '%k', file], { encoding: 'utf8' });
      return Number(stdout);
    },
    async close() {
      server.kill();
      await ended;
    },
  };
}
