import { within } from '../../../shared/deadline.ts';
import { err } from '../../../shared/result.ts';
import { languages, type Language } from '../../../shared/languages.ts';
import type { Timers } from '../../../shared/timers.ts';
import type { Utterance, Voice } from '../../../shared/voice.ts';
import { sentencesOf } from './sentences.ts';
import type { SpeechDevice, SpeechFault, SpokenText } from './speech-engine.ts';

/** How everything is said now. */
export type Manner = Pick<Voice, 'speed' | 'volume'>;

/** Says what screens say, one after the other. Nobody waits for it: whatever becomes of it, the session goes on. */
export interface SpeechPort {
  /** Whether anything speaks here. */
  readonly speaks: boolean;
  /** Languages without a voice: what is said in them is not said. */
  readonly voiceless: readonly Language[];
  say(utterance: Utterance, manner: Manner): void;
  /** Is silent at once, and forgets what it was still to say. */
  hush(): void;
  /** Whether it works, by what was said last; before that, and after a fault, it says something that nobody hears. */
  status(): Promise<'ok' | SpeechFault>;
}

/** A text that takes longer than this is not being said any more, ms: so much, and so much for each character of the slowest voice. */
export const speechTimes = { begins: 10_000, character: 300 } as const;

export function createSpeech({ engine }: SpeechDevice, timers: Timers): SpeechPort {
  let queue: SpokenText[] = [];
  let turn = 0;
  let running = false;
  let stop = new AbortController();
  let last: 'ok' | SpeechFault | null = null;

  const attempt = async (spoken: SpokenText, signal: AbortSignal): Promise<void> => {
    if (!engine) return;
    const hung = new AbortController();
    // What an engine throws may have the text in it: it goes nowhere.
    const said = engine
      .speak(spoken, AbortSignal.any([signal, hung.signal]))
      .catch(() => err('failed' as const));
    const deadline = speechTimes.begins + spoken.text.length * speechTimes.character;
    const answer = await within(timers, deadline, Promise.race([said, aborted(signal)]));
    if (answer.late) hung.abort();
    // What was cut off says nothing about whether it works.
    if (signal.aborted) return;
    last = answer.late ? 'offline' : answer.value === null || answer.value.ok ? 'ok' : answer.value.error;
  };
  const sayAll = async (own: number, signal: AbortSignal): Promise<void> => {
    for (;;) {
      const next = own === turn ? queue.shift() : undefined;
      if (next === undefined) break;
      await attempt(next, signal);
      // Nobody hears the rest out of a voice that does not work.
      if (own === turn && last !== 'ok') queue = [];
    }
    if (own === turn) running = false;
  };
  const hush = (): void => {
    turn += 1;
    queue = [];
    running = false;
    stop.abort();
    stop = new AbortController();
  };

  return {
    speaks: engine !== null,
    voiceless: languages.filter((language) => (engine?.voiceOf(language) ?? null) === null),
    say({ how, parts }, { speed, volume }) {
      if (!engine) return;
      if (how === 'now') hush();
      for (const { language, text } of parts) {
        const voice = engine.voiceOf(language);
        if (voice === null) continue;
        for (const sentence of sentencesOf(text)) queue.push({ text: sentence, voice, speed, volume });
      }
      if (running || queue.length === 0) return;
      running = true;
      sayAll(turn, stop.signal).catch(() => {
        last = 'failed';
        running = false;
      });
    },
    hush,
    async status() {
      if (last === 'ok' || running || !engine) return last ?? 'ok';
      const voice = languages.map((language) => engine.voiceOf(language)).find((one) => one !== null);
      if (voice === undefined) return 'offline';
      await attempt({ text: '.', voice, speed: 1, volume: 0 }, new AbortController().signal);
      return last ?? 'offline';
    },
  };
}

/** Resolves when the signal aborts: nobody waits for an engine that takes its time to stop. */
function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    const stopped = (): void => resolve(null);
    if (signal.aborted) stopped();
    else signal.addEventListener('abort', stopped, { once: true });
  });
}
