import { useEffect, useMemo } from 'react';
import type { Screen } from '../../shared/screen.ts';
import { ScreenLinkProvider } from '../components/screen-link.tsx';
import type { ScreenLink } from '../components/screen-link.tsx';
import type { PressGuard } from '../components/press-guard.ts';
import { Speaking, catalogues } from '../languages/languages.tsx';
import type { Catalogues } from '../languages/languages.tsx';
import { Body } from '../screens/body.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { OverlayView } from './overlays.tsx';
import { TopBar } from './top-bar.tsx';

interface ScreenViewProps {
  readonly screen: Screen;
  readonly send: ScreenLink['send'];
  /** Told of every screen once it is on the glass. */
  readonly painted: (screen: number) => void;
  readonly guard: PressGuard;
  readonly words?: Catalogues;
}

/** One screen in the frame that never changes its places. */
export function ScreenView({ screen, send, painted, guard, words = catalogues }: ScreenViewProps) {
  const { id, language, overlay, body } = screen;
  const link = useMemo(() => ({ screen: id, guard, send }), [id, guard, send]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
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
  return (
    <Speaking language={language} catalogues={words}>
      <ScreenLinkProvider value={link}>
        <div className="frame" lang={language} data-screen={body.kind} inert={covered}>
          <TopBar progress={screen.progress} cost={screen.cost} />
          {/* Another question is another element: no press, page or focus of the last one lives on in it. */}
          <main className={`middle middle-${body.kind}`} key={body.kind}>
            <Body body={body} covered={covered} />
          </main>
          <BottomBar controls={screen.controls} language={language} />
        </div>
        {overlay ? (
          <div lang={language}>
            <OverlayView key={overlay.kind} overlay={overlay} body={body} />
          </div>
        ) : null}
      </ScreenLinkProvider>
    </Speaking>
  );
}
