import { z } from 'zod';
import { stepOrderNameSchema } from '../../shared/center-api.ts';
import {
  bilingualSchema,
  certificateKey,
  certificateKinds,
  certificateKindSchema,
  isTaxKind,
} from '../../shared/certificates.ts';
import { chainNameSchema, ownPlaceSchema } from '../../shared/chains.ts';
import { isoDateSchema } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { freeUseSchema } from '../../shared/purposes.ts';
import { refundRuleSchema, ruleWordsSchema } from '../../shared/refund-api.ts';
import { telephoneLineSchema } from '../../shared/telephone-lines.ts';
import { yenSchema } from '../../shared/yen.ts';
import { whenSound } from './faults.ts';
import { authoritySchema, serviceSchema } from './service-schema.ts';
import { closedSchema, hoursSchema, publicHolidaysSchema, taxYearSchema } from './time-schema.ts';

const fullDaysSchema = z.int().min(1).max(366);

/** Japanese as the municipality writes it, its reading in hiragana, and Latin letters without "city" or "town". */
const nameSchema = z.strictObject({
  ja: z.string().regex(/^\S+[市区町村]$/u, 'expected a name like つくば市'),
  kana: z.string().regex(/^[ぁ-ゖー]+$/u, 'expected a reading in hiragana, like つくばし'),
  latin: z.string().regex(/^[A-Z][A-Za-zāīūēōĀĪŪĒŌ' -]*$/u, 'expected Latin letters, like Tsukuba'),
});

/** Whose filed move-out stops which certificates at a kiosk. */
const moveOutFiledSchema = z.strictObject({
  /** Filed by the holder of the card: nothing at all is issued; left out where the guide does not speak of the holder alone. */
  byHolder: z.literal('everything').optional(),
  /** Filed by anybody of the household, the holder included. */
  inHousehold: z
    .strictObject({
      stops: z.union([z.literal('everything'), z.array(certificateKindSchema).min(1)]),
      /** Whether the guide says that others may not be there either, without saying which: told before any card. */
      mayStopMore: z.boolean(),
    })
    .exactOptional(),
});

/** How a phone takes the place of the card; where it does not, `accepted` is false. */
const phoneSchema = z.discriminatedUnion('accepted', [
  z.strictObject({ accepted: z.literal(false) }),
  z.strictObject({
    accepted: z.literal(true),
    /** From this day on. */
    from: isoDateSchema.exactOptional(),
    /** At kiosks of these chains alone. */
    chains: z.array(chainNameSchema).min(1).exactOptional(),
    /** For certificates alone: an enrolment of a registered domicile needs the card. */
    notForEnrolment: z.literal(true).exactOptional(),
  }),
]);

/** A kiosk at a place of the municipality's own: a town hall, a post office. */
const ownKioskSchema = z.strictObject({
  /** By which the kiosk's own configuration names it. */
  place: ownPlaceSchema,
  name: bilingualSchema,
  /** When it can be used; nothing is issued there at other times. */
  hours: hoursSchema,
  /** Whether it serves nobody but this municipality's residents. */
  residentsOnly: z.boolean(),
});

/** What of a fee is given back after printing. What the machine owes is paid back whatever stands here. */
const refundSchema = z
  .strictObject({ ...refundRuleSchema.shape, words: z.strictObject(ruleWordsSchema.shape) })
  .refine(({ badPrint, retakeMinutes }) => badPrint !== 'notPaidBack' || retakeMinutes === null, {
    message: 'expected null where nothing is given back for a bad print',
    path: ['retakeMinutes'],
  });

/** A municipality as its guide describes it. Keys follow the wording of the guides; there is no rule that no guide names. */
export const municipalitySchema = z
  .strictObject({
    /** Where editors find the form of this file. */
    $schema: z.string().exactOptional(),
    /** Its national code: the first two digits are the prefecture's. */
    id: municipalityIdSchema,
    name: nameSchema,
    /** The mayor's name is made up. */
    authority: authoritySchema,
    /** Whom to ask, as the guide prints them, the first one first; none where it prints none. */
    telephones: z.array(telephoneLineSchema),
    /** Of every certificate that has none of its own. */
    hours: hoursSchema,
    /** Within these hours, a store may be open for shorter; told before any card. */
    withinShopHours: z.literal(true).exactOptional(),
    closed: closedSchema,
    publicHolidays: publicHolidaysSchema.exactOptional(),
    stepOrder: stepOrderNameSchema,
    /** Chains whose kiosks serve it, as the guide names them; left out where it names none. */
    stores: z.array(chainNameSchema).min(1).exactOptional(),
    /** Whether the guide says that there are others, without naming them. */
    moreStores: z.literal(true).exactOptional(),
    /** Kiosks of its own that have rules of their own. */
    ownKiosks: z.array(ownKioskSchema).min(1).exactOptional(),
    /** Left out where the guide is silent. */
    phone: phoneSchema.exactOptional(),
    /** The kiosk's own reset of a locked 4-digit PIN; left out where the guide sends everybody to a window. */
    pinResetAtKiosk: z.literal(true).optional(),
    /** What a window costs. */
    window: z.strictObject({
      /** How much dearer, yen; null: dearer, and the guide gives no sum; left out: the guide is silent, or it stands with each certificate. */
      dearerBy: yenSchema.nullable().exactOptional(),
      /** Kinds that cost the same there. */
      samePrice: z.array(certificateKindSchema).exactOptional(),
      /** For what a window asks no fee, which a kiosk always does. */
      freeFor: z.array(freeUseSchema).min(1).exactOptional(),
    }),
    /** For what no certificate of a kiosk is accepted, told before paying. */
    notAcceptedFor: z.array(bilingualSchema).min(1).exactOptional(),
    /** Full years of age that the card's holder must have reached; left out where the guide is silent. */
    minimumAge: z.int().min(0).max(130).optional(),
    /** After what a card serves from the next working day only; left out where the guide is silent: at once. */
    servesFromNextWorkingDayAfter: z
      .array(z.enum(['cardHandedOver', 'certificateSetUp', 'certificateRenewed']))
      .min(1)
      .optional(),
    /** What a move-out that is filed stops; left out where the guide is silent. */
    moveOutFiled: moveOutFiledSchema.optional(),
    /** An issuance restriction. No municipality may leave it out: a guide that is silent about it does not lift it. */
    restrictedGetNothing: z.literal(true),
    /** Full days after a tax return was filed during which its certificates are not ready. */
    daysAfterReturn: fullDaysSchema.optional(),
    /** Full days after a change of address or of the family register during which certificates may be out of date. */
    daysAfterChange: z.strictObject({ address: fullDaysSchema, familyRegister: fullDaysSchema }).optional(),
    /** From when a fiscal year's certificates are issued. */
    taxYear: taxYearSchema.exactOptional(),
    /** Towns to choose a registered domicile from, where enrolment is offered. */
    towns: z.array(z.string().min(1)).min(1).optional(),
    /** Whether a card that was found again is released with another document of identity; left out where the guide is silent. */
    foundCardNeedsIdentity: z.boolean().optional(),
    /** Where one enrols for a domicile by computer; left out where the guide prints none. */
    enrolmentSite: z.url().optional(),
    refund: refundSchema,
    services: z.array(serviceSchema).min(1),
    /** Kinds that it does not issue at kiosks: listed, so that none is forgotten. */
    notOffered: z.array(certificateKindSchema),
    /** Paths in this file, such as `services.residenceRecord.items`, that this project decided because the guide is silent. */
    ownChoice: z.array(z.string()),
  })
  .superRefine(
    (municipality, context) => {
      const expected = (path: (string | number)[], message: string) =>
        context.addIssue({ code: 'custom', path, message });
      const { services, notOffered } = municipality;
      const kinds = services.map(({ kind }) => kind);
      const keys = services.map(certificateKey);
      keys.forEach((key, index) => {
        if (keys.indexOf(key) < index)
          expected(['services', index], `expected each certificate once, and ${key} is there already`);
      });
      const composes = kinds.includes('taxCertificate');
      for (const kind of certificateKinds) {
        // What a municipality composes itself may say what the usual ones say, so nobody has to deny those.
        if (kind === 'taxCertificate' || (isTaxKind(kind) && composes && !kinds.includes(kind))) continue;
        if (kinds.includes(kind) === notOffered.includes(kind))
          expected(['notOffered'], `expected ${kind} either among the services or here`);
      }
      const withYears = services.some(({ yearsBefore }) => yearsBefore !== undefined);
      if (withYears !== (municipality.taxYear !== undefined))
        expected(['taxYear'], 'expected a month and day where there are tax certificates, and there alone');
      const isHere = (stopped: string): boolean =>
        stopped === 'enrolment' || keys.includes(stopped) || kinds.some((kind) => kind === stopped);
      for (const list of ['yearly', 'once'] as const)
        municipality.closed[list].forEach(({ stops = [] }, index) => {
          stops.forEach((stopped, at) => {
            if (!isHere(stopped))
              expected(
                ['closed', list, index, 'stops', at],
                `expected a certificate of this municipality, not "${stopped}"`,
              );
          });
        });
      const enrols = services.some(({ conditions }) => conditions?.includes('enrolmentWhenLivingElsewhere'));
      if (enrols !== (municipality.towns !== undefined))
        expected(['towns'], 'expected the towns where one can enrol, and there alone');
      for (const { whose, missing } of wordsWithoutRule(municipality))
        expected(['refund', 'words', whose], refundWordsExpected(whose, missing));
      municipality.ownChoice.forEach((path, index) => {
        if (!pathExists(municipality, path.split('.')))
          expected(['ownChoice', index], `expected a path in this file, not "${path}"`);
      });
    },
    whenSound('services', 'notOffered', 'taxYear', 'closed', 'towns', 'refund', 'ownChoice'),
  );
export type Municipality = z.infer<typeof municipalitySchema>;

function refundWordsExpected(whose: 'municipality' | 'operator', missing: boolean): string {
  const part =
    whose === 'operator'
      ? 'of the rule for refunds that ownChoice names'
      : 'of the rule for refunds that ownChoice does not name';
  return missing ? `expected words for the part ${part}` : `expected null: there is no part ${part}`;
}

/** The operator's words stand for what `ownChoice` names of the rule for refunds, the municipality's for the rest. */
function wordsWithoutRule({ refund, ownChoice }: Pick<Municipality, 'refund' | 'ownChoice'>) {
  const parts = ['badPrint', 'wrongChoice', 'leftBehind'].map(
    (part) => ownChoice.includes('refund') || ownChoice.includes(`refund.${part}`),
  );
  const speaks = { municipality: parts.includes(false), operator: parts.includes(true) };
  return (['municipality', 'operator'] as const)
    .filter((whose) => speaks[whose] !== (refund.words[whose] !== null))
    .map((whose) => ({ whose, missing: speaks[whose] }));
}

function pathExists(value: unknown, path: readonly string[]): boolean {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  if (Array.isArray(value))
    return value.some(
      (entry: unknown) =>
        typeof entry === 'object' &&
        entry !== null &&
        ['id', 'kind', 'place'].some((key) => memberOf(entry, key) === head) &&
        pathExists(entry, rest),
    );
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, head) && pathExists(memberOf(value, head), rest);
}

function memberOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (Reflect.get(value, key) as unknown) : undefined;
}
