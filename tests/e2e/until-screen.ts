import type { Kiosk } from '../../electron/kiosk/kiosk.ts';
import type { Screen } from '../../shared/screen.ts';

/** Resolves with the first screen of the machines, the present one included, that is wanted. */
export function untilScreen(
  kiosk: Pick<Kiosk, 'screen' | 'onScreen'>,
  wanted: (screen: Screen) => boolean,
): Promise<Screen> {
  return new Promise((resolve) => {
    const stop = kiosk.onScreen(look);
    function look(): void {
      const screen = kiosk.screen();
      if (!wanted(screen)) return;
      stop();
      resolve(screen);
    }
    look();
  });
}
