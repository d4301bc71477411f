import { join } from 'node:path';
import { z } from 'zod';
import { lineSchema, pathSchema } from '../../../../shared/config-fields.ts';
import { defineDriver } from '../../../../shared/device-driver.ts';
import { ok } from '../../../../shared/result.ts';
import { voiceSteps } from '../../../../shared/voice.ts';
import type { SpeechDevice } from '../speech-engine.ts';
import { voiceFor, voicesSchema } from '../voices.ts';
import { speakOverSsip } from './ssip-client.ts';

const step = z.int().min(-100).max(100);
const settings = z.strictObject({
  /** Its socket; null: where it is for the user that runs the kiosk. */
  socket: pathSchema.nullable().default(null),
  /** One of its voices for all languages; null: its usual one for each. */
  voice: lineSchema(100).nullable().default(null),
  rates: z.array(step).length(voiceSteps.speed).default([-40, -20, 0, 25, 50, 80]),
  volumes: z.array(step).length(voiceSteps.volume).default([-50, -10, 30, 65, 100]),
  /** Languages as it names them, where a site has voices of its own. */
  voices: voicesSchema,
});

/** A Speech Dispatcher, which a desktop's screen reader uses, too. */
export const speechDispatcher = defineDriver<z.output<typeof settings>, SpeechDevice>({
  kind: 'ssip',
  settings,
  open({ socket, voice, rates, volumes, voices }, { beside }) {
    const path = socket === null ? usualSocket() : beside(socket);
    return ok({
      engine: {
        voiceOf: (language) => voiceFor(language, voices, languageOfVoice),
        speak: ({ text, voice: language, speed, volume }, signal) =>
          speakOverSsip(
            path,
            {
              ...{ text, language, voice },
              rate: rates[speed - 1] ?? 0,
              volume: volume === 0 ? -100 : (volumes[volume - 1] ?? 0),
            },
            signal,
          ),
      },
      close: () => Promise.resolve(),
    });
  },
});

/** espeak-ng's names begin with the language, but for Mandarin's. */
function languageOfVoice(voice: string): string {
  const [language = voice] = voice.split('-');
  return language === 'cmn' ? 'zh' : language;
}

function usualSocket(): string {
  const folder = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${String(process.getuid?.() ?? 0)}`;
  return join(folder, 'speech-dispatcher/speechd.sock');
}
