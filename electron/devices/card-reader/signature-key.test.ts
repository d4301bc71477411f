import { X509Certificate, verify } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCardMaterials, type CardMaterials } from '../../../testing/card-materials.ts';
import { otherSampleHolder, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { createCardHarness, instructions } from '../../../testing/card-harness.ts';
import type { CardHarness } from '../../../testing/card-harness.ts';
import { createVirtualCard } from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type { CardFault } from '../../../state-machines/ports.ts';
import { cardOf2016 } from './card-profile.ts';
import { signatureOf } from '../../../simulator/authorities/test-ca/card-material.ts';

const message = new TextEncoder().encode('an application for enrolment');
const rules = { pin: cardOf2016.userAuthentication.secret, password: cardOf2016.digitalSignature.secret };
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
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

async function signWith(password: string, own = harness) {
  own.type(rules.password, password);
  const outcome = await own.reader.signWithSignatureKey(message);
  expect(own.pinPad.length).toBe(0);
  expect(own.unwiped()).toBe(0);
  return outcome;
}

async function lookAt(card: Parameters<CardHarness['slot']['set']>[0], own = harness): Promise<void> {
  own.slot.set(card);
  expect((await own.reader.look()).ok).toBe(true);
}

describe('signing with the signature key', () => {
  it.each(['card2016', 'android', 'nextCard'] as const)(
    'on %s gives the signature certificate and a signature that it verifies, for one VERIFY',
    async (model) => {
      const material = materials[model];
      const card = createVirtualCard(material, { model });
      await lookAt(card);
      const proof = await signWith(material.signaturePassword);
      if (!proof.ok) throw new Error(proof.error.fault);
      expect(proof.value.certificate).toEqual(signatureOf(material).certificate);
      const key = new X509Certificate(proof.value.certificate).publicKey;
      const fits =
        model === 'nextCard'
          ? verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, proof.value.signature)
          : verify('sha256', message, key, proof.value.signature);
      expect(fits).toBe(true);
      expect(harness.count(instructions.verify)).toBe(1);
      expect(card.triesLeft()).toMatchObject({ userAuthentication: 3, digitalSignature: 5 });
    },
  );

  it('works both before and after a login with the PIN in the same session', async () => {
    await lookAt(createVirtualCard(materials.card2016));
    for (let again = 0; again < 2; again += 1) {
      harness.type(rules.pin, sampleHolder.pin);
      expect((await harness.reader.sign(message)).ok).toBe(true);
      expect((await signWith('KOMADO2026')).ok).toBe(true);
    }
  });

  it('counts down with wrong passwords, and sends nothing more to a locked card', async () => {
    const card = createVirtualCard(materials.card2016);
    await lookAt(card);
    for (const triesLeft of [4, 3, 2, 1])
      expect(await signWith('WRONG1')).toEqual(fault({ fault: 'wrongPassword', triesLeft }));
    expect(await signWith('WRONG1')).toEqual(fault({ fault: 'passwordLocked' }));
    expect(await signWith('KOMADO2026')).toEqual(fault({ fault: 'passwordLocked' }));
    expect(harness.count(instructions.verify)).toBe(5);
    expect(card.triesLeft()).toMatchObject({ userAuthentication: 3, digitalSignature: 0 });
    expect(await harness.reader.look()).toMatchObject({ ok: true, value: { passwordTriesLeft: 0 } });
  });

  it('says when there is no signature certificate, whether before or after a password is sent', async () => {
    await lookAt(createVirtualCard({ ...materials.card2016, digitalSignature: null }));
    expect(await signWith('KOMADO2026')).toEqual(fault({ fault: 'noSignatureCertificate' }));
    expect(harness.count(instructions.verify)).toBe(0);

    const card = createVirtualCard(materials.card2016);
    await lookAt(card);
    const before = harness.slot.apduCount;
    expect((await signWith('KOMADO2026')).ok).toBe(true);
    // The certificate's head is read right after VERIFY and the selection of its file.
    const verifyAt = harness.sent
      .slice(before)
      .findIndex((command) => command[1] === 0x20 && command.length > 5);
    harness.slot.inject({ fault: 'nonsense', atApdu: verifyAt + 3, answer: hex('000000009000') });
    expect(await signWith('KOMADO2026')).toEqual(fault({ fault: 'noSignatureCertificate' }));
  });

  it('costs another card that was put in meanwhile no try', async () => {
    await lookAt(createVirtualCard(materials.card2016));
    for (const other of [
      createVirtualCard(await ca.cardOf(otherSampleHolder)),
      createVirtualCard(await ca.cardOf(sampleHolder, 'noUserAuthentication')),
      createVirtualCard(materials.nextCard, { model: 'nextCard' }),
    ]) {
      harness.slot.set(other);
      expect(await signWith('KOMADO2026')).toEqual(fault({ fault: 'swapped' }));
      expect(other.triesLeft().digitalSignature).toBe(5);
    }
    expect(harness.count(instructions.verify)).toBe(0);
  });

  it('does not sign on a phone that shows a different signature certificate from before', async () => {
    const blind = createCardHarness({ blind: true });
    await lookAt(createVirtualCard(materials.android, { model: 'android' }), blind);
    expect((await signWith('KOMADO2026', blind)).ok).toBe(true);
    const signatures = blind.count(instructions.sign);
    const renewed = await ca.cardOf(sampleHolder, { renewal: 1 });
    blind.slot.set(createVirtualCard(renewed, { model: 'android' }));
    expect(await signWith('KOMADO2026', blind)).toEqual(fault({ fault: 'swapped' }));
    expect(blind.count(instructions.sign)).toBe(signatures);
  });

  it('never sends the PIN in place of the password, nor the password in place of the PIN', async () => {
    const card = createVirtualCard(materials.card2016);
    await lookAt(card);
    harness.type(rules.pin, sampleHolder.pin);
    await expect(harness.reader.signWithSignatureKey(message)).rejects.toThrow('not of the form');
    harness.type(rules.password, 'KOMADO2026');
    await expect(harness.reader.sign(message)).rejects.toThrow('not of the form');
    harness.type(rules.password, 'KOMAD');
    await expect(harness.reader.signWithSignatureKey(message)).rejects.toThrow('not complete');
    expect(harness.count(instructions.verify)).toBe(0);
    expect(harness.pinPad.length).toBe(0);
    expect(harness.unwiped()).toBe(0);
    expect(card.triesLeft()).toMatchObject({ userAuthentication: 3, digitalSignature: 5 });
  });

  it('spends at most one try and leaves no secret behind, wherever the card is pulled or answers nonsense', async () => {
    const answers = ['9000', '6f00', '63c1', '63c5', '6984', '', '00', '6982', '6a82', '308201009000'].map(
      hex,
    );
    const injected = fc.integer({ min: 1, max: 26 }).chain((atApdu) =>
      fc.oneof(
        fc.constant({ fault: 'pull', atApdu } as const),
        fc.constantFrom(...answers).map((answer) => ({ fault: 'nonsense', atApdu, answer }) as const),
      ),
    );
    const models = fc.constantFrom('card2016', 'android', 'nextCard');
    await fc.assert(
      fc.asyncProperty(models, injected, fc.boolean(), async (model, broken, right) => {
        const own = createVirtualCard(materials[model], { model });
        harness.slot.inject(null);
        await lookAt(own);
        const [verifiesBefore, apdusBefore] = [harness.count(instructions.verify), harness.slot.apduCount];
        harness.slot.inject(broken);
        const outcome = await signWith(right ? 'KOMADO2026' : 'WRONG1');
        expect(harness.count(instructions.verify) - verifiesBefore).toBeLessThanOrEqual(1);
        expect(own.triesLeft().userAuthentication).toBe(3);
        expect(own.triesLeft().digitalSignature).toBeGreaterThanOrEqual(right ? 5 : 4);
        const reached = harness.slot.apduCount - apdusBefore >= broken.atApdu;
        if (reached && broken.fault === 'pull') expect(outcome).toEqual(fault({ fault: 'removed' }));
        if (!right) expect(outcome.ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
