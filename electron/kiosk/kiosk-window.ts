import type { EventLog } from '../../logging/event-log.ts';
import { pageFaultSchema } from '../../shared/page-fault.ts';
import { codesOf, usualPadCodes, type PadCodes } from '../../shared/pad-keys.ts';
import type { Timers } from '../../shared/timers.ts';
import type { KioskHost, PageWindow } from '../host/host.ts';
import { watchWindow } from '../host/watchdog.ts';
import type { Kiosk } from './kiosk.ts';

export interface KioskWindowOptions {
  readonly host: KioskHost;
  readonly kiosk: Pick<Kiosk, 'screen' | 'onScreen' | 'handle' | 'say'>;
  /** Folder of the built renderer. */
  readonly dist: string;
  /** The panel, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** CSS pixels per millimetre of the panel; null makes the page assume the usual panel of this shape. */
  readonly pxPerMm: number | null;
  readonly fullScreen: boolean;
  /** The keys of the site's pad; those of an ordinary keyboard when it is not given. */
  readonly pad?: PadCodes;
  readonly timers: Timers;
  readonly log: EventLog;
  readonly onPainted?: (screen: number) => void;
  readonly onHopeless: () => void;
  /** The page has answered the watchdog. */
  readonly onAlive?: () => void;
}

/** Opens the kiosk's window and keeps it alive: screens of the machines go out, touches come in. */
export async function openKioskWindow(
  options: KioskWindowOptions,
): Promise<{ readonly window: PageWindow; readonly close: () => Promise<void> }> {
  const { host, kiosk, timers, log, pad = usualPadCodes } = options;
  let onGone = (): void => undefined;
  const window = await host.openWindow({
    dist: options.dist,
    title: 'Komado',
    bridge: 'komado',
    query: {
      ...(options.pxPerMm === null ? {} : { mm: String(options.pxPerMm) }),
      ...(options.pad === undefined ? {} : { pad: JSON.stringify(pad) }),
    },
    kiosk: options.fullScreen,
    onlyKioskKeys: codesOf(pad),
    bounds: { x: 0, y: 0, ...options.size },
    onCall: (payload) => Promise.resolve(kiosk.handle(payload)),
    onPainted: (screen) => options.onPainted?.(screen),
    onSaid: (payload) => kiosk.say(payload),
    onFault: (payload) => {
      const fault = pageFaultSchema.safeParse(payload);
      if (fault.success)
        log.event('wordsMissing', { language: fault.data.language, group: fault.data.group });
    },
    onGone: () => onGone(),
  });
  window.publish(kiosk.screen());
  const unsubscribe = kiosk.onScreen((screen) => window.publish(screen));
  const watchdog = watchWindow(window, timers, {
    onAlive: () => options.onAlive?.(),
    onReopened: (why) => log.event('windowReopened', { why }),
    onNotReopened: (error) => log.caught('windowNotReopened', {}, error),
    onHopeless: () => {
      log.event('windowHopeless', {});
      options.onHopeless();
    },
  });
  onGone = () => watchdog.gone();
  return {
    window,
    async close() {
      watchdog.stop();
      unsubscribe();
      await window.close();
    },
  };
}
