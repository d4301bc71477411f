import type { KeyObject } from 'node:crypto';
import { decodeCommand, encodeResponse } from '../../../electron/devices/card-reader/apdu.ts';
import type { CommandApdu } from '../../../electron/devices/card-reader/apdu.ts';
import { cardChallengeLength } from '../../../shared/reset-permit.ts';
import type { ResettableSecret } from '../../../shared/reset-permit.ts';
import type { CardModel } from '../../../state-machines/ports.ts';
import type { CardMaterial } from '../../authorities/test-ca/card-material.ts';
import { pinsOf } from './application.ts';
import type { CardApplication, CardFile } from './application.ts';
import { cardSurfaceApplication } from './card-surface-application.ts';
import { createIssuerCheck } from './issuer-check.ts';
import { jpkiApplication } from './jpki-application.ts';
import { signOnCard } from './key-operations.ts';
import type { CardPin } from './pin.ts';

/** Anything that can be in a reader and answers when powered. */
export interface CardInReader {
  /** Answer to reset; null for a card that gives none (inserted the wrong way, or without a chip). */
  readonly atr: Uint8Array | null;
  /** One command APDU in, one response APDU out. Takes any bytes and never throws. */
  process(command: Uint8Array): Uint8Array;
  /** Power off and on: what was selected and verified is forgotten, spent tries are not. */
  reset(): void;
}

export interface VirtualCard extends CardInReader {
  readonly atr: Uint8Array;
  /** Tries left for each PIN. */
  triesLeft(): { userAuthentication: number; digitalSignature: number; cardSurface: number };
}

export interface VirtualCardOptions {
  /** Default: today's card. */
  readonly model?: CardModel;
  /** Secrets that are already locked. */
  readonly locked?: readonly ResettableSecret[];
  /** Handed out without a PIN (顔認証マイナンバーカード). */
  readonly withoutPin?: boolean;
  /** Public key (P-384) of the issuer, whose permit lets a new secret be set; left out for a card that knows no issuer. */
  readonly issuer?: KeyObject;
}

/** The one ATR of a My Number card that OpenSC knows. */
const atr = Uint8Array.from(Buffer.from('3be000ff8131fe4514', 'hex'));

interface Reply {
  readonly data?: Uint8Array;
  readonly statusWord: number;
}

const reply = (statusWord: number, data?: Uint8Array): Reply =>
  data ? { data, statusWord } : { statusWord };

/** The secrets that the issuer can reset, by their files, which EXTERNAL AUTHENTICATE names. */
const secretsByFile: ReadonlyMap<number, ResettableSecret> = new Map([
  [0x18, 'pin'],
  [0x1b, 'signaturePassword'],
]);

/**
 * A My Number card in software: the JPKI application and the card surface application, answering real commands.
 * @throws when the keys do not suit the model: RSA today and on telephones, P-384 on the next card
 */
export function createVirtualCard(material: CardMaterial, options: VirtualCardOptions = {}): VirtualCard {
  const { model = 'card2016', locked = [], withoutPin = false } = options;
  if (material.algorithm !== (model === 'nextCard' ? 'ec-p384' : 'rsa-2048'))
    throw new Error(`keys of another model than ${model}`);
  const jpki = jpkiApplication(material, { model, locked, withoutPin });
  const pins: Record<ResettableSecret, CardPin> = {
    pin: jpki.pins.userAuthentication,
    signaturePassword: jpki.pins.digitalSignature,
  };
  // The next card has one PIN for both applications.
  const surface = cardSurfaceApplication(material.holder, model === 'nextCard' ? pins.pin : undefined);
  const applications = [jpki.application, ...(model === 'android' ? [] : [surface.application])];
  const issuerCheck = createIssuerCheck(
    options.issuer ?? null,
    material.userAuthentication?.certificate ?? new Uint8Array(),
  );
  let application: CardApplication | null = null;
  let file: CardFile | null = null;

  function forgetAll(): void {
    for (const pin of applications.flatMap(pinsOf)) pin.forget();
    issuerCheck.forget();
    application = null;
    file = null;
  }

  function select(command: CommandApdu): Reply {
    const name = Buffer.from(command.data ?? []);
    if (command.p1 === 0x04 && command.p2 === 0x0c) {
      const found = applications.find(({ aid }) => name.equals(aid));
      if (!found) return reply(0x6a82);
      if (found !== application) forgetAll();
      application = found;
      file = null;
      return reply(0x9000);
    }
    if (command.p1 === 0x02 && command.p2 === 0x0c) {
      if (name.length !== 2) return reply(0x6a86);
      const found = application?.files.get(name.readUInt16BE());
      if (!found) return reply(0x6a82);
      file = found;
      return reply(0x9000);
    }
    return reply(0x6a86);
  }

  function getChallenge(command: CommandApdu): Reply {
    if (application !== jpki.application) return reply(0x6985);
    return command.expected === cardChallengeLength ? reply(0x9000, issuerCheck.challenge()) : reply(0x6700);
  }

  function externalAuthenticate(command: CommandApdu): Reply {
    const secret = secretsByFile.get(command.p2);
    if (application !== jpki.application || !secret) return reply(0x6a88);
    switch (issuerCheck.present(secret, command.data ?? new Uint8Array())) {
      case 'ok':
        return reply(0x9000);
      case 'refused':
        return reply(0x6300);
      case 'noChallenge':
        return reply(0x6985);
      case 'noIssuer':
        return reply(0x6a88);
    }
  }

  /** The holder changes a secret that was verified, the issuer one that it has permitted. */
  function change(command: CommandApdu): Reply {
    if (file?.kind !== 'pin') return reply(0x6986);
    const { pin } = file;
    const permitted = [...secretsByFile.values()].some(
      (secret) => pins[secret] === pin && issuerCheck.permits(secret),
    );
    const changed = pin.change(command.data ?? new Uint8Array(), permitted ? 'issuer' : 'holder');
    if (changed === 'ok') issuerCheck.forget();
    switch (changed) {
      case 'ok':
        return reply(0x9000);
      case 'notVerified':
        return reply(0x6982);
      case 'wrongForm':
        return reply(0x6a80);
    }
  }

  return {
    atr,
    process(bytes) {
      const command = decodeCommand(bytes);
      const { data = new Uint8Array(), statusWord } = command.ok ? answer(command.value) : reply(0x6700);
      return encodeResponse({ data, statusWord });
    },
    reset: forgetAll,
    triesLeft: () => ({
      userAuthentication: jpki.pins.userAuthentication.triesLeft,
      digitalSignature: jpki.pins.digitalSignature.triesLeft,
      cardSurface: surface.pin.triesLeft,
    }),
  };

  function answer(command: CommandApdu): Reply {
    const { cla, ins, p1, p2 } = command;
    if (cla === 0x80 && ins === 0x2a && p1 === 0x00 && p2 === 0x80) return sign(command, file);
    if (cla !== 0x00) return reply(0x6e00);
    if (ins === 0xa4) return select(command);
    if (ins === 0xb0) return readBinary(command, file);
    if (ins === 0x20) return p1 === 0x00 && p2 === 0x80 ? verify(command, file) : reply(0x6a86);
    if (ins === 0x84) return getChallenge(command);
    if (ins === 0x82) return p1 === 0x00 ? externalAuthenticate(command) : reply(0x6a86);
    if (ins === 0x24) return p1 === 0x01 && p2 === 0x80 ? change(command) : reply(0x6a86);
    return reply(0x6d00);
  }
}

function readBinary(command: CommandApdu, file: CardFile | null): Reply {
  if (file?.kind !== 'data') return reply(0x6986);
  if (file.readAfter?.verified === false) return reply(0x6982);
  if (command.expected === undefined) return reply(0x6700);
  const offset = command.p1 * 256 + command.p2;
  if (offset >= file.content.length) return reply(0x6b00);
  const data = file.content.slice(offset, offset + command.expected);
  return reply(data.length < command.expected ? 0x6282 : 0x9000, data);
}

/** Without data it asks for the tries left: the answer is always 63Cx, verified or not, as OpenSC expects. */
function verify(command: CommandApdu, file: CardFile | null): Reply {
  if (file?.kind !== 'pin') return reply(0x6986);
  const { pin } = file;
  if (!command.data) return reply(0x63c0 | pin.triesLeft);
  switch (pin.verify(command.data)) {
    case 'ok':
      return reply(0x9000);
    case 'wrong':
      return reply(0x63c0 | pin.triesLeft);
    case 'blocked':
      return reply(0x6984);
  }
}

function sign(command: CommandApdu, file: CardFile | null): Reply {
  if (file?.kind !== 'key') return reply(0x6986);
  if (!file.usedAfter.verified) return reply(0x6982);
  const signature = command.data ? signOnCard(file.key, command.data) : null;
  return signature ? reply(0x9000, signature) : reply(0x6700);
}
