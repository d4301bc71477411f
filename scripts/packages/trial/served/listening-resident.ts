import type { DebianRoot } from '../debian-root.ts';

/**
 * A resident who sees nothing: what is known of the screens is what the kiosk says, and there are a few keys beside them. So whatever is on a
 * screen is found by its name, wherever it lies.
 */
export interface ListeningResident {
  /** All that was said since the last key. */
  heard(): string;
  /** Waits until this is said. @throws with all that was said instead, after two minutes */
  waitFor(words: string): Promise<void>;
  /** Presses a key of the kiosk's keyboard, by its name or number at the X server, and waits until nothing more is said. */
  key(key: string): Promise<void>;
  /** Moves on, key by key, until this has the focus, and presses OK. @throws with what there was instead, after two minutes */
  choose(name: string): Promise<void>;
}

const lookEveryMs = 50;
/** A sentence's parts come one after the other: nothing for so long is its end, ms. A hand rests as long between two keys. */
const quietMs = 500;
/** A key that moves nothing is not answered, ms. */
const unansweredMs = 4_000;
/** Much longer than the card, the center and the printer take together, ms. */
const mostMs = 120_000;

/** @param said grows as the kiosk speaks */
export function listeningResident(root: DebianRoot, said: readonly string[]): ListeningResident {
  let since = said.length;
  const heard = (): string => said.slice(since).join(' ');
  const rest = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms));
  const untilQuiet = async (): Promise<void> => {
    const pressed = performance.now();
    while (said.length === since && performance.now() - pressed < unansweredMs) await rest(lookEveryMs);
    for (let before = -1; before !== said.length;) {
      before = said.length;
      await rest(quietMs);
    }
  };
  const resident: ListeningResident = {
    heard,
    async waitFor(words) {
      const began = performance.now();
      while (!heard().includes(words)) {
        if (performance.now() - began > mostMs) throw new Error(`never said: ${words}; but: ${heard()}`);
        await rest(lookEveryMs);
      }
    },
    async key(key) {
      since = said.length;
      const { code, text } = await root.run([
        ...['env', 'DISPLAY=:0', 'XAUTHORITY=/run/komado-display/authority'],
        ...['xdotool', 'key', '--clearmodifiers', key],
      ]);
      if (code !== 0) throw new Error(`xdotool: ${text}`);
      await untilQuiet();
    },
    async choose(name) {
      const names = new Set<string>();
      // The screen may only be coming, or the machine only be getting ready.
      for (const began = performance.now(); performance.now() - began < mostMs;) {
        await resident.key('Right');
        if (heard().startsWith(name)) {
          await resident.key('Return');
          return;
        }
        names.add(heard());
      }
      throw new Error(`nothing is called ${name}, but: ${[...names].join(' | ')}`);
    },
  };
  return resident;
}
