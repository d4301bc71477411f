import type { SpeechDevice, SpokenText } from '../../electron/devices/speech/speech-engine.ts';
import { voiceFor } from '../../electron/devices/speech/voices.ts';
import { ok } from '../../shared/result.ts';

/** A voice that is heard by a test: what was said, in its order. */
export interface RecordedSpeech {
  readonly device: SpeechDevice;
  readonly said: SpokenText[];
}

/** Each text is over as soon as it is said. The voices are those of espeak-ng. */
export function recordSpeech(): RecordedSpeech {
  const said: SpokenText[] = [];
  return {
    said,
    device: {
      engine: {
        voiceOf: (language) => voiceFor(language, {}),
        speak(spoken) {
          if (spoken.volume > 0) said.push(spoken);
          return Promise.resolve(ok());
        },
      },
    },
  };
}
