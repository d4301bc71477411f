import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemTimers } from '../../../shared/timers.ts';
import {
  createAttendantCard,
  issueAttendantCard,
} from '../../../simulator/devices/attendant-card/attendant-card.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { startPcscd, type Pcscd } from '../../../testing/pcscd/pcscd.ts';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { CardMaterial } from '../../../simulator/authorities/test-ca/test-ca.ts';
import {
  createInProcessReader,
  type InProcessReader,
} from '../../../simulator/devices/virtual-card/in-process-source.ts';
import { createOtherCard } from '../../../simulator/devices/virtual-card/other-card.ts';
import {
  createVirtualCard,
  type CardInReader,
} from '../../../simulator/devices/virtual-card/virtual-card.ts';
import { connectVpcd } from '../../../simulator/devices/virtual-card/vpcd.ts';
import { attendantCard, createAttendantCardReader, type AttendantCardReader } from './attendant-card.ts';
import { cardDeadlines } from './card-reader.ts';
import * as pcsc from 'pcsc-mini';
import { createPcscSource } from './pcsc/pcsc-source.ts';

const publicKey = (cardKey: string): KeyObject =>
  createPublicKey({ key: Buffer.from(cardKey, 'base64'), format: 'der', type: 'spki' });
const { privateKey: strangersKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

const issued = issueAttendantCard('S-01');
const keyOf = (id: string): KeyObject | null => (id === 'S-01' ? publicKey(issued.cardKey) : null);
const notOurs = { ok: false, error: { fault: 'notAttendantCard' } };
const cannotRead = { ok: false, error: { fault: 'cardUnreadable' } };

let timers: ManualTimers;
let slot: InProcessReader;
let reader: AttendantCardReader;
let challenges: string[];
beforeEach(() => {
  timers = createManualTimers();
  challenges = [];
  slot = createInProcessReader({
    timers,
    onApdu: (command) => {
      if (command[1] === 0x88) challenges.push(Buffer.from(command.subarray(5, 37)).toString('hex'));
    },
  });
  reader = createAttendantCardReader(slot, { timers });
});

/** A card that gives a different answer to one instruction. */
function answering(instruction: number, answer: Uint8Array): CardInReader {
  return {
    ...issued.card,
    process: (command) => (command[1] === instruction ? answer : issued.card.process(command)),
  };
}

describe('an attendant card', () => {
  it('is recognised by its key, and gets a new challenge each time', async () => {
    slot.set(issued.card);
    for (let times = 0; times < 3; times += 1)
      expect(await reader.challenge(keyOf)).toEqual({ ok: true, value: 'S-01' });
    expect(new Set(challenges).size).toBe(3);
  });

  it('is not taken for another’s: its id alone proves nothing', async () => {
    slot.set(createAttendantCard('S-01', strangersKey));
    expect(await reader.challenge(keyOf)).toEqual(notOurs);
    slot.set(createAttendantCard('S-99', strangersKey));
    expect(await reader.challenge(keyOf)).toEqual(notOurs);
  });

  it('cannot be replayed: an answer to an earlier challenge does not answer this one', async () => {
    let recorded: Uint8Array | null = null;
    const player: CardInReader = {
      ...issued.card,
      process(command) {
        if (command[1] !== 0x88) return issued.card.process(command);
        recorded ??= issued.card.process(command);
        return recorded;
      },
    };
    slot.set(player);
    expect(await reader.challenge(keyOf)).toEqual({ ok: true, value: 'S-01' });
    expect(await reader.challenge(keyOf)).toEqual(notOurs);
  });

  it.each([
    ['gives no id', createAttendantCard('', strangersKey)],
    ['gives a text that is not an id', createAttendantCard('Yamada Taro', strangersKey)],
    ['signs too little', answering(0x88, Uint8Array.of(...new Uint8Array(63), 0x90, 0))],
    ['refuses to sign', answering(0x88, Uint8Array.of(0x69, 0x82))],
    [
      'answers the request for its id with more than was asked for',
      answering(0xb0, Uint8Array.of(...new Uint8Array(99), 0x90, 0)),
    ],
    ['answers with one byte', answering(0xa4, Uint8Array.of(0x90))],
    ['is mute', createOtherCard('mute')],
  ])('that %s counts as unreadable', async (_what, card) => {
    slot.set(card);
    expect(await reader.challenge(keyOf)).toEqual(cannotRead);
  });

  it('cannot be read when it is pulled or answers late at any command, but can the next time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('pull', 'late', 'nonsense'),
        async (at, what) => {
          slot.set(issued.card);
          slot.inject(
            what === 'pull'
              ? { fault: 'pull', atApdu: at }
              : what === 'late'
                ? { fault: 'late', atApdu: at, ms: cardDeadlines.exchange + 1 }
                : { fault: 'nonsense', atApdu: at, answer: Uint8Array.of(1, 2, 3) },
          );
          expect(await timers.runFor(reader.challenge(keyOf))).toEqual(cannotRead);
          slot.inject(null);
          slot.set(issued.card);
          expect(await timers.runFor(reader.challenge(keyOf))).toEqual({ ok: true, value: 'S-01' });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('cannot be read when another card takes its place between two commands', async () => {
    const swapping: CardInReader = {
      ...issued.card,
      process(command) {
        const answer = issued.card.process(command);
        if (command[1] === 0xb0) slot.set(createAttendantCard('S-02', strangersKey));
        return answer;
      },
    };
    slot.set(swapping);
    expect(await reader.challenge(keyOf)).toEqual(cannotRead);
    expect(challenges).toEqual([]);
  });

  it('cannot be read without card or reader', async () => {
    expect(await reader.challenge(keyOf)).toEqual(cannotRead);
    slot.unplug();
    expect(await reader.challenge(keyOf)).toEqual(cannotRead);
  });
});

describe('the kind of card in the reader', () => {
  let material: CardMaterial;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const temporary = await openTemporaryCa();
    material = await temporary.ca.cardOf(sampleHolder);
    remove = () => temporary.remove();
  });
  afterAll(() => remove());

  it('is told from its applications alone', async () => {
    const cards: readonly [string, CardInReader | null][] = [
      ['attendantCard', issued.card],
      ['myNumberCard', createVirtualCard(material)],
      ['otherCard', createOtherCard('bank')],
      ['otherCard', createOtherCard('licence')],
      ['otherCard', createOtherCard('transit')],
      ['otherCard', { ...issued.card, process: () => Uint8Array.of(0x90, 0x00) }],
      ['otherCard', { ...issued.card, process: () => Uint8Array.of(0x6f, 0x00) }],
      ['unreadable', createOtherCard('mute')],
      ['unreadable', null],
    ];
    for (const [kind, card] of cards) {
      slot.set(card);
      expect(await reader.kindOfCard()).toBe(kind);
    }
  });

  it('is told for a My Number card without reading a certificate or spending a try', async () => {
    const card = createVirtualCard(material);
    const opened: number[] = [];
    slot.set({
      ...card,
      process(command) {
        if (command[1] === 0xa4 && command[2] === 0x02) opened.push(command[6] ?? 0);
        return card.process(command);
      },
    });
    expect(await reader.kindOfCard()).toBe('myNumberCard');
    expect(await reader.challenge(keyOf)).toEqual(notOurs);
    // The token label, which tells the kind of card.
    expect(opened).toEqual([0x06]);
    expect(card.triesLeft()).toEqual({ userAuthentication: 3, digitalSignature: 5, cardSurface: 3 });
  });
});

describe('through the PC/SC daemon', () => {
  let daemon: Pcscd;
  beforeAll(async () => {
    daemon = await startPcscd();
    process.env['PCSCLITE_CSOCK_NAME'] = daemon.socket; // the client library reads it once, at its first use
  });
  afterAll(() => daemon.stop());

  it('an attendant card answers the same way as in the process', async () => {
    const source = createPcscSource(pcsc, {});
    const present = new Promise<void>((resolve) => {
      source.watch((presence) => {
        if (presence === 'present') resolve();
      });
    });
    const inside = await connectVpcd({ path: daemon.readers[0], card: issued.card });
    if (!inside.ok) throw new Error(inside.error.code);
    await present;
    const overPcsc = createAttendantCardReader(source, { timers: systemTimers });
    expect(await overPcsc.challenge(keyOf)).toEqual({ ok: true, value: 'S-01' });
    expect(await overPcsc.kindOfCard()).toBe('attendantCard');
    await inside.value.close();
    await source.close();
  });
});

it('the attendant card’s application identifier is neither the next card’s nor a prefix of it', () => {
  const own = Buffer.from(attendantCard.application).toString('hex');
  expect('f04b4f4d41444f0201'.startsWith(own)).toBe(false);
});
