// First of all: what is loaded later must write through it.
import { armKillPoint, journalWrites } from './kill-points.ts';
import { flushCompileCache } from 'node:module';
import { withoutRequestDeadlines } from './far-deadlines.ts';
import { beginLife, type KioskLife } from './kiosk-life.ts';
import { lifeSchema, wordSchema } from './messages.ts';

/*
 * The process that is killed. It lives one life after the other, as told, until one of them is cut short.
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
// A terminal sends Ctrl-C to all processes: the one that started this one ends it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// The process that started this one is gone: this one must go too.
process.on('disconnect', () => process.exit(0));
// Flushed now, because a killed process would leave nothing for the next one.
flushCompileCache();
say(0, { is: 'ready' });
