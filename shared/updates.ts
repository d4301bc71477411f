import { z } from 'zod';

/** Why an update that was handed in is not taken: docs/updates.md has each. */
export const updateRefusals = [
  /** It is no update, or not all of one. */
  'unreadable',
  /** None of the maker's keys that this kiosk knows has signed it. */
  'signature',
  'manifest',
  'otherMachine',
  /** It needs what only packages can bring: apt installs it. */
  'needsPackages',
  /** Its number is not above those of before. */
  'notNewer',
  /** It was tried here, and left. */
  'wasLeft',
  /** The present version is too old for it. */
  'fromTooOld',
  /** It does not read the journal that is written here. */
  'journalOlder',
  /** A package in it is not the one that was signed. */
  'sums',
  'noRoom',
  /** It could not be unpacked, or what came out is not what was signed. */
  'notUnpacked',
  'disk',
] as const;

/** Why a version was left again. */
export const whysLeft = ['endedEarly', 'late', 'treeMissing', 'byOperator'] as const;

/** A version as people know it. `madeAt`: ms since 1970; it only goes up from version to version. */
export const versionSchema = z.object({ version: z.string(), madeAt: z.number() });
export type Version = z.infer<typeof versionSchema>;

/** What was left, and why; its name where it is still known. */
const leftSchema = z.object({
  version: z.string().nullable(),
  madeAt: z.number(),
  why: z.enum(whysLeft),
});

/** How far the update that was handed in last has come. */
export const updateStepSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none') }),
  /** Not looked at yet. */
  z.object({ step: z.literal('received') }),
  /** `verified`: it is being unpacked; `staged`: it waits to be taken. */
  z.object({ step: z.enum(['verified', 'staged']), of: versionSchema }),
  /** This start is its trial. `until`: it is left when it has not said by then that it works, ms since 1970. */
  z.object({ step: z.literal('trying'), of: versionSchema, until: z.number() }),
  /** It runs. */
  z.object({ step: z.literal('healthy'), of: versionSchema }),
  z.object({
    step: z.literal('refused'),
    version: z.string().nullable(),
    why: z.enum(updateRefusals),
  }),
]);
export type UpdateInRoom = z.infer<typeof updateStepSchema>;

export const updateWishes = ['take', 'back'] as const;
export const updateWishSchema = z.enum(updateWishes);
export type UpdateWish = z.infer<typeof updateWishSchema>;

/** What an operator sees of the kiosk's versions. */
export const updatesSeenSchema = z.object({
  /** What runs; null: this program was not installed from a package, and takes no update. */
  present: versionSchema.nullable(),
  update: updateStepSchema,
  /** To which one can go back; its name is null where it is not known. Null: to none. */
  before: z.object({ version: z.string().nullable() }).nullable(),
  /** The last one that was left; null: none was. */
  left: leftSchema.nullable(),
  /** A version that failed and goes on all the same: no version before it can read the journal. */
  stayed: z.boolean(),
  /** What somebody has asked for, to be done as soon as nobody is served. */
  asked: updateWishSchema.nullable(),
  /** When it is taken without being asked for; null: never. */
  window: z.object({ from: z.string(), to: z.string() }).nullable(),
});
export type UpdatesSeen = z.infer<typeof updatesSeenSchema>;

/** `notSetUp`: the site's configuration names no maker. `notRead`: the files of the updates cannot be read just now. */
export const noUpdatesSchema = z.enum(['notSetUp', 'notRead']);
export type NoUpdates = z.infer<typeof noUpdatesSchema>;

/** How an update on the memory stick stands to what is here. */
export const updateAges = ['newer', 'same', 'older', 'wasLeft'] as const;

/** An update on the memory stick that one of the maker's keys has signed. */
export const updateOfferSchema = z.object({
  /** Its name on the stick. */
  file: z.string(),
  of: versionSchema,
  age: z.enum(updateAges),
  /** SHA-256 of its manifest, which has the sums of all the rest: what was shown is what is handed in. */
  sum: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UpdateOffer = z.infer<typeof updateOfferSchema>;

/** Why nothing was handed in, or nothing is asked for. */
export const updateFaults = [
  'noStick',
  'noFile',
  'unreadable',
  'signature',
  'manifest',
  'noKeys',
  'noRoom',
  'notWritten',
  /** It is not the one that was shown. */
  'changed',
  /** What was to be taken, or gone back to, is there no more. */
  'gone',
] as const;
export const updateFaultSchema = z.enum(updateFaults);
export type UpdateFault = z.infer<typeof updateFaultSchema>;

/** The operators' room of updates. */
export const updateBodies = [
  z.object({ kind: z.literal('updates'), seen: z.union([updatesSeenSchema, noUpdatesSchema]) }),
  /** Found on the memory stick, before it is handed in. `now`: ms since 1970, for its age. */
  z.object({
    kind: z.literal('updateOffer'),
    offer: updateOfferSchema,
    present: versionSchema.nullable(),
    now: z.number(),
  }),
  /** Asked a second time. `version`: what is taken, or gone back to. */
  z.object({
    kind: z.literal('updateConfirm'),
    wish: updateWishSchema,
    version: z.string().nullable(),
  }),
  /** It is being copied from the memory stick, which has to stay in. */
  z.object({ kind: z.literal('updateCopying') }),
  z.object({ kind: z.literal('updateRefused'), fault: updateFaultSchema }),
] as const;

export const updateIntents = [
  z.object({ type: z.literal('openUpdates') }),
  z.object({ type: z.literal('updateFromStick') }),
  /** Hands in the update that is shown. */
  z.object({ type: z.literal('handInUpdate') }),
  z.object({ type: z.literal('askUpdate'), wish: updateWishSchema }),
  /** The second word: as soon as nobody is served. */
  z.object({ type: z.literal('confirmUpdate') }),
] as const;
