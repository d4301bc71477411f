import { renderToStaticMarkup } from 'react-dom/server';
import { createPressGuard } from '../../../renderer/components/press-guard.ts';
import { spokenOf } from '../../../renderer/languages/all-at-once.ts';
import { ScreenView } from '../../../renderer/frame/screen-view.tsx';
import type { Screen } from '../../../shared/screen.ts';

/** A screen as the kiosk's window has it, without anything that answers a press. */
export function markupOf(screen: Screen): string {
  const nothing = (): void => undefined;
  return renderToStaticMarkup(
    <ScreenView
      screen={screen}
      send={nothing}
      painted={nothing}
      guard={createPressGuard()}
      spoken={spokenOf(screen)}
    />,
  );
}
