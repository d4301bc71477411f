import { z } from 'zod';
import type { Offer } from './center-api.ts';
import {
  certificateKindSchema,
  itemIdSchema,
  itemIds,
  type CertificateKind,
  type ItemId,
  type VariantId,
} from './certificates.ts';
import { addDays, isoDate, type IsoDate } from './dates.ts';
import { displaySchema, type Display, type TypeSize } from './display.ts';
import { municipalityIdSchema, type MunicipalityId } from './ids.ts';
import { languageSchema, type Language } from './languages.ts';
import { planSchema } from './plan.ts';
import { crc32, packPrepared, unpackPrepared, type PreparedNumbers } from './prepared-bits.ts';
import { err, ok, type Result } from './result.ts';
import type { Whose } from './whose.ts';

/** How many days a code can be used after the day on which it was made. */
export const preparedDays = 60;

/**
 * What a code prepared at home says. Every value is one of a short list or a small number: there is no place in it for a name, an
 * address or anything else about a person.
 */
export const preparedSchema = z.strictObject({
  plan: planSchema.strict(),
  language: languageSchema,
  display: displaySchema.strict(),
  /** Whether the kiosk is to speak from the first screen on. */
  voice: z.boolean(),
});
export type Prepared = z.infer<typeof preparedSchema>;

/** Why a code cannot be used, each with words of its own. */
export const preparedRefusals = [
  /** It is a code of something else. */
  'notOurs',
  /** Of a later form than this kiosk knows. */
  'newer',
  'damaged',
  /** It was made more than `preparedDays` ago, or on a day that has not come. */
  'old',
  /** The municipality offers the certificate no more, or at another price or on other conditions. */
  'otherRules',
  /** The municipality is not served at this kiosk. */
  'notHere',
] as const;
export const preparedRefusalSchema = z.enum(preparedRefusals);
export type PreparedRefusal = z.infer<typeof preparedRefusalSchema>;

/** Why a code begins no session at a kiosk; `notNow`: its municipality's offers cannot be asked for. */
export const preparedFaultSchema = z.enum([...preparedRefusals, 'notNow']);
export type PreparedFault = z.infer<typeof preparedFaultSchema>;

/** The longest text that is looked at; ours have 35 letters. */
export const preparedTextMost = 200;

const [head, version] = ['KOMADO-P', 1] as const;
const ownHead = `${head}${version}-`;
const firstDay = Date.parse('2026-01-01');
const dayMs = 86_400_000;

/** A number is never given to something else: a code is read by kiosks of other versions. */
const kindNumbers: Readonly<Record<CertificateKind, number>> = {
  residenceRecord: 0,
  residenceRecordItems: 1,
  sealRegistration: 2,
  taxAssessment: 3,
  income: 4,
  taxPayment: 5,
  taxCertificate: 6,
  familyRegister: 7,
  familyRegisterAddresses: 8,
  vaccination: 9,
};
const itemBits: Readonly<Record<ItemId, number>> = {
  relationship: 0,
  domicile: 1,
  nationality: 2,
  residenceStatus: 3,
  myNumber: 4,
  previousAddress: 5,
  previousAddressWithin: 6,
};
const variantNumbers: Readonly<Record<VariantId | 'none', number>> = {
  none: 0,
  full: 1,
  individual: 2,
  domestic: 3,
  travel: 4,
};
const languageNumbers: Readonly<Record<Language, number>> = {
  ja: 0,
  'ja-easy': 1,
  en: 2,
  'zh-Hans': 3,
  'zh-Hant': 4,
  ko: 5,
  es: 6,
  pt: 7,
  vi: 8,
  th: 9,
  ne: 10,
  id: 11,
  tl: 12,
};
const whoseNumbers: Readonly<Record<Whose, number>> = { home: 0, domicile: 1 };
const personsNumbers = { self: 0, all: 1 } as const;
const themeNumbers: Readonly<Record<Display['theme'], number>> = { light: 0, dark: 1 };
const sizeNumbers: Readonly<Record<TypeSize, number>> = { 100: 0, 150: 1, 200: 2 };

/** What of an offer a code depends on. */
export type MarkedOffer = Pick<Offer, 'kind' | 'id' | 'price' | 'needs'>;

/** 24 bits that tell an offer from others: of another certificate, at another price or on other conditions. */
export function offerMark({ kind, id, price, needs }: MarkedOffer): number {
  return crc32(JSON.stringify([kind, id ?? null, price, needs.toSorted()])) & 0xffffff;
}

/**
 * The text of a code: 35 letters, digits and hyphens.
 * @param offer what the municipality offers of the plan's certificate on that day
 * @throws ZodError where the day is before 2026 or after 2070: the clock of whoever makes it is wrong
 */
export function preparedText(prepared: Prepared, offer: MarkedOffer, day: IsoDate): string {
  const { plan, language, display, voice } = preparedSchema.parse(prepared);
  return packPrepared(ownHead, {
    day: (Date.parse(day) - firstDay) / dayMs,
    municipality: Number(plan.municipality),
    whose: whoseNumbers[plan.whose],
    kind: kindNumbers[plan.kind],
    mark: offerMark(offer),
    variant: variantNumbers[plan.variant ?? 'none'],
    persons: personsNumbers[plan.persons],
    usualItems: plan.shown === null ? 1 : 0,
    shown: [...new Set(plan.shown ?? [])].reduce((sum, item) => sum + 2 ** itemBits[item], 0),
    copies: plan.copies,
    language: languageNumbers[language],
    theme: themeNumbers[display.theme],
    size: sizeNumbers[display.size],
    low: Number(display.low),
    voice: Number(voice),
  });
}

/** What this kiosk knows of a municipality: its offers here; null where it is not served here. */
export type OffersOf = (municipality: MunicipalityId) => readonly MarkedOffer[] | null;

/**
 * Reads what a scanner or a camera saw. Nothing of a text that is not ours is kept or told.
 * @param today in Japan
 */
export function readPrepared(
  text: string,
  today: IsoDate,
  offersOf: OffersOf,
): Result<Prepared, PreparedRefusal> {
  const opened = opens(text, today);
  if (!opened.ok) return opened;
  const { numbers, municipality } = opened.value;
  const offers = offersOf(municipality);
  if (offers === null) return err('notHere');
  const kind = certificateKindSchema.safeParse(keyOf(kindNumbers, numbers.kind));
  if (!kind.success) return err('damaged');
  const offer = offers.find((one) => one.kind === kind.data && offerMark(one) === numbers.mark);
  if (offer === undefined) return err('otherRules');
  const variant = keyOf(variantNumbers, numbers.variant);
  const items = itemIds.filter((item) => Math.floor(numbers.shown / 2 ** itemBits[item]) % 2 === 1);
  const unknownItems =
    numbers.shown >= 2 ** itemIds.length || (numbers.usualItems === 1 && numbers.shown !== 0);
  const prepared = preparedSchema.safeParse({
    plan: {
      whose: keyOf(whoseNumbers, numbers.whose),
      municipality,
      kind: kind.data,
      ...(offer.id === undefined ? {} : { id: offer.id }),
      variant: variant === 'none' ? null : variant,
      persons: keyOf(personsNumbers, numbers.persons),
      shown: numbers.usualItems === 1 ? null : z.array(itemIdSchema).parse(items),
      copies: numbers.copies,
    },
    language: keyOf(languageNumbers, numbers.language),
    display: {
      theme: keyOf(themeNumbers, numbers.theme),
      size: Number(keyOf(sizeNumbers, numbers.size)),
      low: numbers.low === 1,
    },
    voice: numbers.voice === 1,
  });
  return prepared.success && !unknownItems ? ok(prepared.data) : err('damaged');
}

/** The municipality that a code names, for a kiosk that has to ask for its offers first; null for a code that cannot be used. */
export function municipalityOfPrepared(text: string, today: IsoDate): MunicipalityId | null {
  const opened = opens(text, today);
  return opened.ok ? opened.value.municipality : null;
}

interface Opened {
  readonly numbers: PreparedNumbers;
  readonly municipality: MunicipalityId;
}

function opens(scanned: string, today: IsoDate): Result<Opened, PreparedRefusal> {
  // With the keyboard's capitals locked a scanner types small letters.
  const text = scanned
    .slice(0, preparedTextMost + 1)
    .trim()
    .toUpperCase();
  if (text.length > preparedTextMost) return err('notOurs');
  const [, told] = new RegExp(`^${head}(\\d{1,3})-`).exec(text) ?? [];
  if (told === undefined) return err(text.startsWith(head) ? 'damaged' : 'notOurs');
  if (Number(told) > version) return err('newer');
  const numbers = unpackPrepared(ownHead, text);
  if (numbers === null) return err('damaged');
  const municipality = municipalityIdSchema.safeParse(String(numbers.municipality).padStart(5, '0'));
  if (!municipality.success) return err('damaged');
  const day = addDays(isoDate('2026-01-01'), numbers.day);
  // Whoever prepares far away in the east is a day ahead of Japan at most.
  if (day > addDays(today, 1) || addDays(day, preparedDays) < today) return err('old');
  return ok({ numbers, municipality: municipality.data });
}

function keyOf(numbers: Readonly<Record<string, number>>, number: number): string | undefined {
  return Object.keys(numbers).find((key) => numbers[key] === number);
}
