import type { Actor } from 'xstate';
import { isOfAttendant } from '../shared/attendant-intents.ts';
import type { Intent, IntentAnswer } from '../shared/intent.ts';
import type { VoiceIntent } from '../shared/voice.ts';
import type { KioskMachine } from './kiosk.ts';
import { waitsForStaff } from './money-view.ts';
import type { SessionEvent } from './session/context.ts';
import { attendantOf, sessionOf, viewOf, type KioskSnapshot } from './view.ts';

/** What a person asks for, without the PIN's digits, which stay in the PIN pad. */
export type Wish =
  | Exclude<Intent, { type: 'pinKey' | 'pinErase' | 'secretKey' }>
  | Extract<SessionEvent, { type: 'pinDigits' }>;

/**
 * Delivers an intent to the machine that can take it, deepest first, and answers in every state: 'accepted', or 'not-now'
 * when no machine is waiting for it. While an overlay is open, only its own answers count.
 */
export function deliver(kiosk: Actor<KioskMachine>, wish: Wish): IntentAnswer {
  if (wish.type === 'touched') {
    touch(kiosk);
    return 'accepted';
  }
  if (!canTake(kiosk, wish)) return 'not-now';
  if (isOfStaffCall(wish)) {
    touch(kiosk);
    kiosk.send(wish);
    return 'accepted';
  }
  if (isOfVoice(wish)) {
    const session = sessionOf(kiosk.getSnapshot()) ? kiosk.getSnapshot().children.session : undefined;
    kiosk.send(wish);
    if (wish.type === 'openVoice') session?.send(wish);
    if (wish.type !== 'earphones') touch(kiosk);
    return 'accepted';
  }
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
    else if (!isOfInvitation(wish) && !isOfAttendant(wish) && !isOfVoice(wish)) session.send(wish);
    session.send({ type: 'touched' });
  } else if (isOfKiosk(wish)) {
    kiosk.send(wish);
  }
  return 'accepted';
}

/** Somebody is there: whichever machine counts the time begins to count anew. */
function touch(kiosk: Actor<KioskMachine>): void {
  const snapshot = kiosk.getSnapshot();
  const { attendant, session } = snapshot.children;
  if (attendantOf(snapshot)) attendant?.send({ type: 'touched' });
  else if (sessionOf(snapshot)) session?.send({ type: 'touched' });
  else kiosk.send({ type: 'touched' });
}

/** Whether any machine is waiting for this wish now. */
export function canTake(kiosk: Actor<KioskMachine>, wish: Wish): boolean {
  const snapshot = kiosk.getSnapshot();
  if (wish.type === 'touched') return true;
  if (isOfStaffCall(wish)) return canCallStaff(snapshot, wish.type);
  if (wish.type === 'callAttendant') return snapshot.can(wish);
  const attendant = attendantOf(snapshot);
  if (isOfVoice(wish)) return canSetVoice(snapshot, wish);
  if (attendant) return !isOfInvitation(wish) && attendant.can(wish);
  const session = sessionOf(snapshot);
  if (!session) {
    const { overlay } = viewOf(snapshot).screen;
    if (overlay && !answersOverlay(wish)) return false;
    return isOfKiosk(wish) && snapshot.can(wish);
  }
  const { overlay, controls } = viewOf(snapshot).screen;
  if (overlay && !answersOverlay(wish)) return false;
  if (wish.type === 'stop' && !controls.stop) return false;
  if (wish.type === 'back' && !controls.back) return false;
  if (wish.type === 'endPrinting') return session.children.printing?.getSnapshot().can(wish) ?? false;
  return !isOfInvitation(wish) && !isOfAttendant(wish) && session.can(wish);
}

/** Staff can be called from every screen of a resident, whatever lies over it. */
function canCallStaff(snapshot: KioskSnapshot, wish: StaffCallWish): boolean {
  if (attendantOf(snapshot)) return false;
  const type = wish === 'callStaff' ? 'call' : 'over';
  return snapshot.children.staffCall?.getSnapshot().can({ type }) ?? false;
}

type StaffCallWish = 'callStaff' | 'endStaffCall';
function isOfStaffCall(wish: Wish): wish is Extract<Wish, { type: StaffCallWish }> {
  return wish.type === 'callStaff' || wish.type === 'endStaffCall';
}

/**
 * Earphones come and go at any time. The voice is changed whatever lies over the screen; attendants' screens have none, and what it can be
 * set to opens over a screen alone, or in the place of another choice.
 */
function canSetVoice(snapshot: KioskSnapshot, wish: VoiceIntent): boolean {
  if (wish.type === 'earphones') return true;
  if (attendantOf(snapshot)) return false;
  if (wish.type === 'setVoice') return snapshot.context.voice.on || wish.change === 'show';
  const { overlay, voice } = viewOf(snapshot).screen;
  if (voice.speech === 'none') return false;
  return overlay === null || ['display', 'languages', 'voice'].includes(overlay.kind);
}

function isOfVoice(wish: Wish): wish is VoiceIntent {
  return wish.type === 'openVoice' || wish.type === 'setVoice' || wish.type === 'earphones';
}

/** Whether this is an answer to what lies over a screen: the screen below answers to nothing. */
function answersOverlay({ type }: Wish): boolean {
  return ['carryOn', 'confirmStop', 'setLanguage', 'setDisplay'].includes(type);
}

/** Whether the kiosk itself can answer, while nobody is served. */
function isOfKiosk(wish: Wish): wish is Extract<Wish, { type: KioskWish }> {
  return isOfInvitation(wish) || kioskWishes.some((type) => type === wish.type);
}

const kioskWishes = [
  'usePlan',
  'setLanguage',
  'setDisplay',
  'openLanguages',
  'openDisplay',
  'carryOn',
  'back',
] as const;
type KioskWish = (typeof kioskWishes)[number] | InvitationWish;
type InvitationWish = 'start' | 'showOffers' | 'prepared';

/** Whether this is asked of the kiosk alone. */
function isOfInvitation(wish: Wish): wish is Extract<Wish, { type: InvitationWish }> {
  return wish.type === 'start' || wish.type === 'showOffers' || wish.type === 'prepared';
}
