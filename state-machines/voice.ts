import type { DeviceReport } from '../shared/attendants.ts';
import type { Language } from '../shared/languages.ts';
import {
  usualVoice,
  voiceSteps,
  type SpeechState,
  type Voice,
  type VoiceChange,
  type VoiceIntent,
} from '../shared/voice.ts';

/** What a kiosk has for somebody who listens. */
export interface Hearing {
  /** Whether it notices when earphones are plugged in and pulled; otherwise a button starts the voice. */
  readonly sensor: boolean;
  /** Languages that no voice reads here. */
  readonly voiceless: readonly Language[];
}

/** Of the kiosk, not of a session: earphones are plugged in before anybody has begun. */
export interface VoiceContext extends Pick<Voice, 'on' | 'speed' | 'volume' | 'blank' | 'speech'> {
  readonly plugged: boolean;
}

export const quiet: VoiceContext = { ...usualVoice, on: false, speech: 'none', plugged: false };

/** As the next person finds it. */
export function usual(voice: VoiceContext): VoiceContext {
  return { ...voice, ...usualVoice };
}

export type VoiceEvent =
  | VoiceIntent
  /** The device that speaks reports. */
  | { readonly type: 'speech'; readonly state: SpeechState }
  /** It was started, or has ended. */
  | { readonly type: 'voiceTurned' }
  /** Whoever listened has gone. */
  | { readonly type: 'voiceOver' };

/** Whether what is said goes into earphones, as far as the machine can know. */
export function isHeardAlone({ sensor }: Hearing, { plugged }: VoiceContext): boolean {
  return plugged || !sensor;
}

/** What an event says of the voice. */
export function afterEvent(voice: VoiceContext, event: { readonly type: string } | VoiceEvent): VoiceContext {
  if (isOf(event, 'earphones')) return { ...voice, plugged: event.plugged };
  if (isOf(event, 'speech')) return { ...voice, speech: event.state };
  return isOf(event, 'setVoice') ? changed(voice, event.change) : voice;
}

function isOf<Type extends VoiceEvent['type']>(
  event: { readonly type: string },
  type: Type,
): event is Extract<VoiceEvent, { type: Type }> {
  return event.type === type;
}

function changed(voice: VoiceContext, change: VoiceChange): VoiceContext {
  const { speed, volume } = voice;
  switch (change) {
    case 'off':
      return usual(voice);
    case 'slower':
      return { ...voice, speed: Math.max(1, speed - 1) };
    case 'faster':
      return { ...voice, speed: Math.min(voiceSteps.speed, speed + 1) };
    case 'softer':
      return { ...voice, volume: Math.max(1, volume - 1) };
    case 'louder':
      return { ...voice, volume: Math.min(voiceSteps.volume, volume + 1) };
    case 'volumeRound':
      return { ...voice, volume: (volume % voiceSteps.volume) + 1 };
    case 'blank':
      return { ...voice, blank: true };
    case 'show':
      return { ...voice, blank: false };
  }
}

/**
 * A region of the kiosk: whether its screens are read aloud. Earphones start and end it; where no sensor notices them, a button does. It
 * ends with the session, unless they are still plugged in; what was set in it ends always.
 */
export const voiceRegion = {
  initial: 'quiet',
  on: {
    speech: { actions: 'hear' },
    earphones: [
      { guard: 'pluggedIn', target: '.speaking', actions: 'hear' },
      { target: '.quiet', actions: ['hear', 'usualVoice'] },
    ],
    voiceOver: [
      { guard: 'earphonesIn', target: '.speaking', actions: 'usualVoice' },
      { target: '.quiet', actions: 'usualVoice' },
    ],
  },
  states: {
    quiet: {
      entry: ['voiceOff', 'voiceTurned'],
      on: { openVoice: { guard: 'heardAlone', target: 'speaking' } },
    },
    speaking: {
      entry: ['voiceOn', 'voiceTurned'],
      on: {
        setVoice: [{ guard: 'turnsOff', target: 'quiet', actions: 'hear' }, { actions: 'hear' }],
      },
    },
  },
} as const;

/** Whether something speaks, by the word of the devices; one that nobody has asked yet is believed to. */
export function speechOf(reports: readonly DeviceReport[]): SpeechState {
  const report = reports.find(({ device }) => device === 'speech');
  if (report === undefined) return 'none';
  return report.state === 'online' || report.state === 'notAsked' ? 'ready' : 'silent';
}
