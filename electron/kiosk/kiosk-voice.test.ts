import { expect, test } from 'vitest';
import { noVoice, type Utterance } from '../../shared/voice.ts';
import type { Screen } from '../../shared/screen.ts';
import type { KioskEvent } from '../../state-machines/kiosk-context.ts';
import { sampleScreens } from '../../testing/screens/sample-screens.ts';
import { markupOf } from '../../testing/screens/markup-of.tsx';
import { createKioskVoice } from './kiosk-voice.ts';
import { soundOf } from './screen-sounds.ts';

const japanese = sampleScreens.filter(({ screen }) => screen.language === 'ja');
const [some] = japanese;
if (!some) throw new Error('no sample');
const quiet: Screen = { ...some.screen, voice: noVoice };
const spoken: Screen = { ...quiet, voice: { ...noVoice, on: true, speed: 5 } };
const utterance: Utterance = { how: 'now', parts: [{ language: 'ja', text: 'みほん' }] };

function opened(first: Screen) {
  const said: unknown[] = [];
  const events: KioskEvent[] = [];
  const played: string[] = [];
  let screen = first;
  let plug: (plugged: boolean) => void = () => undefined;
  const voice = createKioskVoice(
    {
      speech: {
        ...{ speaks: true, voiceless: [] },
        say: (what, manner) => said.push([what, manner.speed]),
        hush: () => said.push('hush'),
        status: () => Promise.resolve('ok'),
      },
      earphones: {
        sensor: true,
        watch: (listener) => {
          plug = listener;
          return () => undefined;
        },
      },
      sounds: { play: (sound) => played.push(sound) },
    },
    { now: () => screen, tell: (event) => events.push(event) },
  );
  return {
    ...{ voice, said, events, played },
    plug: (plugged: boolean) => plug(plugged),
    show: (next: Screen): void => {
      screen = next;
      voice.shown(next);
    },
  };
}

test('says what the page sends only while the machines have the voice on, in their manner', () => {
  const { voice, said, show } = opened(quiet);
  voice.say(utterance);
  show(spoken);
  voice.say(utterance);
  voice.say({ how: 'now', parts: [] });
  voice.say({ ...utterance, parts: [{ language: 'xx', text: 'x' }] });
  expect(said).toEqual([[utterance, 5]]);
});

test('is silent at once when the voice ends', () => {
  const { said, show } = opened(quiet);
  show(spoken);
  expect(said).toEqual([]);
  show(quiet);
  expect(said).toEqual(['hush']);
});

test('tells the machines that earphones come and go', () => {
  const { events, plug } = opened(quiet);
  plug(true);
  plug(false);
  expect(events).toEqual([
    { type: 'earphones', plugged: true },
    { type: 'earphones', plugged: false },
  ]);
});

test('a screen sounds when it comes, and not again when its figures change', () => {
  const { show, played, voice } = opened(quiet);
  const fault = japanese.find(({ name }) => name === 'printer-trouble-media-empty-ja');
  if (!fault) throw new Error('no sample');
  show(fault.screen);
  show({ ...fault.screen });
  voice.pressed();
  expect(played).toEqual(['fault', 'press']);
});

test('whatever comes to lie there is heard once: sheets alone, and a card among them', () => {
  const { show, played, voice } = opened(quiet);
  const handover = japanese.find(
    ({ screen: { body } }) => body.kind === 'takeEverything' && !body.cardInside,
  );
  const card = japanese.find(({ name }) => name === 'take-card-ja');
  if (!handover || !card) throw new Error('no sample');
  show(handover.screen);
  voice.lies();
  show(card.screen);
  voice.lies();
  expect(played).toEqual(['takeCard', 'takeCard']);
});

/** The pictures that say what a sound says. A press shows on the key, or in the row of circles. */
const pictures = {
  takeCard: /<svg class="drawing/,
  fault:
    /<svg class="drawing|<div class="notice notice-(?:trouble|warning)"><svg|class="(?:glyph-character|owed)/,
  press: /<button/,
};

test('nothing is told by a sound alone: each screen that sounds has a picture and words for it', () => {
  const sounding = japanese.flatMap(({ name, screen }) => {
    const sound = soundOf(null, screen);
    return sound === null || screen.overlay !== null ? [] : [{ name, sound, html: markupOf(screen) }];
  });
  expect(new Set(sounding.map(({ sound }) => sound))).toEqual(new Set(['takeCard', 'fault']));
  for (const { name, sound, html } of sounding)
    expect([name, pictures[sound].test(html)]).toEqual([name, true]);
});
