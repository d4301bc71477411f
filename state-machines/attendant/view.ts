import { namedKind } from '../../shared/certificates.ts';
import { digitsOfTime } from './typed-proof.ts';
import type { AttendantCause } from '../../shared/attendant-screens.ts';
import type { FaultNote } from '../../shared/fault-reference.ts';
import { refundReasons, type RefundCase, type RefundReason } from '../../shared/refund-api.ts';
import type { ScreenBody } from '../../shared/screen.ts';
import type { CenterOut } from '../../shared/kiosk-report.ts';
import { addDays, japanDate } from '../../shared/dates.ts';
import { pageOf } from '../../shared/pages.ts';
import { addYen, noYen, subtractYen, type Yen } from '../../shared/yen.ts';
import type { AttendantSnapshot } from './attendant.ts';
import { dayOf, daysToAsk, whoIs, type AttendantContext } from './context.ts';
import { codeLength } from './entered-code.ts';
import { asCashLine, differenceOf, isCountComplete } from './count-rules.ts';
import { configBody } from './config-view.ts';
import { logBody } from './log-view.ts';
import { updateBody } from './update-view.ts';
import { guidesAsked, isSolved } from './guide-rules.ts';
import { amountOf, howsOf, needsSecond, restOf } from './refund-claim.ts';
import { reasonsFor, wholeReturned } from './refund-rules.ts';
import { hopperOf, pathOf, screenPatterns, testsOf, touchGrid } from './tests.ts';
import { guideSteps } from '../../shared/attendants.ts';

const closing = ['leaving', 'over', 'restarts'] as const;
/** As many as fit on the smallest panel. */
const casesOnPage = 4;

/** The screen of an attendant's session: plain data, nothing personal. */
export function attendantBody(
  snapshot: AttendantSnapshot,
  faults: readonly FaultNote[],
  byCenter: CenterOut | null,
): ScreenBody {
  const { context } = snapshot;
  const at = (state: Parameters<typeof snapshot.matches>[0]): boolean => snapshot.matches(state);
  if (at({ flow: 'login' }) || at({ flow: { refund: 'second' } })) return loginBody(snapshot);
  if (at({ flow: 'menu' })) {
    const { id, role } = whoIs(context);
    const { length } = context.cases;
    const asked = guidesAsked(context.reports);
    const { mayMoveMoney, mending } = context;
    return { kind: 'staffMenu', attendant: id, role, openCases: length, asked, mayMoveMoney, mending };
  }
  if (at({ flow: 'lookup' })) {
    const { entered, lookupNotice: notice } = context;
    return { kind: 'lookup', entered, complete: entered.length === codeLength, notice };
  }
  if (at({ flow: 'proving' })) {
    const { entered, typed, lookupNotice: notice } = context;
    return { kind: 'lookupProof', code: entered, typed, complete: typed.length > digitsOfTime, notice };
  }
  if (at({ flow: 'openCases' })) {
    const { shown, at: page, pages } = pageOf(context.cases, casesOnPage, context.page);
    return { kind: 'openCases', cases: [...shown], page, pages };
  }
  if (at({ flow: { refund: 'unheard' } })) return messageBody(context);
  if (at({ flow: 'refund' })) return refundBody(snapshot);
  if (at({ flow: 'guide' })) {
    const { guide, step, reports } = context;
    return { kind: 'guide', guide, step, of: guideSteps[guide], solved: isSolved(guide, reports) };
  }
  if (at({ flow: 'forgotten' })) return { kind: 'forgotten', recorded: context.recorded };
  if (at({ flow: 'message' })) return messageBody(context);
  if (at({ flow: 'maintenance' })) {
    const { cases, mayMoveMoney } = context;
    return {
      kind: 'maintenance',
      attendant: whoIs(context).id,
      devices: [...context.reports],
      out: context.out,
      byCenter,
      alarm: context.alarm,
      owed: addYen(noYen, ...cases.map((each) => each.owed)),
      openCases: cases.length,
      time: context.time,
      faults: [...faults],
      mayMoveMoney,
    };
  }
  if (at({ flow: 'tests' })) return testBody(snapshot);
  if (at({ flow: 'cashCount' })) return countBody(snapshot);
  if (at({ flow: { deviceDetails: 'shown' } })) return { kind: 'deviceDetails', devices: context.details };
  if (at({ flow: 'dayClosing' })) return dayBody(snapshot);
  if (at({ flow: 'configuration' })) return configBody(snapshot);
  if (at({ flow: 'updates' })) return updateBody(snapshot);
  if (at({ flow: 'logReview' })) return logBody(snapshot);
  if (at({ flow: { journalReview: 'shown' } })) {
    const { page, check, exported, entries, pages, journalFilter: filter } = context;
    const today = japanDate(context.time);
    const days = Array.from({ length: daysToAsk }, (_, index) => addDays(today, -index));
    return { kind: 'journalReview', entries: [...entries], filter, days, page, pages, check, exported };
  }
  if (at({ flow: { journalReview: 'typing' } })) {
    const { entered, lookupNotice: notice } = context;
    return { kind: 'journalCode', entered, complete: entered.length === codeLength, notice };
  }
  if (at({ flow: { restarts: 'choosing' } }) || at({ flow: { restarts: 'reopening' } })) {
    const { reopened, toReopen } = context;
    return { kind: 'restarts', devices: [...reopened], at: toReopen[0] ?? null };
  }
  if (at({ flow: { restarts: 'confirming' } })) return { kind: 'restartMachine' };
  if (at({ flow: 'serviceSwitch' })) {
    const { out, alarm } = context;
    return { kind: 'serviceSwitch', out, byCenter, alarm };
  }
  if (at({ flow: 'removingCard' })) return { kind: 'attendantCard' };
  return { kind: 'working', what: closing.some((state) => at({ flow: state })) ? 'closing' : 'asking' };
}

function loginBody(snapshot: AttendantSnapshot): ScreenBody {
  const { number, pinEntered: entered, notice, triesLeft, lockedUntil } = snapshot.context;
  const purpose = snapshot.matches({ flow: 'login' }) ? 'login' : 'second';
  const inState = (state: 'number' | 'code' | 'askingCard' | 'taking'): boolean =>
    snapshot.matches({ flow: { login: state } }) || snapshot.matches({ flow: { refund: { second: state } } });
  const asks = { number: 'number', code: 'code', askingCard: 'card', taking: 'takeCard' } as const;
  const state = (['number', 'code', 'askingCard', 'taking'] as const).find(inState);
  const ask = state ? asks[state] : 'checking';
  return { kind: 'attendantLogin', purpose, ask, number, entered, notice, triesLeft, lockedUntil };
}

function messageBody(context: AttendantContext): ScreenBody {
  const { cause, found } = context;
  const withSum: readonly AttendantCause[] = ['payoutUnsure', 'cashlessUnsure', 'cashlessElsewhere'];
  const amount = found && withSum.includes(cause) ? amountOf(context) : noYen;
  return { kind: 'attendantMessage', cause, code: found?.code ?? null, amount };
}

function documentsOf({ found, returned }: AttendantContext) {
  return (found?.documents ?? []).map(({ price, sheets, state, refunded, ...certificate }, index) => ({
    ...namedKind(certificate),
    ...{ price, sheets, state, refunded },
    returned: [...(returned[index] ?? [])],
  }));
}

/** What the rule allows now, and a refund that was begun earlier and never ended. */
function mayRefund({ unfinished }: AttendantContext, found: RefundCase): RefundReason[] {
  const begun = unfinished?.claim.reason;
  return refundReasons.filter((reason) => reason === begun || reasonsFor(found).includes(reason));
}

/** As on the receipt that lies on the counter, where this kiosk printed it or somebody typed its time. */
function timeOf({ local, proof }: AttendantContext, { builtAt }: RefundCase) {
  const onReceipt = local?.receiptAt ?? (proof?.by === 'typed' ? proof.at : null);
  return onReceipt === null
    ? ({ at: builtAt, timeOf: 'order' } as const)
    : ({ at: onReceipt, timeOf: 'receipt' } as const);
}

/** Example: 600 put in for one certificate of 150 that was printed, 450 given back: 150 received. */
function receivedOf({ money }: RefundCase): Yen {
  if (money === null) return noYen;
  return subtractYen(money.paid, addYen(money.givenBack, money.owed));
}

function refundBody(snapshot: AttendantSnapshot): ScreenBody {
  const { context } = snapshot;
  const { found, local, slip, sheetNotice: notice, returned } = context;
  if (!found) return { kind: 'working', what: 'asking' };
  const inState = (state: 'shown' | 'sheets' | 'confirm' | 'done'): boolean =>
    snapshot.matches({ flow: { refund: state } });
  const { code, rule } = found;
  if (inState('shown')) {
    return {
      kind: 'refundCase',
      ...{ code, ...timeOf(context, found), paidAt: found.kiosk, municipality: found.municipality.name },
      method: found.money?.method ?? null,
      documents: documentsOf(context),
      paid: found.money?.paid ?? noYen,
      givenBack: found.money?.givenBack ?? noYen,
      received: receivedOf(found),
      stillOwed: found.stillOwed,
      rule: rule.words,
      mayRefund: context.mayMoveMoney ? mayRefund(context, found) : [],
      mayMoveMoney: context.mayMoveMoney,
      mayReprint: local !== null,
      slip,
      refunds: found.refunds.map(({ at, reason, amount }) => ({ at, reason, amount })),
    };
  }
  if (inState('sheets')) {
    const complete = wholeReturned(found.documents, returned).length > 0;
    return { kind: 'returnSheets', documents: documentsOf(context), notice, complete };
  }
  if (inState('confirm')) {
    const { reason, how, second } = context;
    return {
      kind: 'refundConfirm',
      ...{ code, reason, amount: amountOf(context), hows: howsOf(context), how, rule: rule.words },
      secondNeeded: needsSecond(context),
      second,
      retakeMinutes: rule.retakeMinutes,
    };
  }
  if (snapshot.matches({ flow: { refund: { paying: 'register' } } }))
    return { kind: 'payFromRegister', code, amount: restOf(context), short: context.how !== 'register' };
  if (inState('done')) {
    const { reason, hoppers, register, cashless, granted } = context;
    const retakeUntil = granted?.retakeUntil ?? null;
    const printed = slip === 'printed' ? 'printed' : 'notPrinted';
    return { kind: 'refundDone', code, reason, hoppers, register, cashless, retakeUntil, slip: printed };
  }
  return { kind: 'working', what: snapshot.matches({ flow: { refund: 'camera' } }) ? 'asking' : 'refunding' };
}

function testBody(snapshot: AttendantSnapshot): ScreenBody {
  const { context } = snapshot;
  const { test, taken, pattern, touched, results } = context;
  const inState = (
    state: 'choosing' | 'card' | 'path' | 'confirmingPiece' | 'screen' | 'touch' | 'judging',
  ): boolean => snapshot.matches({ flow: { tests: state } });
  if (inState('choosing')) {
    const { mayMoveMoney } = context;
    const tests = testsOf(context).map((each) => ({
      test: each,
      result: results[each] ?? ('none' as const),
    }));
    return { kind: 'tests', tests, mayMoveMoney };
  }
  if (inState('card')) {
    const reading = snapshot.matches({ flow: { tests: { card: 'reading' } } });
    return { kind: 'cardTest', state: reading ? 'reading' : (context.cardKind ?? 'waiting') };
  }
  if (inState('path')) {
    const open = snapshot.matches({ flow: { tests: { path: 'open' } } });
    const opening = snapshot.matches({ flow: { tests: { path: 'opening' } } });
    return {
      kind: 'cashTest',
      path: test === 'notePath' ? 'notePath' : 'coinPath',
      taken: [...taken],
      expected: pathOf(test, context.configured),
      state: open ? 'open' : opening ? 'opening' : 'closing',
    };
  }
  const value = hopperOf(test);
  if (inState('confirmingPiece') && value !== null) return { kind: 'payOutTest', value };
  if (inState('screen')) return { kind: 'screenTest', pattern, of: screenPatterns };
  if (inState('touch')) return { kind: 'touchTest', ...touchGrid, touched: [...touched] };
  if (inState('judging')) return { kind: 'judgeTest', test };
  return { kind: 'working', what: 'testing' };
}

function countBody(snapshot: AttendantSnapshot): ScreenBody {
  const { lines, countAt, slip } = snapshot.context;
  if (snapshot.matches({ flow: { cashCount: 'counted' } }))
    return {
      kind: 'cashCounted',
      difference: differenceOf(lines),
      slip: slip === 'printed' ? 'printed' : 'notPrinted',
    };
  const isWritten = (['deciding', 'writing'] as const).some((state) =>
    snapshot.matches({ flow: { cashCount: state } }),
  );
  if (isWritten) return { kind: 'working', what: 'counting' };
  const line = countAt ? lines[countAt.index] : undefined;
  return {
    kind: 'cashCount',
    lines: lines.map(asCashLine),
    at:
      countAt && line
        ? { place: line.place, value: line.value, field: countAt.field, entered: countAt.entered }
        : null,
    // Until everything is counted, a difference means nothing and would only alarm.
    difference: isCountComplete(lines) ? differenceOf(lines) : null,
    notCounted: lines.filter(({ touched }) => !touched).length,
    complete: isCountComplete(lines),
  };
}

function dayBody(snapshot: AttendantSnapshot): ScreenBody {
  const { slip, dayFiles: files } = snapshot.context;
  const day = dayOf(snapshot.context);
  if (snapshot.matches({ flow: { dayClosing: 'looking' } })) return { kind: 'dayReview', day };
  if (snapshot.matches({ flow: { dayClosing: 'closed' } }))
    return {
      ...{ kind: 'dayClosed', number: day.number, files },
      slip: slip === 'printed' ? 'printed' : 'notPrinted',
    };
  return { kind: 'working', what: 'counting' };
}
