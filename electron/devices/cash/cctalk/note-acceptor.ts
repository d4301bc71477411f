import { err, ok, type Result } from '../../../../shared/result.ts';
import type { Timers } from '../../../../shared/timers.ts';
import type { Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { CctalkConfig } from '../config.ts';
import { checkAcceptor, createInhibits, type Acceptor, type AcceptorNews } from './acceptor.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';
import { eventCounterOf, newEvents, type BufferedEvent } from './event-counter.ts';

const stackerAndEscrow = 0b11;
/** With a bill type: where the note is. */
const stacked = 0;
const inEscrow = 1;
/** Without one (ccTalk part 3, bill events): returned from escrow; pulled back out by hand. */
const back = new Set([1, 8]);
/** Stuck in transport or stacker. */
const jams = new Set([6, 7, 15, 16]);
/** Tampering, stacker removed, faulty or full, fraud sensors, a note of unknown type in the stacker. */
const faults = new Set([9, 11, 13, 14, 17, 18, 19, 21]);

/** A note that was told to move and has not said where it is: told again after so long, ms. */
const routeAgainMs = 1_500;

interface Escrow {
  readonly route: 'stack' | 'return';
  toldAt: number;
}

/** A bill validator with escrow: a note is stacked while its denomination is taken, and counts when the validator says "stacked". */
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

  const setAccepted: Acceptor['setAccepted'] = (accept) => {
    accepted = accept;
    return inhibits.take(bills.filter(({ value }) => accept.includes(value)).map(({ type }) => type));
  };
  /** Told once. A lost answer shows in the events; a note that has moved on already refuses, which is no harm. */
  const route = async (note: Escrow): Promise<void> => {
    note.toldAt = timers.now();
    const told = await bus.ask(address, commands.routeBill, [note.route === 'stack' ? 1 : 0]);
    if (!told.ok && told.error === 'lineGone') note.toldAt = Number.NEGATIVE_INFINITY;
  };
  const hear = (events: readonly BufferedEvent[]): Omit<AcceptorNews, 'underWay'> => {
    const secured: Denomination[] = [];
    let fault: CashFault | null = null;
    let certain = true;
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
        // A note that was on its way stays where nobody sees it: neither in the stacker nor in the resident's hand.
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
    async health() {
      const health = await checkAcceptor(bus, address, inhibits, jammed);
      if (health === 'ok') jammed = false;
      return health;
    },
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
      const reply = await bus.askAgain(address, commands.readBufferedBillEvents);
      if (!reply.ok) return err('silent');
      const news = newEvents(counter, reply.value);
      counter = eventCounterOf(reply.value);
      if (!news.ok) {
        escrow = null;
        return ok({ secured: [], fault: { fault: 'hardwareError' }, underWay: false, certain: false });
      }
      const told = hear(news.value);
      if (escrow && timers.now() - escrow.toldAt >= routeAgainMs) await route(escrow);
      return ok({ ...told, underWay: escrow !== null });
    },
    close() {
      isOpen = false;
      return inhibits.closeSlot();
    },
  };
}
