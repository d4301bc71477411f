import { watchdogTimes } from '../../electron/host/watchdog.ts';
import { expect, test } from './kiosk-fixture.ts';
import { codes } from '../../testing/municipality-codes.ts';

test('a page that crashes comes back on the screen it was on, and the session goes on', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk({ ownBrowser: true });
  await kiosk.toCertificate(codes.tsukuba, 'tsukuba-single');
  const before = kiosk.kiosk.screen();
  const crashed = kiosk.page();
  // Chromium's own command to crash a renderer.
  const session = await crashed.context().newCDPSession(crashed);
  await Promise.race([session.send('Page.crash'), crashed.waitForEvent('crash')]);
  // The browser says that the page is gone; where its word is lost on a busy machine, the page does not answer when it is asked.
  await expect
    .poll(() => {
      site.timers.endWaits(watchdogTimes.every);
      return site.log.join();
    })
    .toMatch(/"event":"windowReopened","why":"(gone|frozen)"/);
  await kiosk.shows('certificate');
  expect(kiosk.kiosk.screen().id).toBe(before.id);
  await kiosk.toPayment();
});

test('a page that hangs is noticed and brought back', async ({ site, openKiosk }) => {
  const kiosk = await openKiosk({ ownBrowser: true });
  await kiosk.toCard(codes.tsukuba);
  const reopened = site.log.length;
  kiosk
    .page()
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await expect
    .poll(() => {
      site.timers.endWaits(watchdogTimes.every);
      return site.log.slice(reopened).join();
    })
    .toContain('"event":"windowReopened","why":"frozen"');
  await kiosk.shows('setCard');
});

test('words that the page cannot load are told in the log, and the screens stay Japanese', async ({
  site,
  openKiosk,
}) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await kiosk.page().route('**/languages/en.*', (route) => route.abort());
  await kiosk.press('languages');
  await kiosk.press('language-en');
  await expect
    .poll(() => site.log.join())
    .toContain('"event":"wordsMissing","language":"en","group":"residents"');
  await expect(kiosk.page().locator('html')).toHaveAttribute('lang', 'ja');
  expect(kiosk.kiosk.screen().language).toBe('en');
});

test('the page is confined: no other address, window, permission or Node, and a strict policy', async ({
  openKiosk,
}) => {
  const kiosk = await openKiosk({ ownBrowser: true });
  await kiosk.shows('attract');
  const page = kiosk.page();
  const tried = await page.evaluate(async () => {
    const outcome = async (work: () => unknown): Promise<string> => {
      try {
        return `did: ${String(await work())}`;
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    return {
      // In its own task: what the debugger evaluates is exempt from the policy, what the page runs is not.
      evaluated: await new Promise((done) => {
        setTimeout(() => {
          try {
            const evaluate: unknown = Reflect.get(globalThis, 'eval');
            done(typeof evaluate === 'function' ? Reflect.apply(evaluate, undefined, ['1']) : 'no eval');
          } catch (error) {
            done(error instanceof Error ? error.name : 'refused');
          }
        });
      }),
      fetched: await outcome(() => fetch('https://kiosk.invalid/index.html')),
      outside: await outcome(() => fetch('http://127.0.0.1:1/')),
      geolocation: await outcome(
        async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
      ),
      opened: await outcome(() => window.open('https://kiosk.invalid/index.html') === null || 'window'),
      node: typeof Reflect.get(window, 'process') + typeof Reflect.get(window, 'require'),
    };
  });
  expect(tried.evaluated).toBe('EvalError');
  expect(tried.fetched).toBe('TypeError');
  expect(tried.outside).toBe('TypeError');
  expect(tried.geolocation).toBe('did: denied');
  expect(tried.node).toBe('undefinedundefined');
  await page.evaluate(() => {
    window.location.href = 'https://example.invalid/';
  });
  await expect.poll(() => page.context().pages().length).toBe(1);
  await kiosk.shows('attract');
  expect(page.url()).toContain('https://kiosk.invalid/');
});

test('a double tap answers only one question', async ({ openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  await kiosk.page().locator('[data-name="start"]').dblclick();
  await kiosk.shows('purposes');
});
