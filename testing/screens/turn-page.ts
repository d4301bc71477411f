import type { Page } from 'playwright-core';

/**
 * Turns a list, or a screen in large letters, to its next page, pressing again if the press was taken for the second half of a double tap.
 * @param within where the keys are looked for @returns whether there was one
 */
export async function turnPage(page: Page, within: string): Promise<boolean> {
  for (const [key, label] of [
    ['flow-further', '.flow-at'],
    ['page-next', '.pages-at'],
  ] as const) {
    const next = page.locator(`${within} [data-name=${key}]:enabled:visible`);
    if ((await next.count()) === 0) continue;
    const at = page.locator(`${within} ${label}`);
    const before = await at.textContent();
    while ((await at.textContent()) === before)
      await page.locator(`${within} [data-name=${key}]`).press('Enter');
    return true;
  }
  return false;
}
