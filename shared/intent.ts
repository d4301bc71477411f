import { z } from 'zod';
import { attendantIntents } from './attendant-intents.ts';
import { payMethodSchema } from './cashless.ts';
import {
  certificateIdSchema,
  certificateKindSchema,
  fiscalYearSchema,
  itemIdSchema,
  maxCopies,
  variantIdSchema,
} from './certificates.ts';
import { displaySchema } from './display.ts';
import { firstStartIntents } from './first-start-intents.ts';
import { languageSchema } from './languages.ts';
import { municipalityIdSchema, personRefSchema } from './ids.ts';
import { nameKeys } from './municipality-search.ts';
import { planSchema } from './plan.ts';
import { preparedTextMost } from './prepared-code.ts';
import { prefectureCodeSchema } from './prefectures.ts';
import { summaryPartSchema } from './purpose-screens.ts';
import { purposeIdSchema } from './purposes.ts';
import { whoseSchema } from './whose.ts';
import { otherServiceSchema } from './service-api.ts';
import { voiceIntents } from './voice.ts';

/** What a resident or an attendant can ask for. The renderer sends it; the state machines answer, possibly with "not now". */
export const intentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start') }),
  /** Opens the list of the languages, or of the ways in which the screens can look. */
  z.object({ type: z.literal('openLanguages') }),
  z.object({ type: z.literal('openDisplay') }),
  /** Closes the list of the languages. */
  z.object({ type: z.literal('setLanguage'), language: languageSchema }),
  z.object({ type: z.literal('setDisplay'), display: displaySchema }),
  z.object({ type: z.literal('back') }),
  /** Asks for the "really stop?" overlay. */
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('confirmStop') }),
  /** Closes any overlay and restarts the screen's timeout. */
  z.object({ type: z.literal('carryOn') }),
  z.object({ type: z.literal('help') }),
  /** A finger or a key, wherever it was: somebody is there. Answers no screen. */
  z.object({ type: z.literal('touched') }),
  /** Calls the store's staff over to the kiosk, and calls them off. Not the attendants' login (`callAttendant`). */
  z.object({ type: z.literal('callStaff') }),
  z.object({ type: z.literal('endStaffCall') }),
  /** From the purposes: whoever knows which certificate they need chooses it themselves. */
  z.object({ type: z.literal('openCertificates') }),
  z.object({ type: z.literal('choosePurpose'), purpose: purposeIdSchema }),
  /** From the purposes: the menu of services. */
  z.object({ type: z.literal('openServices') }),
  /** What was prepared at home, on the first screen and until the card is set. */
  z.object({ type: z.literal('usePlan'), plan: planSchema }),
  /** From the proposal: go on with it, take another of its purpose, or see everything that the municipality offers. */
  z.object({ type: z.literal('takeProposal') }),
  z.object({ type: z.literal('chooseWant'), want: z.int().min(0) }),
  z.object({ type: z.literal('seeOffers') }),
  /** From the summary: change one part, or go on with what it says. */
  z.object({ type: z.literal('changePart'), part: summaryPartSchema }),
  z.object({ type: z.literal('summaryDone') }),
  z.object({ type: z.literal('openService'), service: otherServiceSchema }),
  z.object({ type: z.literal('consent') }),
  /** Certificates of where one lives, or of a register that is kept elsewhere. */
  z.object({ type: z.literal('chooseWhose'), whose: whoseSchema }),
  z.object({ type: z.literal('chooseMunicipality'), municipality: municipalityIdSchema }),
  /** How a municipality is found that is not near: by prefecture, part of its list and name, or by typing the name. */
  z.object({ type: z.literal('findByPrefecture') }),
  z.object({ type: z.literal('findByName') }),
  z.object({ type: z.literal('choosePrefecture'), prefecture: prefectureCodeSchema }),
  z.object({ type: z.literal('chooseGroup'), group: z.int().min(0) }),
  z.object({ type: z.literal('chooseKeys'), keys: z.enum(nameKeys) }),
  /** On the first screen a hand scanner or a camera has read a code: perhaps one prepared at home. */
  z.object({ type: z.literal('prepared'), text: z.string().min(1).max(preparedTextMost) }),
  /** From the attract screen: what one municipality offers today. */
  z.object({ type: z.literal('showOffers'), municipality: municipalityIdSchema }),
  z.object({ type: z.literal('offersSeen') }),
  z.object({ type: z.literal('pinKey'), key: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) }),
  z.object({ type: z.literal('pinErase') }),
  z.object({ type: z.literal('pinEnter') }),
  z.object({
    type: z.literal('chooseCertificate'),
    kind: certificateKindSchema,
    id: certificateIdSchema.exactOptional(),
  }),
  z.object({ type: z.literal('chooseVariant'), variant: variantIdSchema }),
  z.object({ type: z.literal('chooseYear'), year: fiscalYearSchema }),
  z.object({ type: z.literal('togglePerson'), person: personRefSchema }),
  z.object({ type: z.literal('chooseSelf') }),
  z.object({ type: z.literal('chooseAll') }),
  z.object({ type: z.literal('personsDone') }),
  z.object({ type: z.literal('setItem'), item: itemIdSchema, shown: z.boolean() }),
  z.object({ type: z.literal('itemsDone') }),
  z.object({ type: z.literal('setCopies'), copies: z.int().min(1).max(maxCopies) }),
  z.object({ type: z.literal('copiesDone') }),
  /** From the confirmation: the sheets, large; the names, character by character; and back from them. */
  z.object({ type: z.literal('seePages') }),
  z.object({ type: z.literal('previewSeen') }),
  z.object({ type: z.literal('seeGlyphs') }),
  z.object({ type: z.literal('glyphsSeen') }),
  /** From the confirmation: change one of those chosen. */
  z.object({ type: z.literal('changeChosen'), line: z.int().min(0) }),
  /** From the confirmation: add a certificate to the same order, or remove one of those chosen. */
  z.object({ type: z.literal('addAnother') }),
  z.object({ type: z.literal('removeChosen'), line: z.int().min(0) }),
  z.object({ type: z.literal('pay') }),
  z.object({ type: z.literal('choosePayMethod'), method: payMethodSchema }),
  /** After a refusal: a slip with the cause, where to go, what to bring and a telephone number. */
  z.object({ type: z.literal('printNextStep') }),
  /** The other services (本籍地利用登録申請, resets of password and PIN). */
  z.object({ type: z.literal('newEnrolment') }),
  z.object({ type: z.literal('chooseTown'), town: z.string().min(1).max(40) }),
  /** A key of a form or a name: a digit, a hyphen, a kana, a Latin letter, or the end of a name in those. */
  z.object({ type: z.literal('entryKey'), key: z.string().regex(/^[0-9\-ぁ-んーa-z_]$/) }),
  z.object({ type: z.literal('entryErase') }),
  z.object({ type: z.literal('entryDone') }),
  z.object({ type: z.literal('headIsMe') }),
  z.object({ type: z.literal('formRight') }),
  /** A key of the signature password. */
  z.object({ type: z.literal('secretKey'), key: z.string().regex(/^[0-9A-Z]$/) }),
  z.object({ type: z.literal('serviceDone') }),
  /** When the printer is out of paper: do not wait, take a slip for the money owed. */
  z.object({ type: z.literal('endPrinting') }),
  z.object({ type: z.literal('takenEverything') }),
  z.object({ type: z.literal('acknowledge') }),
  ...voiceIntents,
  ...attendantIntents,
  ...firstStartIntents,
]);
export type Intent = z.infer<typeof intentSchema>;

/** An intent and the screen it answers: a late tap on a screen that is gone is refused rather than guessed at. */
export const sentIntentSchema = z.object({ screen: z.int(), intent: intentSchema });
export type SentIntent = z.infer<typeof sentIntentSchema>;

export const intentAnswerSchema = z.enum(['accepted', 'not-now', 'stale', 'malformed']);
export type IntentAnswer = z.infer<typeof intentAnswerSchema>;
