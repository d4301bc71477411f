import type { Duplex } from 'node:stream';
import { err, ok } from '../../../../shared/result.ts';
import { pause, systemTimers, type Timers } from '../../../../shared/timers.ts';
import type { CashCount } from '../../../../shared/yen.ts';
import type { CashPort, CashStatus, Dispensed } from '../../../../state-machines/ports.ts';
import { createMutex } from '../../../../shared/mutex.ts';
import { createCashIn, type CashIn } from './cash-in.ts';
import type { Acceptor } from './acceptor.ts';
import { createBus } from './bus.ts';
import { createCoinAcceptor } from './coin-acceptor.ts';
import { createHopper } from './hopper.ts';
import { createNoteAcceptor } from './note-acceptor.ts';
import type { CctalkConfig } from './config.ts';
import { readCounters } from './counters.ts';
import { readDetails } from './device-details.ts';
import { acceptorState, deviceStates } from './device-states.ts';
import { putLevels } from './levels.ts';
import { heldBy, payOut, payPiece } from './pay-out.ts';

/** The longest a note takes from the slot to the stacker once nothing holds it in escrow, ms. */
const underWayMs = 3_000;

export type CctalkCash = CashPort & {
  /** Closes the slots if they are open, stops a payout where it is, and closes the line. */
  close(): Promise<void>;
};

/**
 * Coins, notes and change over one ccTalk bus, in XFS terms.
 *
 * @param levels pieces in the hoppers by the books; a denomination that is not listed keeps the configured count
 */
export function createCctalkCash(
  config: CctalkConfig,
  openStream: () => Promise<Duplex>,
  timers: Timers = systemTimers,
  levels: readonly CashCount[] = [],
): CctalkCash {
  const bus = createBus(openStream, config, timers);
  const acceptors: Acceptor[] = [createCoinAcceptor(bus, config.coinAcceptor)];
  if (config.noteAcceptor) acceptors.push(createNoteAcceptor(bus, config.noteAcceptor, timers));
  const hoppers = config.hoppers.map((each) => ({
    recycles: each.recycles,
    hopper: createHopper(bus, each, config, timers),
  }));
  const payers = hoppers.map(({ hopper }) => hopper);
  putLevels(payers, levels);
  const closing = new AbortController();
  let cashIn: CashIn | null = null;
  let looking: Promise<unknown> | null = null;
  const oneAtATime = createMutex();
  let isPaying = false;
  /** When a slot that may have been open was last shut. */
  let shutAt = Number.NEGATIVE_INFINITY;

  const end: CashPort['cashInEnd'] = async () => {
    const session = cashIn;
    if (!session) return ok([]);
    const result = await session.end();
    if (cashIn === session) cashIn = null;
    return result;
  };

  const moneyMoves = (): boolean => cashIn !== null || isPaying;

  /** Asks every device in turn; stops when money begins to move. */
  const lookAtAll = async (): Promise<void> => {
    let silent = false;
    for (const acceptor of acceptors) {
      if (moneyMoves()) return;
      const wasShut = acceptor.slotIsShut();
      silent = (await acceptor.health()) === 'offline' || silent;
      if (!wasShut && acceptor.slotIsShut()) shutAt = timers.elapsed();
    }
    for (const hopper of payers) {
      if (moneyMoves()) return;
      silent = (await hopper.check(silent)) === 'offline' || silent;
    }
  };
  /** Whoever asks while the devices are being asked gets the same answer. */
  const look = (): Promise<unknown> => {
    looking ??= lookAtAll().finally(() => {
      looking = null;
    });
    return looking;
  };

  const whatIsKnown = (): CashStatus => ({
    // While money moves, the devices are polled all the time and report their faults themselves.
    acceptor: moneyMoves() ? 'ok' : acceptorState(acceptors),
    levels: heldBy(payers),
    devices: deviceStates(acceptors, payers),
  });

  /** One payout after another. */
  const pay = (work: () => Promise<Dispensed>): Promise<Dispensed> =>
    oneAtATime(async () => {
      isPaying = true;
      try {
        return await work();
      } finally {
        isPaying = false;
      }
    });

  return {
    async status() {
      if (!moneyMoves()) await look();
      return ok(whatIsKnown());
    },

    async cashInStart(accept, onCredit, onFault) {
      if (cashIn || closing.signal.aborted) return err({ fault: 'hardwareError' });
      const session = createCashIn(
        acceptors,
        config,
        timers,
        (value) => {
          hoppers.find(({ recycles, hopper }) => recycles && hopper.value === value)?.hopper.fill();
          onCredit(value);
        },
        onFault,
      );
      cashIn = session;
      // Looking at the devices may close a slot that is not known to be closed: this must not happen at the same time.
      await looking;
      return session.open(accept);
    },

    async setAccepted(accept) {
      if (!cashIn) return err({ fault: 'hardwareError' });
      for (const acceptor of acceptors) {
        const set = await acceptor.setAccepted(accept);
        if (!set.ok) return set;
      }
      return ok();
    },

    cashInEnd: end,

    dispense: (amount) => pay(() => payOut(amount, payers, config.dispenseMs, timers, closing.signal)),

    dispensePiece: (value) => pay(() => payPiece(value, payers, config.dispenseMs, timers, closing.signal)),

    async counters() {
      // Pieces on their way would be counted in one place but not yet in the other.
      if (moneyMoves()) return err({ fault: 'hardwareError' });
      // A power cut may have left the slots open: what goes in before they are shut is still under way for a while.
      if (acceptors.some((acceptor) => !acceptor.slotIsShut())) await look();
      await pause(timers, Math.max(0, shutAt + underWayMs - timers.elapsed()));
      return readCounters(acceptors, payers);
    },

    async details() {
      if (moneyMoves()) return [];
      const addressed = [
        ...acceptors.map((acceptor) => ({ address: addressOf(config, acceptor), acceptor })),
        ...hoppers.map(({ hopper }, index) => ({ address: config.hoppers[index]?.address ?? 0, hopper })),
      ];
      return readDetails(bus, addressed, () => !moneyMoves() && !closing.signal.aborted);
    },

    setLevels: (counted) => putLevels(payers, counted),

    async close() {
      closing.abort();
      // The sum is for whoever asks for it with CashInEnd; the one who closes has no use for it.
      await end().then(() => undefined);
      await oneAtATime.whenIdle();
      await bus.close();
    },
  };
}

function addressOf({ coinAcceptor, noteAcceptor }: CctalkConfig, { device }: Acceptor): number {
  return device === 'noteAcceptor' && noteAcceptor ? noteAcceptor.address : coinAcceptor.address;
}
