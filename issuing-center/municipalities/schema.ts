import { z } from 'zod';
import { bilingualSchema, certificateKinds, certificateKindSchema } from '../../shared/certificates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { refundRuleSchema } from '../../shared/refund-api.ts';
import { authoritySchema, serviceSchema } from './service-schema.ts';

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day like 06:30');
const monthDaySchema = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a month and day like 12-29');
const daysSchema = z.int().min(1).max(366);

/** Announced maintenance of the whole municipality or of some kinds: from (included) to (excluded), with the offset from UTC. */
const maintenanceSchema = z
  .strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    kinds: z.array(certificateKindSchema).min(1).optional(),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    message: 'expected "to" after "from"',
    path: ['to'],
  });

/** What part of a fee is given back after printing. What the machine owes is paid back whatever this says. */
const refundSchema = z
  .strictObject(refundRuleSchema.shape)
  .refine(({ badPrint, retakeMinutes }) => badPrint || retakeMinutes === null, {
    message: 'expected null where nothing is given back for a bad print',
    path: ['retakeMinutes'],
  });

/** A municipality as its guide describes it. Keys follow the wording of the guides; there is no rule that no guide names. */
export const municipalitySchema = z
  .strictObject({
    id: municipalityIdSchema,
    name: bilingualSchema,
    /** 都道府県, as addresses write it. */
    prefecture: z.string().regex(/^.{2,3}[都道府県]$/u, 'expected a prefecture like 茨城県'),
    /** The mayor's name is made up. */
    authority: authoritySchema,
    /** Null where unknown: the kiosk then names the national help line. */
    telephone: z
      .string()
      .regex(/^0[0-9-]{9,12}$/, 'expected a Japanese telephone number')
      .nullable(),
    hours: z
      .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
      .refine(({ from, to }) => from < to, { message: 'expected "to" after "from"', path: ['to'] }),
    closed: z.strictObject({
      /** Every year, both days included; it may span the turn of the year. */
      yearly: z.array(z.strictObject({ from: monthDaySchema, to: monthDaySchema })),
      maintenance: z.array(maintenanceSchema),
    }),
    stepOrder: z.enum(['municipality-first', 'card-first']),
    /** Chains whose kiosks serve it, as its guide names them. */
    stores: z.array(z.string().min(1)).min(1),
    /** How much more the window charges, yen (null: the guide gives no sum), and the kinds that cost the same there. */
    window: z.strictObject({
      dearerBy: z.int().min(0).nullable(),
      samePrice: z.array(certificateKindSchema),
    }),
    /** Full years of age that the card's holder must have reached; left out where the guide is silent. */
    minimumAge: z.int().min(0).max(130).optional(),
    /** After what a card serves from the next working day only; left out where the guide is silent: at once. */
    servesFromNextWorkingDayAfter: z
      .array(z.enum(['cardHandedOver', 'certificateSetUp', 'certificateRenewed']))
      .min(1)
      .optional(),
    /** Somebody who has filed a move-out gets nothing at all; left out where the guide is silent. */
    nothingAfterMoveOutFiled: z.literal(true).optional(),
    /**
     * Somebody under an issuance restriction gets nothing. No municipality may leave it out: a guide that is silent does not
     * lift it.
     */
    restrictedGetNothing: z.literal(true),
    /** Full days after a tax return was filed during which its certificates are not ready. */
    daysAfterReturn: daysSchema.optional(),
    /** Full days after a change of address or of the family register during which certificates may be out of date. */
    daysAfterChange: z.strictObject({ address: daysSchema, familyRegister: daysSchema }).optional(),
    /** Month and day from which a fiscal year's certificates are issued. */
    taxCertificatesFrom: monthDaySchema.optional(),
    /** Towns to choose a registered domicile from, where enrolment is offered. */
    towns: z.array(z.string().min(1)).min(1).optional(),
    refund: refundSchema,
    services: z.array(serviceSchema).min(1),
    /** Kinds that it does not issue at kiosks: listed, so that none is forgotten. */
    notOffered: z.array(certificateKindSchema),
    /** Paths in this file, such as `services.residenceRecord.items`, that this project decided because the guide is silent. */
    ownChoice: z.array(z.string()),
  })
  .superRefine((municipality, context) => {
    const expected = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const { services, notOffered } = municipality;
    const kinds = services.map(({ kind }) => kind);
    if (new Set(kinds).size !== kinds.length) expected(['services'], 'expected each kind once');
    for (const kind of certificateKinds)
      if (kinds.includes(kind) === notOffered.includes(kind))
        expected(['notOffered'], `expected ${kind} either among the services or here`);
    const withYears = services.some(({ yearsBefore }) => yearsBefore !== undefined);
    if (withYears !== (municipality.taxCertificatesFrom !== undefined))
      expected(
        ['taxCertificatesFrom'],
        'expected a month and day where there are tax certificates, and there alone',
      );
    const enrols = services.some(({ conditions }) => conditions?.includes('enrolmentWhenLivingElsewhere'));
    if (enrols !== (municipality.towns !== undefined))
      expected(['towns'], 'expected the towns where one can enrol, and there alone');
    municipality.ownChoice.forEach((path, index) => {
      if (!pathExists(municipality, path.split('.')))
        expected(['ownChoice', index], `expected a path in this file, not "${path}"`);
    });
  });
export type Municipality = z.infer<typeof municipalitySchema>;

function pathExists(value: unknown, path: readonly string[]): boolean {
  const [head, ...rest] = path;
  if (head === undefined) return true;
  if (Array.isArray(value))
    return value.some(
      (entry: unknown) =>
        typeof entry === 'object' &&
        entry !== null &&
        'kind' in entry &&
        entry.kind === head &&
        pathExists(entry, rest),
    );
  if (typeof value !== 'object' || value === null) return false;
  const found = Object.entries(value).find(([key]) => key === head);
  return found !== undefined && pathExists(found[1], rest);
}
