import { stepNames, type StepName, type StepOrder } from '../../shared/center-api.ts';
import type { CardBack } from '../../shared/card-at-reader.ts';
import type { Part } from '../../shared/screen.ts';
import type { OtherService, ServiceHolder } from '../../shared/service-api.ts';
import type { Planned } from './planned.ts';
import type { Selection } from './selection.ts';

/**
 * The order of the steps is data, from the guides: Tomakomai and Minato set the card before anything is chosen; Tsukuba sets
 * it before the municipality's button, asks for the PIN and gives the card back before the certificate is chosen.
 */
export const stepOrders = {
  'municipality-first': stepNames,
  'card-first': [
    'card',
    'notes',
    'whose',
    'municipality',
    'offers',
    'pin',
    'certificate',
    'variant',
    'year',
    'summary',
    'cardBack',
    'preview',
    'confirm',
  ],
  'card-before-municipality': [
    'notes',
    'card',
    'whose',
    'municipality',
    'offers',
    'pin',
    'cardBack',
    'certificate',
    'variant',
    'year',
    'summary',
    'preview',
    'confirm',
  ],
} as const satisfies Record<StepOrder, readonly StepName[]>;

/** Also the steps of the services other than certificates, which share municipality, card and PIN. */
export type Step =
  | StepName
  | 'serviceNotes'
  | 'enrolments'
  | 'town'
  | 'number'
  | 'head'
  | 'telephone'
  | 'formCheck'
  | 'password'
  | 'newSecret';

/**
 * The other services. In the enrolment the signature password comes last: it signs what the resident has just checked, and
 * is held only for seconds.
 */
export const serviceSteps: Record<OtherService, readonly Step[]> = {
  enrolment: [
    'serviceNotes',
    'municipality',
    'card',
    'pin',
    'enrolments',
    'town',
    'number',
    'head',
    'telephone',
    'formCheck',
    'password',
  ],
  signaturePassword: ['serviceNotes', 'card', 'pin', 'newSecret'],
  pin: ['serviceNotes', 'card', 'password', 'newSecret'],
};

/** What must come before what, whatever the profile says. @returns the first rule that an order breaks, or null */
export function brokenStepRule(steps: readonly StepName[]): string | null {
  const rules: readonly (readonly [StepName, StepName])[] = [
    ['notes', 'pin'],
    ['whose', 'municipality'],
    ['municipality', 'pin'],
    ['card', 'pin'],
    ['pin', 'cardBack'],
    ['pin', 'certificate'],
    ['municipality', 'offers'],
    ['offers', 'pin'],
    ['certificate', 'variant'],
    ['variant', 'year'],
    ['year', 'summary'],
    ['summary', 'preview'],
    ['preview', 'confirm'],
    // Money is asked for only once the card is back in the resident's hands.
    ['cardBack', 'confirm'],
  ];
  const broken = rules.find(
    ([first, then]) => steps.indexOf(first) < 0 || steps.indexOf(first) > steps.indexOf(then),
  );
  return broken ? `"${broken[0]}" must come before "${broken[1]}"` : null;
}

const partOf: Record<Step, Part> = {
  notes: 'place',
  serviceNotes: 'about',
  whose: 'place',
  municipality: 'place',
  offers: 'place',
  card: 'card',
  pin: 'card',
  cardBack: 'card',
  certificate: 'certificate',
  variant: 'certificate',
  year: 'certificate',
  summary: 'certificate',
  preview: 'check',
  confirm: 'check',
  enrolments: 'form',
  town: 'form',
  number: 'form',
  head: 'form',
  telephone: 'form',
  formCheck: 'check',
  password: 'secret',
  newSecret: 'secret',
};

/** The stages of a session in the profile's order, each once: the progress that every screen shows. */
export function partsOf(steps: readonly Step[]): Part[] {
  const rest: readonly Part[] = steps.includes('confirm') ? ['pay', 'receive'] : ['done'];
  return [...new Set(steps.map((step) => partOf[step]))].concat(rest);
}

/** Which part a step belongs to, as an index into `partsOf`; the first occurrence counts, so progress never goes back. */
export function partIndex(steps: readonly Step[], at: number): number {
  const parts = partsOf(steps);
  const reached = steps.slice(0, at + 1).map((step) => parts.indexOf(partOf[step]));
  return Math.max(0, ...reached);
}

/** What the answers so far tell about the questions to come. */
export interface Answers {
  readonly selection: Selection | null;
  readonly holder: ServiceHolder | null;
  readonly planned: Planned | null;
}

/** A question with only one possible answer is not asked. */
export function isAsked(step: Step, { selection, holder, planned }: Answers): boolean {
  switch (step) {
    case 'variant':
      return selection !== null && selection.certificate.variants.length > 1;
    case 'year':
      return selection !== null && selection.certificate.years.length > 1;
    case 'whose':
      return planned === null || planned.whose === null;
    case 'enrolments':
      return holder?.service !== 'enrolment' || holder.enrolments.length > 0;
    default:
      return true;
  }
}

/** There is no going back across these, so that nobody types a secret twice by mistake. */
const oneWay: readonly Step[] = ['card', 'pin', 'cardBack', 'password'];

/** The step to which "back" leads, or null when going back is not safe. */
export function stepBefore(steps: readonly Step[], at: number, answers: Answers): number | null {
  for (let index = at - 1; index >= 0; index--) {
    const step = steps[index];
    if (step === undefined || oneWay.includes(step)) return null;
    // The sheets are built between two questions.
    if (step !== 'preview' && isAsked(step, answers)) return index;
  }
  return null;
}

/** When the card comes back: straight after the PIN, later but before the payment, or only when all is done. */
export function cardComesBack(steps: readonly Step[]): CardBack {
  const back = steps.indexOf('cardBack');
  if (back < 0) return 'atEnd';
  return back === steps.indexOf('pin') + 1 ? 'afterPin' : 'beforePayment';
}

/** Steps in which the machine talks to the card. */
const atTheCard: readonly Step[] = ['pin', 'password', 'newSecret'];

/** From the step after the card was set until it is no longer needed, removing the card ends the session. */
export function cardNeeded(steps: readonly Step[], at: number): boolean {
  const last = Math.max(...atTheCard.map((step) => steps.indexOf(step)));
  return at > steps.indexOf('card') && at <= last;
}
