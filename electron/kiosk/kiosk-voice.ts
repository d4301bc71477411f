import { utteranceSchema } from '../../shared/voice.ts';
import type { Screen } from '../../shared/screen.ts';
import type { KioskEvent } from '../../state-machines/kiosk-context.ts';
import type { EarphonesPort } from '../devices/earphones/earphones-port.ts';
import type { Sound, SoundPort } from '../devices/sound/sounds.ts';
import type { SpeechPort } from '../devices/speech/speech-port.ts';
import { soundOf } from './screen-sounds.ts';

/** What a kiosk is heard by. */
export interface HeardPorts {
  readonly speech: SpeechPort;
  readonly earphones: EarphonesPort;
  readonly sounds: SoundPort;
}

export interface KioskVoice {
  /** Says what the page wants said, if its screens are read aloud now. Unchecked data. */
  say(payload: unknown): void;
  /** A press of the page was taken. */
  pressed(): void;
  /** Another screen is shown. */
  shown(screen: Screen): void;
  /** On the screen that is shown now something has come to lie in a slot. */
  lies(): void;
  close(): void;
}

/**
 * Keeps what is heard to what the machines allow: whatever the page sends, nothing is said while the voice is off, and all is silent at once
 * when it ends.
 */
export function createKioskVoice(
  { speech, earphones, sounds }: HeardPorts,
  { now, tell }: { readonly now: () => Screen; readonly tell: (event: KioskEvent) => void },
): KioskVoice {
  let before: Screen | null = null;
  let sounded: Sound | null = null;
  const stop = earphones.watch((plugged) => tell({ type: 'earphones', plugged }));
  return {
    say(payload) {
      const { voice } = now();
      const utterance = utteranceSchema.safeParse(payload);
      if (voice.on && utterance.success) speech.say(utterance.data, voice);
    },
    pressed: () => sounds.play('press'),
    shown(screen) {
      if (before?.voice.on === true && !screen.voice.on) speech.hush();
      sounded = soundOf(before, screen);
      if (sounded !== null) sounds.play(sounded);
      before = screen;
    },
    lies() {
      // Where a card lies among it, the screen has said so.
      if (sounded !== 'takeCard') sounds.play('takeCard');
    },
    close() {
      stop();
      speech.hush();
    },
  };
}
