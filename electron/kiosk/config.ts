import { z } from 'zod';
import { readPlainFile } from '../../logging/own-file.ts';
import { logFilesSchema } from '../../logging/log-files-config.ts';
import { telemetrySchema } from '../../telemetry/telemetry-config.ts';
import { stepNames, stepOrderNameSchema } from '../../shared/center-api.ts';
import { chainNameSchema, chainOf, ownPlaceSchema } from '../../shared/chains.ts';
import { languageSchema } from '../../shared/languages.ts';
import { addressSchema, pathSchema } from '../../shared/config-fields.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { parseConfig } from '../../shared/config-text.ts';
import { mostNearby } from '../../shared/offers-api.ts';
import { padCodesSchema } from '../../shared/pad-keys.ts';
import { prefectureCodeSchema } from '../../shared/prefectures.ts';
import { err, type Result } from '../../shared/result.ts';
import { yen, yenSchema } from '../../shared/yen.ts';
import { brokenStepRule, stepOrders } from '../../state-machines/session/steps.ts';
import { attendantsConfigSchema } from './attendants/attendants-config.ts';
import { devicesShape } from '../devices/devices-config.ts';
import { drivers, type DriverRegistry } from '../devices/registry.ts';
import { updatesSchema } from '../updates/updates-config.ts';
import { siteDelaysSchema } from './site-delays.ts';

const steps = z
  .union(
    [
      stepOrderNameSchema.transform((name) => [...stepOrders[name]]),
      z.array(z.enum(stepNames)).length(stepNames.length),
    ],
    { error: `expected ${stepOrderNameSchema.options.join(', ')}, or an order of ${stepNames.join(', ')}` },
  )
  .check((context) => {
    const broken = brokenStepRule(context.value);
    if (broken !== null) context.issues.push({ code: 'custom', message: broken, input: context.value });
  });

/** From a hand's breadth to a wall. */
const widthExpected = 'expected 50 to 3000 (mm)';
const edgeExpected = 'expected 0 to 2500 (mm)';

/**
 * What a site configures: its devices, its center, the order of steps. Checked at the start; docs/site.md explains each
 * setting.
 */
const kioskConfigSchema = (registry: DriverRegistry) =>
  z.strictObject({
    /** This kiosk's name at the center and on receipts. */
    kiosk: z.string().regex(/^[A-Z0-9-]{3,32}$/, 'expected 3 to 32 capital letters, digits or hyphens'),
    /** Language of the attract screen. */
    language: languageSchema.default('ja'),
    steps,
    /** Folder of the journal; absolute, or relative to the configuration file's folder. */
    journal: pathSchema,
    /**
     * Folder of the journal's witness and key, best on another disk; null: beside the journal, its name ends in `-witness`.
     */
    witness: pathSchema.nullable().default(null),
    center: z.strictObject({
      /** Always TLS: the kiosk does not talk to a center that cannot prove its identity. */
      url: addressSchema(/^https$/, 'expected https://…'),
      /** Where the center listens for kiosks without a certificate; null: at port 8702 of the same host. */
      enrolment: addressSchema(/^https$/, 'expected https://…')
        .nullable()
        .default(null),
      /** File with the center's public key for bindings (DER, SubjectPublicKeyInfo). */
      bindingKey: pathSchema,
      /** Files (PEM), got with --enrol or brought from the center: the line's authority, this kiosk's certificate and its private key. */
      ca: pathSchema,
      certificate: pathSchema,
      key: pathSchema,
    }),
    screen: z.strictObject({
      width: z.int().min(640).max(7680),
      height: z.int().min(480).max(7680),
      /** Width of the visible panel, mm; null assumes the usual one. */
      widthMm: z.number().min(50, widthExpected).max(3_000, widthExpected).nullable(),
      /** From the floor to the lower edge of the visible panel, mm; null: not measured. Says who reaches what: reach.ts. */
      lowerEdgeMm: z.int().min(0, edgeExpected).max(2_500, edgeExpected).nullable().default(null),
    }),
    /** What the keys of the pad beside the screen send, by key. */
    pad: padCodesSchema.prefault({}),
    ...devicesShape(registry),
    /** Store staff and operators: who may enter, by code or card. */
    attendants: attendantsConfigSchema.default([]),
    /** The chain of stores that the kiosk belongs to, and whether its kiosks reset a locked 4-digit PIN and issue certificates of vaccination. */
    chain: z
      .strictObject({
        name: chainNameSchema.nullable().default(null),
        pinReset: z.boolean().default(false),
        vaccination: z.boolean().default(true),
        /** A place of a municipality's own, as its data name it. */
        own: z.strictObject({ municipality: municipalityIdSchema, place: ownPlaceSchema }).exactOptional(),
      })
      .prefault({})
      .transform(({ name, own, ...has }) => ({
        ...chainOf(name, has),
        ...(own === undefined ? {} : { own }),
      })),
    /** Where it stands: two digits of its prefecture, and the municipalities that its residents come from, the nearest first. */
    place: z
      .strictObject({
        prefecture: prefectureCodeSchema.nullable().default(null),
        nearby: z.array(municipalityIdSchema).min(1).max(mostNearby).nullable().default(null),
      })
      .prefault({}),
    /** Refunds above this sum need a second person, yen. */
    secondPersonAbove: yenSchema.default(yen(1000)),
    /** Where an operator's memory stick is mounted, for exports of the journal; null: nowhere. */
    exportFolder: pathSchema.nullable().default(null),
    /** Where the counter's camera puts pictures of returned sheets; null: there is none. */
    cameraFolder: pathSchema.nullable().default(null),
    /** Whether residents have a scanner that types the code which they prepared at home. */
    residentScanner: z.boolean().default(false),
    /** Where a camera at the kiosk puts pictures of such codes; null: there is none. */
    residentCameraFolder: pathSchema.nullable().default(null),
    /** This many pieces in a hopper, or fewer, count as low. */
    hopperLow: z.int().min(0).max(500).default(10),
    log: logFilesSchema.prefault({}),
    /** Where the kiosk tells how it fares; null: nowhere. */
    telemetry: telemetrySchema,
    /** Where updates come from; null: from packages alone. */
    updates: updatesSchema,
    /** This site's time-outs, ms; those not named here keep their usual values. */
    delays: siteDelaysSchema.default({}),
  });
export type KioskConfig = z.output<ReturnType<typeof kioskConfigSchema>>;

/** The configuration as JSON Schema (2020-12), for editors; what only the program can check is not in it. */
export function kioskConfigJsonSchema(registry: DriverRegistry = drivers): object {
  return z.toJSONSchema(kioskConfigSchema(registry), { io: 'input', unrepresentable: 'any' });
}

/** Reads and checks a configuration file; the error names file, path in it, and what was expected. */
export async function readKioskConfig(
  file: string,
  registry: DriverRegistry = drivers,
): Promise<Result<KioskConfig, string>> {
  const bytes = await readPlainFile(file);
  return bytes === null
    ? err(`${file}: cannot be read`)
    : parseConfig(file, bytes.toString('utf8'), kioskConfigSchema(registry));
}
