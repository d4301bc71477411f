import type { KioskBridge } from '../electron/ipc/contract.ts';
import { screenSchema } from '../shared/screen.ts';
import type { Screen } from '../shared/screen.ts';
import type { Spoken } from './languages/languages.tsx';
import type { PageWords } from './languages/page-words.ts';

/** A screen with the words that it is shown with. */
export interface ShownScreen {
  readonly screen: Screen;
  readonly spoken: Spoken;
}

/** The screen the main process published last; null while there is none that can be drawn. */
export interface ScreenStore {
  readonly subscribe: (changed: () => void) => () => void;
  readonly current: () => ShownScreen | null;
  /** The bridge no longer answers: better no screen than one that answers to nothing. */
  readonly lost: () => void;
}

/**
 * Listens to the main process. What is not a screen is neither drawn nor reported as painted, so the watchdog there sees that
 * this page shows nothing. While the words of a screen are loaded, the one before it stays.
 */
export function createScreenStore(bridge: KioskBridge | undefined, words: PageWords): ScreenStore {
  let shown: ShownScreen | null = null;
  /** How many screens came: one whose words come late is not shown over a later one. */
  let turn = 0;
  const listeners = new Set<() => void>();
  const show = (next: ShownScreen | null): void => {
    shown = next;
    for (const changed of listeners) changed();
  };
  const showWhenLoaded = async (screen: Screen, own: number): Promise<void> => {
    const spoken = await words.load(screen);
    if (own === turn) show({ screen, spoken });
  };
  bridge?.onScreen((published) => {
    turn += 1;
    const checked = screenSchema.safeParse(published);
    if (!checked.success) {
      show(null);
      return;
    }
    const screen = checked.data;
    const spoken = words.ready(screen);
    if (spoken !== null) show({ screen, spoken });
    else
      showWhenLoaded(screen, turn).catch(() => {
        show(null);
      });
  });
  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    current: () => shown,
    lost: () => {
      turn += 1;
      show(null);
    },
  };
}
