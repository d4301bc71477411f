import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { readPlainFile } from '../logging/own-file.ts';
import { readSecretFile } from '../logging/secret-file.ts';
import { addressSchema, pathSchema } from '../shared/config-fields.ts';
import { configFault } from '../shared/config-text.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { CollectorLine } from './post.ts';

const addressExpected = 'expected https://…, or http:// to this machine itself';
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const mebibyte = 1024 * 1024;

/** Whether and where a kiosk or center tells how it fares; docs/telemetry.md explains each setting. */
export const telemetrySchema = z
  .strictObject({
    /** A collector's address for OTLP over HTTP, without `/v1/…`. Without TLS only on this machine. */
    url: addressSchema(/^https?$/, addressExpected).refine((text) => isPrivate(text), addressExpected),
    /** The authority that the collector's certificate is from (PEM); null: the machine's own list. */
    ca: pathSchema.nullable().default(null),
    /** What this end proves itself with (PEM); both or none. */
    certificate: pathSchema.nullable().default(null),
    key: pathSchema.nullable().default(null),
    /** Its name at the collector; null: the kiosk's own, or `center`. */
    instance: z
      .string()
      .regex(/^[A-Za-z0-9.-]{1,63}$/, 'expected letters, digits, dots and hyphens')
      .nullable()
      .default(null),
    /** Folder of what waits to be sent, absolute or relative to the configuration file's folder. */
    buffer: pathSchema.default('telemetry'),
    /** How much waits at most, bytes, and for how long, hours: the oldest goes first. */
    maxBytes: z
      .int()
      .min(mebibyte)
      .max(1024 * mebibyte)
      .default(32 * mebibyte),
    keepHours: z
      .int()
      .min(1)
      .max(24 * 90)
      .default(72),
    /** Between two looks at all metrics, s. */
    everySeconds: z.int().min(10).max(3600).default(60),
    /** Whether sessions are told step by step. */
    traces: z.boolean().default(true),
  })
  .refine(({ certificate, key }) => (certificate === null) === (key === null), {
    error: 'expected certificate and key together, or neither',
    path: ['key'],
  })
  .nullable()
  .default(null);
export type TelemetryConfig = NonNullable<z.output<typeof telemetrySchema>>;

function isPrivate(text: string): boolean {
  const url = URL.parse(text);
  return url === null || url.protocol === 'https:' || loopback.test(url.hostname);
}

/**
 * Reads the files that the configuration names under `telemetry`.
 * @param beside makes a path of the configuration absolute
 * @returns the error names the configuration, the setting, the file and what was expected
 */
export async function readCollectorLine(
  config: TelemetryConfig,
  file: string,
  beside: (path: string) => string,
): Promise<Result<CollectorLine, string>> {
  const fault = (setting: 'ca' | 'certificate' | 'key', why: string): Result<never, string> =>
    err(configFault(file, ['telemetry', setting], why));
  const read = async (path: string): Promise<string | null> => {
    const text = (await readPlainFile(beside(path)))?.toString('utf8') ?? null;
    return text !== null && certificateOf(text) !== null ? text : null;
  };
  const ca = config.ca === null ? null : await read(config.ca);
  if (config.ca !== null && ca === null) return fault('ca', `${config.ca}: expected a certificate (PEM)`);
  if (config.certificate === null || config.key === null) return ok({ ca, own: null });
  const certificate = await read(config.certificate);
  if (certificate === null)
    return fault('certificate', `${config.certificate}: expected a certificate (PEM)`);
  const key = readSecretFile(beside(config.key));
  if (!key.ok) return fault('key', key.error);
  if (!belongs(certificate, key.value))
    return fault('key', `${config.key}: expected the private key (PEM) of ${config.certificate}`);
  return ok({ ca, own: { certificate, key: key.value } });
}

function certificateOf(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    // The caller says what the file should have been; the parser's message could quote a key.
    return null;
  }
}

function belongs(certificate: string, key: string): boolean {
  try {
    return certificateOf(certificate)?.checkPrivateKey(createPrivateKey(key)) === true;
  } catch {
    // As above.
    return false;
  }
}
