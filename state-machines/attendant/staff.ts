import { assign } from 'xstate';
import { guideSteps } from '../../shared/attendants.ts';
import type { AttendantCause } from '../../shared/attendant-screens.ts';
import { causeOfCenter } from './center-refusals.ts';
import { receiptCode, transactionOfScan } from '../../shared/receipt-code.ts';
import type { AttendantContext } from './context.ts';
import { asReceiptCode, codeLength } from './entered-code.ts';
import type { FindFault } from './actors.ts';
import { mostTyped, typedProof } from './typed-proof.ts';
import type { AttendantSetup, Readings } from './setup.ts';

/** A receipt that was scanned: whoever scans it holds it. */
function scannedReceipt(text: string): Partial<AttendantContext> | null {
  const transaction = transactionOfScan(text);
  if (transaction === null) return null;
  const entered = receiptCode(transaction).replace('-', '');
  return { entered, proof: { by: 'receipt', transaction } };
}

/** What store staff do: look up a transaction, go through open cases, clear faults, record forgotten things. */
export function staffStates(session: AttendantSetup, ports: Readings) {
  const menu = session.createStateConfig({
    id: 'menu',
    entry: ['watch', 'forgetScans', 'forgetCase', 'nothingOpen', 'readBooks'],
    on: {
      openLookup: { guard: 'betweenSessions', target: 'lookup' },
      listOpenCases: { guard: 'betweenSessions', target: 'openCases' },
      openGuide: {
        target: 'guide',
        actions: assign({ guide: ({ event }) => event.guide, step: 1 }),
      },
      openForgotten: { guard: 'betweenSessions', target: 'forgotten' },
      openMaintenance: { guard: 'mayMaintain', target: 'maintenance' },
    },
  });

  const lookup = session.createStateConfig({
    id: 'lookup',
    entry: 'watch',
    on: {
      codeKey: { actions: { type: 'addCodeKey', params: ({ event }) => ({ key: event.key }) } },
      codeErase: { actions: 'eraseCodeKey' },
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
          guard: ({ event }) => scannedReceipt(event.text) !== null,
          target: 'finding',
          actions: assign(({ event }) => scannedReceipt(event.text) ?? {}),
        },
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

  /** A code was typed that this kiosk's journal does not know: time and sum of the receipt, its 2D code, or one of its sheets. */
  const proving = session.createStateConfig({
    entry: ['watch', 'forgetScans'],
    on: {
      codeKey: {
        guard: ({ event }) => /\d/.test(event.key),
        actions: assign({
          typed: ({ context, event }) => (context.typed + event.key).slice(0, mostTyped),
          lookupNotice: 'none',
        }),
      },
      codeErase: { actions: assign({ typed: ({ context }) => context.typed.slice(0, -1) }) },
      codeDone: [
        {
          guard: ({ context }) => typedProof(context.typed, ports.clock.now()) !== null,
          target: 'finding',
          actions: assign({ proof: ({ context }) => typedProof(context.typed, ports.clock.now()) }),
        },
        { actions: assign({ lookupNotice: 'noSuchTime' }) },
      ],
      scanned: [
        {
          guard: ({ event }) => scannedReceipt(event.text) !== null,
          target: 'finding',
          actions: assign(({ event }) => scannedReceipt(event.text) ?? {}),
        },
        { actions: { type: 'readSheet', params: ({ event }) => ({ text: event.text }) } },
      ],
      sheetRead: [
        { guard: ({ event }) => event.read === 'more', actions: assign({ lookupNotice: 'moreCodes' }) },
        {
          guard: ({ event }) => event.read === 'unreadable',
          actions: assign({ lookupNotice: 'unreadable' }),
        },
        {
          target: 'finding',
          actions: assign(({ event: { read } }) =>
            typeof read === 'string' ? {} : { proof: { by: 'sheet' as const, number: read.document } },
          ),
        },
      ],
      attendantBack: {
        target: 'lookup',
        actions: assign({ typed: '', proof: null, lookupNotice: 'none' }),
      },
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
      input: ({ context }) => ({ code: asReceiptCode(context.entered) ?? '', proof: context.proof }),
      onDone: [
        {
          guard: ({ event }) => !event.output.ok && event.output.error.fault === 'notProved',
          target: 'proving',
        },
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
          // Which of the two was wrong, nobody learns: not the code alone leads to a payment.
          actions: assign({ lookupNotice: 'codeUnknown', typed: '', proof: null }),
        },
        {
          target: '#attendantMessage',
          actions: assign({
            cause: ({ event }) =>
              event.output.ok ? 'centerUnreachable' : causeOfFinding(event.output.error),
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

  return { menu, lookup, proving, openCases, finding, guide, forgotten, message };
}

/** A municipality that is served no more says nothing about the code. */
function causeOfFinding(fault: FindFault): AttendantCause {
  if (fault.fault === 'journalUnread') return 'journalUnavailable';
  const isClosed = fault.fault === 'refused' && fault.code === 'serviceClosed';
  return isClosed || fault.fault === 'notProved' ? 'centerUnreachable' : causeOfCenter(fault);
}
