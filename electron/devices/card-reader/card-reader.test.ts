import { X509Certificate, verify } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/result.ts';
import { openTemporaryCa, otherSampleHolder, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { CardMaterial } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { createCardHarness, type CardHarness } from '../../../testing/card-harness.ts';
import type { ManualTimers } from '../../../testing/manual-timers.ts';
import type { InProcessReader } from '../../../simulator/devices/virtual-card/in-process-source.ts';
import { createOtherCard } from '../../../simulator/devices/virtual-card/other-card.ts';
import { createVirtualCard } from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type { VirtualCard } from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type { CardFault, CardPresence, CardReaderPort } from '../../../state-machines/ports.ts';
import type { PinPad } from '../pin-pad/pin-pad.ts';
import { cardDeadlines, createCardReader } from './card-reader.ts';
import type { CardSource } from './card-source.ts';

const message = new TextEncoder().encode('a login message');

/** Runs everything that does not wait for a timer. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function enter(pinPad: PinPad, pin: string): void {
  for (const digit of pin) pinPad.push(digit);
}

let materials: Record<'normal' | 'other', CardMaterial>;
let remove: () => Promise<void>;
beforeAll(async () => {
  const temporary = await openTemporaryCa();
  remove = () => temporary.remove();
  materials = {
    normal: await temporary.ca.cardOf(sampleHolder),
    other: await temporary.ca.cardOf(otherSampleHolder),
  };
});
afterAll(() => remove());

let harness: CardHarness;
let timers: ManualTimers;
let slot: InProcessReader;
let pinPad: PinPad;
let reader: CardReaderPort;
let card: VirtualCard;
beforeEach(() => {
  harness = createCardHarness();
  ({ timers, slot, pinPad, reader } = harness);
  card = createVirtualCard(materials.normal);
  slot.set(card);
});

const verifies = (): number =>
  harness.sent.filter((command) => command[1] === 0x20 && command.length > 4).length;
const fault = (error: CardFault): unknown => ({ ok: false, error });

async function signWith(pin: string): Promise<Awaited<ReturnType<CardReaderPort['sign']>>> {
  enter(pinPad, pin);
  const outcome = await reader.sign(message);
  expect(pinPad.length).toBe(0);
  return outcome;
}

async function lookWell(): Promise<void> {
  expect((await reader.look()).ok).toBe(true);
}

describe('a look at the card', () => {
  it('tells the tries left without spending one', async () => {
    for (let again = 0; again < 5; again += 1)
      expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
    expect(card.triesLeft().userAuthentication).toBe(3);
    expect(verifies()).toBe(0);
  });

  it('tells when the PIN is locked, and when the reader is gone', async () => {
    await lookWell();
    for (const pin of ['0000', '0001', '0002']) expect((await signWith(pin)).ok).toBe(false);
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 0 } });
    slot.unplug();
    expect(await reader.look()).toEqual(fault({ fault: 'readerGone' }));
  });

  it('never mistakes a nonsensical answer for "no card" or "another card"', async () => {
    const nonsense = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(
        ...['6f00', '6a80', '6985', '63cf', '6282', '308201', '30ffffff9000', '30820fff9000'].map((text) =>
          Uint8Array.from(Buffer.from(text, 'hex')),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(nonsense, fc.integer({ min: 1, max: 12 }), async (answer, atApdu) => {
        slot.set(createVirtualCard(materials.normal));
        slot.inject({ fault: 'nonsense', atApdu, answer });
        const outcome = await reader.look();
        if (!outcome.ok)
          expect(['unreadable', 'notMyNumberCard', 'cardWithoutPin', 'noCertificate']).toContain(
            outcome.error.fault,
          );
        if (!outcome.ok && outcome.error.fault === 'cardWithoutPin')
          expect(Buffer.from(answer.slice(-2)).toString('hex')).toBe('6a82');
        // Only where the application is selected and its label read; and never on an answer that is none.
        if (!outcome.ok && outcome.error.fault === 'notMyNumberCard') {
          expect(atApdu).toBeLessThanOrEqual(3);
          expect(answer.at(-2)?.toString(16)).toMatch(/^[69]/);
        }
      }),
    );
  });

  it('reads a certificate in a bounded number of commands, however the card lies', async () => {
    await lookWell();
    const headAt = 1 + harness.sent.findIndex((command) => command[1] === 0xb0 && command[4] === 0);
    for (const head of ['30820ffc', '30821000', '3082ffff', '30800000']) {
      slot.set(createVirtualCard(materials.normal));
      const before = slot.apduCount;
      slot.inject({
        fault: 'nonsense',
        atApdu: headAt,
        answer: Uint8Array.from(Buffer.from(`${head}9000`, 'hex')),
      });
      expect(await reader.look()).toEqual(fault({ fault: 'unreadable' }));
      expect(slot.apduCount - before).toBeLessThan(headAt + 17);
    }
  });
});

describe('signing', () => {
  it('gives the certificate and a signature that it verifies, for one VERIFY', async () => {
    await lookWell();
    const proof = await signWith(sampleHolder.pin);
    if (!proof.ok) throw new Error(proof.error.fault);
    const certificate = new X509Certificate(proof.value.certificate);
    expect(verify('sha256', message, certificate.publicKey, proof.value.signature)).toBe(true);
    expect(proof.value.certificate).toEqual(materials.normal.userAuthentication?.certificate);
    expect(verifies()).toBe(1);
  });

  it('counts down with wrong PINs, and sends nothing more to a locked card', async () => {
    await lookWell();
    expect(await signWith('0000')).toEqual(fault({ fault: 'wrongPin', triesLeft: 2 }));
    expect(await signWith('0001')).toEqual(fault({ fault: 'wrongPin', triesLeft: 1 }));
    expect(await signWith('0002')).toEqual(fault({ fault: 'pinLocked' }));
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'pinLocked' }));
    expect(verifies()).toBe(3);
  });

  it('spends at most one try and wipes the PIN, wherever the card is pulled or answers nonsense', async () => {
    const answers = ['9000', '6f00', '63c1', '6984', '', '00', '6982'].map((text) =>
      Uint8Array.from(Buffer.from(text, 'hex')),
    );
    const injected = fc.integer({ min: 1, max: 18 }).chain((atApdu) =>
      fc.oneof(
        fc.constant({ fault: 'pull', atApdu } as const),
        fc.constantFrom(...answers).map((answer) => ({ fault: 'nonsense', atApdu, answer }) as const),
      ),
    );
    await fc.assert(
      fc.asyncProperty(injected, fc.boolean(), async (fault, right) => {
        const own = createVirtualCard(materials.normal);
        slot.set(own);
        slot.inject(null);
        await lookWell();
        const before = verifies();
        slot.inject(fault);
        const outcome = await signWith(right ? sampleHolder.pin : '0000');
        expect(verifies() - before).toBeLessThanOrEqual(1);
        expect(own.triesLeft().userAuthentication).toBeGreaterThanOrEqual(right ? 3 : 2);
        if (fault.fault === 'pull' && fault.atApdu <= 5)
          expect(outcome).toEqual({ ok: false, error: { fault: 'removed' } });
        if (!right) expect(outcome.ok).toBe(false);
      }),
    );
  });

  it('costs another card that was put in meanwhile no try', async () => {
    await lookWell();
    const other = createVirtualCard(materials.other);
    slot.set(other);
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'swapped' }));
    expect(other.triesLeft().userAuthentication).toBe(3);
    expect(verifies()).toBe(0);
    slot.set(card);
    expect((await signWith(sampleHolder.pin)).ok).toBe(true);
  });

  it('is refused for a card that nobody looked at, or whose look failed', async () => {
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'swapped' }));
    await lookWell();
    slot.inject({ fault: 'nonsense', atApdu: 1, answer: Uint8Array.of(0x6f, 0x00) });
    expect((await reader.look()).ok).toBe(false);
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'swapped' }));
    expect(verifies()).toBe(0);
  });

  it('sends no incomplete PIN, but throws as for a bug', async () => {
    await lookWell();
    enter(pinPad, '407');
    await expect(reader.sign(message)).rejects.toThrow('the secret is not complete');
    expect(pinPad.length).toBe(0);
    expect(card.triesLeft().userAuthentication).toBe(3);
    expect(await reader.look()).toMatchObject({ ok: true, value: { triesLeft: 3 } });
  });

  it('does not leave the card with a verified PIN', async () => {
    await lookWell();
    expect((await signWith(sampleHolder.pin)).ok).toBe(true);
    const sign = Uint8Array.from(Buffer.from('802a00800130' + '00', 'hex'));
    card.process(Uint8Array.from(Buffer.from('00a4040c0ad392f000260100000001', 'hex')));
    card.process(Uint8Array.from(Buffer.from('00a4020c020017', 'hex')));
    expect(Buffer.from(card.process(sign)).toString('hex')).toBe('6982');
  });

  it('shows no PIN in anything it throws or returns', async () => {
    await lookWell();
    const outcome = await signWith('5839');
    expect(inspect(outcome, { depth: null })).not.toContain('5839');
    expect(inspect([reader, slot], { depth: null, showHidden: true })).not.toMatch(
      /5839|35 38 33 39|53, 56, 51, 57/,
    );
  });
});

describe('the card deadlines', () => {
  it('end an unanswered exchange; its late answer is dropped and the next look is clean', async () => {
    slot.inject({ fault: 'late', atApdu: 3, ms: 60_000 });
    const looking = reader.look();
    const second = reader.look();
    await settle();
    timers.advance(cardDeadlines.exchange);
    await settle();
    expect(await looking).toEqual(fault({ fault: 'unreadable' }));
    await settle();
    timers.advance(60_000);
    await settle();
    expect(await second).toMatchObject({ ok: true, value: { triesLeft: 3 } });
  });

  it('end an unanswered VERIFY without sending it again', async () => {
    await lookWell();
    const before = slot.apduCount;
    // Select, select file, read: finds the VERIFY by counting the commands of a whole signature.
    expect((await signWith('0000')).ok).toBe(false);
    const atApdu = slot.apduCount - before;
    slot.inject({ fault: 'late', atApdu, ms: 60_000 });
    enter(pinPad, sampleHolder.pin);
    const signing = reader.sign(message);
    await settle();
    timers.advance(cardDeadlines.exchange);
    await settle();
    expect(await signing).toEqual(fault({ fault: 'unreadable' }));
    expect(pinPad.length).toBe(0);
    expect(verifies()).toBe(2);
  });

  it('release a card that is opened too late', async () => {
    let opened: () => void = () => undefined;
    let closed = 0;
    const slow: CardSource = {
      watch: () => () => undefined,
      open: () =>
        new Promise((resolve) => {
          opened = () =>
            resolve(
              ok({
                atr: card.atr,
                transmit: () => Promise.resolve(err({ fault: 'unreadable' } as const)),
                close: () => {
                  closed += 1;
                  return Promise.resolve();
                },
              }),
            );
        }),
    };
    const own = createCardReader(slow, pinPad, { timers });
    const looking = own.look();
    await settle();
    timers.advance(cardDeadlines.open);
    await settle();
    expect(await looking).toEqual(fault({ fault: 'unreadable' }));
    opened();
    await settle();
    expect(closed).toBe(1);
  });

  it('hold even when the reader does not release the card', async () => {
    const stuck: CardSource = {
      watch: () => () => undefined,
      open: () =>
        Promise.resolve(
          ok({
            atr: card.atr,
            transmit: () => Promise.resolve(ok(Uint8Array.of(0x6a, 0x82))),
            close: () => new Promise<void>(() => undefined),
          }),
        ),
    };
    const looking = createCardReader(stuck, pinPad, { timers }).look();
    await settle();
    timers.advance(cardDeadlines.close);
    await settle();
    expect(await looking).toEqual(fault({ fault: 'notMyNumberCard', other: 'unknown' }));
  });

  it('wipe the PIN even when the reader breaks an assumption', async () => {
    const broken: CardSource = {
      watch: () => () => undefined,
      open: () => Promise.reject(new Error('broken')),
    };
    const own = createCardReader(broken, pinPad, { timers });
    enter(pinPad, '1234');
    await expect(own.sign(message)).rejects.toThrow('broken');
    expect(pinPad.length).toBe(0);
  });
});

describe('watching the reader', () => {
  it('reports the state at once and every change, including that one card left before another came', () => {
    slot.set(null);
    const told: CardPresence[] = [];
    const stop = reader.watch((presence) => told.push(presence));
    slot.set(card);
    slot.set(createVirtualCard(materials.other));
    slot.set(createOtherCard('mute'));
    slot.unplug();
    slot.set(card);
    slot.replug();
    slot.set(null);
    expect(told).toEqual([
      'absent',
      'present',
      'absent',
      'present',
      'mute',
      'readerGone',
      'present',
      'absent',
    ]);
    stop();
    slot.set(card);
    expect(told).toHaveLength(8);
  });
});
