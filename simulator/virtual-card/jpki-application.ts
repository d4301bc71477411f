import type { CardMaterial } from '../test-ca/card-material.ts';
import type { CardApplication, CardFile } from './application.ts';
import { createCardPin } from './pin.ts';
import type { CardPin } from './pin.ts';

/** Files are made larger than what stands in them; the rest keeps the value of empty memory. */
const certificateFileLength = 2048;
const tokenLabelLength = 32;

export interface JpkiPins {
  readonly userAuthentication: CardPin;
  readonly digitalSignature: CardPin;
}

/** The JPKI application: two key pairs, their authorities and PINs. On a telephone both certificates are behind them. */
export function jpkiApplication(
  material: CardMaterial,
  telephone: boolean,
): { application: CardApplication; pins: JpkiPins } {
  const { holder, userAuthentication, digitalSignature, signaturePassword } = material;
  const pins: JpkiPins = {
    userAuthentication: createCardPin(holder.pin, /^\d{4}$/, 3),
    digitalSignature: createCardPin(signaturePassword, /^[A-Z0-9]{6,16}$/, 5),
  };
  const certificate = (der: Uint8Array, readAfter: CardPin | null = null): CardFile => {
    const content = new Uint8Array(certificateFileLength);
    content.set(der);
    return { kind: 'data', content, readAfter };
  };
  const open = (content: Uint8Array): CardFile => ({ kind: 'data', content, readAfter: null });

  const files = new Map<number, CardFile>([
    [0x0001, certificate(digitalSignature.certificate, pins.digitalSignature)],
    [0x0002, certificate(digitalSignature.authority)],
    [
      0x0006,
      open(
        Buffer.from((telephone ? 'JPKIAPGPSETOKEN' : 'JPKIAPICCTOKEN2').padEnd(tokenLabelLength), 'ascii'),
      ),
    ],
    // Which of the two certificates are there; its form is known from one source only, which reads two bytes.
    [0x0008, open(Uint8Array.of(1, userAuthentication ? 1 : 0))],
    [
      0x000a,
      certificate(
        userAuthentication?.certificate ?? new Uint8Array(),
        telephone ? pins.userAuthentication : null,
      ),
    ],
    [0x000b, certificate(userAuthentication?.authority ?? new Uint8Array())],
    [0x0018, { kind: 'pin', pin: pins.userAuthentication }],
    [0x001a, { kind: 'key', key: digitalSignature.privateKey, usedAfter: pins.digitalSignature }],
    [0x001b, { kind: 'pin', pin: pins.digitalSignature }],
  ]);
  if (userAuthentication)
    files.set(0x0017, {
      kind: 'key',
      key: userAuthentication.privateKey,
      usedAfter: pins.userAuthentication,
    });
  return {
    application: { aid: Uint8Array.from(Buffer.from('d392f000260100000001', 'hex')), files },
    pins,
  };
}
