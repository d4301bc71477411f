import { assign, fromCallback, sendTo, setup, type CallbackActorLogic } from 'xstate';
import type { TransactionId } from '../shared/ids.ts';
import type { PrinterTrouble } from '../shared/printing-screens.ts';
import { delays as standardDelays, type Delays } from './delays.ts';
import { printOnRecord, type SheetToPrint } from './movements.ts';
import type { CheckedOrder, Ports, SheetOutcome } from './ports.ts';
import type { DocumentEnd } from './settlement.ts';

export interface PrintingInput {
  readonly transaction: TransactionId;
  readonly documents: CheckedOrder['documents'];
}

export interface PrintingOutput {
  readonly documents: readonly DocumentEnd[];
  /** A page did not belong to this session: the service locks. */
  readonly bindingMismatch: boolean;
}

export type PrintingEvent =
  | { readonly type: 'trouble'; readonly trouble: PrinterTrouble | null }
  | { readonly type: 'sheetEnded'; readonly outcome: SheetOutcome['outcome'] | 'bindingMismatch' }
  /** Staff have come: what they have to do takes its time. */
  | { readonly type: 'staffHere' }
  /** The resident chooses not to wait for staff. */
  | { readonly type: 'endPrinting' };

interface PrintingContext extends PrintingInput {
  /** All sheets in the order of printing. */
  readonly sheets: readonly SheetToPrint[];
  readonly outcomes: readonly SheetOutcome['outcome'][];
  readonly trouble: PrinterTrouble | null;
  readonly waitsUntil: number;
  readonly givenUp: boolean;
  readonly bindingMismatch: boolean;
}

type JobCommand = { readonly type: 'cancel' };

function printSheet(ports: Ports): CallbackActorLogic<JobCommand, SheetToPrint> {
  return fromCallback<JobCommand, SheetToPrint>(({ input, sendBack, receive }) => {
    const abort = new AbortController();
    const tell = (event: PrintingEvent): void => {
      sendBack(event);
    };
    receive(() => abort.abort());
    printOnRecord(ports, input, (trouble) => tell({ type: 'trouble', trouble }), abort.signal).then(
      ({ outcome }) => tell({ type: 'sheetEnded', outcome }),
      // A driver that threw cannot say what came out of the printer: the sheet is never reprinted, staff look.
      () => tell({ type: 'sheetEnded', outcome: 'unknown' }),
    );
  });
}

const machineSetup = setup({
  types: {
    context: {} as PrintingContext,
    events: {} as PrintingEvent,
    input: {} as PrintingInput,
    output: {} as PrintingOutput,
  },
  actors: { printSheet: {} as CallbackActorLogic<JobCommand, SheetToPrint> },
  delays: standardDelays,
  actions: {
    note: assign({
      outcomes: ({ context, event }) =>
        event.type === 'sheetEnded' && event.outcome !== 'bindingMismatch'
          ? [...context.outcomes, event.outcome]
          : context.outcomes,
      bindingMismatch: ({ context, event }) =>
        context.bindingMismatch || (event.type === 'sheetEnded' && event.outcome === 'bindingMismatch'),
    }),
    noteUnknown: assign({ outcomes: ({ context }) => [...context.outcomes, 'unknown' as const] }),
    noteTrouble: assign({ trouble: ({ event }) => (event.type === 'trouble' ? event.trouble : null) }),
    giveUp: assign({ givenUp: true }),
    cancelJob: sendTo('job', { type: 'cancel' }),
  },
  guards: {
    inTrouble: ({ event }) => event.type === 'trouble' && event.trouble !== null,
    printed: ({ event }) => event.type === 'sheetEnded' && event.outcome === 'printed',
    more: ({ context }) => context.outcomes.length < context.sheets.length && !context.givenUp,
  },
});

/**
 * Prints sheet after sheet and follows each to its end. A sheet that the printer did not report as printed ends the
 * printing: nothing is ever sent twice. When the printer is in trouble it waits for staff, goes on when the printer does,
 * and ends when the resident or the clock says so.
 */
export function createPrintingMachine(ports: Ports, delays: Delays = standardDelays) {
  return machineSetup
    .createMachine({
      id: 'printing',
      context: ({ input }) => ({
        ...input,
        sheets: input.documents.flatMap(({ number, sheets }) =>
          Array.from({ length: sheets }, (_, index) => ({
            transaction: input.transaction,
            document: number,
            sheet: index + 1,
          })),
        ),
        outcomes: [],
        trouble: null,
        waitsUntil: 0,
        givenUp: false,
        bindingMismatch: false,
      }),
      output: ({ context }) => ({
        documents: documentEnds(context),
        bindingMismatch: context.bindingMismatch,
      }),
      initial: 'next',
      states: {
        next: { always: [{ guard: 'more', target: 'sheet' }, { target: 'ended' }] },
        sheet: {
          invoke: {
            id: 'job',
            src: 'printSheet',
            input: ({ context }) => currentSheet(context),
            onError: { target: 'ended', actions: 'noteUnknown' },
          },
          on: {
            sheetEnded: [
              { guard: 'printed', target: 'next', actions: 'note' },
              { target: 'ended', actions: 'note' },
            ],
          },
          initial: 'moving',
          states: {
            moving: {
              on: { trouble: { guard: 'inTrouble', target: 'waiting', actions: 'noteTrouble' } },
              // A printer that neither prints nor complains is not waited for indefinitely.
              after: { staffComes: { target: 'cancelling', actions: 'giveUp' } },
            },
            waiting: {
              entry: assign({ waitsUntil: () => ports.clock.now() + delays.staffComes }),
              on: {
                trouble: [
                  // Further trouble (the cover opened to refill paper) neither shortens nor restarts the wait.
                  { guard: 'inTrouble', actions: 'noteTrouble' },
                  { target: 'moving', actions: 'noteTrouble' },
                ],
                staffHere: { target: 'waiting', reenter: true },
                endPrinting: { target: 'cancelling', actions: 'giveUp' },
              },
              after: { staffComes: { target: 'cancelling', actions: 'giveUp' } },
            },
            cancelling: {
              // The printer has the last word: a sheet that came out while the job was cancelled counts as printed.
              entry: 'cancelJob',
              after: { printCancels: { target: '#printing.ended', actions: 'noteUnknown' } },
            },
          },
        },
        ended: { type: 'final' },
      },
    })
    .provide({ delays, actors: { printSheet: printSheet(ports) } });
}

/** @throws when there is no sheet left: `next` never enters `sheet` then. */
function currentSheet(context: PrintingContext): SheetToPrint {
  const sheet = context.sheets[context.outcomes.length];
  if (!sheet) throw new Error('no sheet left to print');
  return sheet;
}

/** Assigns the outcomes to the documents, in the order of printing. */
function documentEnds(context: PrintingContext): DocumentEnd[] {
  let from = 0;
  return context.documents.map(({ number, price, sheets }) => {
    const outcomes = context.outcomes.slice(from, from + sheets);
    from += sheets;
    return { number, price, sheets, outcomes };
  });
}

/** What the printing screens show. */
export function printingFigures(context: PrintingContext): {
  printed: number;
  of: number;
  trouble: PrinterTrouble | null;
  waitsUntil: number;
} {
  return {
    printed: context.outcomes.filter((outcome) => outcome === 'printed').length,
    of: context.sheets.length,
    trouble: context.trouble,
    waitsUntil: context.waitsUntil,
  };
}
