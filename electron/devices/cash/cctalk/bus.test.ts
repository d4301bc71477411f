import { duplexPair, type Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { createManualTimers, type ManualTimers } from '../../../../testing/manual-timers.ts';
import { createBus, type Bus } from './bus.ts';
import { commands } from './commands.ts';

const device = 2;
const times = { replyMs: 250, gapMs: 10, quietMs: 60, openMs: 2_000 };

/** A bus whose other end does what the test says with each command. */
function setUp(
  hear: (header: number, say: (data: readonly number[]) => void, timers: ManualTimers) => void,
  echo = false,
): { bus: Bus; timers: ManualTimers; heard: number[] } {
  const timers = createManualTimers();
  const heard: number[] = [];
  const open = (): Promise<Duplex> => {
    const [ours, theirs] = duplexPair();
    theirs.on('data', (chunk: Uint8Array) => {
      if (echo) theirs.write(chunk);
      const header = chunk[3] ?? 0;
      heard.push(header);
      hear(
        header,
        (data) => {
          const bytes = [1, data.length, device, 0, ...data];
          const sum = bytes.reduce((total, byte) => total + byte, 0);
          theirs.write(Uint8Array.from([...bytes, (256 - (sum % 256)) % 256]));
        },
        timers,
      );
    });
    return Promise.resolve(ours);
  };
  return { bus: createBus(open, { ...times, echo }, timers), timers, heard };
}

it('the bus repeats commands that change nothing, but sends commands that move something only once', async () => {
  const { bus, timers, heard } = setUp(() => undefined);
  const read = commands.requestHopperStatus;
  expect(await timers.runFor(bus.askAgain(device, read))).toEqual({ ok: false, error: 'silent' });
  expect(heard).toEqual([read.header, read.header, read.header]);
  heard.length = 0;
  const move = commands.dispenseCoins;
  expect(await timers.runFor(bus.ask(device, move, [1, 2, 3, 4]))).toEqual({ ok: false, error: 'silent' });
  expect(heard).toEqual([move.header]);
});

it('the bus does not take a late answer to one command for the answer to the next', async () => {
  // Without an echo, only its length gives it away.
  const { bus, timers } = setUp((header, say, clock) => {
    if (header === commands.dispenseCoins.header)
      clock.after(times.replyMs + times.quietMs + 40, () => say([]));
    else clock.after(100, () => say([5, 0, 3, 0]));
  });
  expect((await timers.runFor(bus.ask(device, commands.dispenseCoins, [1, 2, 3, 4]))).ok).toBe(false);
  const status = await timers.runFor(bus.ask(device, commands.requestHopperStatus));
  expect(status.ok && [...status.value]).toEqual([5, 0, 3, 0]);
});

it('the bus does not take a second copy of an answer for the answer to the next command', async () => {
  let number = 0;
  const { bus, timers } = setUp((_header, say, clock) => {
    const mine = ++number;
    clock.after(20, () => {
      say([mine]);
      clock.after(5, () => say([mine]));
    });
  });
  for (let asked = 1; asked <= 3; asked++) {
    const reply = await timers.runFor(bus.ask(device, commands.requestMasterInhibit));
    expect(reply.ok && reply.value[0]).toBe(asked);
  }
});

it('the bus drops everything that came before our echo', async () => {
  const { bus, timers } = setUp((_header, say) => say([7]), true);
  const reply = await timers.runFor(bus.ask(device, commands.requestMasterInhibit));
  expect(reply.ok && reply.value[0]).toBe(7);
  const expectsEcho = createBus(
    () => {
      const [ours, theirs] = duplexPair();
      // An answer without an echo before it: on a single wire it belongs to something else.
      theirs.on('data', () => theirs.write(Uint8Array.of(1, 1, device, 0, 7, 245)));
      return Promise.resolve(ours);
    },
    { ...times, echo: true },
    timers,
  );
  expect(await timers.runFor(expectsEcho.ask(device, commands.requestMasterInhibit))).toEqual({
    ok: false,
    error: 'silent',
  });
});

it('the bus gives up on a port that never opens, discards one that opens too late, and tries again after a while', async () => {
  let opened = 0;
  const [late] = duplexPair();
  const timers = createManualTimers();
  const bus = createBus(
    () => {
      opened += 1;
      return new Promise((resolve) => {
        timers.after(times.openMs + 500, () => resolve(late));
      });
    },
    { ...times, echo: false },
    timers,
  );
  const gone = { ok: false, error: 'lineGone' };
  expect(await timers.runFor(bus.ask(device, commands.requestMasterInhibit))).toEqual(gone);
  expect(await timers.runFor(bus.ask(device, commands.requestMasterInhibit))).toEqual(gone);
  expect(opened).toBe(1);
  await timers.runUntil(() => late.destroyed);
  timers.advance(1_000);
  expect(await timers.runFor(bus.ask(device, commands.requestMasterInhibit))).toEqual(gone);
  expect(opened).toBe(2);
});

it('the bus ends the command under way when it is closed', async () => {
  const { bus, timers } = setUp(() => undefined);
  const asked = bus.ask(device, commands.requestMasterInhibit);
  await timers.runUntil(() => timers.pending() > 0);
  const before = timers.now();
  await bus.close();
  expect(await asked).toEqual({ ok: false, error: 'lineGone' });
  expect(timers.now()).toBe(before);
  expect(timers.pending()).toBe(0);
});
