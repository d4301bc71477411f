import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { processWorld } from '../../issuing-center/run-node.ts';
import { runCenter } from '../../issuing-center/main.ts';
import { systemClock } from '../../shared/dates.ts';
import { watchThreads } from './thread-profiles.ts';

/** A node of a fleet run, as a municipality starts it, but for its clock: at night the kiosks' service is closed. */
const [file, moved, profiles] = process.argv.slice(2);
if (file === undefined || moved === undefined || profiles === undefined)
  throw new Error('expected a configuration, ms and a folder');
const threads = watchThreads();
/** Long enough for some thousand samples of each thread. */
const profileMs = 15_000;
const toldSchema = z.enum(['startCount', 'stopCount', 'profile']);
process.on('message', (message) => {
  void (async () => {
    const told = toldSchema.parse(message);
    if (told === 'startCount') await threads.startCount();
    else if (told === 'stopCount') await threads.stopCount();
    else
      for (const [index, thread] of (await threads.profile(profileMs)).entries())
        await writeFile(path.join(profiles, `${process.pid}-${index}.json`), JSON.stringify(thread));
    process.stdout.write(`${told}\n`);
  })();
});
// A node that serves no more ends, also while whoever started it may still tell it something.
process.channel?.unref();
process.exitCode = await runCenter(['--config', file], processWorld, {
  now: () => systemClock.now() + Number(moved),
});
