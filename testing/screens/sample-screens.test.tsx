import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hidesScreen } from '../../shared/personal-screens.ts';
import type { z } from 'zod';
import { languages } from '../../shared/languages.ts';
import { causes } from '../../shared/causes.ts';
import { bodySchema, overlaySchema, screenSchema } from '../../shared/screen.ts';
import { NeutralPage } from '../../renderer/frame/neutral-page.tsx';
import { spokenOf } from './spoken-of.ts';
import type { Spoken } from '../../renderer/languages/languages.tsx';
import type { Catalogue } from '../../languages/catalogue.ts';
import { catalogues } from '../../languages/compiled/catalogues.ts';
import { facts } from '../../languages/compiled/facts.ts';
import { leavesOf, noting } from './leaves.ts';
import { isAttendantKind } from '../../shared/attendant-kind.ts';
import { isLongRun } from '../repetitions.ts';
import { drawnOnce, markupOf } from './markup-of.tsx';
import { wordsOfSchema } from './schema-words.ts';
import { opened } from './pay-bodies.ts';
import { sampleNames } from './people.ts';
import { withoutReadings } from '../../languages/ruby.ts';
import { withoutRuby } from './without-ruby.ts';
import { sampleScreens, someSamples } from './sample-screens.ts';
import type { SampleScreen } from './sample-screens.ts';

// What is left of a payment's time is said as it was when the samples began, however long the tests take.
beforeAll(() => vi.useFakeTimers({ now: opened, toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

/** Those that are drawn: all in the long run. */
const drawn = isLongRun ? sampleScreens : someSamples(0);

/** Seven tests look at the same screens. */
const once = drawnOnce();
const markup = ({ screen }: SampleScreen, spoken?: Spoken): string =>
  spoken === undefined ? once(screen) : markupOf(screen, spoken);

/** All attribute values, as the browser will have them. */
function attributesOf(html: string): string[] {
  return [...html.matchAll(/ [a-zA-Z-]+="([^"]*)"/g)].map(([, value]) => value ?? '');
}

test('the samples show every kind of screen, overlay and cause in every language', () => {
  for (const language of languages) {
    const screens = sampleScreens
      .map(({ screen }) => screen)
      .filter((screen) => screen.language === language);
    const kinds = new Set(screens.map(({ body }) => body.kind));
    const wanted = bodySchema.options
      .map((option) => option.shape.kind.value)
      .filter((kind) => facts[language].attendants || !isAttendantKind(kind));
    expect([...kinds].sort()).toEqual(wanted.sort());
    const overlays = new Set(screens.flatMap(({ overlay }) => (overlay ? [overlay.kind] : [])));
    expect([...overlays].sort()).toEqual(
      overlaySchema.options.map((option) => option.shape.kind.value).sort(),
    );
    const told = new Set(screens.flatMap(({ body }) => (body.kind === 'message' ? [body.cause] : [])));
    expect([...told].sort()).toEqual([...causes].sort());
  }
});

/** Fields that name a thing in a sentence, the same for all: of which certificate the screen speaks. */
const spokenOfAlike = ['certificate'];
/** Said on another of the screens that share their notices. */
const neverSaid = [
  'lookup.notice=moreCodes',
  'lookup.notice=noSuchTime',
  'lookupProof.notice=codeUnknown',
  'journalCode.notice=moreCodes',
  'journalCode.notice=noSuchTime',
];

test('the samples show every state, reason and notice that a screen can tell', () => {
  const told = new Set(
    sampleScreens
      .filter(({ screen }) => screen.language === 'ja')
      .flatMap(({ screen: { body } }) =>
        Object.entries(body).map(([field, word]) => `${body.kind}.${field}=${String(word)}`),
      ),
  );
  const wanted = bodySchema.options.flatMap(({ shape }) =>
    Object.entries<z.core.$ZodType>(shape)
      .filter(([field]) => !spokenOfAlike.includes(field))
      .flatMap(([field, schema]) =>
        wordsOfSchema(schema).map((word) => `${shape.kind.value}.${field}=${word}`),
      ),
  );
  expect(wanted.length).toBeGreaterThan(200);
  expect(wanted.filter((word) => !told.has(word)).sort()).toEqual(neverSaid.toSorted());
});

test('every sample is a valid screen with its own name', () => {
  expect(new Set(sampleScreens.map(({ name }) => name)).size).toBe(sampleScreens.length);
  for (const { name, screen } of drawn) {
    expect(screenSchema.safeParse(screen).success, name).toBe(true);
  }
});

test.each(drawn)('screen $name has one question, and no personal name in any attribute', (sample) => {
  const html = markup(sample);
  expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  const attributes = attributesOf(html);
  for (const name of sampleNames) {
    // Parts of names are looked for too: a given name must not hide in a class either.
    expect(attributes.filter((value) => value.includes(name))).toEqual([]);
  }
});

test('no Japanese screen has an English word', () => {
  for (const sample of drawn.filter(({ screen }) => screen.language === 'ja')) {
    const said = markup(sample)
      // What is there for who reads no Japanese, and the names of files, which are the same in both.
      .replaceAll(/<(\w+)(?![^>]*field-word)[^>]*lang="(?!ja)[^>]*>.*?<\/\1>/g, '')
      .replaceAll(/<span class="file-name">.*?<\/span>/g, '')
      .replaceAll(/<[^>]*>/g, ' ');
    // Numbers and codes are in capitals: S-01, K7Q2-M4XD.
    expect({ [sample.name]: said.match(/[A-Za-z]*[a-z]{2,}[A-Za-z-]*/g) ?? [] }).toEqual({
      [sample.name]: [],
    });
  }
});

test('no screen shows the marks of a reading: it stands above its kanji, or nowhere', () => {
  for (const sample of drawn) expect(markup(sample), sample.name).not.toMatch(/[《》｜]/);
});

test('the button that ends a staff screen does not say nearly what the one that leaves them says', () => {
  const stem = (text: string): string => text.replace(/(?:わる|わり|える)$/, '');
  const textOf = (inner: string): string => stem(withoutRuby(inner).replaceAll(/<[^>]*>/g, ''));
  for (const sample of drawn.filter(({ screen }) => screen.attendant === 'here')) {
    const buttons = [...markup(sample).matchAll(/<button[^>]*data-name="([^"]*)"[^>]*>(.*?)<\/button>/g)];
    const leaves = buttons.find(([, name]) => name === 'leave-attendant')?.[2];
    if (leaves === undefined) continue;
    const others = buttons
      .filter(([, name]) => name !== 'leave-attendant')
      .map(([, , inner]) => textOf(inner ?? ''));
    expect(others, sample.name).not.toContain(textOf(leaves));
  }
});

test('screens that ask about persons show their names', () => {
  const asking = drawn.filter(
    ({ screen }) => screen.body.kind === 'persons' && !hidesScreen(screen.overlay, screen.body.kind),
  );
  expect(asking.length).toBeGreaterThan(0);
  for (const sample of asking) expect(markup(sample)).toContain('見本　太郎');
});

test('no key of the PIN pad carries its digit in an attribute', () => {
  const pins = drawn.filter(({ screen }) => screen.body.kind === 'pin' && screen.overlay === null);
  expect(pins.length).toBeGreaterThan(0);
  for (const sample of pins) {
    const keys = [...markup(sample).matchAll(/<button[^>]*>([0-9])<\/button>/g)];
    expect(keys.map(([, digit]) => digit).join('')).toBe('1234567890');
    expect(new Set(keys.map(([key, digit]) => key.replace(`>${digit ?? ''}<`, '><'))).size).toBe(1);
  }
});

test('every text of the catalogues is said on some screen', () => {
  // All languages have the keys of English: in one of them, and in the one that comes with the page, nothing is left over.
  for (const language of ['ja', 'en'] as const) {
    const read = new Set<string>();
    const own: Catalogue = catalogues[language];
    const noted = noting({ residents: own.residents, attendants: own.attendants }, read);
    for (const sample of sampleScreens.filter(({ screen }) => spokenOf(screen).language === language))
      markup(sample, { language, residents: noted.residents, attendants: noted.attendants });
    // The enlarged preview is not a sample; larger letters and an upright panel are drawn by the gallery of screens.
    const elsewhere = [
      'residents.preview.whole',
      'residents.preview.parts.top',
      'residents.preview.parts.middle',
      'residents.certificate.back',
      'residents.preview.parts.bottom',
      'residents.looks.up',
      'residents.looks.down',
      'residents.looks.height',
      'residents.looks.places.whole',
      'residents.looks.places.low',
      'attendants.attendantFrame.usualSize',
      'attendants.firstStart.panel.upright',
      // Whoever reads Japanese needs no explanation of its years.
      ...(language === 'ja' ? ['residents.care.era'] : []),
      // What is heard, and seen nowhere; and what a black screen says.
      ...[
        'begins',
        'choices',
        'chosen',
        'noVoiceIn',
        'notChosen',
        'nothingToSpell',
        'place',
        'secretKey',
        'show',
        'yen',
      ].map((key) => `residents.voice.${key}`),
    ];
    const unsaid = leavesOf(own)
      .map(({ path }) => path)
      .filter((path) => !read.has(path));
    expect(unsaid.sort()).toEqual(elsewhere.sort());
  }
});

test('before the first screen, every language says that the kiosk is starting', () => {
  const html = withoutRuby(renderToStaticMarkup(<NeutralPage />));
  for (const { starting } of Object.values(facts)) expect(html).toContain(withoutReadings(starting.question));
  expect(html.match(/<h1[ >]/g)).toHaveLength(1);
});
