import { assign } from 'xstate';
import { guideSteps } from '../../shared/attendants.ts';
import { receiptCodeSchema } from '../../shared/refund-api.ts';
import type { CenterFault } from '../ports.ts';
import { causeOfCenter } from './refund-claim.ts';
import type { AttendantSetup } from './setup.ts';

/** `K7Q2M4XD`, with or without its hyphen, as a receipt code; null when it is not one. */
function asReceiptCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const parsed = receiptCodeSchema.safeParse(`${plain.slice(0, 4)}-${plain.slice(4)}`);
  return parsed.success ? parsed.data : null;
}

const codeLength = 8;

/** What store staff do: look up a transaction, go through open cases, clear faults, record forgotten things. */
export function staffStates(session: AttendantSetup) {
  const menu = session.createStateConfig({
    id: 'menu',
    entry: ['watch', 'forgetScans', 'forgetCase', 'nothingOpen', 'readBooks'],
    on: {
      openLookup: 'lookup',
      listOpenCases: 'openCases',
      openGuide: {
        target: 'guide',
        actions: assign({ guide: ({ event }) => event.guide, step: 1 }),
      },
      openForgotten: 'forgotten',
      openMaintenance: { guard: 'isOperator', target: 'maintenance' },
    },
  });

  const lookup = session.createStateConfig({
    id: 'lookup',
    entry: 'watch',
    on: {
      codeKey: {
        actions: assign({
          entered: ({ context, event }) => (context.entered + event.key).slice(0, codeLength),
          lookupNotice: 'none',
        }),
      },
      codeErase: { actions: assign({ entered: ({ context }) => context.entered.slice(0, -1) }) },
      codeDone: [
        { guard: ({ context }) => asReceiptCode(context.entered) !== null, target: 'finding' },
        // Eight characters that cannot be a code: 0, 1, I and O are never printed on a receipt.
        {
          guard: ({ context }) => context.entered.length === codeLength,
          actions: assign({ lookupNotice: 'codeUnknown' }),
        },
      ],
      scanned: [
        {
          guard: ({ event }) => asReceiptCode(event.text) !== null,
          target: 'finding',
          actions: assign({ entered: ({ event }) => (asReceiptCode(event.text) ?? '').replace('-', '') }),
        },
        { actions: assign({ lookupNotice: 'unreadable' }) },
      ],
      attendantBack: '#menu',
    },
  });

  const openCases = session.createStateConfig({
    id: 'openCases',
    entry: ['watch', 'readBooks'],
    on: {
      turnPage: { actions: assign({ page: ({ event }) => event.page }) },
      openCase: {
        guard: ({ event }) => asReceiptCode(event.code) !== null,
        target: 'finding',
        actions: assign({ entered: ({ event }) => (asReceiptCode(event.code) ?? '').replace('-', '') }),
      },
      attendantBack: '#menu',
    },
  });

  /** The center knows every transaction; this kiosk's journal knows what was paid here. */
  const finding = session.createStateConfig({
    invoke: {
      src: 'find',
      input: ({ context }) => ({ code: asReceiptCode(context.entered) ?? '' }),
      onDone: [
        {
          guard: ({ event }) => event.output.ok,
          target: 'refund',
          actions: assign(({ event }) => {
            if (!event.output.ok) return {};
            const { found, local, unfinished } = event.output.value;
            return { found, local, unfinished, returned: found.documents.map(() => []) };
          }),
        },
        {
          guard: ({ event }) =>
            !event.output.ok &&
            event.output.error.fault === 'refused' &&
            event.output.error.code === 'codeUnknown',
          target: 'lookup',
          actions: assign({ lookupNotice: 'codeUnknown' }),
        },
        {
          target: '#attendantMessage',
          actions: assign({
            cause: ({ event }) =>
              event.output.ok || isClosed(event.output.error)
                ? 'centerUnreachable'
                : causeOfCenter(event.output.error),
          }),
        },
      ],
      onError: { target: '#attendantMessage', actions: assign({ cause: 'centerUnreachable' }) },
    },
    after: {
      refundAnswers: { target: '#attendantMessage', actions: assign({ cause: 'centerUnreachable' }) },
    },
  });

  const guide = session.createStateConfig({
    entry: 'watch',
    on: {
      guideNext: [
        {
          guard: ({ context }) => context.step < guideSteps[context.guide],
          actions: assign({ step: ({ context }) => context.step + 1 }),
        },
        {
          target: '#menu',
          // The kiosk forgets a jam that was cleared; the devices' own checks have the last word.
          actions: ['forgetJams', 'journalGuided'],
        },
      ],
      attendantBack: [
        {
          guard: ({ context }) => context.step > 1,
          actions: assign({ step: ({ context }) => context.step - 1 }),
        },
        { target: '#menu' },
      ],
    },
  });

  const forgotten = session.createStateConfig({
    entry: 'watch',
    on: {
      recordForgotten: {
        guard: 'journalWorks',
        actions: [
          assign({ recorded: ({ event }) => event.what }),
          { type: 'journalForgotten', params: ({ event }) => ({ what: event.what }) },
        ],
      },
      attendantBack: '#menu',
      attendantDone: '#menu',
    },
  });

  const message = session.createStateConfig({
    id: 'attendantMessage',
    entry: 'watch',
    on: { attendantDone: '#menu', attendantBack: '#menu' },
  });

  return { menu, lookup, openCases, finding, guide, forgotten, message };
}

/** A municipality that is served no more says nothing about the code. */
function isClosed(fault: CenterFault): boolean {
  return fault.fault === 'refused' && fault.code === 'serviceClosed';
}
