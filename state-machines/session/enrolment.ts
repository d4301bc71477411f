import { assign } from 'xstate';
import type { Ports } from '../ports.ts';
import { causeOfCard, causeOfCenter } from './causes.ts';
import { enrolmentSlip, must } from './context.ts';
import { enrolmentForm, type Field } from './form.ts';
import type { SessionSetup } from './setup.ts';

/** 本籍地利用登録申請: earlier requests, a form of four fields, the check, and the slip with the number. */
export function enrolmentStates(session: SessionSetup, ports: Ports) {
  const onward = { target: '#step', actions: 'onward' } as const;
  const back = { guard: 'backPossible', target: '#step', actions: 'backward' } as const;
  const stop = { actions: 'askStop' } as const;

  const serviceNotes = session.createStateConfig({
    entry: 'watch',
    on: { consent: onward, back: 'serviceMenu', stop },
  });

  const enrolments = session.createStateConfig({
    entry: 'watch',
    on: {
      newEnrolment: {
        guard: ({ context }) => context.holder?.service === 'enrolment' && context.holder.mayEnrol,
        ...onward,
      },
      serviceDone: '#removingCard',
      stop,
    },
  });

  const town = session.createStateConfig({
    entry: 'watch',
    on: {
      chooseTown: {
        guard: ({ context, event }) =>
          context.holder?.service === 'enrolment' && context.holder.towns.includes(event.town),
        target: '#step',
        actions: [
          assign({ form: ({ context, event }) => ({ ...context.form, town: event.town }) }),
          'onward',
        ],
      },
      back,
      stop,
    },
  });

  const field = (name: Field) =>
    session.createStateConfig({
      entry: [{ type: 'openField', params: { field: name } }, 'watch'],
      on: {
        entryKey: { actions: { type: 'typeInto', params: { field: name } } },
        entryErase: { actions: 'eraseLast' },
        entryDone: {
          guard: { type: 'fieldComplete', params: { field: name } },
          target: '#step',
          actions: [{ type: 'takeEntry', params: { field: name } }, 'onward'],
        },
        back,
        stop,
      },
    });

  const head = session.createStateConfig({
    entry: [{ type: 'openField', params: { field: 'headOfRegister' } }, 'watch'],
    on: {
      headIsMe: {
        target: '#step',
        actions: [
          assign({ form: ({ context }) => ({ ...context.form, headOfRegister: null, entered: '' }) }),
          'onward',
        ],
      },
      entryKey: { actions: { type: 'typeInto', params: { field: 'headOfRegister' } } },
      entryErase: { actions: 'eraseLast' },
      entryDone: {
        guard: { type: 'fieldComplete', params: { field: 'headOfRegister' } },
        target: '#step',
        actions: [{ type: 'takeEntry', params: { field: 'headOfRegister' } }, 'onward'],
      },
      back,
      stop,
    },
  });

  const formCheck = session.createStateConfig({
    entry: 'watch',
    on: { formRight: onward, back, stop },
  });

  /** Password, signature over the checked form, the center's answer. */
  const password = session.createStateConfig({
    initial: 'deciding',
    exit: ['wipePad', 'noDigits'],
    states: {
      deciding: {
        always: [{ guard: 'forEnrolment', target: 'entering' }, { target: '#loginByPassword' }],
      },
      entering: {
        entry: [{ type: 'openPad', params: { secret: 'signaturePassword' } }, 'noDigits', 'watch'],
        on: {
          pinDigits: { actions: assign({ pinEntered: ({ event }) => event.entered }) },
          pinEnter: { guard: 'passwordComplete', target: 'sending' },
          stop,
        },
      },
      sending: {
        entry: 'rest',
        invoke: {
          src: 'enrol',
          input: ({ context }) => ({
            session: must(context.begun, 'session').session,
            municipality: must(context.municipality, 'municipality').id,
            requestId: context.requestId,
            form: enrolmentForm(context.form),
          }),
          onDone: [
            {
              guard: ({ event }) => event.output.ok,
              target: '#step',
              actions: [
                assign({ enrolled: ({ event }) => (event.output.ok ? event.output.value : null) }),
                'onward',
              ],
            },
            {
              guard: ({ event }) =>
                !event.output.ok &&
                event.output.error.at === 'card' &&
                event.output.error.fault.fault === 'wrongPassword' &&
                event.output.error.fault.triesLeft > 0,
              target: 'entering',
              actions: assign({
                pinWrong: true,
                passwordTriesLeft: ({ context, event }) =>
                  !event.output.ok &&
                  event.output.error.at === 'card' &&
                  event.output.error.fault.fault === 'wrongPassword'
                    ? event.output.error.fault.triesLeft
                    : context.passwordTriesLeft,
              }),
            },
            {
              target: '#message',
              actions: assign({
                cause: ({ event }) => {
                  if (event.output.ok) return null;
                  const { error } = event.output;
                  return error.at === 'card' ? causeOfCard(error.fault) : causeOfCenter(error.fault);
                },
              }),
            },
          ],
          onError: { target: '#message', actions: { type: 'end', params: { cause: 'centerUnreachable' } } },
        },
        after: {
          signedRequest: { target: '#message', actions: { type: 'end', params: { cause: 'centerSlow' } } },
        },
      },
    },
  });

  const enrolled = session.createStateConfig({
    initial: 'printing',
    states: {
      printing: {
        entry: 'rest',
        invoke: {
          src: 'receipt',
          input: ({ context }) => enrolmentSlip(context, ports.clock.now()),
          onDone: {
            target: 'shown',
            actions: assign({ receiptPrinted: ({ event }) => event.output.ok }),
          },
          onError: 'shown',
        },
        // The number is on the screen, too.
        after: { receiptPrints: 'shown' },
      },
      shown: { entry: ['journalEnrolment', 'watch'], on: { serviceDone: '#removingCard' } },
    },
  });

  return {
    serviceNotes,
    enrolments,
    town,
    number: field('number'),
    head,
    telephone: field('telephone'),
    formCheck,
    password,
    enrolled,
  };
}
