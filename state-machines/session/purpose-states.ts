import { assign } from 'xstate';
import { certificateKey } from '../../shared/certificates.ts';
import { offeredNow, servicesOf } from './context.ts';
import { proposalOf, proposalsOf } from './plan.ts';
import type { SessionSetup } from './setup.ts';

/**
 * "What is it for?", the first question of everybody, the menu of the other services, and what fits the purpose: the proposal, which
 * takes the place of the offers. Whoever knows which certificate they need goes on without a purpose.
 */
export function purposeStates(session: SessionSetup) {
  const stop = { actions: 'askStop' } as const;
  /** Nothing is begun that could not be recorded. */
  const withoutJournal = {
    guard: 'journalLost',
    target: 'message',
    actions: { type: 'end', params: { cause: 'journalUnavailable' } },
  } as const;

  const openOther = [
    withoutJournal,
    { guard: 'serviceOffered', target: 'step', actions: 'beginOther' },
  ] as const;

  const purposes = session.createStateConfig({
    id: 'purposes',
    entry: ['watch', 'forgetPlan'],
    on: {
      choosePurpose: [withoutJournal, { target: 'step', actions: 'beginPurpose' }],
      openCertificates: [withoutJournal, { target: 'step', actions: 'beginCertificates' }],
      openService: openOther,
      openServices: {
        guard: ({ context }) => servicesOf(context).length > 1,
        target: 'serviceMenu',
      },
      usePlan: [withoutJournal, { target: 'step', actions: 'beginPlan' }],
      // Nothing has been asked or chosen yet: the first screen comes back without a word.
      back: { target: 'removingCard', actions: { type: 'end', params: { cause: 'stopped' } } },
      stop,
    },
  });

  const serviceMenu = session.createStateConfig({
    id: 'serviceMenu',
    entry: 'watch',
    on: {
      openCertificates: [withoutJournal, { target: 'step', actions: 'beginCertificates' }],
      openService: openOther,
      usePlan: [withoutJournal, { target: 'step', actions: 'beginPlan' }],
      back: 'purposes',
      stop,
    },
  });

  const proposal = session.createStateConfig({
    entry: 'watch',
    on: {
      takeProposal: {
        target: '#step',
        actions: [
          assign({
            wanted: ({ context }) => {
              const proposed = context.planned && proposalOf(context.planned, offeredNow(context));
              return proposed ? certificateKey(proposed.offer) : null;
            },
          }),
          'onward',
        ],
      },
      chooseWant: {
        guard: ({ context, event }) =>
          context.planned !== null &&
          proposalsOf(context.planned, offeredNow(context)).some(({ at }) => at === event.want),
        actions: assign({
          planned: ({ context, event }) => context.planned && { ...context.planned, chosen: event.want },
        }),
      },
      seeOffers: { target: 'offers', actions: assign({ planned: null, planNotice: null }) },
      usePlan: [withoutJournal, { target: 'step', actions: 'beginPlan' }],
      back: { guard: 'backPossible', target: '#step', actions: 'backward' },
      stop,
    },
  });

  return { purposes, serviceMenu, proposal };
}
