import { questionOf } from '../keys/live-area.ts';
import { heardLines, type HeardLine } from './heard-lines.ts';

/** Where the screen asks: what lies over it, or its middle. Null while there is no screen. */
export function askingPart(page: Document): Element | null {
  return page.querySelector('[role=dialog], [role=alertdialog]') ?? page.querySelector('main');
}

/** What the screen asks. */
export function askedIn(part: Element): readonly HeardLine[] {
  const heading = questionOf(part);
  return heading ? heardLines([heading]) : [];
}

/** All that there is to read before one chooses: no button, and not the question again. */
export function contentOf(part: Element): readonly HeardLine[] {
  const heading = questionOf(part);
  return heardLines([part], (element) => element === heading || element.tagName === 'BUTTON');
}

/** What can be chosen now, in the order of the page; keys of a secret are no choices. */
export function choicesOf(part: Element): readonly HTMLButtonElement[] {
  return [...part.querySelectorAll('button')].filter((button) => !button.disabled && !isUnspoken(button));
}

/** What cannot be chosen now, although it is among the answers: it says why. */
export function shutChoices(part: Element): readonly HTMLButtonElement[] {
  return [...part.querySelectorAll<HTMLButtonElement>('li button:disabled')].filter(
    (button) => button.querySelector('.answer-name') !== null,
  );
}

/** A key whose label is part of a secret. */
export function isUnspoken(button: Element): boolean {
  return button.hasAttribute('data-unspoken');
}

/** What a button does; with the name of what it belongs to, where several buttons have the same name. */
export function nameOf(button: Element): readonly HeardLine[] {
  const group = button.parentElement?.closest('[role=group][aria-labelledby]');
  const label = group && button.ownerDocument.getElementById(group.getAttribute('aria-labelledby') ?? '');
  return heardLines([...(label ? [label] : []), button]);
}

/** The same without what explains it: when it has been pressed, it has been heard already. */
export function shortNameOf(button: Element): readonly HeardLine[] {
  const name = button.querySelector('.answer-name, .person-name');
  return name ? heardLines([name]) : nameOf(button);
}

/** Where the resident is among the steps, as the top bar says it for who does not see it. */
export function progressOf(page: Document): readonly HeardLine[] {
  const count = page.querySelector('.frame > header .progress-count');
  return count ? heardLines([count]) : [];
}

/** Parts of a screen that change by themselves, and what they say now. */
export function liveParts(part: Element): ReadonlyMap<Element, readonly HeardLine[]> {
  const found = [...part.querySelectorAll('[aria-live], [role=status], [role=timer]')];
  return new Map(found.map((element) => [element, heardLines([element])]));
}
