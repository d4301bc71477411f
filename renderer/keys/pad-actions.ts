import type { PadKey } from '../../shared/pad-keys.ts';
import { buttonNamed, buttonsIn } from './live-area.ts';
import { rowsOf, stepFrom, type Direction } from './reading-order.ts';

/**
 * Buttons that have a key of the pad of their own, by their names; the first that is there is pressed. What lies over a screen is closed
 * before the screen below goes back, and where there is no way back the key asks whether to stop. Help that is open has a button to call staff:
 * pressing the key twice calls them.
 */
const pressedBy = {
  back: ['carry-on', 'back', 'attendant-back', 'stop'],
  help: ['help', 'call-staff'],
} as const;

/** Where digits are typed: the buttons that take the last one back, and that hand in what was typed. */
const erasing = ['pin-erase', 'entry-erase'];
export const handingIn = ['pin-enter', 'entry-done'];

/** Does what a key of the pad does on a screen, by its buttons: whatever a key does, a finger could have done. */
export function actOn(area: HTMLElement, key: PadKey, before: PadKey | null): void {
  switch (key) {
    case 'up':
    case 'down':
    case 'left':
    case 'right':
      move(area, key);
      return;
    case 'ok':
      pressFocused(area, before);
      return;
    case 'back':
    case 'help':
      buttonNamed(area, pressedBy[key])?.click();
      return;
    case 'erase':
      if (area.querySelector('[data-digits]')) buttonNamed(area, erasing)?.click();
      return;
    case 'volume':
    case 'volumeUp':
    case 'volumeDown':
    case 'earphonesIn':
    case 'earphonesOut':
    case 'again':
      return;
    default:
      digitButton(area, key)?.click();
  }
}

/** From the question, any arrow leads to the first answer. */
function move(area: HTMLElement, direction: Direction): void {
  const buttons = buttonsIn(area);
  const boxes = buttons.map((button) => button.getBoundingClientRect());
  const from = buttons.findIndex((button) => button === document.activeElement);
  const to = from === -1 ? firstAnswer(buttons, boxes) : stepFrom(boxes, from, direction);
  if (to !== undefined) buttons[to]?.focus({ preventScroll: true });
}

function firstAnswer(buttons: readonly HTMLButtonElement[], boxes: readonly DOMRect[]): number | undefined {
  const read = rowsOf(boxes).flat();
  return read.find((place) => buttons[place]?.closest('main, [aria-modal]') !== null) ?? read.at(-1);
}

/** Somebody who types digits goes to no button: after the last one OK hands them in. Otherwise a question has nothing to press. */
function pressFocused(area: HTMLElement, before: PadKey | null): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLButtonElement && area.contains(focused)) focused.click();
  else if (before !== null && isTyping(before) && area.querySelector('[data-digits]'))
    buttonNamed(area, handingIn)?.click();
}

const isTyping = (key: PadKey): boolean => key === 'erase' || /^\d$/.test(key);

/** The key on the screen with this digit: which one it is stands nowhere but in its label. */
function digitButton(area: HTMLElement, digit: string): HTMLButtonElement | undefined {
  return [...area.querySelectorAll<HTMLButtonElement>('[data-digits] button:enabled')].find(
    (button) => button.textContent.trim() === digit,
  );
}
