import { noVoice, voiceSteps, type Voice } from '../../shared/voice.ts';
import type { Sample } from './bodies.ts';
import { message, persons, pin } from './body-parts.ts';

/** What most kiosks have: a voice that nobody has started, and none for two languages. */
export const heardHere: Voice = { ...noVoice, speech: 'ready', voiceless: ['th', 'tl'] };

const over = { overlay: { kind: 'voice' } } as const;

/** Where the voice is started and set, and screens while it is on. */
export const voices: readonly Sample[] = [
  { name: 'voice-start', body: pin(0, 3, false), ...over },
  { name: 'voice-start-silent', body: pin(0, 3, false), ...over, voice: { speech: 'silent' } },
  { name: 'voice-plug', body: pin(0, 3, false), ...over, voice: { earphonesMissing: true } },
  { name: 'voice-set', body: persons(5, 2), ...over, voice: { on: true } },
  {
    name: 'voice-set-most',
    body: message('stopped'),
    ...over,
    voice: { on: true, speech: 'silent', speed: voiceSteps.speed, volume: voiceSteps.volume, blank: false },
  },
  { name: 'voice-gone', body: persons(5, 2), voice: { on: true, speech: 'silent' } },
];
