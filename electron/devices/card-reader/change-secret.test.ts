import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetPermitMessage } from '../../../shared/reset-permit.ts';
import type { ResettableSecret } from '../../../shared/reset-permit.ts';
import { openCardMaterials, type CardMaterials } from '../../../testing/card-materials.ts';
import { otherSampleHolder, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { TestCa } from '../../../simulator/authorities/test-ca/test-ca.ts';
import { createCardHarness, instructions } from '../../../testing/card-harness.ts';
import type { CardHarness } from '../../../testing/card-harness.ts';
import { createVirtualCard } from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type {
  VirtualCard,
  VirtualCardOptions,
} from '../../../simulator/devices/virtual-card/virtual-card.ts';
import type { CardFault, CardReaderPort } from '../../../state-machines/ports.ts';
import { cardOf2016 } from './card-profile.ts';
import { cardDeadlines } from './card-reader.ts';

const message = new TextEncoder().encode('a login message');
const rules = {
  pin: cardOf2016.userAuthentication.secret,
  signaturePassword: cardOf2016.digitalSignature.secret,
};
const fresh = { pin: '8264', signaturePassword: 'NEW2SECRET' } as const;
const old = { pin: sampleHolder.pin, signaturePassword: 'KOMADO2026' } as const;
const secrets = ['pin', 'signaturePassword'] as const;
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const fault = (error: CardFault): unknown => ({ ok: false, error });
const refused = fault({ fault: 'permitRefused' });

type Ask = Parameters<Parameters<CardReaderPort['changeSecret']>[1]>[0];
const issuer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-384' });

/** The issuer's answer; parts of it may be wrong on purpose. */
function permit(secret: ResettableSecret, ask: Ask, key = issuer.privateKey): Uint8Array {
  const certificateSha256 = createHash('sha256').update(ask.certificate).digest();
  const what = resetPermitMessage({ cardChallenge: ask.cardChallenge, certificateSha256, secret });
  return sign('sha384', what, { key, dsaEncoding: 'ieee-p1363' });
}
const grants = (secret: ResettableSecret) => (ask: Ask) => Promise.resolve(permit(secret, ask));

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

const makeCard = (options: VirtualCardOptions = {}): VirtualCard =>
  createVirtualCard(materials[options.model ?? 'card2016'], { issuer: issuer.publicKey, ...options });

async function lookAt(card: VirtualCard): Promise<void> {
  harness.slot.set(card);
  expect((await harness.reader.look()).ok).toBe(true);
}

function change(
  secret: ResettableSecret,
  authorise: Parameters<CardReaderPort['changeSecret']>[1] = grants(secret),
) {
  harness.type(rules[secret], fresh[secret], fresh[secret]);
  return harness.reader.changeSecret(secret, authorise);
}

/** Whether this value opens the key, according to the card itself. */
async function opens(secret: ResettableSecret, value: string): Promise<boolean> {
  harness.type(rules[secret], value);
  const signed =
    secret === 'pin'
      ? await harness.reader.sign(message)
      : await harness.reader.signWithSignatureKey(message);
  return signed.ok;
}

function nothingLeft(): void {
  expect(harness.pinPad.length).toBe(0);
  expect(harness.unwiped()).toBe(0);
}

describe('a new secret', () => {
  it.each(
    (['card2016', 'nextCard'] as const).flatMap((model) => secrets.map((secret) => ({ model, secret }))),
  )(
    'is set for the locked $secret of a $model, and all its tries are available again',
    async ({ model, secret }) => {
      const card = makeCard({ model, locked: [secret] });
      await lookAt(card);
      const asked: Ask[] = [];
      const changed = await change(secret, (ask) => {
        asked.push(ask);
        return Promise.resolve(permit(secret, ask));
      });
      expect(changed).toEqual({ ok: true, value: undefined });
      nothingLeft();
      expect(asked.map(({ certificate }) => certificate)).toEqual([
        materials[model].userAuthentication?.certificate,
      ]);
      expect(card.triesLeft()).toMatchObject({ userAuthentication: 3, digitalSignature: 5 });
      expect(await opens(secret, old[secret])).toBe(false);
      expect(await opens(secret, fresh[secret])).toBe(true);
      const other = secret === 'pin' ? 'signaturePassword' : 'pin';
      expect(await opens(other, old[other])).toBe(true);
    },
  );

  it('on a phone needs a login first, which shows its certificate', async () => {
    await lookAt(makeCard({ model: 'android' }));
    let asked = 0;
    const counting = (ask: Ask) => {
      asked += 1;
      return Promise.resolve(permit('signaturePassword', ask));
    };
    expect(await change('signaturePassword', counting)).toEqual(refused);
    expect(asked).toBe(0);
    expect(await opens('pin', old.pin)).toBe(true);
    expect(await change('signaturePassword', counting)).toEqual({ ok: true, value: undefined });
    expect(await opens('signaturePassword', fresh.signaturePassword)).toBe(true);
    nothingLeft();
  });

  it('does not leave the card open for another: the permission ends with the transaction', async () => {
    const card = makeCard();
    await lookAt(card);
    expect((await change('signaturePassword')).ok).toBe(true);
    for (const command of ['00a4040c0ad392f000260100000001', '00a4020c02001b'])
      expect(Buffer.from(card.process(hex(command))).toString('hex')).toBe('9000');
    const again = `0024018006${Buffer.from('SECOND').toString('hex')}`;
    expect(Buffer.from(card.process(hex(again))).toString('hex')).toBe('6982');
  });
});

describe('a permit is refused', () => {
  const others: [string, (ask: Ask) => Promise<Uint8Array | null>][] = [
    ['when the issuer gives none', () => Promise.resolve(null)],
    ['that is empty', () => Promise.resolve(new Uint8Array())],
    ['that is nonsense', () => Promise.resolve(new Uint8Array(96).fill(7))],
    ['that is far too long', () => Promise.resolve(new Uint8Array(70_000))],
    ['by another key', (ask) => Promise.resolve(permit('signaturePassword', ask, stranger.privateKey))],
    ['for another secret', (ask) => Promise.resolve(permit('pin', ask))],
    [
      'for another card',
      async (ask) => {
        const { userAuthentication } = await ca.cardOf(otherSampleHolder);
        const certificate = userAuthentication?.certificate ?? new Uint8Array();
        return permit('signaturePassword', { ...ask, certificate });
      },
    ],
    [
      'for another challenge',
      (ask) =>
        Promise.resolve(
          permit('signaturePassword', { ...ask, cardChallenge: ask.cardChallenge.map((byte) => byte ^ 1) }),
        ),
    ],
  ];
  it.each(others)('%s', async (_name, authorise) => {
    await lookAt(makeCard());
    expect(await change('signaturePassword', authorise)).toEqual(refused);
    nothingLeft();
    expect(harness.count(instructions.change)).toBe(0);
    expect(await opens('signaturePassword', old.signaturePassword)).toBe(true);
  });

  it('that has already been used', async () => {
    await lookAt(makeCard());
    let first: Uint8Array | null = null;
    const once = (ask: Ask) => {
      first ??= permit('signaturePassword', ask);
      return Promise.resolve(first);
    };
    expect((await change('signaturePassword', once)).ok).toBe(true);
    expect(await change('signaturePassword', once)).toEqual(refused);
    expect(harness.count(instructions.change)).toBe(1);
  });

  it('that comes too late while the card waits', async () => {
    await lookAt(makeCard());
    const asked = Promise.withResolvers<Ask>();
    const answer = Promise.withResolvers<Uint8Array>();
    const changing = change('signaturePassword', (ask) => {
      asked.resolve(ask);
      return answer.promise;
    });
    const ask = await asked.promise;
    harness.timers.advance(cardDeadlines.authorise);
    expect(await changing).toEqual(refused);
    answer.resolve(permit('signaturePassword', ask));
    expect(await opens('signaturePassword', old.signaturePassword)).toBe(true);
    nothingLeft();
  });

  it.each([
    ['that knows no issuer', (): VirtualCard => createVirtualCard(materials.card2016), null],
    ['that does not know GET CHALLENGE', (): VirtualCard => makeCard(), '6d00'],
  ])('by a card %s', async (_name, make, answer) => {
    await lookAt(make());
    const before = harness.slot.apduCount;
    expect(await change('pin', () => Promise.resolve(null))).toEqual(refused);
    if (answer)
      harness.slot.inject({
        fault: 'nonsense',
        atApdu: harness.slot.apduCount - before,
        answer: hex(answer),
      });
    expect(await change('pin')).toEqual(refused);
    expect(harness.count(instructions.change)).toBe(0);
  });
});

describe('a new secret is not set', () => {
  it.each(secrets)(
    '(%s), wherever the card is pulled; only at the last exchange nobody knows',
    async (secret) => {
      await lookAt(makeCard());
      const before = harness.slot.apduCount;
      expect((await change(secret)).ok).toBe(true);
      const exchanges = harness.slot.apduCount - before;
      for (let atApdu = 1; atApdu <= exchanges; atApdu += 1) {
        const card = makeCard({ locked: [secret] });
        await lookAt(card);
        harness.slot.inject({ fault: 'pull', atApdu });
        expect(await change(secret)).toEqual(fault({ fault: 'removed' }));
        nothingLeft();
        const tries = card.triesLeft()[secret === 'pin' ? 'userAuthentication' : 'digitalSignature'];
        // The command reached the card, but its answer reached nobody: the card has the new secret all the same.
        expect(tries > 0).toBe(atApdu === exchanges);
      }
    },
  );

  it.each(['6f00', '', '9000', '6a80', '6700', '63c0', '61ff'])(
    'and no success is reported when the card answers %s',
    async (answer) => {
      await lookAt(makeCard());
      const before = harness.slot.apduCount;
      expect((await change('signaturePassword')).ok).toBe(true);
      const exchanges = harness.slot.apduCount - before;
      for (let atApdu = 1; atApdu <= exchanges; atApdu += 1) {
        await lookAt(makeCard({ locked: ['signaturePassword'] }));
        harness.slot.inject({ fault: 'nonsense', atApdu, answer: hex(answer) });
        const outcome = await change('signaturePassword');
        nothingLeft();
        const lied = answer === '9000' && atApdu === exchanges;
        if (outcome.ok && !lied) expect(await opens('signaturePassword', fresh.signaturePassword)).toBe(true);
        if (answer === '6f00' || answer === '') expect(outcome).toEqual(fault({ fault: 'unreadable' }));
      }
    },
  );

  it('when an exchange is not answered in time', async () => {
    await lookAt(makeCard());
    const before = harness.slot.apduCount;
    expect((await change('pin')).ok).toBe(true);
    const exchanges = harness.slot.apduCount - before;
    for (let atApdu = 1; atApdu <= exchanges; atApdu += 1) {
      await lookAt(makeCard());
      harness.slot.inject({ fault: 'late', atApdu, ms: 60_000 });
      expect(await harness.timers.runFor(change('pin'))).toEqual(fault({ fault: 'unreadable' }));
      nothingLeft();
    }
  });

  it('in a different card from the one that was looked at, and the issuer is not asked', async () => {
    await lookAt(makeCard());
    const other = createVirtualCard(await ca.cardOf(otherSampleHolder), { issuer: issuer.publicKey });
    harness.slot.set(other);
    const never = () => Promise.reject(new Error('the issuer is asked'));
    expect(await change('pin', never)).toEqual(fault({ fault: 'swapped' }));
    harness.slot.unplug();
    expect(await change('pin', never)).toEqual(fault({ fault: 'readerGone' }));
    harness.slot.replug();
    harness.slot.set(null);
    expect(await change('pin', never)).toEqual(fault({ fault: 'removed' }));
    nothingLeft();
  });

  it('when the card is swapped while the issuer is asked', async () => {
    await lookAt(makeCard());
    const other = makeCard();
    const outcome = await change('pin', (ask) => {
      harness.slot.set(other);
      return Promise.resolve(permit('pin', ask));
    });
    expect(outcome).toEqual(fault({ fault: 'removed' }));
    nothingLeft();
    expect(harness.count(instructions.change)).toBe(0);
  });

  it('when the card has no place for it', async () => {
    await lookAt(
      createVirtualCard({ ...materials.card2016, digitalSignature: null }, { issuer: issuer.publicKey }),
    );
    expect(await change('signaturePassword')).toEqual(fault({ fault: 'noSignatureCertificate' }));
    nothingLeft();
  });

  it('when its entries differ, are incomplete or have the wrong form: the issuer is not asked', async () => {
    await lookAt(makeCard());
    const never = () => Promise.reject(new Error('the issuer is asked'));
    harness.type(rules.pin, '8264', '8265');
    await expect(harness.reader.changeSecret('pin', never)).rejects.toThrow('differ');
    harness.type(rules.pin, '826');
    await expect(harness.reader.changeSecret('pin', never)).rejects.toThrow('not complete');
    harness.type(rules.signaturePassword, 'NEW2SECRET');
    await expect(harness.reader.changeSecret('pin', never)).rejects.toThrow('not of the form');
    nothingLeft();
    expect(await opens('pin', old.pin)).toBe(true);
  });

  it('when the line to the issuer breaks an assumption; the secret is wiped all the same', async () => {
    await lookAt(makeCard());
    await expect(change('pin', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    nothingLeft();
    expect(await opens('pin', old.pin)).toBe(true);
  });

  it('and no secret shows in anything thrown or returned', async () => {
    await lookAt(makeCard());
    const outcome = await change('pin', () => Promise.resolve(null));
    expect(inspect([outcome, harness.reader, harness.slot], { depth: null, showHidden: true })).not.toMatch(
      /8264|38 32 36 34|56, 50, 54, 52/,
    );
  });
});
