import { z } from 'zod';

/** 128 random bits as 32 lower-case hex digits: they reveal nothing about time, order or machine. */
const random128 = z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits');

export const transactionIdSchema = random128.brand<'TransactionId'>();
export type TransactionId = z.infer<typeof transactionIdSchema>;

export const sessionIdSchema = random128.brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionIdSchema>;

export const requestIdSchema = random128.brand<'RequestId'>();
export type RequestId = z.infer<typeof requestIdSchema>;

/** A random number drawn by one side so that the other cannot replay an answer: 128 bits. */
export const nonceSchema = random128.brand<'Nonce'>();
export type Nonce = z.infer<typeof nonceSchema>;

/** 32 bytes as 64 lower-case hex digits. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal')
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof sha256Schema>;

/**
 * A municipality's national code (全国地方公共団体コード, JIS X 0402) without its check digit, `08220`: two digits of the prefecture, three
 * of the municipality.
 */
export const municipalityIdSchema = z
  .string()
  .regex(/^(?:0[1-9]|[1-3]\d|4[0-7])\d{3}$/, 'expected a national code of five digits, like 08220')
  .brand<'MunicipalityId'>();
export type MunicipalityId = z.infer<typeof municipalityIdSchema>;

/** What the first five municipalities were called before they were known by their codes. */
const formerNames: Readonly<Record<string, string>> = {
  tomakomai: '01213',
  tsukuba: '08220',
  minato: '13103',
  meguro: '13110',
  arakawa: '13118',
};

/** The code of one of the first five by the name that it had before; null for any other word. */
export function formerMunicipalityCode(name: string): MunicipalityId | null {
  return Object.hasOwn(formerNames, name) ? municipalityIdSchema.parse(formerNames[name]) : null;
}

/** A municipality as paper, keys and journals say it, which live long: by its code, or by one of the five former names. */
export const keptMunicipalityIdSchema = z.preprocess(
  (value) => (typeof value === 'string' ? (formerMunicipalityCode(value) ?? value) : value),
  municipalityIdSchema,
);

/** Number of a document, `7K3M-Q0ZX-V9TA-1B5C`, and nothing that a register could not hold. */
export const documentNumberSchema = z.string().regex(/^[A-Z0-9-]{8,40}$/);

/** An opaque reference to a person, assigned anew in each session: `p1`, `p2`. It means nothing outside that session. */
export const personRefSchema = z
  .string()
  .regex(/^p[0-9]{1,4}$/)
  .brand<'PersonRef'>();
export type PersonRef = z.infer<typeof personRefSchema>;

export const base64Schema = z.base64();
