import { createHash } from 'node:crypto';
import type { CardHolder } from '../../authorities/test-ca/card-material.ts';
import { birthOnCard } from '../../../shared/register-date.ts';
import { sexCodes } from '../../authorities/test-ca/card-material.ts';
import { tlv } from '../../../shared/der-writer.ts';
import type { CardApplication, CardFile } from './application.ts';
import { createCardPin } from './pin.ts';
import type { CardPin } from './pin.ts';

/**
 * The card surface input support application: what is printed on the card, machine-readable, behind a PIN.
 * @param pin the card's PIN where it has only one; otherwise the application's own
 */
export function cardSurfaceApplication(
  holder: CardHolder,
  pin: CardPin = createCardPin(holder.pin, /^\d{4}$/, 3),
): { application: CardApplication; pin: CardPin } {
  const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
  // Private tags of two bytes, even where one would do.
  const attributes = tlv(
    [0xff, 0x20],
    tlv([0xdf, 0x21], Uint8Array.of(0, 0, 0, 0)),
    tlv([0xdf, 0x22], text(holder.name)),
    tlv([0xdf, 0x23], text(holder.address)),
    tlv([0xdf, 0x24], text(birthOnCard(holder.birthDate))),
    tlv([0xdf, 0x25], text(sexCodes[holder.sex])),
  );
  const files = new Map<number, CardFile>([
    [0x0001, { kind: 'data', content: tlv([0xdf, 0x10], text(numberOfNobody(holder))), readAfter: pin }],
    [0x0002, { kind: 'data', content: attributes, readAfter: pin }],
    [0x0011, { kind: 'pin', pin }],
  ]);
  return {
    application: { aid: Uint8Array.from(Buffer.from('d3921000310001010408', 'hex')), files },
    pin,
  };
}

/**
 * Twelve digits like a My Number, with a check digit that is wrong on purpose, so that it cannot be anybody's. The check digit
 * is 11 minus the weighted sum modulo 11, or 0 (ordinance of the Ministry of Internal Affairs, 2014, no. 85, article 5).
 */
export function numberOfNobody(holder: Pick<CardHolder, 'id'>): string {
  const seed = createHash('sha256').update(`number of nobody ${holder.id}`).digest();
  const body = [...seed.subarray(0, 11)].map((byte) => byte % 10);
  return [...body, (checkDigit(body) + 1) % 10].join('');
}

/** Check digit for eleven digits, given from the left. */
export function checkDigit(body: readonly number[]): number {
  const sum = body
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index < 6 ? index + 2 : index - 4), 0);
  const rest = sum % 11;
  return rest <= 1 ? 0 : 11 - rest;
}
