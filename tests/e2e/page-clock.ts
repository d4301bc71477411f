import type { Page } from 'playwright-core';

/**
 * Lets this many ms pass for the fingers on a page: from now on its events are dated that much later. The page takes two
 * presses in quick succession for one trembling finger, and this way nobody has to wait between them. When it resolves,
 * whatever the page sent before has arrived.
 */
export async function letFingersRest(page: Page, ms: number): Promise<void> {
  await page.evaluate((more) => {
    const ahead: unknown = Reflect.get(window, 'eventsAhead');
    Reflect.set(window, 'eventsAhead', (typeof ahead === 'number' ? ahead : 0) + more);
    if (ahead !== undefined) return;
    const real = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp');
    if (!real) throw new Error('events of this browser have no timestamp');
    Object.defineProperty(Event.prototype, 'realTimeStamp', real);
    Object.defineProperty(Event.prototype, 'timeStamp', {
      configurable: true,
      get(this: Event): number {
        return Number(Reflect.get(this, 'realTimeStamp')) + Number(Reflect.get(window, 'eventsAhead'));
      },
    });
  }, ms);
}
