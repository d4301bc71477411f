import { certificateKey } from '../../shared/certificates.ts';
import { assign, raise, sendTo, setup } from 'xstate';
import { requestIdSchema } from '../../shared/ids.ts';
import { hasNextStep } from '../../shared/next-step.ts';
import type { SummaryPart } from '../../shared/purpose-screens.ts';
import { noYen, yen } from '../../shared/yen.ts';
import { warningSeconds, type Delays } from '../delays.ts';
import { patience } from '../patience.ts';
import type { CardSecret, Ports } from '../ports.ts';
import { record } from '../record.ts';
import { receiptCode } from '../settlement.ts';
import { sessionActors } from './actors.ts';
import {
  beginService,
  must,
  offeredNow,
  servicesOf,
  type SessionContext,
  type SessionEvent,
  type SessionInput,
  type SessionOutput,
} from './context.ts';
import { eraseLast, isComplete, openField, takeEntry, typeInto, type Field } from './form.ts';
import { listedOf } from './finding.ts';
import {
  changeableOf,
  plannedByPlan,
  plannedByPurpose,
  proposalOf,
  takePlan,
  wantFor,
  whyNoProposal,
} from './plan.ts';
import type { Planned } from './planned.ts';
import { beginSelection, chosenSelections } from './selection.ts';
import { cardNeeded, isAsked, stepBefore, type Step } from './steps.ts';

/**
 * Types, actors, actions and guards that the parts of the session machine share. Whatever changes the outside world (the PIN
 * pad, the journal) is an action of its own, never part of an `assign`.
 */
export function sessionSetup(ports: Ports, delays: Delays) {
  return setup({
    types: {
      context: {} as SessionContext,
      events: {} as SessionEvent,
      input: {} as SessionInput,
      output: {} as SessionOutput,
      children: {} as { payment: 'payment'; cashlessPayment: 'cashlessPayment'; printing: 'printing' },
    },
    actors: sessionActors(ports, delays),
    delays: {
      ...delays,
      idleHere: ({ context }: { context: SessionContext }) => context.idleMs * patience(context),
    },
    actions: {
      /** This screen waits for the resident: its timeout starts. */
      watch: raise({ type: 'inactivity.watch', idleMs: delays.idle }),
      watchPayment: raise({ type: 'inactivity.watch', idleMs: delays.idleAtPayment }),
      watchMessage: raise({ type: 'inactivity.watch', idleMs: delays.messageStays }),
      speak: assign({
        language: ({ context, event }) => (event.type === 'setLanguage' ? event.language : context.language),
      }),
      /** The machine is busy: nobody is asked to hurry. */
      rest: raise({ type: 'inactivity.rest' }),
      askStop: raise({ type: 'inactivity.askStop' }),
      closeInactivity: raise({ type: 'inactivity.close' }),
      /** The card disappeared while it was needed: pulled, or gone with its reader. */
      endCardGone: assign({
        cause: ({ context }) => (context.presence === 'readerGone' ? 'cardReaderUnavailable' : 'cardRemoved'),
      }),
      /** Goes to a step by name: to add another certificate, or to check what is left. */
      goTo: assign({
        at: ({ context }, { step }: { step: Step }) => Math.max(0, context.steps.indexOf(step)),
      }),
      onward: assign({ at: ({ context }) => context.at + 1 }),
      backward: assign({
        at: ({ context }) => stepBefore(context.steps, context.at, context) ?? context.at,
        answered: [],
      }),
      end: assign({ cause: (_, { cause }: { cause: SessionContext['cause'] }) => cause }),
      leaveCause: assign({ cause: ({ event }) => (event.type === 'leave' ? event.cause : 'stopped') }),
      wipePad: () => ports.pinPad.wipe(),
      /** Empties the pad for a secret of this kind, by the rule of the inserted card. */
      openPad: ({ context }, { secret }: { secret: CardSecret }) =>
        ports.pinPad.begin(must(context.card, 'card').rules[secret]),
      openPadForNewSecret: ({ context }) =>
        ports.pinPad.begin(must(context.card, 'card').rules[newSecretOf(context)]),
      keepFirstEntry: () => ports.pinPad.keep(),
      challengeAged: assign({ challengeOld: true }),
      challengeNew: assign({ challengeOld: false }),
      /** For when the pad has been emptied. */
      noDigits: assign({ pinEntered: 0 }),
      openField: assign({
        form: ({ context }, { field }: { field: Field }) => openField(context.form, field),
      }),
      typeInto: assign({
        form: ({ context, event }, { field }: { field: Field }) =>
          event.type === 'entryKey' ? typeInto(context.form, field, event.key) : context.form,
      }),
      eraseLast: assign({ form: ({ context }) => eraseLast(context.form) }),
      takeEntry: assign({
        form: ({ context }, { field }: { field: Field }) => takeEntry(context.form, field),
      }),
      askMunicipality: assign({
        finding: ({ context: { finding }, event }) =>
          event.type === 'chooseMunicipality'
            ? { ...finding, asked: event.municipality, notHere: null }
            : finding,
      }),
      beginJournal: ({ self }) => record(ports, self, { type: 'session-begun' }),
      journalEnrolment: ({ context, self }) =>
        record(ports, self, {
          type: 'enrolment-received',
          municipality: must(context.municipality, 'municipality').id,
          printed: context.receiptPrinted,
        }),
      journalOrder: ({ context, self }) => {
        const order = must(context.order, 'order');
        record(ports, self, {
          type: 'order-built',
          transaction: order.transaction,
          municipality: must(context.municipality, 'municipality').id,
          code: receiptCode(order.transaction),
          price: order.price,
          documents: order.documents,
        });
      },
      journalPaid: ({ context, self }) =>
        record(ports, self, {
          type: 'paid',
          transaction: must(context.order, 'order').transaction,
          amount: context.paid,
        }),
      /** The sums of the whole transaction; what is owed is in the journal before it is on paper. */
      journalSettled: ({ context, self }) => {
        const { transaction } = must(context.order, 'order');
        const { paid, earned: printed, givenBack, owed } = context;
        const code = receiptCode(transaction);
        if (owed > 0) record(ports, self, { type: 'owed', transaction, code, amount: owed });
        record(ports, self, { type: 'settled', transaction, paid, printed, givenBack, owed });
      },
      journalReceipt: ({ context, self }) =>
        record(ports, self, {
          type: 'receipt',
          transaction: must(context.order, 'order').transaction,
          printed: context.receiptPrinted,
        }),
      /** Pages that do not belong to this session. */
      journalAlarm: ({ context, self }) =>
        record(ports, self, {
          type: 'alarm',
          alarm: 'bindingMismatch',
          transaction: context.order?.transaction ?? null,
        }),
      journalEnd: ({ context, self }) =>
        record(ports, self, { type: 'session-ended', reason: context.cause ?? 'handedOver' }),
      journalGone: assign({ journalLost: true }),
      lockService: assign({ bindingMismatch: true }),
      /** As it was planned, if it was. */
      takeWanted: assign(({ context }) => {
        const certificate = wantedOf(context);
        if (!certificate) return { selection: null, wanted: null };
        const want = wantFor(context.planned, offeredNow(context), certificate);
        if (want === null) return { selection: beginSelection(certificate), wanted: null, answered: [] };
        const { selection, answered, notice } = takePlan(certificate, want);
        return { selection, answered, planNotice: notice, planned: null, wanted: null };
      }),
      beginCertificates: assign(({ context }) => beginService('certificates', context.certificateSteps)),
      beginOther: assign(({ context, event }) =>
        event.type === 'openService' ? beginService(event.service, context.certificateSteps) : {},
      ),
      beginPurpose: assign(({ context, event }) =>
        event.type === 'choosePurpose'
          ? {
              ...beginService('certificates', context.certificateSteps),
              ...withPlan(plannedByPurpose(event.purpose)),
            }
          : {},
      ),
      /** What was prepared at home takes the place of whatever was chosen before. */
      beginPlan: assign(({ context, event }) => {
        const plan = event.type === 'usePlan' ? event.plan : context.plan;
        return plan === null
          ? {}
          : {
              ...beginService('certificates', context.certificateSteps),
              ...withPlan(plannedByPlan(plan)),
              plan: null,
            };
      }),
      forgetPlan: assign({ planned: null, planNotice: null, purpose: null, answered: [] }),
      /** The planned municipality is tried once; whoever comes back here chooses one. */
      askPlannedMunicipality: assign(({ context: { planned, finding } }) => ({
        finding: { ...finding, asked: planned?.municipality ?? null, notHere: null },
        planned: planned && { ...planned, municipality: null },
      })),
      missPlannedMunicipality: assign(({ context: { planned } }) => ({
        planned: planned && { ...planned, municipality: null },
        planNotice: 'municipalityUnknown' as const,
      })),
      /** It is chosen among the offers instead. */
      dropPlan: assign(({ context }) => ({
        planNotice: context.planned && whyNoProposal(context.planned, offeredNow(context)),
        planned: null,
      })),
      askAgain: assign({ answered: [] }),
      /** One of the chosen becomes the last, to be changed and ordered again with the others, which stay as they are. */
      changeChosen: assign(({ context: { basket, selection }, event }) => {
        const chosen = chosenSelections(basket, selection);
        return event.type === 'changeChosen'
          ? {
              changing: { basket, selection },
              basket: chosen.filter((_, index) => index !== event.line),
              selection: chosen[event.line] ?? selection,
              answered: [],
            }
          : {};
      }),
      restoreChosen: assign(({ context: { changing } }) => ({ ...changing, changing: null })),
      keepUnchanged: assign({ unchanged: ({ context }) => context.selection }),
      doneChanging: assign({ unchanged: null }),
      undoChange: assign({
        selection: ({ context }) => context.unchanged ?? context.selection,
        unchanged: null,
      }),
      openCash: raise({ type: 'cash.open' }),
      goBack: assign({ goingBack: true }),
      notGoingBack: assign({ goingBack: false }),
      tellPrinting: sendTo('printing', { type: 'staffHere' }),
      cancelPayment: sendTo('payment', ({ event }) => ({
        type: 'cancel',
        cause: event.type === 'leave' ? event.cause : 'stopped',
      })),
      cancelCashless: sendTo('cashlessPayment', ({ event }) => ({
        type: 'cancel',
        cause: event.type === 'leave' ? event.cause : 'stopped',
      })),
      /** Another order needs a request id of its own: the center answers the same request with the same order. */
      forgetOrder: assign({ order: null, requestId: () => requestIdSchema.parse(ports.random()) }),
      noteTime: assign({ shownAt: () => ports.clock.now() }),
      startWarning: assign({ secondsLeft: ({ context }) => warningSeconds * patience(context) }),
      countDown: assign({ secondsLeft: ({ context }) => context.secondsLeft - 1 }),
      /** What the provider held and was not earned goes back by itself. */
      letGoOfRest: assign({ givenBack: ({ context }) => yen(context.paid - context.earned) }),
      /** What could not be given back is owed. */
      oweRefund: assign({
        owed: ({ context }) => yen(context.owed + context.refundNow),
        refundNow: noYen,
      }),
    },
    guards: {
      stepIs: ({ context }, step: Step) => context.steps[context.at] === step,
      skipped: ({ context }) => {
        const step = context.steps[context.at];
        return step !== undefined && (!isAsked(step, context) || context.answered.includes(step));
      },
      serviceOffered: ({ context, event }) =>
        event.type === 'openService' && servicesOf(context).includes(event.service),
      changingChosen: ({ context }) => context.changing !== null,
      planGiven: ({ context }) => context.plan !== null,
      municipalityPlanned: ({ context: { steps, at, planned, offers } }) =>
        steps[at] === 'municipality' &&
        planned?.municipality != null &&
        listedOf({ offers }, planned.municipality) !== null,
      municipalityUnknown: ({ context: { steps, at, planned } }) =>
        steps[at] === 'municipality' && planned?.municipality != null,
      proposable: ({ context }) =>
        context.steps[context.at] === 'offers' &&
        context.planned !== null &&
        proposalOf(context.planned, offeredNow(context)) !== null,
      notProposable: ({ context }) => context.steps[context.at] === 'offers' && context.planned !== null,
      partIs: ({ context, event }, part: SummaryPart) =>
        event.type === 'changePart' &&
        event.part === part &&
        context.selection !== null &&
        changeableOf(context.selection).includes(part),
      /** What was chosen among the offers can be taken: it is not asked for again. */
      wantedGiven: ({ context }) => context.steps[context.at] === 'certificate' && wantedOf(context) !== null,
      journalLost: ({ context }) => context.journalLost,
      backPossible: ({ context }) => stepBefore(context.steps, context.at, context) !== null,
      cardAway: ({ context }) => context.presence === 'absent' || context.presence === 'readerGone',
      cardPresent: ({ context }) => context.presence === 'present',
      cardMute: ({ context }) => context.presence === 'mute',
      readerGone: ({ context }) => context.presence === 'readerGone',
      neededCardGone: ({ context }) =>
        context.cause === null &&
        cardNeeded(context.steps, context.at) &&
        (context.presence === 'absent' || context.presence === 'readerGone'),
      fieldComplete: ({ context }, { field }: { field: Field }) => isComplete(context.form, field),
      pinComplete: ({ context }) => isLongEnough(context, 'pin'),
      passwordComplete: ({ context }) => isLongEnough(context, 'signaturePassword'),
      newSecretComplete: ({ context }) => isLongEnough(context, newSecretOf(context)),
      entriesMatch: () => ports.pinPad.matches(),
      forCertificates: ({ context }) => context.service === 'certificates',
      forEnrolment: ({ context }) => context.service === 'enrolment',
      lastSecond: ({ context }) => context.secondsLeft <= 1,
      orderStands: ({ context }) => context.order !== null,
      refundDue: ({ context }) => context.refundNow > 0,
      nothingDue: ({ context }) => context.order?.price === 0,
      cashClosed: ({ context }) => !context.cashOpen,
      cashAlone: ({ context }) => context.cashlessMethods.length === 0,
      cashlessHeld: ({ context }) => context.cashless !== null,
      nextStepOffered: ({ context }) =>
        context.nextSlip === 'none' && context.cause !== null && hasNextStep(context.cause),
      nobodyThere: ({ event }) => event.type === 'people' && event.presence === 'nobody',
      somebodyThere: ({ event }) => event.type === 'people' && event.presence !== 'nobody',
      bindingBroken: ({ context }) => context.bindingMismatch,
    },
  });
}
export type SessionSetup = ReturnType<typeof sessionSetup>;

/** A plan at its beginning: whose certificate is known from it, or asked. */
function withPlan(planned: Planned): Partial<SessionContext> {
  return { planned, purpose: planned.purpose, whose: planned.whose ?? 'home' };
}

function wantedOf({ wanted, resident }: SessionContext) {
  return resident?.certificates.find((certificate) => certificateKey(certificate) === wanted) ?? null;
}

/** The secret that this service sets. */
export function newSecretOf({ service }: SessionContext): CardSecret {
  return service === 'pin' ? 'pin' : 'signaturePassword';
}

function isLongEnough({ card, pinEntered }: SessionContext, secret: CardSecret): boolean {
  const { least, most } = must(card, 'card').rules[secret];
  return least <= pinEntered && pinEntered <= most;
}
