import { X509Certificate, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCardMaterials, type CardMaterials } from '../../../testing/card-materials.ts';
import { otherSampleHolder, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { CardMaterial, TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { createCardHarness, instructions } from '../../../testing/card-harness.ts';
import type { CardHarness } from '../../../testing/card-harness.ts';
import { foreignCard, holderCard } from '../../../simulator/devices/virtual-card/card-kinds.ts';
import { createOtherCard } from '../../../simulator/devices/virtual-card/other-card.ts';
import { createVirtualCard } from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type { CardInReader } from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import { cardOf2016 } from './card-profile.ts';
import { isFelica } from './other-cards.ts';

const message = new TextEncoder().encode('a login message');
const rules = {
  pin: { characters: 'digits', least: 4, most: 4, tries: 3 },
  signaturePassword: { characters: 'capitals', least: 6, most: 16, tries: 5 },
} as const;
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const fault = (error: CardFault): unknown => ({ ok: false, error });

let cards: CardMaterials;
let ca: TestCa;
let materials: CardMaterials['materials'];
beforeAll(async () => {
  cards = await openCardMaterials();
  ({ ca, materials } = cards);
});
afterAll(() => cards.remove());

let harness: CardHarness;
beforeEach(() => {
  harness = createCardHarness();
});

function signWith(pin: string, own = harness) {
  own.type(rules.pin, pin);
  return own.reader.sign(message);
}

describe('every model of the card', () => {
  it.each(['card2016', 'android', 'nextCard'] as const)(
    'is recognised (%s), costs no try to look at, and signs in a way that its certificate verifies',
    async (model) => {
      const card = createVirtualCard(materials[model], { model });
      harness.slot.set(card);
      const summary = { model, triesLeft: 3, passwordTriesLeft: 5, rules };
      expect(await harness.reader.look()).toEqual({ ok: true, value: summary });
      expect(harness.count(instructions.verify)).toBe(0);
      const proof = await signWith(sampleHolder.pin);
      if (!proof.ok) throw new Error(proof.error.fault);
      expect(proof.value.certificate).toEqual(materials[model].userAuthentication?.certificate);
      const key = new X509Certificate(proof.value.certificate).publicKey;
      const fits =
        model === 'nextCard'
          ? verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, proof.value.signature)
          : verify('sha256', message, key, proof.value.signature);
      expect(fits).toBe(true);
      expect(proof.value.signature).toHaveLength(model === 'nextCard' ? 96 : 256);
      expect(harness.count(instructions.verify)).toBe(1);
      expect(harness.unwiped()).toBe(0);
    },
  );

  it('is recognised afresh at each look', async () => {
    for (const model of ['nextCard', 'android', 'card2016', 'nextCard'] as const) {
      harness.slot.set(createVirtualCard(materials[model], { model }));
      expect(await harness.reader.look()).toMatchObject({ ok: true, value: { model } });
    }
  });

  it('has locked secrets and a missing signature key reported in the summary', async () => {
    for (const [options, expected] of [
      [{ locked: ['pin'] }, { triesLeft: 0, passwordTriesLeft: 5 }],
      [{ locked: ['signaturePassword'] }, { triesLeft: 3, passwordTriesLeft: 0 }],
      [{ locked: ['pin', 'signaturePassword'] }, { triesLeft: 0, passwordTriesLeft: 0 }],
    ] as const) {
      harness.slot.set(createVirtualCard(materials.card2016, options));
      expect(await harness.reader.look()).toMatchObject({ ok: true, value: expected });
    }
    harness.slot.set(createVirtualCard({ ...materials.card2016, digitalSignature: null }));
    expect(await harness.reader.look()).toMatchObject({
      ok: true,
      value: { triesLeft: 3, passwordTriesLeft: null },
    });
  });

  it('is sent nothing to sign with when its PIN is locked', async () => {
    for (const model of ['card2016', 'android', 'nextCard'] as const) {
      harness.slot.set(createVirtualCard(materials[model], { model, locked: ['pin'] }));
      expect((await harness.reader.look()).ok).toBe(true);
      expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'pinLocked' }));
    }
    expect(harness.count(instructions.verify)).toBe(0);
  });

  it('with a label of the JPKI application that nobody knows is taken for today’s', async () => {
    harness.slot.set(createVirtualCard(materials.card2016));
    const label = Buffer.from('JPKIAPNEWTOKEN'.padEnd(32));
    harness.slot.inject({ fault: 'nonsense', atApdu: 3, answer: Uint8Array.of(...label, 0x90, 0x00) });
    expect(await harness.reader.look()).toMatchObject({ ok: true, value: { model: 'card2016' } });
  });

  it.each(['6f00', '6a82', '6985', '6999', '6982', '63cf'])(
    'that answers %s when asked for the tries of the signature password logs in all the same',
    async (statusWord) => {
      harness.slot.set(createVirtualCard(materials.card2016));
      expect((await harness.reader.look()).ok).toBe(true);
      const commands = harness.sent.map((command) => Buffer.from(command).toString('hex'));
      // Selecting the file of the password, and the empty VERIFY that follows.
      const asked = commands.indexOf('00a4020c02001b') + 1;
      expect(asked).toBeGreaterThan(0);
      for (const atApdu of [asked, asked + 1]) {
        const card = createVirtualCard(materials.card2016);
        harness.slot.set(card);
        harness.slot.inject({ fault: 'nonsense', atApdu, answer: hex(statusWord) });
        const noFile = statusWord === '6a82' && atApdu === asked;
        expect(await harness.reader.look()).toMatchObject({
          ok: true,
          value: { triesLeft: 3, passwordTriesLeft: noFile ? null : 'unknown' },
        });
        expect((await signWith(sampleHolder.pin)).ok).toBe(true);
        expect(card.triesLeft()).toMatchObject({ userAuthentication: 3, digitalSignature: 5 });
      }
    },
  );

  it('that is pulled or goes silent while it is asked for them is not logged in', async () => {
    harness.slot.set(createVirtualCard(materials.card2016));
    expect((await harness.reader.look()).ok).toBe(true);
    const commands = harness.sent.map((command) => Buffer.from(command).toString('hex'));
    const atApdu = commands.indexOf('00a4020c02001b') + 1;
    harness.slot.inject({ fault: 'pull', atApdu });
    expect(await harness.reader.look()).toEqual(fault({ fault: 'removed' }));
    harness.slot.set(createVirtualCard(materials.card2016));
    harness.slot.inject({ fault: 'late', atApdu, ms: 60_000 });
    expect(await harness.timers.runFor(harness.reader.look())).toEqual(fault({ fault: 'unreadable' }));
  });

  it('whose holder has unlocked it by fingerprint answers 9000 to an empty VERIFY: all tries', async () => {
    harness.slot.set(createVirtualCard(materials.android, { model: 'android' }));
    harness.slot.inject({ fault: 'nonsense', atApdu: 5, answer: hex('9000') });
    expect(await harness.reader.look()).toMatchObject({
      ok: true,
      value: { model: 'android', triesLeft: 3 },
    });
  });
});

describe('the next card', () => {
  it('has one PIN for user authentication and card surface', async () => {
    const card = createVirtualCard(materials.nextCard, { model: 'nextCard' });
    harness.slot.set(card);
    expect((await harness.reader.look()).ok).toBe(true);
    expect(await signWith('0000')).toEqual(fault({ fault: 'wrongPin', triesLeft: 2 }));
    expect(card.triesLeft()).toEqual({ userAuthentication: 2, digitalSignature: 5, cardSurface: 2 });
  });
});

describe('a phone, whose certificate can be read only after VERIFY', () => {
  const phone = (material: CardMaterial) => createVirtualCard(material, { model: 'android' });

  it('counts as removed when it left and came back: what it shows does not tell whose it is', async () => {
    const own = phone(materials.android);
    harness.slot.set(own);
    expect((await harness.reader.look()).ok).toBe(true);
    harness.slot.set(null);
    harness.slot.set(own);
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'removed' }));
    expect(harness.count(instructions.verify)).toBe(0);
  });

  it('that left during the look is not taken for the one looked at', async () => {
    harness.slot.set(phone(materials.android));
    harness.slot.inject({ fault: 'pull', atApdu: 4 });
    expect(await harness.reader.look()).toEqual(fault({ fault: 'removed' }));
    harness.slot.set(phone(materials.android));
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'swapped' }));
  });

  it.each([
    ['of another authority', async () => phone(await ca.cardOf({ ...otherSampleHolder, id: 'mihon-goro' }))],
    ['of another kind', () => Promise.resolve(createVirtualCard(materials.nextCard, { model: 'nextCard' }))],
    ['a plastic card', async () => createVirtualCard(await ca.cardOf(sampleHolder, { renewal: 1 }))],
    ['a bank card', () => Promise.resolve(foreignCard('bank'))],
    [
      'with another answer to reset',
      () => Promise.resolve({ ...phone(materials.android), atr: hex('3b8001 81') }),
    ],
  ] as const)('loses no try when it is swapped unnoticed by the reader: %s', async (_name, make) => {
    harness = createCardHarness({ blind: true });
    harness.slot.set(phone(materials.android));
    expect((await harness.reader.look()).ok).toBe(true);
    harness.slot.set(await make());
    expect(await signWith(sampleHolder.pin, harness)).toEqual(fault({ fault: 'swapped' }));
    expect(harness.count(instructions.verify)).toBe(0);
  });

  it('signs nothing when it looks the same but has a different certificate from the login’s', async () => {
    harness = createCardHarness({ blind: true });
    harness.slot.set(phone(materials.android));
    expect((await harness.reader.look()).ok).toBe(true);
    expect((await signWith(sampleHolder.pin, harness)).ok).toBe(true);
    const signatures = harness.count(instructions.sign);
    harness.slot.set(phone(await ca.cardOf(sampleHolder, { renewal: 1 })));
    expect(await signWith(sampleHolder.pin, harness)).toEqual(fault({ fault: 'swapped' }));
    expect(harness.count(instructions.sign)).toBe(signatures);
  });

  it('is reported, after VERIFY, when it has no user authentication certificate', async () => {
    harness.slot.set(phone(await ca.cardOf(sampleHolder, 'noUserAuthentication')));
    expect((await harness.reader.look()).ok).toBe(true);
    expect(await signWith(sampleHolder.pin)).toEqual(fault({ fault: 'noCertificate' }));
  });
});

describe('a card that cannot be used is named:', () => {
  const answering = (atr: string, answer: (command: string) => string): CardInReader => ({
    atr: hex(atr),
    process: (command) => hex(answer(Buffer.from(command).toString('hex'))),
    reset: () => undefined,
  });
  const directory = (name: string): string => Buffer.from(name, 'ascii').toString('hex');
  const other = (kind: Extract<CardFault, { fault: 'notMyNumberCard' }>['other']): CardFault => ({
    fault: 'notMyNumberCard',
    other: kind,
  });

  const cards: readonly (readonly [string, () => CardInReader | null, CardFault])[] = [
    ['bank card', () => foreignCard('bank'), other('bankCard')],
    [
      'bank card with contacts only and the old protocol',
      () =>
        answering('3b6500002063cb6600', (command) =>
          command.includes(directory('1PAY.SYS.DDF01')) ? '611c' : '6a82',
        ),
      other('bankCard'),
    ],
    ['driving licence', () => foreignCard('licence'), other('drivingLicence')],
    ['transit card', () => foreignCard('transit'), other('transitCard')],
    ['some other card', () => answering('3b00', () => '6d00'), other('unknown')],
    [
      'card that does not have the application and knows none of the other commands',
      () => answering('3b00', (command) => (command.includes('d392') ? '6a82' : '6e00')),
      other('unknown'),
    ],
    ['card that refuses every command', () => answering('3b00', () => '6f00'), other('unknown')],
    ['card whose answers are no answers', () => answering('3b00', () => '0102'), { fault: 'unreadable' }],
    ['card without a chip', () => createOtherCard('mute'), { fault: 'unreadable' }],
    ['no card', () => null, { fault: 'removed' }],
  ];
  it.each(cards)('%s', async (_name, make, expected) => {
    harness.slot.set(make());
    expect(await harness.reader.look()).toEqual(fault(expected));
    expect(harness.sent.filter((command) => command[1] === instructions.verify)).toHaveLength(0);
  });

  it.each([
    ['no-certificate', { fault: 'noCertificate' }],
    ['no-pin', { fault: 'cardWithoutPin' }],
  ] as const)('%s', async (kind, expected) => {
    harness.slot.set(await holderCard(ca, sampleHolder, kind));
    expect(await harness.reader.look()).toEqual(fault(expected));
    expect(harness.count(instructions.verify)).toBe(0);
  });

  it('a bank card or licence counts as removed, not unknown, wherever it is pulled', async () => {
    for (const kind of ['bank', 'licence'] as const) {
      harness.slot.set(foreignCard(kind));
      const before = harness.slot.apduCount;
      expect((await harness.reader.look()).ok).toBe(false);
      const questions = harness.slot.apduCount - before;
      for (let atApdu = 1; atApdu <= questions; atApdu += 1) {
        harness.slot.set(foreignCard(kind));
        harness.slot.inject({ fault: 'pull', atApdu });
        expect(await harness.reader.look()).toEqual(fault({ fault: 'removed' }));
      }
    }
  });

  it('a FeliCa chip is recognised by its answer to reset, and other contactless cards are not mistaken for one', () => {
    const check = (atr: string): number =>
      hex(atr)
        .subarray(1)
        .reduce((sum, byte) => sum ^ byte, 0);
    const felica = '3b8f8001804f0ca0000003061100 3b00000000 42';
    expect(check(felica)).toBe(0);
    expect(isFelica(hex(felica))).toBe(true);
    // MIFARE Classic 1K, and the one answer to reset of a My Number card known to OpenSC.
    expect(isFelica(hex('3b8f8001804f0ca000000306030001000000006a'))).toBe(false);
    expect(isFelica(hex('3be000ff8131fe4514'))).toBe(false);
  });
});

describe('today’s profile', () => {
  it('matches the cards that OpenSC knows', () => {
    expect(Buffer.from(cardOf2016.application).toString('hex')).toBe('d392f000260100000001');
    expect(cardOf2016.userAuthentication.files).toEqual({ certificate: 0x0a, key: 0x17, secret: 0x18 });
    expect(cardOf2016.digitalSignature.files).toEqual({ certificate: 0x01, key: 0x1a, secret: 0x1b });
  });
});
