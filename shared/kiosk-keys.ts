/** A key as pages and Electron both name it (UI Events, KeyboardEvent.key), and what is held with it. */
export interface PressedKey {
  readonly key: string;
  /** Its place on a keyboard (UI Events, KeyboardEvent.code). */
  readonly code: string;
  readonly ctrl: boolean;
  /** Alt, or the AltGr of some keyboards. */
  readonly alt: boolean;
  /** Windows, Command, Super. */
  readonly meta: boolean;
  readonly shift: boolean;
}

/**
 * Whether a kiosk has a use for this key: the site's pad, what types a character, and what moves the focus, presses, erases or scrolls.
 * Whatever else a keyboard or a scanner sends is a command of the browser or of the desktop to somebody who is not meant to have one,
 * and keys that nobody has thought of are among it. Which of these a resident's screen answers to is narrower still (renderer/keys).
 * Names nothing outside itself: one host writes it into its pages as text.
 *
 * @param pad codes of the keys of the site's pad
 */
export function isKioskKey(
  { key, code, ctrl, alt, meta, shift }: PressedKey,
  pad: readonly string[],
): boolean {
  if (ctrl || alt || meta) return false;
  if (!shift && pad.includes(code)) return true;
  if (/^[^\p{Cc}]$/u.test(key) || key === 'Tab' || key === 'Shift') return true;
  const plain = ['Enter', 'Escape', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown'];
  const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
  return !shift && (plain.includes(key) || arrows.includes(key));
}

/**
 * Lets nothing but these keys through to the page in whose window it runs, nor past it to the browser. Names nothing outside
 * itself, either.
 */
export function swallowOtherKeys(
  isWanted: (pressed: PressedKey, pad: readonly string[]) => boolean,
  pad: readonly string[],
): void {
  const swallow = (event: KeyboardEvent): void => {
    const { key, code, ctrlKey: ctrl, metaKey: meta, shiftKey: shift } = event;
    const alt = event.altKey || event.getModifierState('AltGraph');
    if (isWanted({ key, code, ctrl, alt, meta, shift }, pad)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    window.addEventListener(type, swallow, { capture: true });
}
