import type { KioskBridge } from '../electron/ipc/contract.ts';
import { screenSchema } from '../shared/screen.ts';
import type { Screen } from '../shared/screen.ts';

/** The screen the main process published last; null while there is none that can be drawn. */
export interface ScreenStore {
  readonly subscribe: (changed: () => void) => () => void;
  readonly current: () => Screen | null;
  /** The bridge no longer answers: better no screen than one that answers to nothing. */
  readonly lost: () => void;
}

/**
 * Listens to the main process. What is not a screen is neither drawn nor reported as painted, so the watchdog there sees that
 * this page shows nothing.
 */
export function createScreenStore(bridge: KioskBridge | undefined): ScreenStore {
  let screen: Screen | null = null;
  const listeners = new Set<() => void>();
  const show = (next: Screen | null): void => {
    screen = next;
    for (const changed of listeners) changed();
  };
  bridge?.onScreen((published) => {
    const checked = screenSchema.safeParse(published);
    show(checked.success ? checked.data : null);
  });
  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    current: () => screen,
    lost: () => {
      show(null);
    },
  };
}
