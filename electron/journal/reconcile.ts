import { z } from 'zod';
import { transactionIdSchema, type TransactionId } from '../../shared/ids.ts';
import {
  cashCountSchema,
  denominationSchema,
  noYen,
  worthOf,
  yen,
  yenSchema,
  type Yen,
} from '../../shared/yen.ts';
import type { JournalEvent } from '../../state-machines/ports.ts';
import { settle } from '../../state-machines/settlement.ts';
import type { JournalRecord } from './record.ts';

const transaction = transactionIdSchema;
const counts = z.array(cashCountSchema);
const built = z.object({
  type: z.literal('order-built'),
  transaction,
  code: z.string(),
  documents: z.array(z.object({ number: z.string(), price: yenSchema, sheets: z.int() })),
});
const readable = z.discriminatedUnion('type', [
  built,
  z.object({ type: z.literal('cash-in'), transaction, value: denominationSchema }),
  z.object({ type: z.literal('cash-in-end'), transaction, secured: counts }),
  z.object({ type: z.literal('dispense-outcome'), transaction, dispensed: counts }),
  z.object({ type: z.literal('print-intent'), transaction, document: z.string(), sheet: z.int() }),
  z.object({
    type: z.literal('print-outcome'),
    transaction,
    document: z.string(),
    sheet: z.int(),
    outcome: z.enum(['printed', 'notPrinted', 'unknown']),
  }),
  z.object({ type: z.literal('settled'), transaction }),
  z.object({ type: z.literal('outcome-told'), transaction }),
]);

interface Open {
  readonly order: z.infer<typeof built>;
  credits: Yen;
  secured: Yen | null;
  given: Yen;
  readonly outcomes: Map<string, 'printed' | 'notPrinted' | 'unknown'>;
  settled: boolean;
  told: boolean;
}

export interface Reconciled {
  /** To be appended now, so that every transaction in the journal has its end. */
  readonly events: JournalEvent[];
  /** What the center was not told yet. */
  readonly untold: {
    readonly transaction: TransactionId;
    readonly printed: string[];
    readonly notPrinted: string[];
  }[];
  /** An alarm that nobody has cleared. */
  readonly locked: boolean;
}

/**
 * Brings every transaction that a power cut left open to an end on paper: what was put in and neither printed whole nor
 * given back is owed; a payout without an outcome counts as not given, and staff count. It moves nothing: whoever held the money at that moment may have been paid by hand since.
 */
export function reconcile(records: readonly JournalRecord[]): Reconciled {
  const open = new Map<string, Open>();
  let locked = false;
  for (const { event } of records) {
    if (event.type === 'alarm') locked = true;
    if (event.type === 'alarm-cleared') locked = false;
    const parsed = readable.safeParse(event);
    if (!parsed.success) continue;
    if (parsed.data.type === 'order-built') {
      open.set(parsed.data.transaction, {
        order: parsed.data,
        credits: noYen,
        secured: null,
        given: noYen,
        outcomes: new Map(),
        settled: false,
        told: false,
      });
    } else {
      const entry = open.get(parsed.data.transaction);
      if (entry) apply(entry, parsed.data);
    }
  }
  const unsettled = [...open.values()].filter(
    (entry) => !entry.settled && (entry.secured ?? entry.credits) > 0,
  );
  return {
    events: unsettled.flatMap(endOf),
    untold: [...open.values()].filter(({ told }) => !told).map(toldOf),
    locked,
  };
}

function apply(entry: Open, event: Exclude<z.infer<typeof readable>, { type: 'order-built' }>): void {
  switch (event.type) {
    case 'cash-in':
      entry.credits = yen(entry.credits + event.value);
      break;
    case 'cash-in-end':
      entry.secured = worthOf(event.secured);
      break;
    case 'dispense-outcome':
      entry.given = yen(entry.given + worthOf(event.dispensed));
      break;
    case 'print-intent':
      entry.outcomes.set(`${event.document}/${event.sheet}`, 'unknown');
      break;
    case 'print-outcome':
      entry.outcomes.set(`${event.document}/${event.sheet}`, event.outcome);
      break;
    case 'settled':
      entry.settled = true;
      break;
    case 'outcome-told':
      entry.told = true;
      break;
  }
}

function settlementOf({ order, outcomes }: Open): ReturnType<typeof settle> {
  return settle(
    order.documents.map(({ number, price, sheets }) => ({
      number,
      price,
      sheets,
      outcomes: Array.from({ length: sheets }, (_, index) => outcomes.get(`${number}/${index + 1}`)).filter(
        (outcome) => outcome !== undefined,
      ),
    })),
  );
}

function endOf(entry: Open): JournalEvent[] {
  const { earned } = settlementOf(entry);
  const paid = entry.secured ?? entry.credits;
  const owed = yen(Math.max(0, paid - earned - entry.given));
  const { transaction: id, code } = entry.order;
  const settled: JournalEvent = {
    type: 'settled',
    transaction: id,
    paid,
    printed: earned,
    givenBack: entry.given,
    owed,
  };
  return owed > 0 ? [{ type: 'owed', transaction: id, code, amount: owed }, settled] : [settled];
}

function toldOf(entry: Open): Reconciled['untold'][number] {
  const { printed, notPrinted } = settlementOf(entry);
  return { transaction: entry.order.transaction, printed: [...printed], notPrinted: [...notPrinted] };
}
