import type { Actor } from 'xstate';
import { isOfAttendant } from '../shared/attendant-intents.ts';
import type { Intent, IntentAnswer } from '../shared/intent.ts';
import type { KioskMachine } from './kiosk.ts';
import { waitsForStaff } from './money-view.ts';
import type { SessionEvent } from './session/context.ts';
import { attendantOf, sessionOf, viewOf } from './view.ts';

/** What a person asks for, without the PIN's digits, which stay in the PIN pad. */
export type Wish =
  | Exclude<Intent, { type: 'pinKey' | 'pinErase' | 'secretKey' }>
  | Extract<SessionEvent, { type: 'pinDigits' }>;

/**
 * Delivers an intent to the machine that can take it, deepest first, and answers in every state: 'accepted', or 'not-now'
 * when no machine is waiting for it. While an overlay is open, only its own answers count.
 */
export function deliver(kiosk: Actor<KioskMachine>, wish: Wish): IntentAnswer {
  if (!canTake(kiosk, wish)) return 'not-now';
  if (wish.type === 'callAttendant') {
    const session = sessionOf(kiosk.getSnapshot());
    kiosk.send(session && waitsForStaff(session) ? { type: 'mend' } : wish);
    return 'accepted';
  }
  const attendant = kiosk.getSnapshot().children.attendant;
  if (attendant && attendantOf(kiosk.getSnapshot())) {
    // Before the wish, which may end the session: nothing is sent to a session that has ended.
    attendant.send({ type: 'touched' });
    attendant.send(wish);
    return 'accepted';
  }
  const session = kiosk.getSnapshot().children.session;
  if (session && sessionOf(kiosk.getSnapshot())) {
    const printing = session.getSnapshot().children.printing;
    if (wish.type === 'endPrinting') printing?.send(wish);
    else if (!isOfInvitation(wish) && !isOfAttendant(wish)) session.send(wish);
    session.send({ type: 'touched' });
  } else if (isOfInvitation(wish) || wish.type === 'setLanguage' || wish.type === 'back') {
    kiosk.send(wish);
  }
  return 'accepted';
}

/** Whether any machine is waiting for this wish now. */
export function canTake(kiosk: Actor<KioskMachine>, wish: Wish): boolean {
  const snapshot = kiosk.getSnapshot();
  if (wish.type === 'callAttendant') return snapshot.can(wish);
  const attendant = attendantOf(snapshot);
  if (attendant) return !isOfInvitation(wish) && attendant.can(wish);
  const session = sessionOf(snapshot);
  if (!session) {
    const known = isOfInvitation(wish) || wish.type === 'setLanguage' || wish.type === 'back';
    return known && snapshot.can(wish);
  }
  const { overlay, controls } = viewOf(snapshot).screen;
  if (overlay && !['carryOn', 'confirmStop', 'setLanguage'].includes(wish.type)) return false;
  if (wish.type === 'stop' && !controls.stop) return false;
  if (wish.type === 'back' && !controls.back) return false;
  if (wish.type === 'endPrinting') return session.children.printing?.getSnapshot().can(wish) ?? false;
  return !isOfInvitation(wish) && !isOfAttendant(wish) && session.can(wish);
}

/** Whether this is asked of the kiosk itself, while nobody is served. */
function isOfInvitation(wish: Wish): wish is Extract<Wish, { type: 'start' | 'showOffers' }> {
  return wish.type === 'start' || wish.type === 'showOffers';
}
