import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { addressSchema, pathSchema } from '../shared/config-fields.ts';
import { parseConfig } from '../shared/config-text.ts';
import { municipalityIdSchema } from '../shared/ids.ts';
import { logFilesSchema } from '../logging/log-files-config.ts';
import { readPlainFile } from '../logging/own-file.ts';
import { telemetrySchema } from '../telemetry/telemetry-config.ts';
import { alarmRulesSchema } from './fleet/watch-kiosks.ts';
import { limitsSchema } from './limits/limits.ts';
import { err, type Result } from '../shared/result.ts';

const loopback = '127.0.0.1';

/** A file or folder: absolute, or relative to the configuration file. */
const place = pathSchema;

/** One generation of an authority that issues cards. */
const authority = z
  .strictObject({
    /** Its certificate, DER or PEM. Never made here. */
    certificate: place,
    /** Asked one after the other until one gives a sound answer. */
    ocsp: z
      .array(
        z.strictObject({
          url: addressSchema(/^https?$/, 'expected http://… or https://…'),
          /** The hash by which the responder identifies certificates. */
          certIdHash: z.enum(['sha1', 'sha256']).default('sha1'),
        }),
      )
      .default([]),
    /** Address of its list of revoked certificates (DER). */
    crl: addressSchema(/^(https?|file)$/, 'expected http://…, https://… or file://…')
      .nullable()
      .default(null),
  })
  .refine(({ ocsp, crl }) => ocsp.length > 0 || crl !== null, {
    error: 'expected a responder in ocsp or a list in crl: without either no card can log in',
  });

const port = z.int().min(0).max(65_535);
const host = z.string().refine((text) => isIP(text) !== 0, { error: 'expected an IP address' });

/** What a certificate can be made out to, and an address begin with. */
export const centerName = z.union([z.hostname(), z.ipv4(), z.ipv6()], {
  error: 'expected a host name or an IP address',
});

/** Whether a name or address means the machine itself. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127\./.test(name);
}

const defaultPorts = { kiosks: 8700, lists: 8701, enrolment: 8702, console: 8703 } as const;

/** A port that is listened at for other machines needs a name by which they call it. */
function reachableElsewhere({
  host,
  names,
}: {
  readonly host: string;
  readonly names: readonly string[];
}): boolean {
  return isLoopback(host) || !names.every(isLoopback);
}
const unreachableElsewhere = {
  error: 'expected the names at which it is reached from other machines, since it listens for them',
  path: ['names'],
};

/** What a municipality sets for its center. Checked at start; docs/center.md has an example. */
export const centerConfigSchema = z
  .strictObject({
    database: z.discriminatedUnion('kind', [
      /** A server. The password is better kept in PGPASSWORD or a .pgpass file than here. */
      z.strictObject({
        kind: z.literal('postgresql'),
        url: z.string().regex(/^postgres(ql)?:\/\//, 'expected postgres://…'),
      }),
      /** In this process, for a single node. */
      z.strictObject({ kind: z.literal('embedded'), folder: place }),
    ]),
    keys: z.strictObject({
      /** Folders whose keys are made at the first start: for bindings, for seals, for the line between kiosks and center. */
      binding: place,
      seals: place,
      line: place,
      /** Folder of the console's authority, made at the first start; null: there is no console. */
      console: place.nullable().default(null),
      /** File (PEM, mode 0600) with the card issuer's private key, P-384. Never made here. */
      permit: place,
      /** File (DER or PEM) with the smartphone application's public key, Ed25519. Never made here. */
      application: place,
    }),
    /** The authorities whose cards are trusted, every generation. */
    authorities: z.strictObject({
      userAuthentication: z.array(authority).min(1),
      signature: z.array(authority).min(1),
    }),
    /** Whether a current revocation list is enough when no responder answers. */
    crlSufficesWhenOcspIsSilent: z.boolean().default(false),
    /** Folder of the municipalities' files; null for those that come with the center. */
    municipalities: place.nullable().default(null),
    /** By national code: municipalities that keep their registers themselves and answer for them; the others' are in the database. */
    registers: z
      .record(
        municipalityIdSchema,
        z.strictObject({
          kind: z.literal('https'),
          url: addressSchema(/^https$/, 'expected https://…'),
          /** The certificate of the authority that the service's is from; and what the center proves itself with there. PEM. */
          ...{ authority: place, certificate: place, key: place },
        }),
      )
      .default({}),
    listen: z
      .strictObject({
        kiosks: z
          .strictObject({
            host: host.default(loopback),
            port: port.default(defaultPorts.kiosks),
            /** Host names and addresses at which kiosks reach the center; its certificate is made out to them. */
            names: z.array(centerName).min(1).default(['localhost', loopback]),
          })
          .prefault({})
          .refine(reachableElsewhere, unreachableElsewhere),
        lists: z
          .strictObject({ host: host.default(loopback), port: port.default(defaultPorts.lists) })
          .prefault({}),
        /** For kiosks that have no certificate yet, under the names of `kiosks`; null: none is given one over the network. */
        enrolment: z
          .strictObject({ host: host.default(loopback), port: port.default(defaultPorts.enrolment) })
          .nullable()
          .default(null),
        /** The console for operators; null: none. */
        console: z
          .strictObject({
            host: host.default(loopback),
            port: port.default(defaultPorts.console),
            /** Host names and addresses at which operators' browsers reach it; its certificate is made out to them. */
            names: z.array(centerName).min(1).default(['localhost', loopback]),
          })
          .refine(reachableElsewhere, unreachableElsewhere)
          .nullable()
          .default(null),
      })
      .prefault({})
      .refine(
        ({ kiosks, enrolment }) =>
          enrolment === null || reachableElsewhere({ ...kiosks, host: enrolment.host }),
        {
          ...unreachableElsewhere,
          path: ['kiosks', 'names'],
        },
      ),
    /** When alarms about kiosks are raised. */
    alarms: alarmRulesSchema,
    log: logFilesSchema.prefault({}),
    /** Where a node tells how it fares; null: nowhere. */
    telemetry: telemetrySchema,
    limits: limitsSchema,
    /** Folder for what is handed to kiosks and receivers: credentials, public keys. */
    handOut: place,
  })
  .refine(({ keys, listen }) => listen.console === null || keys.console !== null, {
    error: 'expected a folder for the authority of the console, since listen.console is set',
    path: ['keys', 'console'],
  });
export type CenterConfig = z.infer<typeof centerConfigSchema>;

/** The configuration as JSON Schema (2020-12), for editors; what only the program can check is not in it. */
export function centerConfigJsonSchema(): object {
  return z.toJSONSchema(centerConfigSchema, { io: 'input', unrepresentable: 'any' });
}

/** Reads and checks a configuration file; the error names file, path in it, and what was expected. */
export async function readCenterConfig(file: string): Promise<Result<CenterConfig, string>> {
  const bytes = await readPlainFile(file);
  return bytes === null
    ? err(`${file}: cannot be read`)
    : parseConfig(file, bytes.toString('utf8'), centerConfigSchema);
}

/** The path on disk of a place that the configuration names. */
export function besideConfig(file: string, of: string): string {
  return path.resolve(path.dirname(file), of);
}
