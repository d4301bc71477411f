import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Timers } from '../../../../shared/timers.ts';
import type { Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { CctalkConfig } from './config.ts';
import {
  checkAcceptor,
  createInhibits,
  type Acceptor,
  type AcceptorNews,
  type CashDeviceState,
} from './acceptor.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';
import { eventCounterOf, eventsRemembered, type BufferedEvent } from './event-counter.ts';
import { readLifeCounter } from './life-counter.ts';
import { pollEvents } from './poll-events.ts';

const stackerAndEscrow = 0b11;
/** With a bill type: where the note is. */
const stacked = 0;
const inEscrow = 1;
/** Without a bill type (ccTalk part 3, bill events): returned from escrow; pulled back out by hand. */
const back = new Set([1, 8]);
/** Jammed in transport or stacker. */
const jams = new Set([6, 7, 15, 16]);
/** Tampering, stacker removed, faulty or full, fraud sensors, a note of unknown type in the stacker. */
const faults = new Set([9, 11, 13, 14, 17, 18, 19, 21]);

/** The stacker's state by its events: in order, put in; taken out, faulty, full. The latest event counts. */
const stackerIsWell: ReadonlyMap<number, boolean> = new Map([
  [10, true],
  [12, true],
  [11, false],
  [13, false],
  [14, false],
]);
/** Self-check faults of the stacker that are not a jammed note: faulty, missing, full. */
const stackerFaults = new Set([38, 44, 45]);

/** How long to wait for news of a note that was told to move before telling it again, ms. */
const routeAgainMs = 1_500;

interface Escrow {
  readonly route: 'stack' | 'return';
  toldAt: number;
}

/**
 * A bill validator with escrow: a note is stacked if its denomination is accepted, and counts when the validator reports
 * "stacked".
 */
export function createNoteAcceptor(
  bus: Bus,
  config: NonNullable<CctalkConfig['noteAcceptor']>,
  timers: Timers,
): Acceptor {
  const { address, bills } = config;
  const inhibits = createInhibits(bus, address);
  let counter = 0;
  let accepted: readonly Denomination[] = [];
  let isOpen = false;
  let escrow: Escrow | null = null;
  let jammed = false;
  let stackerWell = true;
  let seen: CashDeviceState = 'ok';

  const setAccepted: Acceptor['setAccepted'] = (accept) => {
    accepted = accept;
    return inhibits.take(bills.filter(({ value }) => accept.includes(value)).map(({ type }) => type));
  };
  /** Sent once. A lost answer shows up in the events; if the note has already moved on, the refusal does no harm. */
  const route = async (note: Escrow): Promise<void> => {
    note.toldAt = timers.elapsed();
    const told = await bus.ask(address, commands.routeBill, [note.route === 'stack' ? 1 : 0]);
    if (!told.ok && told.error === 'lineGone') note.toldAt = Number.NEGATIVE_INFINITY;
  };
  /** @param events oldest first */
  const hearStacker = (events: readonly BufferedEvent[]): void => {
    for (const { a, b } of events) {
      if (a === 0) stackerWell = stackerIsWell.get(b) ?? stackerWell;
    }
  };
  const hear = (events: readonly BufferedEvent[]): Omit<AcceptorNews, 'underWay'> => {
    const secured: Denomination[] = [];
    let fault: CashFault | null = null;
    let certain = true;
    hearStacker(events);
    for (const { a, b } of events) {
      const bill = bills.find(({ type }) => type === a);
      if (bill && b === stacked) {
        secured.push(bill.value);
        escrow = null;
      } else if (bill && b === inEscrow) {
        const takes = isOpen && accepted.includes(bill.value);
        escrow = { route: takes ? 'stack' : 'return', toldAt: Number.NEGATIVE_INFINITY };
      } else if (a !== 0 && b === inEscrow) {
        escrow = { route: 'return', toldAt: Number.NEGATIVE_INFINITY };
      } else if (a !== 0) {
        fault = { fault: 'hardwareError' };
        certain = false;
      } else if (back.has(b)) {
        escrow = null;
      } else if (jams.has(b)) {
        // A note on its way is stuck out of sight: neither in the stacker nor in the resident's hand.
        if (escrow) certain = false;
        escrow = null;
        fault = { fault: 'jammed' };
        jammed = true;
      } else if (faults.has(b)) {
        fault = { fault: 'hardwareError' };
      }
    }
    return { secured, fault, certain };
  };

  return {
    device: 'noteAcceptor',
    async health() {
      seen = await checkAcceptor(bus, address, inhibits, jammed, stackerFaults);
      if (seen !== 'ok') return seen;
      jammed = false;
      // Not every validator's self-check reports a missing stacker: its latest event counts.
      const reply = await bus.askAgain(address, commands.readBufferedBillEvents);
      if (reply.ok && eventCounterOf(reply.value) === 0) stackerWell = true;
      else if (reply.ok) hearStacker(eventsRemembered(reply.value));
      if (!stackerWell) seen = 'hardwareError';
      return seen;
    },
    lastSeen: () => seen,
    slotIsShut: () => inhibits.knownClosed(),
    lifeCount: () => readLifeCounter(bus, address, commands.requestAcceptCounter),
    async open(accept): Promise<Result<undefined, CashFault>> {
      const reply = await bus.askAgain(address, commands.readBufferedBillEvents);
      if (!reply.ok) return err({ fault: reply.error === 'refused' ? 'hardwareError' : 'offline' });
      counter = eventCounterOf(reply.value);
      escrow = null;
      const mode = await bus.askAgain(address, commands.modifyBillOperatingMode, [stackerAndEscrow]);
      if (!mode.ok) return err({ fault: mode.error === 'refused' ? 'hardwareError' : 'offline' });
      const taken = await setAccepted(accept);
      if (!taken.ok) return taken;
      isOpen = true;
      return inhibits.openSlot();
    },
    setAccepted,
    async poll() {
      const polled = await pollEvents(bus, address, commands.readBufferedBillEvents, counter);
      if (!polled.ok) return polled;
      counter = polled.value.counter;
      const news = polled.value.events;
      if (!news.ok) {
        escrow = null;
        return ok({ secured: [], fault: { fault: 'hardwareError' }, underWay: false, certain: false });
      }
      const told = hear(news.value);
      if (told.fault) seen = told.fault.fault;
      if (escrow && timers.elapsed() - escrow.toldAt >= routeAgainMs) await route(escrow);
      return ok({ ...told, underWay: escrow !== null });
    },
    close() {
      isOpen = false;
      return inhibits.closeSlot();
    },
  };
}
