import type { AttendantRole } from '../../shared/attendants.ts';
import { firstStartBodies } from '../../shared/first-start-screens.ts';
import type { ScreenBody, ScreenKind } from '../../shared/screen.ts';

/** Screens that only an operator has. */
const operators: readonly ScreenKind[] = [
  'maintenance',
  'tests',
  'payOutTest',
  'cashTest',
  'cardTest',
  'screenTest',
  'touchTest',
  'judgeTest',
  'cashCount',
  'cashCounted',
  'deviceDetails',
  'dayReview',
  'dayClosed',
  'journalReview',
  'journalCode',
  'logReview',
  'logSearch',
  'configuration',
  'configEarlier',
  'configOffer',
  'configRefused',
  'updates',
  'updateOffer',
  'updateConfirm',
  'updateCopying',
  'updateRefused',
  'restarts',
  'restartMachine',
  'serviceSwitch',
];

/** What the top bar says: whose screen it is, and who is logged in where that is known (`S-01`, never a name). */
export function roomOf(body: ScreenBody): {
  readonly room: AttendantRole | 'firstStart';
  readonly who: string | null;
} {
  if (isFirstStart(body)) return { room: 'firstStart', who: null };
  const who = body.kind === 'staffMenu' || body.kind === 'maintenance' ? body.attendant : null;
  if (body.kind === 'staffMenu') return { room: body.role, who };
  return { room: operators.includes(body.kind) ? 'operator' : 'staff', who };
}

/** How an attendant leaves a screen by the bottom bar; some screens must be ended by their own button. */
export interface WaysOut {
  /** One step back. */
  readonly back: boolean;
  /** Ends the attendant's session; `login`: nobody is logged in yet. */
  readonly leave: 'logout' | 'login' | null;
}

/** A granted refund is paid before anybody leaves; a test is ended, so that its device is closed. */
const held: readonly ScreenKind[] = [
  'payFromRegister',
  'cashTest',
  'screenTest',
  'touchTest',
  'updateCopying',
  'working',
];
const withoutBack: readonly ScreenKind[] = [
  ...held,
  'staffMenu',
  'refundDone',
  'attendantMessage',
  'cashCounted',
  'dayClosed',
  'cardTest',
  'judgeTest',
  'configRefused',
  'updateRefused',
];

const firstStartWithoutBack: readonly ScreenKind[] = [
  'wizardWelcome',
  'wizardPanel',
  'wizardTry',
  'wizardWorking',
];

function isFirstStart({ kind }: ScreenBody): boolean {
  return firstStartBodies.some(({ shape }) => shape.kind.value === kind);
}

export function waysOut(body: ScreenBody): WaysOut {
  // Nobody is logged in, and nothing is left: it is gone through, or the machine is switched off.
  if (isFirstStart(body)) return { back: !firstStartWithoutBack.includes(body.kind), leave: null };
  if (body.kind === 'attendantCard') return { back: false, leave: null };
  if (body.kind === 'attendantLogin') {
    if (body.purpose === 'second' && body.ask === 'takeCard') return { back: false, leave: null };
    return body.purpose === 'login' ? { back: false, leave: 'login' } : { back: true, leave: null };
  }
  return {
    back: !withoutBack.includes(body.kind),
    leave: held.includes(body.kind) ? null : 'logout',
  };
}
