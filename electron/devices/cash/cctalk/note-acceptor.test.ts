import { expect, it } from 'vitest';
import { ok } from '../../../../shared/result.ts';
import { createManualTimers } from '../../../../testing/manual-timers.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';
import { createNoteAcceptor } from './note-acceptor.ts';

/** A validator whose self-check finds nothing, and which reports these events, newest first. */
function setUp() {
  let open = 0;
  let mask: readonly number[] = [0, 0];
  let counter = 0;
  let events: (readonly [number, number])[] = [];
  const ask: Bus['ask'] = (_device, command, data = []) => {
    const answer = (bytes: readonly number[]): ReturnType<Bus['ask']> =>
      Promise.resolve(ok(Uint8Array.from(bytes)));
    switch (command.header) {
      case commands.requestMasterInhibit.header:
        return answer([open]);
      case commands.modifyMasterInhibit.header:
        open = data[0] ?? 0;
        return answer([]);
      case commands.requestInhibitStatus.header:
        return answer(mask);
      case commands.modifyInhibitStatus.header:
        mask = data;
        return answer([]);
      case commands.performSelfCheck.header:
        return answer([0]);
      case commands.readBufferedBillEvents.header:
        return answer([counter, ...Array.from({ length: 5 }, (_, index) => events[index] ?? [0, 0]).flat()]);
      default:
        return answer([]);
    }
  };
  const bus: Bus = { ask, askAgain: ask, close: () => Promise.resolve() };
  const acceptor = createNoteAcceptor(
    bus,
    { address: 40, bills: [{ type: 1, value: 1000 }] },
    createManualTimers(),
  );
  return {
    acceptor,
    tell: (a: number, b: number): void => {
      counter = (counter % 255) + 1;
      events = [[a, b] as const, ...events];
    },
    restart: (): void => {
      counter = 0;
      events = [];
    },
  };
}

it.each([
  [11, 12],
  [14, 12],
  [13, 10],
])(
  'the note acceptor trusts event %i (stacker) over a self-check that does not know of it, until event %i',
  async (bad, good) => {
    const { acceptor, tell } = setUp();
    expect(await acceptor.health()).toBe('ok');
    tell(0, bad);
    expect(await acceptor.health()).toBe('hardwareError');
    for (let other = 0; other < 6; other++) tell(0, 2); // Six rejected notes later nothing has changed.
    expect(await acceptor.health()).toBe('hardwareError');
    expect(acceptor.lastSeen()).toBe('hardwareError');
    tell(0, good);
    expect(await acceptor.health()).toBe('ok');
  },
);

it('the note acceptor takes a validator that was switched off and on to be ok at first', async () => {
  const { acceptor, tell, restart } = setUp();
  tell(0, 14);
  expect(await acceptor.health()).toBe('hardwareError');
  restart();
  expect(await acceptor.health()).toBe('ok');
});

it('the note acceptor treats rejected, inhibited and pulled-back notes as ordinary', async () => {
  const { acceptor, tell } = setUp();
  expect(await acceptor.open([1000])).toEqual(ok());
  for (const event of [2, 4, 8, 1]) tell(0, event);
  expect(await acceptor.poll()).toEqual(ok({ secured: [], fault: null, underWay: false, certain: true }));
});

it('the note acceptor counts a note once it is stacked, and is unsure of one that jams after the escrow', async () => {
  const { acceptor, tell } = setUp();
  expect(await acceptor.open([1000])).toEqual(ok());
  tell(1, 1);
  expect(await acceptor.poll()).toMatchObject({ value: { secured: [], underWay: true, certain: true } });
  tell(1, 0);
  expect(await acceptor.poll()).toMatchObject({ value: { secured: [1000], underWay: false } });
  tell(1, 1);
  tell(0, 16);
  expect(await acceptor.poll()).toMatchObject({
    value: { secured: [], fault: { fault: 'jammed' }, certain: false },
  });
});
