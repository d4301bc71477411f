import type { Page } from 'playwright-core';

/** One tap: the button, and the screen that it leads to. */
export interface Tap {
  readonly button: string;
  readonly leadsTo: string;
}

/**
 * Taps there and back, and gives the time of each from the lifted finger to the next screen on the display (two frames after it
 * was drawn), ms. The page itself takes the time, so that driving it is not measured.
 * @throws the signal's reason once it aborts
 */
export async function tapTimes(
  page: Page,
  taps: number,
  [there, back]: readonly [Tap, Tap],
  signal?: AbortSignal,
): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Reflect.set(globalThis, 'tapTimes', times);
    if (Reflect.get(globalThis, 'tapsWatched') === true) return;
    Reflect.set(globalThis, 'tapsWatched', true);
    let lifted = 0;
    addEventListener('pointerup', (event) => (lifted = event.timeStamp), true);
    new MutationObserver(() => {
      const since = lifted;
      if (since === 0) return;
      lifted = 0;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const kept: unknown = Reflect.get(globalThis, 'tapTimes');
          if (Array.isArray(kept)) kept.push(performance.now() - since);
        }),
      );
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-screen'] });
  });
  for (let tap = 0; tap < taps; tap++) {
    signal?.throwIfAborted();
    const { button, leadsTo } = tap % 2 === 0 ? there : back;
    await page.locator(`[data-name="${button}"]`).first().click();
    await page.locator(`[data-screen="${leadsTo}"]`).waitFor();
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const times: unknown = await page.evaluate(() => Reflect.get(globalThis, 'tapTimes') as unknown);
  if (!Array.isArray(times)) throw new Error('the page did not take the time');
  return times.filter((time) => typeof time === 'number');
}
