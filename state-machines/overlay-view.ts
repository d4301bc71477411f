import { helpLineNow } from '../shared/help-lines.ts';
import { showsSomebody } from '../shared/personal-screens.ts';
import type { Overlay, ScreenBody } from '../shared/screen.ts';
import { noYen } from '../shared/yen.ts';
import { paymentOf } from './money-view.ts';
import { paymentFigures } from './payment.ts';
import type { SessionSnapshot } from './session/session.ts';

/** What lies over the screen of a session: what is most urgent alone. */
export function overlayOf(session: SessionSnapshot, body: ScreenBody): Overlay | null {
  if (session.matches({ inactivity: 'warning' })) {
    return { kind: 'timeWarning', secondsLeft: session.context.secondsLeft };
  }
  if (session.matches({ people: 'away' }) && showsSomebody(body.kind)) return { kind: 'nobodyHere' };
  if (session.matches({ inactivity: 'stopAsked' })) {
    const payment = paymentOf(session);
    return { kind: 'confirmStop', inserted: payment ? paymentFigures(payment.context).inserted : noYen };
  }
  const { language, shownAt } = session.context;
  if (session.matches({ chooser: 'languages' })) return { kind: 'languages' };
  if (session.matches({ chooser: 'display' })) return { kind: 'display' };
  if (session.matches({ chooser: 'voice' })) return { kind: 'voice' };
  return session.matches({ inactivity: 'help' })
    ? { kind: 'help', helpLine: helpLineNow(language, shownAt) }
    : null;
}
