import type { IntentAnswer, SentIntent } from '../../shared/intent.ts';
import type { PageFault } from '../../shared/page-fault.ts';
import type { Screen } from '../../shared/screen.ts';
import type { Utterance } from '../../shared/voice.ts';

/**
 * Everything a page may say to the main process and hear from it; `window.komado` in the renderer. Both hosts put it there:
 * Electron with its preload script, Chromium with a binding over the pipe. Whatever crosses is checked against a schema on
 * arrival.
 */
export interface KioskBridge {
  /** Calls back at once with the current screen, if there is one, and with each that follows. */
  onScreen(listener: (screen: Screen) => void): void;
  send(intent: SentIntent): Promise<IntentAnswer>;
  /** Reports that this screen has been painted; the end-to-end tests measure by it. */
  painted(screen: number): void;
  /** Tells of a fault that the page gets by with. */
  fault(fault: PageFault): void;
  /** Has something said aloud, where somebody listens. */
  say(utterance: Utterance): void;
}

/** Channel names of the Electron host. */
export const channels = { screen: 'komado:screen', intent: 'komado:intent', ping: 'komado:ping' } as const;

declare global {
  interface Window {
    readonly komado: KioskBridge;
  }
}
