import type { Page } from 'playwright-core';

/**
 * Lets so many ms pass for the fingers on a page: its events come that much later from now on. The page takes two presses that
 * follow too closely for one trembling finger, and nobody has to wait for that to be over. What the page sent before has arrived
 * when it resolves.
 */
export async function letFingersRest(page: Page, ms: number): Promise<void> {
  await page.evaluate((more) => {
    const ahead: unknown = Reflect.get(window, 'eventsAhead');
    Reflect.set(window, 'eventsAhead', (typeof ahead === 'number' ? ahead : 0) + more);
    if (ahead !== undefined) return;
    const real = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp');
    if (!real) throw new Error('events of this browser have no time');
    Object.defineProperty(Event.prototype, 'realTimeStamp', real);
    Object.defineProperty(Event.prototype, 'timeStamp', {
      configurable: true,
      get(this: Event): number {
        return Number(Reflect.get(this, 'realTimeStamp')) + Number(Reflect.get(window, 'eventsAhead'));
      },
    });
  }, ms);
}
