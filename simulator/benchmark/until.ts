import type { Kiosk } from '../../electron/kiosk/kiosk.ts';
import type { Intent } from '../../shared/intent.ts';
import type { ScreenKind } from '../../shared/screen.ts';

/** Answers the screen as it is. The function throws when the kiosk does not take it. */
export function wants(kiosk: Kiosk): (intent: Intent) => void {
  return (intent) => {
    const answer = kiosk.handle({ screen: kiosk.screen().id, intent });
    if (answer !== 'accepted')
      throw new Error(`${intent.type} was answered ${answer} at ${kiosk.screen().body.kind}`);
  };
}

/** Resolves once the kiosk shows a screen of this kind. */
export function reach(kiosk: Kiosk, kind: ScreenKind): Promise<void> {
  return until(kiosk, () => kiosk.screen().body.kind === kind);
}

/** Resolves once it is reached. @throws after a minute */
export function until(kiosk: Kiosk, reached: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      stop();
      reject(new Error(`the kiosk stays at ${kiosk.screen().body.kind}`));
    }, 60_000);
    const stop = kiosk.onScreen(look);
    function look(): void {
      if (!reached()) return;
      clearTimeout(limit);
      stop();
      resolve();
    }
    look();
  });
}
