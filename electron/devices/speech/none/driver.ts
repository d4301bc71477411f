import { z } from 'zod';
import { defineDriver } from '../../../../shared/device-driver.ts';
import { ok } from '../../../../shared/result.ts';
import type { SpeechDevice } from '../speech-engine.ts';

/** Nothing speaks here: no screen offers a voice. */
export const noSpeech = defineDriver<object, SpeechDevice>({
  kind: 'none',
  settings: z.strictObject({}),
  open: () => ok({ engine: null, close: () => Promise.resolve() }),
});
