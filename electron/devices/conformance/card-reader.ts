import { pause, type Timers } from '../../../shared/timers.ts';
import type { CardPresence } from '../../../state-machines/ports.ts';
import { encodeCommand } from '../card-reader/apdu.ts';
import { createCardReader } from '../card-reader/card-reader.ts';
import type { CardSession, CardSource } from '../card-reader/card-source.ts';
import { askUntil, check, shown, type Step } from '../../../shared/conformance/step.ts';

/** What a person does at the reader. Each resolves when it is done, and rejects with HandNotThere when it is impossible. */
export interface CardHands {
  /** Sets a My Number card; nothing that costs a try is asked of it. */
  setCard(): Promise<void>;
  takeCard(): Promise<void>;
  /** Sets something that does not answer: the card the wrong way round. */
  setMute(): Promise<void>;
  /** Pulls the reader's own cable; `replug` puts it back. */
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

type CardStep = Step<CardSource, CardHands>;

const noticeMs = 30_000;

/** Follows the source until it reports this state. */
async function comesTo(source: CardSource, wanted: CardPresence, timers: Timers): Promise<void> {
  const told: CardPresence[] = [];
  const stop = source.watch((presence) => told.push(presence));
  try {
    await askUntil(
      timers,
      noticeMs,
      () => told.at(-1),
      (last) => last === wanted,
    );
    check(told.at(-1) === wanted, `it reported ${shown(told)}`);
  } finally {
    stop();
  }
}

async function withCard(
  source: CardSource,
  hands: CardHands,
  timers: Timers,
  act: (session: CardSession) => Promise<void>,
): Promise<void> {
  await hands.setCard();
  await comesTo(source, 'present', timers);
  const opened = await source.open();
  check(opened.ok, `open: ${shown(opened)}`);
  try {
    await act(opened.value);
  } finally {
    await opened.value.close();
  }
}

const jpki = Uint8Array.of(0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0, 0, 0, 1);
const selectApplication = (): Uint8Array =>
  encodeCommand({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: jpki });
const selectPinFile = (): Uint8Array =>
  encodeCommand({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: Uint8Array.of(0x00, 0x18) });

async function statusWord(session: CardSession, command: Uint8Array): Promise<string> {
  const answer = await session.transmit(command);
  check(answer.ok, `a command: ${shown(answer)}`);
  check(answer.value.length >= 2, `an answer of ${answer.value.length} bytes`);
  return Buffer.from(answer.value.subarray(-2)).toString('hex');
}

/** What every card reader promises (electron/devices/card-reader/card-source.ts). */
export const cardReaderSteps: readonly CardStep[] = [
  {
    name: 'reports its state at once',
    expected: 'the listener is called before watch returns, and not with "readerGone"',
    needsHands: false,
    money: null,
    async run(source, _hands, timers) {
      const told: CardPresence[] = [];
      source.watch((presence) => told.push(presence))();
      check(told.length > 0, 'it did not call the listener');
      // A reader that has only just been opened may still be looking for its daemon.
      await askUntil(
        timers,
        noticeMs,
        () => {
          source.watch((presence) => told.push(presence))();
          return told.at(-1);
        },
        (last) => last !== 'readerGone',
      );
      check(told.at(-1) !== 'readerGone', 'it reported "readerGone"');
    },
  },
  {
    name: 'sees a card come and go',
    expected: '"present" when it is set, "absent" when it is taken, and no calls after the watch has ended',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      await hands.takeCard();
      await comesTo(source, 'absent', timers);
      let told = 0;
      const stop = source.watch(() => {
        told += 1;
      });
      stop();
      const before = told;
      await hands.setCard();
      await comesTo(source, 'present', timers);
      await hands.takeCard();
      await comesTo(source, 'absent', timers);
      check(told === before, 'it called a listener whose watch had ended');
    },
  },
  {
    name: 'has nothing to open without a card',
    expected: 'open fails with "removed"',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      await hands.takeCard();
      await comesTo(source, 'absent', timers);
      const opened = await source.open();
      if (opened.ok) await opened.value.close();
      check(!opened.ok && opened.error.fault === 'removed', shown(opened));
    },
  },
  {
    name: 'carries commands and answers',
    expected:
      'the card answers the selection of the JPKI application with 9000, and its answer to reset is not empty',
    needsHands: true,
    money: null,
    run: (source, hands, timers) =>
      withCard(source, hands, timers, async (session) => {
        check(session.atr.length > 0, 'an empty answer to reset');
        const selected = await statusWord(session, selectApplication());
        check(selected === '9000', `status word ${selected}`);
      }),
  },
  {
    name: 'reads a card for the kiosk, at no cost',
    expected: 'two looks report the same card with the same tries left',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      await hands.setCard();
      await comesTo(source, 'present', timers);
      const noPad = { take: () => new Uint8Array(), wipe: () => undefined };
      const reader = createCardReader(source, noPad, { timers });
      const first = await reader.look();
      const second = await reader.look();
      check(first.ok, shown(first));
      check(shown(first) === shown(second), `first ${shown(first)}, then ${shown(second)}`);
    },
  },
  {
    name: 'gives the card to one owner at a time',
    expected: 'a second open fails until the first is closed, and then succeeds',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      await withCard(source, hands, timers, async () => {
        const second = await source.open();
        if (second.ok) await second.value.close();
        check(!second.ok, 'the card was given to two owners');
      });
      await withCard(source, hands, timers, () => Promise.resolve());
    },
  },
  {
    name: 'resets the card between owners',
    expected:
      'what the first owner selected is not selected for the second: otherwise a verified PIN, too, would outlive its session',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      const askTries = encodeCommand({ cla: 0, ins: 0x20, p1: 0, p2: 0x80 });
      await withCard(source, hands, timers, async (session) => {
        for (const command of [selectApplication(), selectPinFile()]) {
          const selected = await statusWord(session, command);
          check(selected === '9000', `status word ${selected}`);
        }
        const tries = await statusWord(session, askTries);
        check(/^63c/.test(tries), `the card does not report its tries: ${tries}`);
      });
      await withCard(source, hands, timers, async (session) => {
        const tries = await statusWord(session, askTries);
        check(!/^63c/.test(tries), "the second owner found the first owner's file selected");
      });
    },
  },
  {
    name: 'says that a card was pulled during a session',
    expected: 'the next command fails with "removed", and the watch reports "absent"',
    needsHands: true,
    money: null,
    run: (source, hands, timers) =>
      withCard(source, hands, timers, async (session) => {
        await hands.takeCard();
        await comesTo(source, 'absent', timers);
        const answer = await session.transmit(selectApplication());
        check(!answer.ok && answer.error.fault === 'removed', shown(answer));
      }),
  },
  {
    name: 'tells a card that does not answer from no card',
    expected: '"mute", and open fails with "unreadable"',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      await hands.takeCard();
      await hands.setMute();
      try {
        await comesTo(source, 'mute', timers);
        const opened = await source.open();
        check(!opened.ok && opened.error.fault === 'unreadable', shown(opened));
      } finally {
        await hands.takeCard();
      }
    },
  },
  {
    name: 'says that the reader is gone, and finds it again',
    expected:
      '"readerGone" while it is unplugged, open fails with "readerGone", and "absent" when it is back',
    needsHands: true,
    money: null,
    async run(source, hands, timers) {
      await hands.takeCard();
      await hands.unplug();
      try {
        await comesTo(source, 'readerGone', timers);
        const opened = await source.open();
        check(!opened.ok && opened.error.fault === 'readerGone', shown(opened));
      } finally {
        await hands.replug();
      }
      await pause(timers, 100);
      await comesTo(source, 'absent', timers);
    },
  },
];
