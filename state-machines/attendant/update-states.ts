import { assign } from 'xstate';
import { updateOfferOf, type AttendantContext } from './context.ts';
import type { UpdateFault, UpdateWish } from '../../shared/updates.ts';
import type { AttendantSetup, Readings } from './setup.ts';

/**
 * The kiosk's versions: an update is handed in from the memory stick once its signature and its age were shown; it is taken, or the version
 * before comes back, after a second word, as soon as nobody is served.
 */
export function updateStates(session: AttendantSetup, ports: Readings) {
  const notRecorded = {
    target: '#attendantMessage',
    actions: { type: 'failWith', params: { cause: 'journalUnavailable' } },
  } as const;
  const refused = (fault: UpdateFault) =>
    ({ target: '#updateRefused', actions: { type: 'refuseUpdate', params: { fault } } }) as const;
  const notHeld = { timeUp: {}, leaveAttendant: {} } as const;

  const updates = session.createStateConfig({
    id: 'updates',
    initial: 'shown',
    states: {
      shown: {
        entry: 'watch',
        initial: 'still',
        states: {
          /** It is checked and unpacked by another program, which tells nobody how far it has come. */
          still: { entry: 'readUpdates', after: { updateLooks: { target: 'still', reenter: true } } },
        },
        on: {
          updateFromStick: {
            guard: ({ context: { updatesSeen } }) =>
              typeof updatesSeen !== 'string' && updatesSeen.present !== null,
            target: 'looking',
          },
          askUpdate: {
            guard: ({ context, event }) => mayAsk(context, event.wish),
            target: 'confirming',
            actions: assign({ updateWish: ({ event }) => event.wish }),
          },
          attendantBack: '#configuration',
        },
      },
      looking: {
        invoke: {
          src: 'offerUpdate',
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: 'offered',
              actions: assign({
                updateOffer: ({ event }) => (event.output.ok ? event.output.value : null),
                time: () => ports.clock.now(),
              }),
            },
            {
              target: 'refused',
              actions: assign({ updateFault: ({ event }) => (event.output.ok ? null : event.output.error) }),
            },
          ],
          onError: refused('unreadable'),
        },
        after: { journalReads: refused('unreadable') },
      },
      offered: {
        entry: 'watch',
        on: {
          handInUpdate: {
            guard: ({ context }) => updateOfferOf(context).age === 'newer' && !context.journalLost,
            target: 'deciding',
            actions: 'journalUpdateHandedIn',
          },
          attendantBack: 'shown',
        },
      },
      deciding: {
        entry: 'hearJournal',
        on: { ...notHeld, journalHeard: [{ guard: 'journalWorks', target: 'copying' }, notRecorded] },
      },
      copying: {
        on: notHeld,
        invoke: {
          src: 'handInUpdate',
          input: ({ context }) => ({ sum: updateOfferOf(context).sum }),
          onDone: [
            { guard: ({ event }) => event.output.ok, target: 'shown' },
            {
              target: 'refused',
              actions: assign({ updateFault: ({ event }) => (event.output.ok ? null : event.output.error) }),
            },
          ],
          onError: refused('notWritten'),
        },
        after: { updateCopies: refused('notWritten') },
      },
      confirming: {
        entry: 'watch',
        on: {
          confirmUpdate: {
            guard: ({ context }) => !context.journalLost,
            target: 'wished',
            actions: 'journalUpdateAsked',
          },
          attendantBack: 'shown',
        },
      },
      wished: {
        initial: 'deciding',
        on: notHeld,
        states: {
          deciding: {
            entry: 'hearJournal',
            on: { journalHeard: [{ guard: 'journalWorks', target: 'asking' }, notRecorded] },
          },
          asking: {
            invoke: {
              src: 'askUpdate',
              input: ({ context }) => ({ wish: context.updateWish }),
              onDone: [
                { guard: ({ event }) => event.output.ok, target: '#updates' },
                {
                  target: '#updateRefused',
                  actions: assign({
                    updateFault: ({ event }) => (event.output.ok ? null : event.output.error),
                  }),
                },
              ],
              onError: refused('notWritten'),
            },
            after: { journalReads: refused('notWritten') },
          },
        },
      },
      refused: {
        id: 'updateRefused',
        entry: 'watch',
        on: { attendantDone: 'shown', attendantBack: 'shown' },
      },
    },
  });
  return { updates };
}

/** Whether there is such a version, and nobody has asked for it yet. */
function mayAsk({ updatesSeen: seen }: AttendantContext, wish: UpdateWish): boolean {
  if (typeof seen === 'string' || seen.asked === wish) return false;
  return wish === 'take' ? seen.update.step === 'staged' : seen.before !== null;
}
