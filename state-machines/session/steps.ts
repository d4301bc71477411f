import { stepNames, type StepName } from '../../shared/center-api.ts';
import type { Part } from '../../shared/screen.ts';
import { concernedItems, type Selection } from './selection.ts';

/**
 * The order of the steps is data: Tomakomai and Minato set the card before anything is chosen, Tsukuba asks for the
 * municipality before the PIN and gives the card back before the choice (domain facts of the five guides).
 */
export const stepOrders = {
  'municipality-first': stepNames,
  'card-first': [
    'card',
    'notes',
    'municipality',
    'pin',
    'certificate',
    'persons',
    'items',
    'copies',
    'cardBack',
    'preview',
    'confirm',
  ],
} as const satisfies Record<string, readonly StepName[]>;
export type StepOrder = keyof typeof stepOrders;

/** What must come before what, whatever the profile says. Returns the first rule that an order breaks, or null. */
export function brokenStepRule(steps: readonly StepName[]): string | null {
  const rules: readonly (readonly [StepName, StepName])[] = [
    ['notes', 'pin'],
    ['municipality', 'pin'],
    ['card', 'pin'],
    ['pin', 'cardBack'],
    ['pin', 'certificate'],
    ['certificate', 'persons'],
    ['persons', 'items'],
    ['items', 'copies'],
    ['copies', 'preview'],
    ['preview', 'confirm'],
    // Money is asked for only when the card is back in the resident's hand.
    ['cardBack', 'confirm'],
  ];
  const broken = rules.find(
    ([first, then]) => steps.indexOf(first) < 0 || steps.indexOf(first) > steps.indexOf(then),
  );
  return broken ? `"${broken[0]}" must come before "${broken[1]}"` : null;
}

const partOf: Record<StepName, Part> = {
  notes: 'place',
  municipality: 'place',
  card: 'card',
  pin: 'card',
  cardBack: 'card',
  certificate: 'certificate',
  persons: 'certificate',
  items: 'certificate',
  copies: 'certificate',
  preview: 'check',
  confirm: 'check',
};

/** The parts of the way in the profile's order, each once: the progress that every screen shows. */
export function partsOf(steps: readonly StepName[]): Part[] {
  return [...new Set(steps.map((step) => partOf[step]))].concat(['pay', 'receive']);
}

/** Which part a step belongs to, as an index into `partsOf`; the first occurrence counts, so progress never goes back. */
export function partIndex(steps: readonly StepName[], at: number): number {
  const parts = partsOf(steps);
  const reached = steps.slice(0, at + 1).map((step) => parts.indexOf(partOf[step]));
  return Math.max(0, ...reached);
}

/** A question with one possible answer is not asked. */
export function isAsked(step: StepName, selection: Selection | null): boolean {
  if (step === 'persons') return selection !== null && selection.certificate.persons.length > 1;
  if (step === 'items') return selection !== null && concernedItems(selection).length > 0;
  return true;
}

/**
 * The step to which "back" leads, or null where it is not safe: never back across the card and the PIN, so that nobody
 * types a PIN twice by mistake.
 */
export function stepBefore(
  steps: readonly StepName[],
  at: number,
  selection: Selection | null,
): number | null {
  for (let index = at - 1; index >= 0; index--) {
    const step = steps[index];
    if (step === undefined || step === 'card' || step === 'pin' || step === 'cardBack') return null;
    if (isAsked(step, selection)) return index;
  }
  return null;
}

/** From the step after the card was set until the PIN was checked, a card that goes ends the session. */
export function cardNeeded(steps: readonly StepName[], at: number): boolean {
  return at > steps.indexOf('card') && at <= steps.indexOf('pin');
}
