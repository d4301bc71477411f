import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('a center goes on when whoever read what it prints and logs has gone', async () => {
  const program = `
    import { processWorld } from ${JSON.stringify(join(import.meta.dirname, 'run-node.ts'))};
    const ended = processWorld.untilTold();
    const gone = new Set();
    const write = () => {
      processWorld.out('listening');
      processWorld.err('warned');
      for (const output of [process.stdout, process.stderr])
        output.write('x', (error) => { if (error) gone.add(output); });
      if (gone.size === 2) process.kill(process.pid, 'SIGTERM');
      setImmediate(write);
    };
    write();
    await ended;
    process.exit(7);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const output of [child.stdout, child.stderr]) output.once('data', () => output.destroy());
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(7);
});
