import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { logFileDefaults } from '../../logging/open-log.ts';
import { stepNames } from '../../shared/center-api.ts';
import { languageSchema } from '../../shared/certificates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { yen, yenSchema } from '../../shared/yen.ts';
import { brokenStepRule, stepOrders } from '../../state-machines/session/steps.ts';
import { attendantsConfigSchema } from './attendants/attendants-config.ts';
import { devicesShape } from '../devices/devices-config.ts';
import { drivers, type DriverRegistry } from '../devices/registry.ts';

/** Files of the log, beside what goes to standard output. */
const logConfigSchema = z.strictObject({
  /** Absolute, or beside the configuration file; null: no files. */
  folder: z.string().min(1).nullable().default('log'),
  /** Of one file; at most 40 are kept. */
  maxBytes: z
    .int()
    .min(64 * 1024)
    .max(1024 * 1024 * 1024)
    .default(logFileDefaults.maxBytes),
  keepDays: z.int().min(1).max(3650).default(logFileDefaults.keepDays),
});

const steps = z
  .union([
    z.enum(['municipality-first', 'card-first']).transform((name) => [...stepOrders[name]]),
    z.array(z.enum(stepNames)).length(stepNames.length),
  ])
  .check((context) => {
    const broken = brokenStepRule(context.value);
    if (broken !== null) context.issues.push({ code: 'custom', message: broken, input: context.value });
  });

/** What a site sets: which devices, which center, which order of steps. Checked at start; docs/site.md says what each setting means. */
const kioskConfigSchema = (registry: DriverRegistry) =>
  z.strictObject({
    /** This kiosk's name at the center and on receipts. */
    kiosk: z.string().regex(/^[A-Z0-9-]{3,32}$/, 'expected 3 to 32 capital letters, digits or hyphens'),
    /** Language of the invitation. */
    language: languageSchema.default('ja'),
    steps,
    /** Folder of the journal; absolute, or beside the configuration file. */
    journal: z.string().min(1),
    center: z.strictObject({
      /** TLS always: the kiosk speaks to no center that cannot show who it is. */
      url: z.url({ protocol: /^https$/, error: 'expected https://…' }),
      /** File with the center's public key for bindings (DER, SubjectPublicKeyInfo). */
      bindingKey: z.string().min(1),
      /** Files (PEM) from the center's operator: authority of the line, this kiosk's certificate, and its private key. */
      ca: z.string().min(1),
      certificate: z.string().min(1),
      key: z.string().min(1),
    }),
    screen: z.strictObject({
      width: z.int().min(640).max(7680),
      height: z.int().min(480).max(7680),
      /** Width of the visible panel, mm; null assumes the usual one. */
      widthMm: z.number().positive().nullable(),
    }),
    ...devicesShape(registry),
    /** Store staff and operators: who may enter, by code or card. */
    attendants: attendantsConfigSchema.default([]),
    /** Refunds above this sum need a second person, yen. */
    secondPersonAbove: yenSchema.default(yen(1000)),
    /** Where an operator's memory stick is mounted, for exports of the journal; null: nowhere. */
    exportFolder: z.string().min(1).nullable().default(null),
    /** Where the counter's camera puts pictures of returned sheets; null: there is none. */
    cameraFolder: z.string().min(1).nullable().default(null),
    /** So many pieces in a hopper, or fewer, are low. */
    hopperLow: z.int().min(0).max(500).default(10),
    log: logConfigSchema.prefault({}),
  });
export type KioskConfig = z.output<ReturnType<typeof kioskConfigSchema>>;

/** Reads and checks a configuration file; the error names file, path in it, and what was expected. */
export async function readKioskConfig(
  file: string,
  registry: DriverRegistry = drivers,
): Promise<Result<KioskConfig, string>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    return err(`${file}: ${error instanceof SyntaxError ? `not JSON: ${error.message}` : 'cannot be read'}`);
  }
  const parsed = kioskConfigSchema(registry).safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues
      .map(({ path, message }) => `${file}: ${path.join('.') || '(whole file)'}: ${message}`)
      .join('\n'),
  );
}
