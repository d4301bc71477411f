import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { facts } from '../../../../languages/compiled/facts.ts';
import { catalogues } from '../../../../languages/compiled/catalogues.ts';
import { withoutReadings } from '../../../../languages/ruby.ts';
import { systemClock } from '../../../../shared/dates.ts';
import { languages } from '../../../../shared/languages.ts';
import { systemTimers } from '../../../../shared/timers.ts';
import type { SpeechEngine } from '../speech-engine.ts';
import { speechCommand } from './driver.ts';

/* The program itself is the judge: espeak-ng writes what it would play. */

const never = new AbortController().signal;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komado-speech-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function opened(settings: object): Promise<SpeechEngine> {
  const open = speechCommand.settings.parse(settings);
  const device = await open({
    ...{ timers: systemTimers, clock: systemClock, beside: (path: string) => path },
    onFault: () => undefined,
  });
  if (!device.ok || !device.value.engine) throw new Error('no engine');
  return device.value.engine;
}

/** Seconds and loudness of a WAV file as espeak-ng streams it: 16 bits, one channel. */
function measured(wave: Buffer): { readonly seconds: number; readonly peak: number } {
  expect(wave.subarray(0, 4).toString('latin1')).toBe('RIFF');
  const perSecond = wave.readUInt32LE(24);
  let peak = 0;
  for (let at = 44; at + 1 < wave.length; at += 2) peak = Math.max(peak, Math.abs(wave.readInt16LE(at)));
  return { seconds: (wave.length - 44) / 2 / perSecond, peak };
}

test('espeak-ng speaks the text, slower and louder as it is asked to', async () => {
  const engine = await opened({ player: ['sh', '-c', 'cat > "$0"', join(folder, 'said.wav')] });
  const say = async (speed: number, volume: number) => {
    const text = 'よんけたの あんしょうばんごうを おしてください。';
    const said = await engine.speak({ text, voice: 'ja', speed, volume }, never);
    expect(said.ok).toBe(true);
    return measured(await readFile(join(folder, 'said.wav')));
  };
  const slow = await say(1, 1);
  const fast = await say(6, 5);
  const unheard = await say(3, 0);
  expect(slow.seconds).toBeGreaterThan(2 * fast.seconds);
  expect(fast.peak).toBeGreaterThan(2 * slow.peak);
  expect(unheard.peak).toBe(0);
});

test('the text is in no argument', async () => {
  const engine = await opened({
    command: [
      'sh',
      '-c',
      'tr "\\0" "\\n" < /proc/$$/cmdline > "$0"; cat > /dev/null',
      join(folder, 'seen'),
      '{voice}',
    ],
    player: null,
  });
  const said = await engine.speak({ text: 'みほん たろう', voice: 'ja', speed: 3, volume: 3 }, never);
  expect(said.ok).toBe(true);
  const seen = await readFile(join(folder, 'seen'), 'utf8');
  expect(seen.split('\n').slice(-2)).toEqual(['ja', '']);
  expect(seen).not.toContain('みほん');
});

test('a player without a sound card and a missing program are faults, not errors', async () => {
  const speak = async (settings: object) =>
    (await opened(settings)).speak({ text: 'x', voice: 'ja', speed: 3, volume: 3 }, never);
  expect(await speak({ player: ['false'] })).toEqual({ ok: false, error: 'failed' });
  expect(await speak({ command: ['no-such-program'], player: null })).toEqual({
    ok: false,
    error: 'offline',
  });
});

test('a site’s own voices come before those of espeak-ng', async () => {
  const engine = await opened({ voices: { tl: 'fil', en: null } });
  expect(languages.map((language) => [language, engine.voiceOf(language)])).toEqual(
    languages.map((language) => [
      language,
      { tl: 'fil', en: null }[language as string] ?? (language === 'en' ? null : facts[language].voice),
    ]),
  );
});

const phonemesOf = (voice: string, text: string): string =>
  execFileSync('espeak-ng', ['-v', voice, '-q', '--ipa', '--stdin'], { input: text, encoding: 'utf8' });

/** A word that everybody knows, and what of it has to be heard. */
const wellKnown = {
  ja: ['こんばんわ', /^ko̞[ũnmɴ]bä[ũnmɴ][wɰ]ä$/],
  'ja-easy': ['ありがとう', /äɽiɡäto/],
  en: ['please', /pliːz/],
  'zh-Hans': ['谢谢', /ɕ/],
  'zh-Hant': ['謝謝', /ɕ/],
  ko: ['감사', /^[kɡ][ɐa]ms[ɐa]$/],
  es: ['gracias', /ɡɾ[aˈ]*sjas/],
  pt: ['obrigado', /^ob[rɾ]iɡad[uʊ]$/],
  vi: ['cảm ơn', /k.*m/],
  ne: ['नमस्ते', /nəm.*steː/],
  id: ['terima kasih', /tərima|tˈərima|tərˈima/],
} as const;

test.each(Object.entries(wellKnown))(
  'a voice of %s says a word of it as its speakers do',
  (language, [word, heard]) => {
    const { voice } = facts[language as keyof typeof wellKnown];
    expect(phonemesOf(voice ?? '', word).replaceAll(/[ˈˌ\s\d]/g, '')).toMatch(heard);
  },
);

test('every language that names a voice is read by it and by no other', () => {
  for (const language of languages) {
    const { voice } = facts[language];
    // Thai and Filipino: espeak-ng has none that can be understood, or none at all.
    expect([language, voice === null]).toEqual([language, language === 'th' || language === 'tl']);
    if (voice === null || language.startsWith('ja')) continue;
    const { pin, takeCard } = catalogues[language].residents;
    const phonemes = phonemesOf(
      voice,
      [pin.question, takeCard.card.question].map(withoutReadings).join('\n'),
    );
    // It says in brackets whose voice stands in: only abbreviations like PIN are English.
    const others = [...phonemes.matchAll(/\(([a-z-]+)\)/g)].map(([, other]) => other);
    expect(new Set(others)).not.toContain('ja');
    expect(phonemes.trim()).not.toBe('');
  }
});

test('espeak-ng’s Thai leaves out what is said in the most common word of all: no voice is better', () => {
  // It is said sawatdi.
  expect(phonemesOf('th', 'สวัสดี')).not.toMatch(/sawa?t?d/);
});
