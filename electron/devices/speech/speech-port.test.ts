import { expect, test } from 'vitest';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Utterance } from '../../../shared/voice.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import type { SpeechFault, SpokenText } from './speech-engine.ts';
import { createSpeech, speechTimes } from './speech-port.ts';
import { sentencesOf } from './sentences.ts';

const manner = { speed: 3, volume: 3 };
const utterance = (how: Utterance['how'], ...texts: readonly string[]): Utterance => ({
  how,
  parts: texts.map((text) => ({ language: 'en', text })),
});
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
};

interface Begun {
  readonly spoken: SpokenText;
  readonly signal: AbortSignal;
  readonly end: (result: Result<undefined, SpeechFault>) => void;
}

/** A port over an engine whose every text a test ends. */
function opened() {
  const begun: Begun[] = [];
  const timers = createManualTimers();
  const port = createSpeech(
    {
      engine: {
        voiceOf: (language) => (language === 'tl' ? null : language),
        speak: (spoken, signal) => new Promise((end) => begun.push({ spoken, signal, end })),
      },
    },
    timers,
  );
  const texts = () => begun.map(({ spoken }) => spoken.text);
  const end = async (result: Result<undefined, SpeechFault> = ok()): Promise<void> => {
    begun.at(-1)?.end(result);
    await settle();
  };
  return { port, begun, timers, texts, end };
}

test('says one text after the other, in the manner of the moment', async () => {
  const { port, begun, texts, end } = opened();
  port.say(utterance('now', 'One.'), manner);
  port.say(utterance('next', 'Two.'), { speed: 6, volume: 1 });
  await settle();
  expect(texts()).toEqual(['One.']);
  await end();
  expect(texts()).toEqual(['One.', 'Two.']);
  expect(begun[1]?.spoken).toMatchObject({ voice: 'en', speed: 6, volume: 1 });
});

test('what is said now ends what is being said and what still waits', async () => {
  const { port, begun, texts, end } = opened();
  port.say(utterance('now', 'One.', 'Two.'), manner);
  await settle();
  port.say(utterance('now', 'Three.'), manner);
  await settle();
  expect(begun[0]?.signal.aborted).toBe(true);
  await end();
  // The end of one that was cut off begins nothing.
  begun[0]?.end(err('failed'));
  await settle();
  expect(texts()).toEqual(['One.', 'Three.']);
  expect(await port.status()).toBe('ok');
});

test('is silent at once', async () => {
  const { port, begun, texts } = opened();
  port.say(utterance('now', 'One.', 'Two.'), manner);
  await settle();
  port.hush();
  await settle();
  expect(begun[0]?.signal.aborted).toBe(true);
  expect(texts()).toEqual(['One.']);
});

test('an engine that hangs is ended at its deadline and told as missing; it is asked again, so that nobody hears it', async () => {
  const { port, begun, timers, texts } = opened();
  port.say(utterance('now', 'One.', 'Two.'), manner);
  await settle();
  timers.advance(speechTimes.begins + 'One.'.length * speechTimes.character);
  await settle();
  expect(begun[0]?.signal.aborted).toBe(true);
  expect(texts()).toEqual(['One.']);
  const status = port.status();
  await settle();
  expect(begun[1]?.spoken).toMatchObject({ volume: 0 });
  begun[1]?.end(err('offline'));
  expect(await status).toBe('offline');
  const again = port.status();
  await settle();
  begun[2]?.end(ok());
  expect(await again).toBe('ok');
  // One that works is not tried for its own sake.
  expect(await port.status()).toBe('ok');
  expect(begun).toHaveLength(3);
});

test('a text in a language without a voice is left out', async () => {
  const { port, texts } = opened();
  expect(port.voiceless).toEqual(['tl']);
  port.say(
    {
      how: 'now',
      parts: [
        { language: 'tl', text: 'Boses.' },
        { language: 'es', text: 'Voz.' },
      ],
    },
    manner,
  );
  await settle();
  expect(texts()).toEqual(['Voz.']);
});

test('an engine that throws is one that failed', async () => {
  const port = createSpeech(
    { engine: { voiceOf: () => 'en', speak: () => Promise.reject(new Error('with words in it')) } },
    createManualTimers(),
  );
  port.say(utterance('now', 'One.'), manner);
  await settle();
  expect(await port.status().catch(() => 'threw')).toBe('failed');
});

test('without an engine nothing happens', async () => {
  const port = createSpeech({ engine: null }, createManualTimers());
  port.say(utterance('now', 'One.'), manner);
  expect([port.speaks, await port.status()]).toEqual([false, 'ok']);
});

test('a long text is said sentence by sentence, and numbers stay whole', () => {
  const sentence = `${'a'.repeat(200)}.`;
  expect(sentencesOf(`${sentence} ${sentence} It costs 1.50 yen. Yes!`)).toEqual([
    sentence,
    `${sentence} It costs 1.50 yen. Yes!`,
  ]);
  expect(sentencesOf(`${'あ'.repeat(200)}。${'い'.repeat(100)}。`)).toHaveLength(2);
});
