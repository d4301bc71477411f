import { facts } from '../../languages/compiled/facts.ts';
import { isAttendantKind } from '../../shared/attendant-kind.ts';
import { usualDisplay } from '../../shared/display.ts';
import { cardBodies, moneyMessages } from './card-bodies.ts';
import { openLines, sampleLines, unsureLines } from './lines-to-call.ts';
import { faultReference } from '../../shared/fault-reference.ts';
import { placeBodies } from './place-bodies.ts';
import { preparedBodies } from './prepared-bodies.ts';
import { serviceBodies } from './service-bodies.ts';
import { firstStartBodies } from './first-start-bodies.ts';
import { endBodies } from './end-bodies.ts';
import { operatorBodies } from './operator-bodies.ts';
import { staffBodies } from './staff-bodies.ts';
import { updateBodies } from './update-bodies.ts';
import { payBodies } from './pay-bodies.ts';
import { purposeBodies } from './purpose-bodies.ts';
import { languages, type Language } from '../../shared/languages.ts';
import type { ShownLine } from '../../shared/telephone-lines.ts';
import { hasNextStep } from '../../shared/next-step.ts';
import { causes } from '../../shared/causes.ts';
import { printerTroubleSchema } from '../../shared/printing-screens.ts';
import type { Part, Screen } from '../../shared/screen.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { message, persons, pin } from './body-parts.ts';
import { all, bodies, card, choosing, nothingToStop, onlyLanguage, paying, receiving } from './bodies.ts';
import type { Sample } from './bodies.ts';
import { someMorning } from './places.ts';
import { heardHere, voices } from './voice-samples.ts';

export interface SampleScreen {
  readonly name: string;
  readonly screen: Screen;
}

const parts: Part[] = ['place', 'card', 'certificate', 'check', 'pay', 'receive'];
/** Parts of the enrolment, the longest of the other services. */
const serviceParts: Part[] = ['about', 'place', 'card', 'form', 'check', 'secret', 'done'];

const workings: readonly Sample[] = (
  [
    'offers',
    'readingCard',
    'checkingPin',
    'building',
    'signing',
    'sending',
    'changingSecret',
    'openingPayment',
    'returningMoney',
    'endingPayment',
    'asking',
    'capturing',
    'refunding',
    'counting',
    'testing',
    'closing',
  ] as const
).map((what) => ({
  name: `working-${what}`,
  body: { kind: 'working', what },
  part: 'card',
  controls: onlyLanguage,
}));

const troubles: readonly Sample[] = printerTroubleSchema.options.map((trouble, index) => ({
  name: `printer-trouble-${trouble}`,
  body: { kind: 'printerTrouble', trouble, printed: index, of: 9, waitsUntil: someMorning + 300_000 },
  ...receiving,
}));

const [, lossesOnly] = sampleLines;
const [, cardQuestions] = openLines;
if (!lossesOnly || !cardQuestions) throw new Error('two numbers a message');

function linesOfSample(index: number): readonly ShownLine[] {
  return [sampleLines, openLines, unsureLines][index % 3] ?? sampleLines;
}

const messages: readonly Sample[] = causes.map((cause, index) => ({
  name: `message-${cause}`,
  body: message(cause, hasNextStep(cause) ? { slip: 'offered', lines: [...linesOfSample(index)] } : {}),
  controls: nothingToStop,
}));

const outs: readonly Sample[] = causes.map((cause) => ({
  name: `out-of-service-${cause}`,
  body: {
    kind: 'outOfService',
    cause,
    since: someMorning,
    interrupted: [],
    reference: faultReference(654_321),
  },
  controls: onlyLanguage,
}));

/** Screens with nothing over them. */
const uncovered: readonly Sample[] = [
  ...bodies,
  ...endBodies,
  ...cardBodies,
  ...moneyMessages,
  ...placeBodies,
  ...preparedBodies,
  ...purposeBodies,
  ...serviceBodies,
  ...payBodies,
  ...staffBodies,
  ...operatorBodies,
  ...updateBodies,
  ...firstStartBodies,
  ...workings,
  ...troubles,
  ...messages,
  ...outs,
];

/** The first sample of every kind of body, with help over it. */
const helps: readonly Sample[] = uncovered
  .filter(({ body }, index, every) => every.findIndex((other) => other.body.kind === body.kind) === index)
  .map((sample, index) => {
    const helpLine = index % 2 === 0 ? lossesOnly : cardQuestions;
    return { ...sample, name: `help-${sample.body.kind}`, overlay: { kind: 'help', helpLine } };
  });

/** What becomes of a call for staff, over the fullest screens. */
const calls: readonly Sample[] = (['sending', 'called', 'heard', 'failed'] as const).flatMap((staffCall) => [
  { name: `staff-call-${staffCall}`, body: persons(5, 2), ...choosing, staffCall },
  {
    name: `staff-call-help-${staffCall}`,
    body: pin(2, 3, false),
    ...card,
    staffCall,
    overlay: { kind: 'help', helpLine: lossesOnly },
  },
]);

const overlays: readonly Sample[] = [
  ...endBodies.map((sample): Sample => ({
    ...sample,
    name: `time-warning-${sample.name}`,
    overlay: { kind: 'timeWarning', secondsLeft: 30 },
  })),
  { name: 'nobody-here', body: persons(5, 2), ...choosing, overlay: { kind: 'nobodyHere' } },
  { name: 'languages', body: pin(0, 3, false), ...card, overlay: { kind: 'languages' } },
  { name: 'display', body: pin(0, 3, false), ...card, overlay: { kind: 'display' } },
  ...voices,
  {
    name: 'time-warning',
    body: pin(2, 3, false),
    ...card,
    overlay: { kind: 'timeWarning', secondsLeft: 15 },
  },
  {
    name: 'time-warning-money',
    body: {
      kind: 'payment',
      due: yen(300),
      inserted: yen(100),
      remaining: yen(200),
      accepted: [10, 50, 100],
      exactMoneyOnly: false,
    },
    ...paying,
    overlay: { kind: 'timeWarning', secondsLeft: 9 },
  },
  {
    name: 'confirm-stop',
    body: persons(5, 2),
    ...choosing,
    overlay: { kind: 'confirmStop', inserted: noYen },
  },
  {
    name: 'confirm-stop-money',
    body: {
      kind: 'payment',
      due: yen(300),
      inserted: yen(10_000),
      remaining: noYen,
      accepted: [10],
      exactMoneyOnly: false,
    },
    ...paying,
    overlay: { kind: 'confirmStop', inserted: yen(10_000) },
  },
];

function progressAt({ part, otherService }: Sample): Screen['progress'] {
  if (part === undefined) return null;
  const way = otherService ? serviceParts : parts;
  return { parts: way, at: way.indexOf(part) };
}

function screenOf(sample: Sample, language: Language, id: number): Screen {
  return {
    id,
    language,
    display: usualDisplay,
    voice: { ...heardHere, ...sample.voice },
    medium: sample.medium ?? 'card',
    progress: progressAt(sample),
    cost: sample.cost === undefined ? null : yen(sample.cost),
    controls: sample.controls ?? all,
    attendant: sample.attendant ?? 'may',
    ...(isAttendantKind(sample.body.kind) ? {} : { staffCall: sample.staffCall ?? 'quiet' }),
    overlay: sample.overlay ?? null,
    body: sample.body,
  };
}

const samples: readonly Sample[] = [...uncovered, ...calls, ...overlays, ...helps];

/** One screen of every kind, cause, overlay and extreme, in every language that has its words. All persons and sums are made up. */
export const sampleScreens: readonly SampleScreen[] = languages.flatMap((language) => samplesIn(language));

/** The same in one language. */
function samplesIn(language: Language): readonly SampleScreen[] {
  return samples.flatMap((sample, index) => sampleIn(language, sample, index));
}

/** Nothing where the language has no words for it. */
function sampleIn(language: Language, sample: Sample, index: number): readonly SampleScreen[] {
  if (isAttendantKind(sample.body.kind) && !facts[language].attendants) return [];
  return [{ name: `${sample.name}-${language}`, screen: screenOf(sample, language, index + 1) }];
}

const [first, ...others] = languages;

/**
 * A part of them that takes no longer however many languages there are: each screen in Japanese, and in one other language, another one by
 * turns.
 * @param turn from 0: with each next one the other languages move on by one screen
 */
export function someSamples(turn: number): readonly SampleScreen[] {
  return [
    ...samplesIn(first),
    ...samples.flatMap((sample, index) =>
      sampleIn(others[(index + turn) % others.length] ?? first, sample, index),
    ),
  ];
}

/** @throws for a name that no sample has */
export function sampleScreen(name: string): Screen {
  const found = sampleScreens.find((each) => each.name === name);
  if (!found) throw new Error(`no sample screen ${name}`);
  return found.screen;
}
