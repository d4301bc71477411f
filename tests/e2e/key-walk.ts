import type { Page } from 'playwright-core';

/**
 * Walks over the page by arrows alone, as from a pad. The first key is pressed in the browser, the others are events in the page: the page
 * hears them alike. Afterwards nothing has the focus.
 *
 * @returns what cannot be reached, or has the focus without showing it
 */
export async function faultsOfKeys(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => {
    if (document.querySelector('button:enabled') === null) return false;
    const question = document.querySelector<HTMLElement>('[aria-modal] .question, main .question');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    question?.focus();
    return true;
  });
  // On some screens there is nothing to press.
  if (!isThere) return [];
  await page.keyboard.press('ArrowDown');
  return page.evaluate(() => {
    const faults: string[] = [];
    const area = document.querySelector('[aria-modal]') ?? document;
    const named = (element: Element | null): string =>
      `${element?.getAttribute('data-name') ?? element?.tagName ?? 'nothing'} "${element?.textContent.slice(0, 16) ?? ''}"`;
    const press = (code: string): Element | null => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { code, key: code, bubbles: true, cancelable: true }),
      );
      return document.activeElement;
    };
    const wanted = [...area.querySelectorAll('button:enabled')].filter((button) =>
      button.checkVisibility({ visibilityProperty: true }),
    );
    const answers = wanted.filter((button) => button.closest('main, [aria-modal]'));
    const first = document.activeElement;
    if (answers.length > 0 && !answers.some((button) => button === first))
      faults.push(`the first arrow leads to ${named(first)}, which is no answer`);

    /** Whether somebody sees that this has the focus: the whole ring, and the button in it. */
    const look = (button: Element): void => {
      // The whole first screen is one button: its picture has the ring.
      const ringed = [button, ...button.querySelectorAll('*')].find(
        (each) => getComputedStyle(each).outlineStyle === 'solid',
      );
      const style = getComputedStyle(ringed ?? button);
      const width = Number.parseFloat(style.outlineWidth);
      if (style.outlineStyle !== 'solid' || width < 3) {
        faults.push(`no ring around ${named(button)}`);
        return;
      }
      const out = Math.max(0, Number.parseFloat(style.outlineOffset) + width) - 0.5;
      const box = (ringed ?? button).getBoundingClientRect();
      const ring = {
        left: box.left - out,
        top: box.top - out,
        right: box.right + out,
        bottom: box.bottom + out,
      };
      const cutBy = (place: { left: number; top: number; right: number; bottom: number }): boolean =>
        ring.left < place.left ||
        ring.top < place.top ||
        ring.right > place.right ||
        ring.bottom > place.bottom;
      if (cutBy({ left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight }))
        faults.push(`the ring around ${named(button)} leaves the panel`);
      for (
        let parent = button.parentElement;
        parent && parent !== document.body;
        parent = parent.parentElement
      ) {
        const { overflow, overflowClipMargin } = getComputedStyle(parent);
        if (!/hidden|clip|auto|scroll/.test(overflow)) continue;
        const more = overflow === 'clip' ? Number(/[\d.]+/.exec(overflowClipMargin)?.[0] ?? 0) : 0;
        const { left, top, right, bottom } = parent.getBoundingClientRect();
        if (cutBy({ left: left - more, top: top - more, right: right + more, bottom: bottom + more }))
          faults.push(`the ring around ${named(button)} is cut by ${parent.className}`);
      }
      for (const [x, y] of [
        [box.left + 4, box.top + box.height / 2],
        [box.right - 4, box.top + box.height / 2],
        [box.left + box.width / 2, box.top + 4],
        [box.left + box.width / 2, box.bottom - 4],
      ] as const) {
        const there = document.elementFromPoint(x, y);
        if (!there || !button.contains(there)) faults.push(`${named(there)} lies over ${named(button)}`);
      }
    };

    const seen = new Set<Element>();
    for (let at = first; at instanceof HTMLButtonElement && !seen.has(at); at = press('ArrowRight')) {
      seen.add(at);
      look(at);
    }
    for (const button of wanted) if (!seen.has(button)) faults.push(`no arrow leads to ${named(button)}`);
    const round = document.activeElement;
    if (round !== first) faults.push(`to the right it does not go round to ${named(first)}`);
    // Down and up come back to the row where they began.
    const rows = new Set<Element>();
    for (let at = round; at instanceof HTMLButtonElement && !rows.has(at); at = press('ArrowDown'))
      rows.add(at);
    const down = document.activeElement;
    press('ArrowUp');
    press('ArrowDown');
    if (down && document.activeElement?.getBoundingClientRect().top !== down.getBoundingClientRect().top)
      faults.push(`up and down do not come back to ${named(down)}`);

    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    delete document.documentElement.dataset['input'];
    return [...new Set(faults)];
  });
}
