import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { KioskBridge } from '../electron/ipc/contract.ts';
import { usualDisplay } from '../shared/display.ts';
import type { Intent } from '../shared/intent.ts';
import { createPressGuard } from './components/press-guard.ts';
import { NeutralPage } from './frame/neutral-page.tsx';
import { ScreenBoundary } from './frame/screen-boundary.tsx';
import { ScreenView } from './frame/screen-view.tsx';
import { StageView } from './components/stage.tsx';
import { watchPresses } from './presses.ts';
import type { ScreenStore } from './screen-store.ts';

interface AppProps {
  readonly bridge: KioskBridge | undefined;
  readonly store: ScreenStore;
}

/** Draws what the main process publishes, and sends what is pressed. It decides nothing and remembers nothing. */
export function App({ bridge, store }: AppProps) {
  const shown = useSyncExternalStore(store.subscribe, store.current);
  const [guard] = useState(createPressGuard);
  const send = useCallback(
    (intent: Intent, answered: number): void => {
      // The next screen shows the answer, whatever it is; only a broken bridge brings no next screen.
      bridge?.send({ screen: answered, intent }).catch(() => {
        store.lost();
      });
    },
    [bridge, store],
  );

  const painted = useCallback(
    (id: number): void => {
      bridge?.painted(id);
    },
    [bridge],
  );

  useEffect(
    () =>
      watchPresses(window, () => {
        send({ type: 'touched' }, store.current()?.screen.id ?? 0);
      }),
    [send, store],
  );

  return (
    <StageView display={shown?.screen.display ?? usualDisplay}>
      {shown ? (
        <ScreenBoundary screen={shown.screen}>
          <ScreenView {...shown} send={send} painted={painted} guard={guard} />
        </ScreenBoundary>
      ) : (
        <NeutralPage />
      )}
    </StageView>
  );
}
