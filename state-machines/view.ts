import type { SnapshotFrom } from 'xstate';
import type { FaultNote, FaultReference } from '../shared/fault-reference.ts';
import type { CenterOut } from '../shared/kiosk-report.ts';
import type { Screen, ScreenBody } from '../shared/screen.ts';
import { addYen, timesYen, type Yen } from '../shared/yen.ts';
import { attendantBody } from './attendant/view.ts';
import type { AttendantSnapshot } from './attendant/attendant.ts';
import { canServe, cashServes, changeNow } from './can-serve.ts';
import type { KioskMachine } from './kiosk.ts';
import {
  cashlessOf,
  endBody,
  isPaying,
  orderBody,
  paymentOf,
  printingOf,
  mayGoBack,
  waitsForStaff,
} from './money-view.ts';
import type { SessionContext } from './session/context.ts';
import { certificateKey, namedKind } from '../shared/certificates.ts';
import { chosenSelections, selectionCost } from './session/selection.ts';
import { must, municipalitiesFor, offeredNow, servicesOf } from './session/context.ts';
import { proposalOf } from './session/plan.ts';
import { choiceBody, noticeOf } from './choice-view.ts';
import type { SessionSnapshot } from './session/session.ts';
import { cardComesBack, partIndex, partsOf } from './session/steps.ts';
import { offersBody } from './offers-view.ts';
import { findingBody, nearWithout } from './finding-view.ts';
import { overlayOf } from './overlay-view.ts';
import { serviceBody } from './service-view.ts';
import { staffCallOf } from './staff-call.ts';
import { voiceOf } from './voice-view.ts';

export type KioskSnapshot = SnapshotFrom<KioskMachine>;

/** References of logged faults: the screens show them, so that a person can find them in the log. */
export interface FaultsSeen {
  /** The reference for why the kiosk does not serve; null: nothing is broken. */
  readonly outOfService: FaultReference | null;
  /** Newest first. */
  readonly recent: readonly FaultNote[];
}
const nothingSeen: FaultsSeen = { outOfService: null, recent: [] };

/** A screen without its number; the number grows only when `question` changes, that is when something else is asked. */
export interface View {
  readonly question: string;
  readonly screen: Omit<Screen, 'id'>;
}

/** The same before anybody has asked whether it is read aloud. */
interface MuteView extends Pick<View, 'question'> {
  readonly screen: Omit<View['screen'], 'voice'>;
}

/** The screen of a state: plain data, all that the renderer gets to know. Pure. */
export function viewOf(kiosk: KioskSnapshot, faults = nothingSeen): View {
  const { question, screen } = uncovered(kiosk, faults);
  // What lies over a screen asks something else.
  return {
    question: `${question} ${screen.overlay?.kind ?? ''}`,
    screen: { ...screen, voice: voiceOf(kiosk.context, screen) },
  };
}

/** The question is that of the screen below, whatever lies over it. */
function uncovered(kiosk: KioskSnapshot, faults: FaultsSeen): MuteView {
  const attendant = attendantOf(kiosk);
  if (attendant) return attendantView(attendant, faults, kiosk.context.byCenter);
  const session = sessionOf(kiosk);
  const { question, screen } = session
    ? sessionView(session, kiosk.context.attendantWaits)
    : invitation(kiosk, faults);
  const staffCall = staffCallOf(kiosk.children.staffCall?.getSnapshot());
  return { question, screen: staffCall === null ? screen : { ...screen, staffCall } };
}

export function sessionOf(kiosk: KioskSnapshot): SessionSnapshot | null {
  return kiosk.matches({ service: 'serving' }) ? (kiosk.children.session?.getSnapshot() ?? null) : null;
}

export function attendantOf(kiosk: KioskSnapshot): AttendantSnapshot | null {
  const here = kiosk.matches({ service: 'attending' }) || kiosk.matches({ service: { serving: 'mending' } });
  return here ? (kiosk.children.attendant?.getSnapshot() ?? null) : null;
}

/** While an attendant is logged in, the screens are theirs; the question changes with every step. */
function attendantView(
  attendant: AttendantSnapshot,
  { recent }: FaultsSeen,
  byCenter: CenterOut | null,
): MuteView {
  const body = attendantBody(attendant, recent, byCenter);
  return {
    question: attendantQuestion(body),
    screen: {
      language: attendant.context.language,
      display: attendant.context.display,
      medium: 'card',
      progress: null,
      cost: null,
      controls: { back: false, stop: false, help: false, language: true },
      attendant: 'here',
      overlay: null,
      body,
    },
  };
}

/** A screen whose figures change while the question stays the same keeps its number: devices report, digits are typed. */
function attendantQuestion(body: ScreenBody): string {
  switch (body.kind) {
    case 'attendantLogin':
      return `${body.kind} ${body.purpose} ${body.ask}`;
    case 'guide':
      return `${body.kind} ${body.guide} ${body.step}`;
    case 'screenTest':
      return `${body.kind} ${body.pattern}`;
    case 'openCases':
    case 'configuration':
    case 'configEarlier':
    case 'configOffer':
    case 'logReview':
    case 'journalReview':
      return `${body.kind} ${body.page}`;
    case 'attendantMessage':
      return `${body.kind} ${body.cause}`;
    default:
      return body.kind;
  }
}

function invitation(kiosk: KioskSnapshot, { outOfService: reference }: FaultsSeen): MuteView {
  const { context } = kiosk;
  const serving = canServe(context);
  const language = context.shownLanguage;
  const frame = {
    language,
    display: context.shownDisplay,
    medium: 'card',
    progress: null,
    cost: null,
    overlay: context.chooser === null ? null : { kind: context.chooser },
    attendant: 'may',
  } as const;
  const interrupted = [...context.interrupted];
  if (!serving.serves || context.offers === null) {
    const cause = serving.serves ? 'centerUnreachable' : serving.cause;
    return {
      question: `out ${cause}`,
      screen: {
        ...frame,
        controls: { back: false, stop: false, help: false, language: true },
        body: { kind: 'outOfService', cause, since: context.outSince, interrupted, reference },
      },
    };
  }
  const prepared = preparedBody(kiosk);
  if (prepared !== null) {
    const shown = prepared.kind === 'preparedFault';
    return {
      question: `${prepared.kind} ${context.preparedFault ?? ''}`,
      screen: {
        ...frame,
        controls: { back: shown, stop: false, help: false, language: shown },
        body: prepared,
      },
    };
  }
  const { municipalities: all } = context.offers;
  const lookingAt = all.find(({ id }) => id === context.lookingAt);
  if (lookingAt) {
    const next = all.length > 1 ? all[(all.indexOf(lookingAt) + 1) % all.length] : undefined;
    return {
      question: `offers ${lookingAt.id}`,
      screen: {
        ...frame,
        controls: { back: true, stop: false, help: false, language: true },
        body: offersBody(lookingAt, true, next),
      },
    };
  }
  const municipalities = context.offers.municipalities.map(({ id, name, state, hours, offers }) => {
    const prices = offers.filter(({ state: offer }) => offer.open).map(({ price }) => price);
    return { id, name, state, hours, lowestPrice: prices.length > 0 ? lowest(prices) : null };
  });
  return {
    question: 'attract',
    screen: {
      ...frame,
      controls: { back: false, stop: false, help: false, language: true },
      body: {
        kind: 'attract',
        municipalities,
        methods: [
          ...(cashServes(context, context.configured) ? (['cash'] as const) : []),
          ...context.cashlessWorks,
        ],
        change: changeNow(context, context.configured),
        interrupted,
        readsPrepared: context.readsPrepared,
      },
    },
  };
}

/** While a code is judged, and when it cannot be used. */
function preparedBody(kiosk: KioskSnapshot): ScreenBody | null {
  if (kiosk.matches({ service: 'asking' })) return { kind: 'working', what: 'offers' };
  const { preparedFault: why } = kiosk.context;
  return why === null ? null : { kind: 'preparedFault', why };
}

function lowest(prices: readonly Yen[]): Yen {
  return prices.reduce((least, price) => (price < least ? price : least));
}

function sessionView(session: SessionSnapshot, attendantWaits: boolean): MuteView {
  const { context } = session;
  const body = sessionBody(session);
  const overlay = overlayOf(session, body);
  const payment = paymentOf(session);
  const cashless = cashlessOf(session);
  const canStop =
    session.can({ type: 'stop' }) &&
    (payment === null || payment.can({ type: 'cancel', cause: 'stopped' })) &&
    (cashless === null || cashless.can({ type: 'cancel', cause: 'stopped' }));
  const canGoBack =
    session.can({ type: 'back' }) &&
    (payment === null || (mayGoBack(payment) && payment.can({ type: 'cancel', cause: 'stopped' }))) &&
    (cashless === null || cashless.can({ type: 'cancel', cause: 'stopped' }));
  const printing = printingOf(session);
  const state = JSON.stringify([
    session.value,
    payment?.value ?? null,
    cashless?.value ?? null,
    printing?.value ?? null,
    context.cause,
  ]);
  // Coins may drop while somebody asks to stop: within a state the question stays the same.
  const question = body.kind === 'attract' ? 'attract' : questionKey(body, state);
  return {
    question,
    screen: {
      language: context.language,
      display: context.display,
      medium: context.card?.model === 'android' ? 'phone' : 'card',
      progress: progressOf(session),
      cost: costOf(context),
      controls: {
        back: canGoBack,
        stop: canStop,
        help: session.matches({ inactivity: 'watching' }),
        language: true,
      },
      attendant: attendantWaits && !waitsForStaff(session) ? 'waiting' : 'may',
      overlay,
      body,
    },
  };
}

function questionKey(body: ScreenBody, state: string): string {
  switch (body.kind) {
    // These show figures that change while the question stays the same.
    case 'payment':
    case 'printing':
    case 'printerTrouble':
    case 'working':
      return body.kind;
    // What takes the place of the keys is another question.
    case 'municipalitySearch': {
      const instead = body.found.length > 0 ? 'found' : body.groups.length > 0 ? 'groups' : 'typing';
      return `${body.kind} ${body.keys} ${instead}`;
    }
    // Another certificate in its place is another question.
    case 'proposal':
      return `${body.kind} ${certificateKey(body.certificate)}`;
    default:
      return `${body.kind} ${state.replace(/"(?:inactivity|chooser|people)":"[a-zA-Z]*"/g, '')}`;
  }
}

function progressOf(session: SessionSnapshot): Screen['progress'] {
  const { steps, at } = session.context;
  const parts = partsOf(steps);
  if (session.matches({ flow: 'serviceMenu' }) || session.matches({ flow: 'purposes' })) return null;
  if (session.matches({ flow: 'message' }) || session.matches({ flow: 'closing' })) return null;
  if (isPaying(session)) return { parts, at: parts.indexOf('pay') };
  const receiving = at >= steps.length;
  return { parts, at: receiving ? parts.length - 1 : partIndex(steps, at) };
}

/** Before the card it is the price of what is proposed. */
function costOf(context: SessionContext): Yen | null {
  const { order, basket, selection, planned } = context;
  if (order) return order.price;
  const chosen = chosenSelections(basket, selection);
  if (chosen.length > 0) return addYen(...chosen.map(selectionCost));
  const proposal = planned && context.municipality && proposalOf(planned, offeredNow(context));
  return proposal ? timesYen(proposal.offer.price, proposal.want.copies) : null;
}

function sessionBody(session: SessionSnapshot): ScreenBody {
  const { context } = session;
  const at = (state: Parameters<typeof session.matches>[0]): boolean => session.matches(state);
  if (at({ flow: 'serviceMenu' })) return { kind: 'serviceMenu', services: servicesOf(context) };
  if (at({ flow: 'notes' })) return { kind: 'notes' };
  if (at({ flow: 'whose' })) return { kind: 'whose' };
  if (at({ flow: 'municipality' }) && !at({ flow: { municipality: 'near' } })) return findingBody(session);
  if (at({ flow: 'municipality' })) {
    const without = nearWithout(context);
    return {
      kind: 'municipality',
      whose: context.whose,
      choices: municipalitiesFor(context).map((municipality) => ({
        id: municipality.id,
        name: municipality.name,
        state: municipality.state,
        hours: municipality.hours,
        offers: offeredNow({ municipality, whose: context.whose }),
      })),
      ...(without.length === 0 ? {} : { without }),
      ...noticeOf(context),
    };
  }
  if (at({ flow: 'offers' })) {
    const municipality = must(context.municipality, 'municipality');
    return offersBody({ ...municipality, offers: offeredNow(context) }, false, undefined, noticeOf(context));
  }
  if (at({ flow: { card: 'waiting' } })) return { kind: 'setCard', cardBack: cardComesBack(context.steps) };
  if (at({ flow: 'card' })) return { kind: 'working', what: 'readingCard' };
  if (at({ flow: { pin: 'entering' } })) {
    const after = { notice: context.pinWrong ? ('wrong' as const) : ('none' as const) };
    return { kind: 'pin', entered: context.pinEntered, triesLeft: context.triesLeft, after };
  }
  if (at({ flow: { pin: 'beginning' } }) && !context.challengeOld)
    return { kind: 'working', what: 'readingCard' };
  if (at({ flow: 'pin' })) return { kind: 'working', what: 'checkingPin' };
  if (at({ flow: 'cardBack' })) return { kind: 'takeCard', then: 'goesOn' };
  if (at({ flow: 'removingCard' })) return { kind: 'takeCard', then: 'over' };
  if (at({ flow: 'certificate' })) {
    const { certificates, unavailable, endingSoon } = must(context.resident, 'resident');
    return {
      kind: 'certificate',
      choices: certificates.map(({ price, free, ...certificate }) => ({
        ...namedKind(certificate),
        price,
        free: free.reduce((sum, { copies }) => sum + copies, 0),
      })),
      unavailable,
      endingSoon,
      ...noticeOf(context),
    };
  }
  const own = serviceBody(session) ?? choiceBody(session);
  if (own) return own;
  return at({ flow: 'message' }) || at({ flow: 'closing' }) || at({ flow: 'handover' })
    ? endBody(session)
    : context.order !== null
      ? orderBody(session)
      : { kind: 'working', what: 'building' };
}
