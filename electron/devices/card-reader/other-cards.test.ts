import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCardHarness, instructions, type CardHarness } from '../../../testing/card-harness.ts';
import { openCardMaterials, type CardMaterials } from '../../../testing/card-materials.ts';
import { sampleHolder } from '../../../testing/temporary-ca.ts';
import {
  createVirtualCard,
  type CardInReader,
} from '../../../simulator/devices/virtual-card/virtual-card.ts';
import { cardOf2016 } from './card-profile.ts';

/** Cards that are no My Number card, whatever they answer. */
const message = new TextEncoder().encode('a login message');
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const another = { ok: false, error: { fault: 'notMyNumberCard', other: 'unknown' } };
/** An answer to reset that says nothing of the card. */
const atr = hex('3b00');

let cards: CardMaterials;
let harness: CardHarness;
beforeAll(async () => {
  cards = await openCardMaterials();
});
afterAll(() => cards.remove());
beforeEach(() => {
  harness = createCardHarness();
});

function answering(answer: (command: Uint8Array) => Uint8Array): CardInReader {
  return { atr, process: answer, reset: () => undefined };
}
/** VERIFY in any form, also the empty one: on a card of another kind even a question may cost something. */
const verifies = (): number => harness.sent.filter(([, ins]) => ins === instructions.verify).length;

const refusals = [
  ...['6a82', '6a86', '6985', '6999', '6a80', '6b00', '6700', '6f00', '6a81', '6d00', '6e00', '6283', '6982'],
  ...['6984', '63c3', '6a87', '6881', '6400', '6581', '9404', '91ae', '917e'],
];

it.each(refusals)('a card that answers %s to whatever it is asked is another card', async (statusWord) => {
  harness.slot.set(answering(() => hex(statusWord)));
  expect(await harness.reader.look()).toEqual(another);
  expect(verifies()).toBe(0);
});

it.each(refusals)(
  'a card that answers %s to the application, and agrees to the rest, is another card',
  async (statusWord) => {
    const jpki = Buffer.from(cardOf2016.application).toString('hex');
    harness.slot.set(
      answering((command) =>
        Buffer.from(command).toString('hex').includes(jpki) ? hex(statusWord) : hex('9000'),
      ),
    );
    expect(await harness.reader.look()).toEqual(another);
    expect(verifies()).toBe(0);
  },
);

it.each(['9000', '6110'])(
  'a card that answers %s to whatever it is asked is another card',
  async (statusWord) => {
    harness.slot.set(answering(() => hex(statusWord)));
    expect(await harness.reader.look()).toEqual(another);
    expect(verifies()).toBe(0);
  },
);

it.each([
  ['blank', Buffer.alloc(32)],
  ['empty memory', Buffer.alloc(32, 0xff)],
  ['another application’s', Buffer.from('MUSASINOAPTOKEN'.padEnd(32))],
  ['cut', Buffer.from('JPKI')],
])('a label that is %s makes a card another card', async (_what, label) => {
  harness.slot.set(
    answering((command) => (command[1] === 0xb0 ? Uint8Array.of(...label, 0x90, 0x00) : hex('9000'))),
  );
  expect(await harness.reader.look()).toEqual(another);
  expect(verifies()).toBe(0);
});

/** Anything that a chip can answer: data or none, and two bytes of status, whether there is such a status or not. */
const answer = fc
  .tuple(
    fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 300 })),
    fc.oneof(
      fc
        .constantFrom('9000', '6a82', '6982', '6983', '6984', '63c0', '63c3', '6282', '6100', '6f00')
        .map(hex),
      fc
        .tuple(fc.integer({ min: 0x60, max: 0x6f }), fc.nat(255))
        .map(([first, second]) => Uint8Array.of(first, second)),
      fc.uint8Array({ minLength: 2, maxLength: 2 }),
    ),
  )
  .map(([data, statusWord]) => Uint8Array.of(...data, ...statusWord));
/** What a card answers, by the question: the same one gets the same answer. */
const whim = fc.func<[string], Uint8Array>(answer);

it('a card that answers anything to anything is another card or unreadable, and is asked for no secret', async () => {
  await fc.assert(
    fc.asyncProperty(whim, async (whimOf) => {
      harness = createCardHarness();
      harness.slot.set(answering((command) => whimOf(Buffer.from(command).toString('hex'))));
      const looked = await harness.reader.look();
      if (looked.ok) throw new Error('it was taken for a My Number card');
      expect(['notMyNumberCard', 'unreadable']).toContain(looked.error.fault);
      expect(verifies()).toBe(0);
      // Unreadable is only what sent no status, once at least.
      if (looked.error.fault === 'unreadable') {
        const statuses = harness.sent.map(
          (command) => whimOf(Buffer.from(command).toString('hex')).at(-2) ?? 0,
        );
        expect(statuses.some((first) => ![6, 9].includes(first >> 4))).toBe(true);
      }
    }),
  );
});

it('put in the place of the card that was looked at, it gets no PIN', async () => {
  await fc.assert(
    fc.asyncProperty(whim, fc.constantFrom('card2016', 'android', 'nextCard'), async (whimOf, model) => {
      harness = createCardHarness({ blind: true });
      harness.slot.set(createVirtualCard(cards.materials[model], { model }));
      expect((await harness.reader.look()).ok).toBe(true);
      const before = harness.count(instructions.verify);
      harness.slot.set(answering((command) => whimOf(Buffer.from(command).toString('hex'))));
      harness.type({ characters: 'digits', least: 4, most: 4, tries: 3 }, sampleHolder.pin);
      const signed = await harness.reader.sign(message);
      if (signed.ok) throw new Error('it signed');
      expect(['swapped', 'unreadable']).toContain(signed.error.fault);
      expect(harness.count(instructions.verify)).toBe(before);
    }),
  );
});
