import { expect, it } from 'vitest';
import { createManualTimers } from '../../testing/manual-timers.ts';
import { watchdogTimes, watchWindow } from './watchdog.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

function watched(ping: () => Promise<boolean | 'covered'>, reopen: () => Promise<void>) {
  const timers = createManualTimers();
  const events: string[] = [];
  const failures: unknown[] = [];
  let alive = 0;
  const watchdog = watchWindow({ ping, reopen }, timers, {
    onAlive: () => {
      alive += 1;
    },
    onReopened: (why) => events.push(why),
    onNotReopened: (error) => failures.push(error),
    onHopeless: () => events.push('hopeless'),
  });
  const pass = async (): Promise<void> => {
    timers.advance(watchdogTimes.every);
    await settle();
  };
  return { events, failures, watchdog, pass, alive: () => alive };
}

it('the watchdog leaves a page that answers alone', async () => {
  let asked = 0;
  const { events, pass } = watched(
    () => {
      asked += 1;
      return Promise.resolve(true);
    },
    () => Promise.reject(new Error('must not be reopened')),
  );
  for (let turn = 0; turn < 5; turn++) await pass();
  expect(asked).toBe(5);
  expect(events).toEqual([]);
});

it('the watchdog reopens a frozen page, and a crashed one at once', async () => {
  let alive = false;
  let reopened = 0;
  const { events, watchdog, pass } = watched(
    () => Promise.resolve(alive),
    () => {
      reopened += 1;
      alive = true;
      return Promise.resolve();
    },
  );
  await pass();
  expect(events).toEqual(['frozen']);
  watchdog.gone();
  await settle();
  expect(events).toEqual(['frozen', 'gone']);
  await pass();
  expect(reopened).toBe(2);
});

it('brings a page back that crashes while it is asked, once, and does not wait for its answer', async () => {
  let answer: (alive: boolean) => void = () => undefined;
  let reopened = 0;
  const { events, watchdog, pass, alive } = watched(
    () => new Promise((resolve) => (answer = resolve)),
    () => {
      reopened += 1;
      return Promise.resolve();
    },
  );
  await pass();
  watchdog.gone();
  await settle();
  expect(events).toEqual(['gone']);
  answer(false);
  await settle();
  expect(reopened).toBe(1);
  await pass();
  answer(true);
  await settle();
  expect([reopened, alive()]).toEqual([1, 1]);
});

it('opens a page anew that something stands over, and says that it was that', async () => {
  let covered = true;
  const { events, pass } = watched(
    () => Promise.resolve(covered ? 'covered' : true),
    () => {
      covered = false;
      return Promise.resolve();
    },
  );
  await pass();
  await pass();
  expect(events).toEqual(['covered']);
});

it('gives up after some tries and says so, and does nothing more once it is stopped', async () => {
  const hopeless = watched(
    () => Promise.resolve(false),
    () => Promise.reject(new Error('no display')),
  );
  await hopeless.pass();
  await settle();
  expect(hopeless.events).toEqual(['hopeless']);
  expect(hopeless.failures).toEqual(Array(watchdogTimes.tries).fill(new Error('no display')));
  const stopped = watched(
    () => Promise.resolve(false),
    () => Promise.resolve(),
  );
  stopped.watchdog.stop();
  stopped.watchdog.gone();
  await stopped.pass();
  expect(stopped.events).toEqual([]);
});

it('says that the page is alive when it has answered, and at no other time', async () => {
  const answers: (boolean | 'covered')[] = [true, false, 'covered', true];
  const { pass, alive, watchdog } = watched(
    () => Promise.resolve(answers.shift() ?? true),
    () => Promise.resolve(),
  );
  const seen: number[] = [];
  for (let turn = 0; turn < 4; turn++) {
    await pass();
    seen.push(alive());
  }
  expect(seen).toEqual([1, 1, 1, 2]);
  watchdog.stop();
  await pass();
  expect(alive()).toBe(2);
});
