import { renderToStaticMarkup } from 'react-dom/server';
import { createPressGuard } from '../../renderer/components/press-guard.ts';
import { ScreenView } from '../../renderer/frame/screen-view.tsx';
import type { Spoken } from '../../renderer/languages/languages.tsx';
import type { Screen } from '../../shared/screen.ts';
import { spokenOf } from './spoken-of.ts';

/** A screen as the kiosk's window has it, without anything that answers a press. */
export function markupOf(screen: Screen, spoken: Spoken = spokenOf(screen)): string {
  const nothing = (): void => undefined;
  return renderToStaticMarkup(
    <ScreenView
      screen={screen}
      send={nothing}
      painted={nothing}
      guard={createPressGuard()}
      spoken={spoken}
    />,
  );
}

/** The same for tests that look at the same screens again and again: each of them is drawn once. */
export function drawnOnce(): (screen: Screen) => string {
  const drawn = new Map<Screen, string>();
  return (screen) => {
    const markup = drawn.get(screen) ?? markupOf(screen);
    drawn.set(screen, markup);
    return markup;
  };
}
