import { buttonNamed, buttonsIn, liveArea, questionOf } from './live-area.ts';
import { handingIn } from './pad-actions.ts';

/** Where the focus was last, under a question. */
interface Place {
  readonly button: HTMLButtonElement;
  readonly box: DOMRect;
  readonly typing: boolean;
}

/**
 * Keys always have a place on the screen. Where a button with the focus cannot be pressed any more, or is gone, its neighbour gets it; what
 * lay over a screen gives it back to where it was. A finger takes it away again, and so does the first screen for whoever comes next.
 */
export function keepFocus(page: Document): void {
  const places = new WeakMap<Element, Place>();
  const root = page.documentElement;
  let shown: string | null = null;

  page.addEventListener('focusin', ({ target }) => {
    const area = liveArea(page);
    const question = area && questionOf(area);
    if (!question || !(target instanceof HTMLButtonElement) || !area.contains(target)) return;
    const typing = target.closest('[data-digits]') !== null;
    places.set(question, { button: target, box: target.getBoundingClientRect(), typing });
  });
  page.addEventListener(
    'pointerdown',
    () => {
      delete root.dataset['input'];
    },
    { capture: true },
  );

  const look = (): void => {
    const screen = page.querySelector('.frame')?.getAttribute('data-screen') ?? null;
    if (screen !== shown && screen === 'attract') delete root.dataset['input'];
    shown = screen;
    const area = liveArea(page);
    if (!area || root.dataset['input'] !== 'keys') return;
    const question = questionOf(area);
    const has = page.activeElement;
    if (has && area.contains(has) && !has.matches(':disabled')) return;
    const place = question ? places.get(question) : undefined;
    const next = place ? successor(area, place) : question;
    next?.focus({ preventScroll: true });
  };
  const changed = new MutationObserver(look);
  changed.observe(page.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled', 'inert', 'data-screen'],
  });
}

/** The button that was left, when it is back; after the last digit the one that hands them in; the nearest otherwise. */
function successor(area: HTMLElement, { button, box, typing }: Place): HTMLElement | null {
  const buttons = buttonsIn(area);
  if (buttons.includes(button)) return button;
  const done = typing ? buttonNamed(area, handingIn) : null;
  if (done) return done;
  const farness = (other: Element): number => {
    const { left, right, top, bottom } = other.getBoundingClientRect();
    return Math.hypot(left + right - box.left - box.right, top + bottom - box.top - box.bottom);
  };
  return buttons.reduce<HTMLElement | null>(
    (best, other) => (best === null || farness(other) < farness(best) ? other : best),
    null,
  );
}
