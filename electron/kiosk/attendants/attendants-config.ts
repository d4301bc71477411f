import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { attendantRoleSchema } from '../../../shared/attendants.ts';
import { attendantIdSchema } from '../../../shared/refund-api.ts';
import { parseCodeHash } from './code-hash.ts';

const code = z.strictObject({
  /** N$r$p$salt$hash */
  scrypt: z.string().transform((text, context) => {
    const hash = parseCodeHash(text);
    if (hash) return hash;
    context.addIssue({ code: 'custom', message: 'expected a hash like 32768$8$1$salt$hash' });
    return z.NEVER;
  }),
});

/** What is no base64 is not looked at further: the keys of the list are compared. */
const cardKey = z.base64({ abort: true }).transform((text, context): KeyObject => {
  const key = publicKeyOf(text);
  if (key) return key;
  context.addIssue({
    code: 'custom',
    message: 'expected a public key on P-256 (SubjectPublicKeyInfo, base64)',
  });
  return z.NEVER;
});

/**
 * The store staff and operators of a kiosk: each a number, never a name, with a code or card as proof. An entry with neither
 * can do nothing and is a mistake.
 */
export const attendantsConfigSchema = z
  .array(
    z
      .strictObject({
        id: attendantIdSchema,
        role: attendantRoleSchema,
        code: code.nullable(),
        cardKey: cardKey.nullable(),
      })
      .refine((entry) => entry.code !== null || entry.cardKey !== null, 'expected a code or a card'),
  )
  .max(1_000)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'an id occurs twice')
  // With one key on two cards, two people would count as one.
  .refine((list) => {
    const keys = list.flatMap((entry) => (entry.cardKey ? [fingerprintOf(entry.cardKey)] : []));
    return new Set(keys).size === keys.length;
  }, 'a card key occurs twice');
export type AttendantsConfig = z.infer<typeof attendantsConfigSchema>;
export type AttendantConfig = AttendantsConfig[number];

function publicKeyOf(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    const onP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
    return onP256 ? key : null;
  } catch {
    // Not a key: the configuration is refused, with the place of the fault.
    return null;
  }
}

function fingerprintOf(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64');
}
