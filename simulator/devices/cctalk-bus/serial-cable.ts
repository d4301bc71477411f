import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Two pseudo-terminals joined like the ends of a serial cable. */
export interface SerialCable {
  /** Device files: the kiosk's end, and the bus's. */
  readonly kioskEnd: string;
  readonly busEnd: string;
  close(): Promise<void>;
}

/** @throws when socat is not installed, or ends before it has made both ends */
export async function openSerialCable(): Promise<SerialCable> {
  const cable = spawn('socat', ['-d', '-d', 'pty,raw,echo=0', 'pty,raw,echo=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const missing = once(cable, 'error').then(() => {
    throw new Error('socat cannot be started: install the Debian package socat');
  });
  const found = (async (): Promise<readonly [string, string]> => {
    const ends: string[] = [];
    for await (const line of createInterface({ input: cable.stderr })) {
      const end = /PTY is (\S+)/.exec(line)?.[1];
      if (end !== undefined) ends.push(end);
      const [one, other] = ends;
      if (one !== undefined && other !== undefined) return [one, other];
    }
    throw new Error('socat ended before it made two pseudo-terminals');
  })();
  const [kioskEnd, busEnd] = await Promise.race([found, missing]);
  return {
    kioskEnd,
    busEnd,
    async close() {
      if (cable.exitCode !== null || cable.signalCode !== null) return;
      cable.kill();
      await once(cable, 'exit');
    },
  };
}
