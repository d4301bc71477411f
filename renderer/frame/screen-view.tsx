import { useEffect, useInsertionEffect, useMemo } from 'react';
import type { Screen } from '../../shared/screen.ts';
import { ScreenLinkProvider } from '../components/screen-link.tsx';
import type { ScreenLink } from '../components/screen-link.tsx';
import type { PressGuard } from '../components/press-guard.ts';
import { familyOf } from '../languages/family-of.ts';
import { Speaking, useWords } from '../languages/languages.tsx';
import type { Spoken } from '../languages/languages.tsx';
import { Body } from './body.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { OverlayView } from './overlays.tsx';
import { MediumContext } from '../languages/medium.tsx';
import { TopBar } from './top-bar.tsx';

interface ScreenViewProps {
  readonly screen: Screen;
  readonly send: ScreenLink['send'];
  /** Called for every screen once it is on the display. */
  readonly painted: (screen: number) => void;
  readonly guard: PressGuard;
  /** The words that it is shown with; they are there. */
  readonly spoken: Spoken;
}

/** One screen, in a frame whose places never change. */
export function ScreenView({ screen, send, painted, guard, spoken }: ScreenViewProps) {
  const { id, display, overlay, body } = screen;
  const { language } = spoken;
  const link = useMemo(() => ({ screen: id, guard, send }), [id, guard, send]);
  // Before anything on the screen is measured or painted.
  useInsertionEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.setProperty('--font-language', familyOf(language));
  }, [language]);
  useInsertionEffect(() => {
    document.documentElement.dataset['theme'] = display.theme;
  }, [display.theme]);
  useEffect(() => {
    // The first frame is still being made; when the second begins, the first has been handed to the display.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        painted(screen.id);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [painted, screen]);
  const covered = overlay !== null;
  const waits = screen.attendant === 'waiting';
  return (
    <Speaking spoken={spoken}>
      <MediumContext value={screen.medium}>
        <ScreenLinkProvider value={link}>
          <div className="frame" lang={language} data-screen={body.kind} inert={covered}>
            <TopBar {...screen} />
            {/* Another question is another element: no press, page or focus of the last one lives on in it. */}
            <main className={waits ? 'middle middle-waits' : 'middle'} key={body.kind}>
              <Body body={body} covered={covered} />
              {waits ? <StaffComes /> : null}
            </main>
            <BottomBar {...screen} />
          </div>
          {overlay ? (
            <div lang={language}>
              <OverlayView key={overlay.kind} overlay={overlay} body={body} display={display} />
            </div>
          ) : null}
        </ScreenLinkProvider>
      </MediumContext>
    </Speaking>
  );
}

/** An attendant has asked for the kiosk: whoever is being served is not disturbed, and nobody else starts. */
function StaffComes() {
  const { frame } = useWords();
  return <p className="staff-comes">{frame.staffComes}</p>;
}
