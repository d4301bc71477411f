import type { CardModel } from '../../../state-machines/ports.ts';
import type { CardMaterial } from '../../authorities/test-ca/card-material.ts';
import type { CardApplication, CardFile } from './application.ts';
import { createCardPin } from './pin.ts';
import type { CardPin } from './pin.ts';

/** Files are larger than their content; the rest stays empty memory. */
const certificateFileLength = 2048;
const tokenLabelLength = 32;

export interface JpkiPins {
  readonly userAuthentication: CardPin;
  readonly digitalSignature: CardPin;
}

export interface JpkiOptions {
  readonly model: CardModel;
  /** Secrets that are already locked. */
  readonly locked: readonly ('pin' | 'signaturePassword')[];
  /** A card handed out without a PIN has no file for one: an assumption, because real ones are not documented. */
  readonly withoutPin: boolean;
}

/** Where the models differ: from what is known of the cards, not copied from the reader's profiles. */
const models: Record<CardModel, { aid: string; label: string; certificateAfterPin: boolean }> = {
  card2016: { aid: 'd392f000260100000001', label: 'JPKIAPICCTOKEN2', certificateAfterPin: false },
  android: { aid: 'd392f000260100000001', label: 'JPKIAPGPSETOKEN', certificateAfterPin: true },
  nextCard: { aid: 'f04b4f4d41444f0201', label: 'JPKIAPNEXTTOKEN', certificateAfterPin: false },
};

/** The JPKI application: two key pairs, with their authorities and secrets. */
export function jpkiApplication(
  material: CardMaterial,
  options: JpkiOptions,
): { application: CardApplication; pins: JpkiPins } {
  const { holder, userAuthentication, digitalSignature: signature, signaturePassword } = material;
  const { aid, label, certificateAfterPin } = models[options.model];
  const none = new Uint8Array();
  const triesOf = (secret: 'pin' | 'signaturePassword', tries: number): number =>
    options.locked.includes(secret) ? 0 : tries;
  const pins: JpkiPins = {
    userAuthentication: createCardPin(holder.pin, /^\d{4}$/, 3, triesOf('pin', 3)),
    digitalSignature: createCardPin(
      signaturePassword,
      /^[A-Z0-9]{6,16}$/,
      5,
      triesOf('signaturePassword', 5),
    ),
  };
  const certificate = (der: Uint8Array, readAfter: CardPin | null = null): CardFile => {
    const content = new Uint8Array(certificateFileLength);
    content.set(der);
    return { kind: 'data', content, readAfter };
  };
  const open = (content: Uint8Array): CardFile => ({ kind: 'data', content, readAfter: null });

  const files = new Map<number, CardFile>([
    // A card without a signature certificate (a child's) has neither a key nor a password for it.
    [0x0001, certificate(signature?.certificate ?? none, pins.digitalSignature)],
    [0x0002, certificate(signature?.authority ?? none)],
    [0x0006, open(Buffer.from(label.padEnd(tokenLabelLength), 'ascii'))],
    // Which of the two certificates are present; this form is known from a single source, which reads two bytes.
    [0x0008, open(Uint8Array.of(signature ? 1 : 0, userAuthentication ? 1 : 0))],
    [
      0x000a,
      certificate(
        userAuthentication?.certificate ?? none,
        certificateAfterPin ? pins.userAuthentication : null,
      ),
    ],
    [0x000b, certificate(userAuthentication?.authority ?? none)],
  ]);
  if (!options.withoutPin) files.set(0x0018, { kind: 'pin', pin: pins.userAuthentication });
  if (signature) {
    files.set(0x001a, { kind: 'key', key: signature.privateKey, usedAfter: pins.digitalSignature });
    files.set(0x001b, { kind: 'pin', pin: pins.digitalSignature });
  }
  if (userAuthentication) {
    const key = userAuthentication.privateKey;
    files.set(0x0017, { kind: 'key', key, usedAfter: pins.userAuthentication });
  }
  return { application: { aid: Uint8Array.from(Buffer.from(aid, 'hex')), files }, pins };
}
