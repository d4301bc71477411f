import { z } from 'zod';
import { languageSchema } from './languages.ts';

/** Steps from the slowest to the fastest, and from the softest to the loudest. */
export const voiceSteps = { speed: 6, volume: 5 } as const;

/** `none`: the kiosk has nothing that speaks. `silent`: what it has does not answer, or fails. */
export const speechStates = ['none', 'ready', 'silent'] as const;
export const speechStateSchema = z.enum(speechStates);
export type SpeechState = z.infer<typeof speechStateSchema>;

/** What a screen knows of the voice that reads it aloud. */
export const voiceSchema = z.object({
  on: z.boolean(),
  speed: z.int().min(1).max(voiceSteps.speed),
  volume: z.int().min(1).max(voiceSteps.volume),
  /** The screen is black, for somebody who only listens: nobody beside them reads along. */
  blank: z.boolean(),
  speech: speechStateSchema,
  /** The machine knows that earphones are missing: without them nothing is said. */
  earphonesMissing: z.boolean(),
  /** Languages that no voice reads here. */
  voiceless: z.array(languageSchema),
  /** How names of the data on this screen are read in Japanese: つくば市, つくばし. */
  readings: z.array(z.object({ text: z.string().min(1), kana: z.string().min(1) })),
});
export type Voice = z.infer<typeof voiceSchema>;

/** As the next person finds it. */
export const usualVoice = { speed: 3, volume: 3, blank: false } as const satisfies Partial<Voice>;

/** Of a screen that nobody hears. */
export const noVoice: Voice = {
  ...usualVoice,
  ...{ on: false, speech: 'none', earphonesMissing: false, voiceless: [], readings: [] },
};

/** How the voice is changed while it speaks; `volumeRound`: louder, and softest after the loudest, for a single key. */
export const voiceChanges = [
  'off',
  'slower',
  'faster',
  'softer',
  'louder',
  'volumeRound',
  'blank',
  'show',
] as const;
export type VoiceChange = (typeof voiceChanges)[number];

export const voiceIntents = [
  /** Starts the voice, where it may be heard, and opens what it can be set to. */
  z.object({ type: z.literal('openVoice') }),
  z.object({ type: z.literal('setVoice'), change: z.enum(voiceChanges) }),
  /** From the pad: earphones were plugged in or pulled. */
  z.object({ type: z.literal('earphones'), plugged: z.boolean() }),
] as const;
export type VoiceIntent = z.infer<(typeof voiceIntents)[number]>;

/**
 * What the page wants said. `now` ends what is being said; `next` waits for its end. Each part is in the language whose voice is to read it.
 */
export const utteranceSchema = z.object({
  how: z.enum(['now', 'next']),
  parts: z
    .array(z.object({ language: languageSchema, text: z.string().min(1).max(2_000) }))
    .min(1)
    .max(200),
});
export type Utterance = z.infer<typeof utteranceSchema>;
