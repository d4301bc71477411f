import { setFlagsFromString, getHeapSpaceStatistics } from 'node:v8';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk, type Kiosk } from '../../electron/kiosk/kiosk.ts';
import { openKioskWindow } from '../../electron/kiosk/kiosk-window.ts';
import { createEventLog } from '../../logging/event-log.ts';
import { systemTimers } from '../../shared/timers.ts';
import { cardOf, siteOf } from '../../testing/power-cut/kiosk-life.ts';
import { outsideSchema } from '../../testing/power-cut/messages.ts';
import { residentPresses } from '../../testing/power-cut/scripted-hands.ts';
import { createInProcessReader, type InProcessReader } from '../devices/virtual-card/in-process-source.ts';

/*
 * A kiosk's main process with its window, and nothing else: center, devices and whoever pays are in the process that started it.
 */

export const memoryOrderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), outside: outsideSchema, executable: z.string(), dist: z.string() }),
  z.object({ do: z.literal('session'), wrongPinFirst: z.boolean() }),
  z.object({ do: z.literal('measure') }),
  z.object({ do: z.literal('close') }),
]);
export type MemoryOrder = z.infer<typeof memoryOrderSchema>;

/** Bytes of the process after a full collection. */
const mainMemorySchema = z.object({
  resident: z.number(),
  /** Of `resident`, what no other process shares: without the code of Node and of libraries that lies in files. */
  anonymous: z.number(),
  heapUsed: z.number(),
  heapTotal: z.number(),
  /** Buffers and WebAssembly. */
  external: z.number(),
  /** V8's spaces by name: used. */
  spaces: z.record(z.string(), z.number()),
});
export type MainMemory = z.infer<typeof mainMemorySchema>;

export const memoryWordSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('opened') }),
  z.object({ is: z.literal('screen'), kind: z.string() }),
  /** `how`: the last screen that said something about the end. */
  z.object({ is: z.literal('ended'), how: z.string() }),
  z.object({ is: z.literal('measured'), memory: mainMemorySchema }),
  z.object({ is: z.literal('closed') }),
]);
export type MemoryWord = z.infer<typeof memoryWordSchema>;

function say(word: MemoryWord): void {
  process.send?.(word);
}

type Outside = z.infer<typeof outsideSchema>;

async function open(outside: Outside, executable: string, dist: string) {
  const reader = createInProcessReader();
  const log = createEventLog({
    clock: { now: () => Date.now() + outside.moved },
    destinations: [{ level: 'warn', write: (line) => process.stderr.write(`${line}\n`) }],
  });
  const site = await siteOf(outside, reader, systemTimers, log);
  const kiosk = createKiosk(site.ports, { ...site.input, cashlessMethods: [] });
  const host = createChromiumHost({ executable, headless: true });
  const endService = beginService(kiosk, site, log);
  const { close } = await openKioskWindow({
    ...{ host, kiosk, dist, size: { width: 1024, height: 768 }, pxPerMm: null, fullScreen: true },
    ...{ timers: systemTimers, log, onHopeless: () => undefined },
  });
  kiosk.onScreen(({ body }) => say({ is: 'screen', kind: body.kind }));
  return {
    kiosk,
    reader,
    card: cardOf(outside.chip),
    pin: outside.chip.holder.pin,
    async close() {
      await close();
      await endService();
      kiosk.stop();
      await host.close();
      await site.close();
    },
  };
}

interface Hands {
  readonly kiosk: Kiosk;
  readonly reader: InProcessReader;
  readonly card: ReturnType<typeof cardOf>;
  readonly pin: string;
}

/** A whole session, pressed as each screen asks. Resolves with its last word, once the kiosk invites again. */
function runSession({ kiosk, reader, card, pin }: Hands, wrongPinFirst: boolean): Promise<string> {
  const script = { who: 'resident', method: 'cash', copies: 1, stopsAt: null } as const;
  const wrong = pin === '0000' ? '1111' : '0000';
  let begun = false;
  let how = 'nothing';
  return new Promise((resolve) => {
    let scheduled = false;
    const stop = kiosk.onScreen(() => {
      if (scheduled) return;
      scheduled = true;
      setImmediate(act);
    });
    function act(): void {
      scheduled = false;
      const screen = kiosk.screen();
      const { body } = screen;
      if (begun && body.kind === 'attract') {
        stop();
        resolve(how);
        return;
      }
      if (body.kind === 'setCard') reader.set(card);
      if (body.kind === 'takeCard' || ('cardInside' in body && body.cardInside)) reader.set(null);
      if (body.kind === 'message') how = body.cause;
      if (body.kind === 'takeEverything') how = 'handedOver';
      const first = wrongPinFirst && body.kind === 'pin' && body.after.notice !== 'wrong';
      const intent = residentPresses(screen, script, first ? wrong : pin);
      if (intent === null) return;
      const answer = kiosk.handle({ screen: screen.id, intent });
      if (answer === 'accepted' && body.kind !== 'attract') begun = true;
    }
    act();
  });
}

function memoryNow(): MainMemory {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  const rollup = readFileSync('/proc/self/smaps_rollup', 'latin1');
  const kB = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) * 1024;
  const { heapUsed, heapTotal, external } = process.memoryUsage();
  return {
    ...{ resident: kB('Rss'), anonymous: kB('Anonymous'), heapUsed, heapTotal, external },
    spaces: Object.fromEntries(
      getHeapSpaceStatistics().map((space) => [space.space_name, space.space_used_size]),
    ),
  };
}

if (import.meta.main) {
  let opened: Awaited<ReturnType<typeof open>> | null = null;
  const carryOut = async (message: unknown): Promise<void> => {
    const order = memoryOrderSchema.parse(message);
    if (order.do === 'open') {
      opened = await open(order.outside, order.executable, order.dist);
      say({ is: 'opened' });
    } else if (opened === null) throw new Error('the kiosk is not open');
    else if (order.do === 'session') say({ is: 'ended', how: await runSession(opened, order.wrongPinFirst) });
    else if (order.do === 'measure') say({ is: 'measured', memory: memoryNow() });
    else {
      await opened.close();
      say({ is: 'closed' });
      process.disconnect();
    }
  };
  process.on('message', (message) => {
    carryOut(message).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.on('disconnect', () => process.exit(0));
}
