import type { Locator } from 'playwright-core';

/** The text of an element as it is read, without the readings above its kanji. */
export function wordsOf(element: Locator): Promise<string> {
  return element.evaluate((shown) => {
    const copy = shown.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const reading of copy.querySelectorAll('rt')) reading.remove();
    return copy.textContent;
  });
}
