import { X509Certificate, createHash, verify } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTemporaryCa, sampleHolder } from '../../../testing/temporary-ca.ts';
import type { CardMaterial, TestCa } from '../../authorities/test-ca/test-ca.ts';
import { checkDigit, numberOfNobody } from './card-surface-application.ts';
import { createOtherCard } from './other-card.ts';
import { createVirtualCard } from './virtual-card.ts';
import type { CardInReader } from './virtual-card.ts';

let ca: TestCa;
let material: CardMaterial;
let without: CardMaterial;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await openTemporaryCa();
  ({ ca } = temporary);
  remove = () => temporary.remove();
  material = await temporary.ca.cardOf(sampleHolder);
  without = await temporary.ca.cardOf(sampleHolder, 'noUserAuthentication');
});
afterAll(() => remove());

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const ascii = (text: string): string => Buffer.from(text, 'ascii').toString('hex');
/** Sends commands given in hexadecimal; returns the last answer. */
function send(card: CardInReader, ...commands: readonly string[]): string {
  let answer = '';
  for (const command of commands)
    answer = hex(card.process(Uint8Array.from(Buffer.from(command.replaceAll(' ', ''), 'hex'))));
  return answer;
}

const selectJpki = '00a4040c0ad392f000260100000001';
const selectSurface = '00a4040c0ad3921000310001010408';
const selectFile = (file: string): string => `00a4020c02${file}`;
const verifyPin = (pin: string): string =>
  `00200080${Buffer.from([pin.length]).toString('hex')}${ascii(pin)}`;
const triesLeft = '00200080';

function certificateIn(card: CardInReader, file: string): X509Certificate {
  send(card, selectFile(file));
  let bytes = '';
  for (let offset = 0; offset < 2048; offset += 256)
    bytes += send(card, `00b0${Buffer.from([offset >> 8, offset & 0xff]).toString('hex')}00`).slice(0, -4);
  const der = Buffer.from(bytes, 'hex');
  return new X509Certificate(der.subarray(0, der.readUInt16BE(2) + 4));
}

describe('the JPKI application of the virtual card', () => {
  it('gives the authentication certificate and its authority without a PIN', () => {
    const card = createVirtualCard(material);
    expect(send(card, selectJpki)).toBe('9000');
    const certificate = certificateIn(card, '000a');
    expect(certificate.verify(certificateIn(card, '000b').publicKey)).toBe(true);
    expect(send(card, selectFile('0006'), '00b0000000')).toBe(`${ascii('JPKIAPICCTOKEN2'.padEnd(32))}6282`);
    expect(send(card, selectFile('0008'), '00b0000002')).toBe('01019000');
  });

  it('gives the signature certificate, which names the holder, only after its password', () => {
    const card = createVirtualCard(material);
    expect(send(card, selectJpki, selectFile('0001'), '00b0000004')).toBe('6982');
    expect(send(card, selectFile('001b'), verifyPin('KOMADO2026'))).toBe('9000');
    expect(certificateIn(card, '0001').verify(certificateIn(card, '0002').publicKey)).toBe(true);
  });

  it('signs a DigestInfo only after the PIN', () => {
    const card = createVirtualCard(material);
    const message = Buffer.from('a message');
    const digestInfo = `3031300d060960864801650304020105000420${createHash('sha256').update(message).digest('hex')}`;
    const sign = `802a008033${digestInfo}00`;
    expect(send(card, selectJpki, selectFile('0017'), sign)).toBe('6982');
    const answer = send(card, selectFile('0018'), verifyPin(sampleHolder.pin), selectFile('0017'), sign);
    expect(answer).toHaveLength(2 * 256 + 4);
    const signature = Buffer.from(answer.slice(0, -4), 'hex');
    expect(verify('sha256', message, certificateIn(card, '000a').publicKey, signature)).toBe(true);
  });

  it('counts tries: asking costs none, a wrong PIN costs one, the right one refills them, and none left locks it', () => {
    const card = createVirtualCard(material);
    send(card, selectJpki, selectFile('0018'));
    expect(send(card, triesLeft, triesLeft)).toBe('63c3');
    expect(send(card, verifyPin('0000'))).toBe('63c2');
    expect(send(card, verifyPin('0001'))).toBe('63c1');
    expect(send(card, verifyPin(sampleHolder.pin))).toBe('9000');
    expect(send(card, triesLeft)).toBe('63c3');
    expect(send(card, verifyPin('0000'), verifyPin('0001'), verifyPin('0002'))).toBe('63c0');
    expect(send(card, verifyPin(sampleHolder.pin))).toBe('6984');
    expect(send(card, triesLeft)).toBe('63c0');
    expect(card.triesLeft()).toEqual({ userAuthentication: 0, digitalSignature: 5, cardSurface: 3 });
  });

  it('remembers spent tries but not a verified PIN when it loses power', () => {
    const card = createVirtualCard(material);
    send(card, selectJpki, selectFile('0018'), verifyPin('0000'));
    card.reset();
    expect(send(card, selectFile('0018'))).toBe('6a82');
    expect(send(card, selectJpki, selectFile('0018'), triesLeft)).toBe('63c2');
    expect(send(card, verifyPin(sampleHolder.pin))).toBe('9000');
    card.reset();
    expect(send(card, selectJpki, selectFile('0017'), '802a0080023031' + '00')).toBe('6982');
  });

  it('counts tries correctly, never below zero or above three, whatever is sent', () => {
    const action = fc.oneof(
      fc.constantFrom('0000', '1111', sampleHolder.pin, ''),
      fc.constant('reset' as const),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
        const card = createVirtualCard(material);
        let left = 3;
        for (const pin of actions) {
          if (pin === 'reset') {
            card.reset();
          } else if (pin !== '') {
            send(card, selectJpki, selectFile('0018'), verifyPin(pin));
            if (left > 0) left = pin === sampleHolder.pin ? 3 : left - 1;
          } else {
            expect(send(card, selectJpki, selectFile('0018'), triesLeft)).toBe(`63c${String(left)}`);
          }
        }
        expect(card.triesLeft().userAuthentication).toBe(left);
      }),
    );
  });

  it('changes a PIN only once it is verified, and only to one of the right form', () => {
    const card = createVirtualCard(material);
    const change = (pin: string): string =>
      `00240180${Buffer.from([pin.length]).toString('hex')}${ascii(pin)}`;
    expect(send(card, selectJpki, selectFile('0018'), change('1234'))).toBe('6982');
    expect(send(card, verifyPin(sampleHolder.pin), change('12345'))).toBe('6a80');
    expect(send(card, change('1234'))).toBe('9000');
    card.reset();
    expect(send(card, selectJpki, selectFile('0018'), verifyPin('1234'))).toBe('9000');
  });

  it('has an empty file when there is no authentication certificate', () => {
    const card = createVirtualCard(without);
    expect(send(card, selectJpki, selectFile('000a'), '00b0000004')).toBe('000000009000');
    expect(send(card, selectFile('0008'), '00b0000002')).toBe('01009000');
    expect(send(card, selectFile('0017'))).toBe('6a82');
  });

  it('answers any bytes with a status word and never throws', () => {
    const card = createVirtualCard(material);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .tuple(
          fc.constantFrom(0x00, 0x80),
          fc.constantFrom(0xa4, 0xb0, 0x20, 0x24, 0x2a),
          fc.constantFrom(0, 1, 2, 4, 0x80),
          fc.constantFrom(0, 0x0c, 0x80),
          fc.uint8Array({ maxLength: 12 }),
        )
        .map(([cla, ins, p1, p2, rest]) => Uint8Array.of(cla, ins, p1, p2, ...rest)),
    );
    fc.assert(
      fc.property(bytes, (command) => {
        expect(card.process(command).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('the card surface application of the virtual card', () => {
  it('gives name, address, birth date and sex only after its PIN', () => {
    const card = createVirtualCard(material);
    expect(send(card, selectSurface, selectFile('0002'), '00b0000000')).toBe('6982');
    const answer = send(
      card,
      selectFile('0011'),
      verifyPin(sampleHolder.pin),
      selectFile('0002'),
      '00b0000000',
    );
    const text = Buffer.from(answer, 'hex').toString('utf8');
    for (const value of [sampleHolder.name, sampleHolder.address, '19800305']) expect(text).toContain(value);
    expect(answer).toContain('df250132');
  });

  it('gives twelve digits that cannot be a My Number, because their check digit is wrong', () => {
    const card = createVirtualCard(material);
    const answer = send(
      card,
      selectSurface,
      selectFile('0011'),
      verifyPin(sampleHolder.pin),
      selectFile('0001'),
      '00b0000011',
    );
    const digits = Buffer.from(answer, 'hex').subarray(3, 15).toString('ascii');
    expect(digits).toMatch(/^\d{12}$/);
    expect(checkDigit(Array.from(digits, Number).slice(0, 11))).not.toBe(Number(digits[11]));
    // The published worked example of the rule: 1234 5678 901 has the check digit 8.
    expect(checkDigit([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])).toBe(8);
    fc.assert(
      fc.property(fc.string(), (id) => {
        const number = Array.from(numberOfNobody({ id }), Number);
        expect(number[11]).not.toBe(checkDigit(number.slice(0, 11)));
      }),
    );
  });

  it('does not count a PIN verified in the other application as its own', () => {
    const card = createVirtualCard(material);
    send(card, selectJpki, selectFile('0018'), verifyPin(sampleHolder.pin));
    expect(send(card, selectSurface, selectFile('0002'), '00b0000004')).toBe('6982');
  });
});

describe('the virtual next card', () => {
  it('signs only a digest of its curve’s length', async () => {
    const next = await ca.cardOf(sampleHolder, { algorithm: 'ec-p384' });
    const card = createVirtualCard(next, { model: 'nextCard' });
    const message = Buffer.from('a message');
    const digest = createHash('sha384').update(message).digest('hex');
    const select = '00a4040c09f04b4f4d41444f0201';
    expect(send(card, selectJpki)).toBe('6a82');
    expect(send(card, select, selectFile('0018'), verifyPin(sampleHolder.pin), selectFile('0017'))).toBe(
      '9000',
    );
    expect(send(card, `802a008020${'00'.repeat(32)}00`)).toBe('6700');
    const answer = send(card, `802a008030${digest}00`);
    expect(answer).toMatch(/^[0-9a-f]{192}9000$/);
    const key = { key: certificateIn(card, '000a').publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha384', message, key, Buffer.from(answer.slice(0, -4), 'hex'))).toBe(true);
  });

  it('has one PIN for both applications, which locks in both', async () => {
    const next = await ca.cardOf(sampleHolder, { algorithm: 'ec-p384' });
    const card = createVirtualCard(next, { model: 'nextCard' });
    send(card, selectSurface, selectFile('0011'));
    for (const pin of ['0000', '0001', '0002']) send(card, verifyPin(pin));
    expect(card.triesLeft()).toEqual({ userAuthentication: 0, digitalSignature: 5, cardSurface: 0 });
  });

  it('cannot be made with today’s keys, nor today’s card with its keys', async () => {
    const next = await ca.cardOf(sampleHolder, { algorithm: 'ec-p384' });
    expect(() => createVirtualCard(material, { model: 'nextCard' })).toThrow('another model');
    expect(() => createVirtualCard(next)).toThrow('another model');
  });
});

describe('the virtual card of a telephone', () => {
  it('names itself and keeps its user authentication certificate closed until VERIFY', () => {
    const card = createVirtualCard(material, { model: 'android' });
    expect(send(card, selectJpki, selectFile('0006'), '00b0000020')).toBe(
      `${ascii('JPKIAPGPSETOKEN'.padEnd(32))}9000`,
    );
    expect(send(card, selectFile('000a'), '00b0000004')).toBe('6982');
    expect(send(card, selectFile('0018'), verifyPin(sampleHolder.pin))).toBe('9000');
    expect(send(card, selectFile('000a'), '00b0000004')).toMatch(/^3082.{4}9000$/);
    expect(send(card, selectSurface)).toBe('6a82');
  });
});

describe('virtual cards with something missing', () => {
  it('lack the file of the PIN, or key and password of the signature, or have locked secrets', () => {
    const withoutPin = createVirtualCard(material, { withoutPin: true });
    expect(send(withoutPin, selectJpki, selectFile('0018'))).toBe('6a82');
    const child = createVirtualCard({ ...material, digitalSignature: null });
    expect(send(child, selectJpki, selectFile('001a'))).toBe('6a82');
    expect(send(child, selectFile('001b'))).toBe('6a82');
    expect(send(child, selectFile('0008'), '00b0000002')).toBe('00019000');
    const locked = createVirtualCard(material, { locked: ['pin', 'signaturePassword'] });
    expect(send(locked, selectJpki, selectFile('0018'), verifyPin(sampleHolder.pin))).toBe('6984');
    expect(send(locked, selectFile('001b'), verifyPin('KOMADO2026'))).toBe('6984');
  });
});

describe('cards that are not My Number cards', () => {
  it('refuse the JPKI application and accept their own', () => {
    const named = (name: string): string => `00a404000e${ascii(name)}00`;
    expect(send(createOtherCard('bank'), selectJpki)).toBe('6a82');
    expect(send(createOtherCard('bank'), named('1PAY.SYS.DDF01'))).toBe('9000');
    expect(send(createOtherCard('bank'), named('2PAY.SYS.DDF01'))).toBe('9000');
    expect(send(createOtherCard('licence'), selectJpki)).toBe('6e00');
    expect(send(createOtherCard('licence'), '00a4040c10a0000002310100000000000000000000')).toBe('9000');
    expect(send(createOtherCard('transit'), selectJpki)).toBe('6a81');
    expect(createOtherCard('mute').atr).toBeNull();
  });
});
