import { isKioskKey, swallowOtherKeys } from '../shared/kiosk-keys.ts';

/**
 * A kiosk is not a page: no context menu on a long press, no dragging, no zoom by fingers or wheel, and no key that is a
 * command of the browser. Begins before any screen listens, so that nothing of ours hears such a key, either.
 *
 * @param pad codes of the keys of the site's pad
 */
export function forbidPageHabits(page: Document, pad: readonly string[]): void {
  const forbid = (event: Event): void => {
    event.preventDefault();
  };
  for (const type of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart']) {
    page.addEventListener(type, forbid);
  }
  page.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  // The wheel opens what it is pressed on in another window; the two buttons beside it go through the history.
  for (const type of ['mousedown', 'mouseup', 'auxclick'] as const) {
    page.addEventListener(type, (event) => {
      if (event.button !== 0) event.preventDefault();
    });
  }
  swallowOtherKeys(isKioskKey, pad);
}
