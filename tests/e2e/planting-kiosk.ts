import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createChromiumHost } from '../../electron/host/chromium-host.ts';
import { findChromium } from '../../electron/host/chromium-browser.ts';

/**
 * A process with a window, to be killed: its page puts words wherever a page can, and tells when it has. Started by
 * traces.e2e.ts with a folder for the page and the words; prints the window's folder.
 */
const [place = '', words = ''] = process.argv.slice(2);
await mkdir(join(place, 'assets'), { recursive: true });
await writeFile(
  join(place, 'index.html'),
  '<!doctype html><html lang="ja"><meta charset="utf-8"><title>…</title><form><input id="field" autocomplete="name"></form><canvas></canvas><script src="/assets/plant.js"></script></html>',
);
await writeFile(join(place, 'assets', 'plant.js'), `(${plant.toString()})();`);

const host = createChromiumHost({ executable: findChromium() ?? '', headless: true });
const planted = Promise.withResolvers<undefined>();
const window = await host.openWindow({
  ...{ dist: place, title: 'Komado', bridge: 'komado', query: {}, kiosk: true, onlyKioskKeys: [] },
  bounds: { x: 0, y: 0, width: 1024, height: 768 },
  onCall: () => {
    planted.resolve(undefined);
    return Promise.resolve(undefined);
  },
  onPainted: () => undefined,
  onGone: () => undefined,
});
window.publish(words);
await planted.promise;
console.log(host.folderOf(window));
process.stdin.on('data', () => {
  host.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});

/** Runs in the page. */
function plant(): void {
  const bridge = Reflect.get(window, 'komado') as {
    onScreen(heard: (words: string) => void): void;
    send(done: string): Promise<unknown>;
  };
  const all = async (words: string): Promise<void> => {
    document.title = words;
    document.body.append(words);
    const field = document.querySelector('input');
    if (field) field.value = words;
    localStorage.setItem(words, words);
    sessionStorage.setItem(words, words);
    document.cookie = `words=${encodeURIComponent(words)}; max-age=999999; secure`;
    history.pushState({ words }, '', `?${words}`);
    const context = document.querySelector('canvas')?.getContext('2d');
    context?.fillText(words, 10, 10);
    await (await caches.open('cache')).put('/index.html', new Response(words));
    await new Promise((done, failed) => {
      const opening = indexedDB.open('database', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('store');
      opening.onerror = failed;
      opening.onsuccess = () => {
        const writing = opening.result.transaction('store', 'readwrite');
        writing.objectStore('store').put(words, words);
        writing.oncomplete = done;
      };
    });
    await bridge.send('planted');
  };
  bridge.onScreen((words) => void all(words));
}
