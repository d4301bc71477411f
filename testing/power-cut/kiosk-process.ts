// First of all: what is loaded after it writes through it.
import { armKillPoint, journalWrites } from './kill-points.ts';
import { flushCompileCache } from 'node:module';
import { withoutRequestDeadlines } from './far-deadlines.ts';
import { beginLife, type KioskLife } from './kiosk-life.ts';
import { lifeSchema, wordSchema } from './messages.ts';

/*
 * The process that is killed. It lives one life after the other, as it is told, until one of them ends in the middle.
 */
withoutRequestDeadlines();
let alive: KioskLife | null = null;

function say(life: number, word: object): void {
  if (process.connected) process.send?.(wordSchema.parse({ life, word }));
}

async function live(message: unknown): Promise<void> {
  const { life, outside, script, kill } = lifeSchema.parse(message);
  await alive?.close();
  armKillPoint(kill);
  alive = await beginLife(outside, script, (word) => say(life, word), journalWrites);
}

process.on('message', (message) => {
  live(message).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
// A terminal sends Ctrl-C to all of them: who started this one ends it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// Who started it is gone: nothing is left of it either.
process.on('disconnect', () => process.exit(0));
// A killed process would leave nothing for the next one.
flushCompileCache();
say(0, { is: 'ready' });
