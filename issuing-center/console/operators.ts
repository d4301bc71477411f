import { createHash, type X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import type { Queries } from '../store/sql.ts';

/** A viewer only looks; an operator takes kiosks out and clears alarms; an administrator also wishes updates and withdraws certificates. */
export const operatorRoles = ['viewer', 'operator', 'administrator'] as const;
export const operatorRoleSchema = z.enum(operatorRoles);
export type OperatorRole = z.infer<typeof operatorRoleSchema>;

/** What an operator is called: a number or a short name of the company's own, no person's full name. */
export const operatorNameSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,30}[A-Z0-9]$/, 'expected 3 to 32 capital letters, digits or hyphens');

/** Who sits at the other end, by the certificate that TLS has accepted. */
export interface Operator {
  readonly name: string;
  readonly role: OperatorRole;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly certificate: string;
}

/** Whether a role may do what needs another one. */
export function mayAs(role: OperatorRole, needed: OperatorRole): boolean {
  return operatorRoles.indexOf(role) >= operatorRoles.indexOf(needed);
}

const operatorRows = z.array(
  z.object({
    certificate: z.string(),
    name: operatorNameSchema,
    role: operatorRoleSchema,
    issuedAt: z.number(),
    endsAt: z.number(),
    withdrawnAt: z.number().nullable(),
  }),
);
export type KnownOperator = z.infer<typeof operatorRows>[number];
const columns = `certificate, name, role, issued_at AS "issuedAt", ends_at AS "endsAt", withdrawn_at AS "withdrawnAt"`;

export function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

/** Lets the holder of a certificate in, in a role, until it ends or is withdrawn. */
export async function admitOperator(
  queries: Queries,
  certificate: X509Certificate,
  { name, role }: { readonly name: string; readonly role: OperatorRole },
  now: Instant,
): Promise<void> {
  await queries.query(
    'INSERT INTO console_operators (certificate, name, role, issued_at, ends_at) VALUES ($1, $2, $3, $4, $5)',
    [fingerprintOf(certificate), name, role, now, certificate.validToDate.getTime()],
  );
}

/** Who a certificate is of, or null: it was never given out here, has ended, or was withdrawn. */
export async function operatorOf(
  queries: Queries,
  certificate: X509Certificate,
  now: Instant,
): Promise<Operator | null> {
  const fingerprint = fingerprintOf(certificate);
  const [known] = operatorRows.parse(
    await queries.query(
      `SELECT ${columns} FROM console_operators WHERE certificate = $1 AND withdrawn_at IS NULL AND ends_at > $2`,
      [fingerprint, now],
    ),
  );
  return known ? { name: known.name, role: known.role, certificate: fingerprint } : null;
}

/** Everybody who was ever let in, those who still are first. */
export async function readOperators(queries: Queries): Promise<readonly KnownOperator[]> {
  return operatorRows.parse(
    await queries.query(
      `SELECT ${columns} FROM console_operators ORDER BY withdrawn_at IS NOT NULL, name, issued_at DESC`,
    ),
  );
}

/** Withdraws one certificate. @returns whose it was; null: it is none that still lets anybody in */
export async function withdrawCertificate(
  queries: Queries,
  certificate: string,
  now: Instant,
): Promise<KnownOperator | null> {
  const [known] = operatorRows.parse(
    await queries.query(
      `UPDATE console_operators SET withdrawn_at = $2 WHERE certificate = $1 AND withdrawn_at IS NULL RETURNING ${columns}`,
      [certificate, now],
    ),
  );
  return known ?? null;
}

/** Withdraws every certificate of an operator. @returns how many there were */
export async function withdrawOperator(queries: Queries, name: string, now: Instant): Promise<number> {
  const rows = await queries.query(
    'UPDATE console_operators SET withdrawn_at = $2 WHERE name = $1 AND withdrawn_at IS NULL RETURNING certificate',
    [name, now],
  );
  return rows.length;
}
