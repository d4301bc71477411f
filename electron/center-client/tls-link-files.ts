import { X509Certificate } from 'node:crypto';
import { readPlainFile } from '../../logging/own-file.ts';
import type { Clock } from '../../shared/dates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { LineCredentials } from './http.ts';
import { readKeyOf, type LineFiles } from './next-key.ts';

export interface ReadLine extends LineCredentials {
  /** Days until the kiosk's certificate expires, rounded down. */
  readonly daysLeft: number;
}

const dayMs = 86_400_000;

/**
 * Reads the kiosk's certificate, its key and the line's authority, and checks that they belong together and to this kiosk.
 * The error names the file and what was expected: a wrong file must show up at the start, not as a center that does not
 * answer.
 */
export async function readLineFiles(
  files: LineFiles,
  kiosk: string,
  clock: Clock,
): Promise<Result<ReadLine, string>> {
  const [ca, certificate] = await Promise.all([readText(files.ca), readText(files.certificate)]);
  if (ca === null) return err(`${files.ca}: cannot be read`);
  if (certificate === null) return err(`${files.certificate}: cannot be read`);
  const authority = parse(ca, (pem) => new X509Certificate(pem));
  if (!authority?.ca) return err(`${files.ca}: expected the certificate of an authority (PEM)`);
  const own = parse(certificate, (pem) => new X509Certificate(pem));
  if (!own) return err(`${files.certificate}: expected a certificate (PEM)`);
  const key = readKeyOf(files, own);
  if (!key.ok) return key;
  if (own.subject !== `CN=${kiosk}`)
    return err(`${files.certificate}: expected the certificate of ${kiosk}, not of ${own.subject}`);
  if (!own.checkIssued(authority) || !own.verify(authority.publicKey))
    return err(`${files.certificate}: expected to be issued by the authority in ${files.ca}`);
  const daysLeft = Math.floor((own.validToDate.getTime() - clock.now()) / dayMs);
  if (daysLeft < 0)
    return err(
      `${files.certificate}: ended on ${own.validTo}: have the center make a code (--enrol-code ${kiosk}) and enrol this kiosk anew (--enrol)`,
    );
  return ok({ ca, certificate, key: key.value, daysLeft });
}

async function readText(file: string): Promise<string | null> {
  return (await readPlainFile(file))?.toString('utf8') ?? null;
}

function parse<T>(pem: string, read: (pem: string) => T): T | null {
  try {
    return read(pem);
  } catch {
    // The caller says what the file should have been; the parser's message could quote a key.
    return null;
  }
}
