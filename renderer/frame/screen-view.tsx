import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { hidesScreen } from '../../shared/personal-screens.ts';
import type { Screen, ScreenKind } from '../../shared/screen.ts';
import { StaffCallContext, StaffCallState } from '../components/call-staff.tsx';
import { KeptPagesContext } from '../components/kept-pages.tsx';
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
  const { id, display, overlay, body, attendant } = screen;
  const { language } = spoken;
  const link = useMemo(() => ({ screen: id, guard, send }), [id, guard, send]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.setProperty('--font-language', familyOf(language));
  }, [language]);
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = display.theme;
  }, [display.theme]);
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-attendant', attendant === 'here');
  }, [attendant]);
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
  const hidden = hidesScreen(overlay, body.kind);
  const keptPages = useKeptPages(body.kind);
  const waits = attendant === 'waiting';
  const notes = waits || (screen.staffCall ?? 'quiet') !== 'quiet';
  return (
    <Speaking spoken={spoken}>
      <MediumContext value={screen.medium}>
        <ScreenLinkProvider value={link}>
          <StaffCallContext value={screen.staffCall ?? null}>
            <KeptPagesContext value={keptPages}>
              <div
                className="frame"
                lang={language}
                data-screen={body.kind}
                data-for={attendant === 'here' ? 'attendants' : 'residents'}
                inert={covered}
              >
                <TopBar {...screen} cost={hidden ? null : screen.cost} />
                {/* Another question is another element: no press, page or focus of the last one lives on in it. */}
                <main className={notes ? 'middle middle-notes' : 'middle'} key={body.kind}>
                  {/* What is hidden is not there at all: no picture of the page and no screen reader has it. */}
                  {hidden ? null : <Body body={body} covered={covered} />}
                  <div className="frame-notes">
                    <StaffCallState />
                    {waits ? <StaffComes /> : null}
                  </div>
                </main>
                <BottomBar {...screen} />
              </div>
              {overlay ? (
                <div lang={language}>
                  <OverlayView key={overlay.kind} overlay={overlay} body={body} display={display} />
                </div>
              ) : null}
            </KeptPagesContext>
          </StaffCallContext>
        </ScreenLinkProvider>
      </MediumContext>
    </Speaking>
  );
}

/** Pages that were turned to, until another question is asked. */
function useKeptPages(kind: ScreenKind): Map<string, number> {
  const [kept, keep] = useState(() => ({ kind, pages: new Map<string, number>() }));
  if (kept.kind === kind) return kept.pages;
  const next = { kind, pages: new Map<string, number>() };
  keep(next);
  return next.pages;
}

/** An attendant has asked for the kiosk: whoever is being served is not disturbed, and nobody else starts. */
function StaffComes() {
  const { frame } = useWords();
  return <p className="staff-comes">{frame.staffComes}</p>;
}
