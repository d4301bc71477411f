import type { Page } from 'playwright-core';
import type { SpokenText } from '../../electron/devices/speech/speech-engine.ts';
import { expect, type OpenKiosk } from './kiosk-fixture.ts';

/** Somebody who sees nothing: what they know of the screens is what is said, and they have the keys of a pad. */
export interface Listener {
  /** All that was said since the last key. */
  readonly heard: () => string;
  /** All that was said from the beginning, one text after the other. */
  readonly everything: () => readonly SpokenText[];
  /** Waits until this is said, whatever is said before it. */
  readonly waitFor: (words: string) => Promise<void>;
  /** Presses a key and listens. */
  readonly key: (key: string) => Promise<void>;
  /** Moves on, key by key, until this is what has the focus. */
  readonly find: (name: string) => Promise<void>;
  /** Finds it and presses OK. */
  readonly choose: (name: string) => Promise<void>;
}

/** A key that an ordinary keyboard has not. */
async function padKey(page: Page, code: string): Promise<void> {
  await page.evaluate((sent) => {
    for (const type of ['keydown', 'keyup'])
      document.body.dispatchEvent(
        new KeyboardEvent(type, { code: sent, key: sent, bubbles: true, cancelable: true }),
      );
  }, code);
}

/** More than there is on any screen. */
const mostKeys = 80;

export function listen(kiosk: OpenKiosk, said: readonly SpokenText[]): Listener {
  const from = said.length;
  let since = from;
  const page = (): Page => kiosk.page();
  const heard = (): string =>
    said
      .slice(since)
      .map(({ text }) => text)
      .join(' ');
  const listener: Listener = {
    heard,
    everything: () => said.slice(from),
    waitFor: async (words) => {
      await expect.poll(heard).toContain(words);
    },
    async key(key) {
      await kiosk.rest();
      since = said.length;
      if (/^F1\d$/.test(key)) await padKey(page(), key);
      else await page().keyboard.press(key);
      await kiosk.rest();
    },
    async find(name) {
      const names = new Set<string>();
      for (let keys = 0; keys < mostKeys; keys++) {
        await listener.key('ArrowRight');
        if (heard().startsWith(name)) return;
        names.add(heard());
      }
      throw new Error(`nobody said "${name}", but:\n${[...names].join('\n')}`);
    },
    async choose(name) {
      await listener.find(name);
      await listener.key('Enter');
    },
  };
  return listener;
}
