import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../shared/result.ts';
import type { CardPresence } from '../../../state-machines/ports.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import type { CardSource } from './card-source.ts';
import { noticeStalledCalls, stallMs } from './stalled-calls.ts';

let timers: ManualTimers;
let set: (presence: CardPresence) => void;
let answer: () => void;
let opens: number;
let told: CardPresence[];
let source: CardSource & { close(): Promise<void> };

/** The reader's daemon stands still in the middle of a command. */
beforeEach(() => {
  timers = createManualTimers();
  [opens, told] = [0, []];
  source = noticeStalledCalls(
    {
      watch(listener) {
        set = listener;
        listener('present');
        return () => undefined;
      },
      open() {
        opens += 1;
        return Promise.resolve(
          ok({
            atr: Uint8Array.of(0x3b),
            transmit: () =>
              new Promise((resolve) => {
                answer = () => resolve(ok(Uint8Array.of(0x90, 0)));
              }),
            close: () => Promise.resolve(),
          }),
        );
      },
      close: () => Promise.resolve(),
    },
    timers,
  );
  source.watch((presence) => told.push(presence));
});

it('a command that hangs takes the reader out until it has ended, and nobody waits behind it', async () => {
  const opened = await source.open();
  if (!opened.ok) throw new Error(opened.error.fault);
  const sent = opened.value.transmit(Uint8Array.of(0));
  timers.advance(stallMs - 1);
  expect(told).toEqual(['present']);
  timers.advance(1);
  expect(told).toEqual(['present', 'readerGone']);
  set('absent');
  expect(await source.open()).toEqual(err({ fault: 'readerGone' }));
  expect([opens, told.length]).toEqual([1, 2]);
  answer();
  expect(await sent).toMatchObject({ ok: true });
  expect(told).toEqual(['present', 'readerGone', 'absent']);
  expect(await source.open()).toMatchObject({ ok: true });
});

it('a command that is answered takes nothing out, however long others took before', async () => {
  const opened = await source.open();
  if (!opened.ok) throw new Error(opened.error.fault);
  for (let each = 0; each < 5; each += 1) {
    const sent = opened.value.transmit(Uint8Array.of(0));
    timers.advance(stallMs - 1);
    answer();
    expect(await sent).toMatchObject({ ok: true });
  }
  expect(told).toEqual(['present']);
});
