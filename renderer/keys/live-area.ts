/** What answers to keys now: what lies over the screen, or the screen. Null while there is none. */
export function liveArea(page: Document): HTMLElement | null {
  return page.querySelector<HTMLElement>('[aria-modal="true"]') ?? page.querySelector<HTMLElement>('.frame');
}

/** Whether an attendant's screen is shown: it answers to a whole keyboard. */
export function isForAttendants(page: Document): boolean {
  return page.querySelector('.frame')?.getAttribute('data-for') === 'attendants';
}

/** The buttons that can be pressed and seen. */
export function buttonsIn(area: Element): readonly HTMLButtonElement[] {
  return [...area.querySelectorAll<HTMLButtonElement>('button:enabled')].filter((button) =>
    button.checkVisibility({ visibilityProperty: true }),
  );
}

/** The question of the area: it has the focus while it is new. */
export function questionOf(area: Element): HTMLElement | null {
  return area.querySelector<HTMLElement>('.question');
}

/** The first of these names whose button can be pressed. */
export function buttonNamed(area: Element, names: readonly string[]): HTMLButtonElement | null {
  for (const name of names) {
    const found = area.querySelector<HTMLButtonElement>(`button[data-name="${name}"]:enabled`);
    if (found) return found;
  }
  return null;
}
