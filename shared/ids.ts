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

/** Lower-case name of a municipality in its data file, `tsukuba`. */
export const municipalityIdSchema = z
  .string()
  .regex(/^[a-z][a-z-]{1,30}$/)
  .brand<'MunicipalityId'>();
export type MunicipalityId = z.infer<typeof municipalityIdSchema>;

/** Number of a document, `7K3M-Q0ZX-V9TA-1B5C`, and nothing that a register could not hold. */
export const documentNumberSchema = z.string().regex(/^[A-Z0-9-]{8,40}$/);

/** An opaque reference to a person, assigned anew in each session: `p1`, `p2`. It means nothing outside that session. */
export const personRefSchema = z
  .string()
  .regex(/^p[0-9]{1,4}$/)
  .brand<'PersonRef'>();
export type PersonRef = z.infer<typeof personRefSchema>;

export const base64Schema = z.base64();
