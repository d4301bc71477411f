import type { IntentAnswer, SentIntent } from '../../shared/intent.ts';
import type { Screen } from '../../shared/screen.ts';

/**
 * All that a page may say to the main process and hear from it; `window.komado` in the renderer. Both hosts put it there:
 * Electron by its preload script, Chromium by a binding over the pipe. What crosses is checked by schema on arrival.
 */
export interface KioskBridge {
  /** Calls back with the current screen at once when there is one, and with each that follows. */
  onScreen(listener: (screen: Screen) => void): void;
  send(intent: SentIntent): Promise<IntentAnswer>;
  /** Tells that this screen has been painted; the console measures by it and the watchdog lives by it. */
  painted(screen: number): void;
}

/** Channel names of the Electron host. */
export const channels = { screen: 'komado:screen', intent: 'komado:intent', ping: 'komado:ping' } as const;

declare global {
  interface Window {
    readonly komado: KioskBridge;
  }
}
