import { z } from 'zod';
import { attendantCauseSchema } from '../shared/attendant-screens.ts';
import { deviceIdSchema, deviceStateSchema } from '../shared/attendants.ts';
import { refusalCodes } from '../shared/center-api.ts';
import { faultReferenceSchema } from '../shared/fault-reference.ts';
import { municipalityIdSchema, transactionIdSchema } from '../shared/ids.ts';
import { intentSchema } from '../shared/intent.ts';
import { causeSchema } from '../shared/causes.ts';
import { languageSchema } from '../shared/languages.ts';
import { yenSchema } from '../shared/yen.ts';
import { errorCodeSchema } from './error-code.ts';

/** Too small for a birth date or a My Number. */
const count = z.int().min(0).max(1_000_000);
const intentTypes = intentSchema.options.map(({ shape }) => shape.type.value);

/**
 * Everything a log line can say. A name, an address, a birth date, a My Number, a PIN, a secret or a certificate fits none
 * of these: there is no kind for free text. Every word comes from a list in the code.
 */
export const fieldKinds = {
  transaction: transactionIdSchema,
  reference: faultReferenceSchema.nullable(),
  device: deviceIdSchema,
  deviceState: deviceStateSchema,
  cause: causeSchema,
  attendantCause: attendantCauseSchema,
  refusal: z.enum(refusalCodes),
  intent: z.enum(intentTypes),
  errorCode: errorCodeSchema.nullable(),
  /** Made only by stateName(). */
  state: z
    .string()
    .max(120)
    .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)
    .brand<'StateName'>(),
  /** Made only by routeName(). */
  route: z
    .string()
    .max(120)
    .regex(/^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|OTHER) (\/[A-Za-z0-9:*._-]*)*$/)
    .brand<'RouteName'>(),
  /** Made only by kioskLabel(). */
  kiosk: z
    .string()
    .max(32)
    .regex(/^[A-Z0-9-]*[A-Z][A-Z0-9-]*$/)
    .brand<'KioskLabel'>(),
  count,
  line: count.nullable(),
  days: z.int().min(-10_000).max(10_000),
  ms: z.int().min(0).max(10_000_000),
  /** A national code: public. */
  municipality: municipalityIdSchema,
  language: languageSchema,
  status: z.int().min(100).max(599),
  yen: yenSchema,
} as const;
export type FieldKind = keyof typeof fieldKinds;

/** What docs/log.md says about each kind. */
export const kindMeanings: Readonly<Record<FieldKind, string>> = {
  transaction: 'a transaction, 32 random hexadecimal digits, as in the journal',
  reference: 'what the screen calls the fault, `F-7K2Q`, or null',
  device: 'a part of the kiosk (`shared/attendants.ts`)',
  deviceState: 'a state of a device (`shared/attendants.ts`)',
  cause: 'why something ended or is not served (`shared/screen.ts`)',
  attendantCause: 'why something that an attendant asked for was not done (`shared/attendant-screens.ts`)',
  refusal: "a refusal of the center's contract (`shared/center-api.ts`)",
  intent: 'the type of an intent (`shared/intent.ts`), nothing of what it carries',
  errorCode: 'a code of the operating system, Node, TLS or SQL (`logging/error-code.ts`), or null',
  state: 'the name of a state or of a machine, as in [charts](charts)',
  route: 'method and pattern of a path of the contract (`shared/endpoints.ts`)',
  kiosk: 'the name of a kiosk, as its certificate for the line has it',
  count: 'a number of things, 0 or more',
  line: 'a line of a file, from 1, or null',
  days: 'days',
  ms: 'milliseconds',
  municipality: 'the national code of a municipality, five digits',
  language: 'a language of the screens (`shared/languages.ts`)',
  status: 'an HTTP status',
  yen: 'a sum',
};

type StateName = z.infer<(typeof fieldKinds)['state']>;
type RouteName = z.infer<(typeof fieldKinds)['route']>;
type KioskLabel = z.infer<(typeof fieldKinds)['kiosk']>;

/** The name of a state, from the machine's own definition. @throws when it does not look like one */
export function stateName(path: string): StateName {
  return fieldKinds.state.parse(path);
}

/**
 * A route by the pattern it was registered with, never by the path that was requested; a method that no contract has is
 * `OTHER`. @throws when the pattern does not look like one
 */
export function routeName(method: string, pattern: string): RouteName {
  const name = fieldKinds.route.safeParse(`${method} ${pattern}`);
  return name.success ? name.data : fieldKinds.route.parse(`OTHER ${pattern}`);
}

/**
 * A kiosk by the name that TLS has proved. One of digits alone, which could be anybody's number, is shown behind `K-`: 0001 is
 * K-0001. @throws when it is no kiosk's name
 */
export function kioskLabel(kiosk: string): KioskLabel {
  return fieldKinds.kiosk.parse(/[A-Z]/.test(kiosk) ? kiosk : `K-${kiosk}`.slice(0, 32));
}
