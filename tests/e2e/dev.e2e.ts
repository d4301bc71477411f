import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { startPageServer } from '../../simulator/console/dev/page-server.ts';
import { servePages } from '../../simulator/console/dev/served-pages.ts';
import { sampleScreen } from '../../testing/screens/sample-screens.ts';
import { expect, test } from './kiosk-fixture.ts';

const root = join(import.meta.dirname, '..', '..');

test('a saved file of the renderer reaches the open page, which stays on its screen @long', async ({
  chromium,
}) => {
  const sources = await mkdtemp(join(tmpdir(), 'komado-dev-'));
  for (const folder of ['renderer', 'shared', 'languages', 'electron/ipc'])
    await cp(join(root, folder), join(sources, folder), { recursive: true });
  await cp(join(root, 'package.json'), join(sources, 'package.json'));
  await symlink(join(root, 'node_modules'), join(sources, 'node_modules'));
  const server = await startPageServer(sources, 'kiosk');
  const reloads: string[] = [];
  const host = createChromiumHost({
    executable: findChromium() ?? '',
    headless: true,
    browser: chromium,
    prepare: servePages(
      () => server.port,
      (bridge) => reloads.push(bridge),
    ),
  });
  try {
    const painted: number[] = [];
    const window = await host.openWindow({
      ...{ dist: '', title: 'Komado', bridge: 'komado', query: {}, kiosk: true, onlyKioskKeys: [] },
      bounds: { x: 0, y: 0, width: 1024, height: 768 },
      onCall: () => Promise.resolve('accepted'),
      onPainted: (screen) => painted.push(screen),
      onGone: () => undefined,
    });
    window.publish({ ...sampleScreen('notes-ja'), id: 7 });
    const page = host.pageOf(window);
    await page.locator('[data-screen="notes"]').waitFor();
    await expect.poll(() => painted).toContain(7);
    await page.evaluate(() => Reflect.set(globalThis, 'stillTheSamePage', true));

    const bar = join(sources, 'renderer', 'frame', 'top-bar.tsx');
    const before = await readFile(bar, 'utf8');
    const after = before.replace('className="top-bar"', 'className="top-bar" data-saved="yes"');
    expect(after).not.toBe(before);
    await writeFile(bar, after);
    await page.locator('.top-bar[data-saved="yes"]').waitFor();
    await writeFile(join(sources, 'renderer', 'frame', 'frame.css'), '.top-bar { outline-width: 7px }', {
      flag: 'a',
    });
    await expect(page.locator('.top-bar')).toHaveCSS('outline-width', '7px');

    await page.locator('[data-screen="notes"]').waitFor();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'stillTheSamePage') as unknown)).toBe(true);
    expect(reloads).toEqual([]);
  } finally {
    await host.close();
    await server.close();
    await rm(sources, { recursive: true, force: true });
  }
});

test('a product page has none of the permissions of a page in development', async ({ openKiosk }) => {
  const kiosk = await openKiosk();
  await kiosk.shows('attract');
  const styled = await kiosk.page().evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid }';
    document.head.append(style);
    return getComputedStyle(document.body).outlineWidth;
  });
  expect(styled).not.toBe('7px');
});
