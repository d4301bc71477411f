import type { Duplex } from 'node:stream';
import { err, ok } from '../../../shared/result.ts';
import { systemTimers, type Timers } from '../../../shared/timers.ts';
import type { CashPort, CashStatus } from '../../../state-machines/ports.ts';
import { createCashIn, type CashIn } from './cash-in.ts';
import type { Acceptor } from './cctalk/acceptor.ts';
import { createBus } from './cctalk/bus.ts';
import { createCoinAcceptor } from './cctalk/coin-acceptor.ts';
import { createHopper } from './cctalk/hopper.ts';
import { createNoteAcceptor } from './cctalk/note-acceptor.ts';
import type { CctalkConfig } from './config.ts';
import { heldBy, payOut } from './pay-out.ts';

export type CctalkCash = CashPort & {
  /** Closes the slots if they are open, stops a payout where it is, and closes the line. */
  close(): Promise<void>;
};

/** Coins, notes and change over one ccTalk bus, in the words of XFS. */
export function createCctalkCash(
  config: CctalkConfig,
  openStream: () => Promise<Duplex>,
  timers: Timers = systemTimers,
): CctalkCash {
  const bus = createBus(openStream, config, timers);
  const acceptors: Acceptor[] = [createCoinAcceptor(bus, config.coinAcceptor)];
  if (config.noteAcceptor) acceptors.push(createNoteAcceptor(bus, config.noteAcceptor, timers));
  const hoppers = config.hoppers.map((each) => ({
    recycles: each.recycles,
    hopper: createHopper(bus, each, config, timers),
  }));
  const payers = hoppers.map(({ hopper }) => hopper);
  const closing = new AbortController();
  let cashIn: CashIn | null = null;
  let looking: Promise<unknown> = Promise.resolve();
  let paying: Promise<unknown> = Promise.resolve();
  let isPaying = false;

  const end: CashPort['cashInEnd'] = async () => {
    const session = cashIn;
    if (!session) return ok([]);
    const result = await session.end();
    if (cashIn === session) cashIn = null;
    return result;
  };

  const healthOfAll = async (): Promise<CashStatus['acceptor']> => {
    for (const acceptor of acceptors) {
      const health = await acceptor.health();
      if (health !== 'ok') return health;
    }
    for (const hopper of payers) {
      if (!cashIn && !isPaying) await hopper.look();
    }
    return 'ok';
  };

  return {
    async status() {
      // While money moves the devices are asked all the time, and tell their faults themselves.
      if (cashIn || isPaying) return ok({ acceptor: 'ok', levels: heldBy(payers) });
      const health = looking.then(healthOfAll);
      looking = health.catch(() => undefined);
      return ok({ acceptor: await health, levels: heldBy(payers) });
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
      // A look at the devices may close a slot that it does not know to be closed: never at the same time.
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

    dispense(amount) {
      const mine = paying.then(async () => {
        isPaying = true;
        try {
          return await payOut(amount, payers, config.dispenseMs, timers, closing.signal);
        } finally {
          isPaying = false;
        }
      });
      paying = mine.catch(() => undefined);
      return mine;
    },

    async close() {
      closing.abort();
      // The sum is for whoever asks for it with CashInEnd, at the same time or before; who closes has no use for it.
      await end().then(() => undefined);
      await paying;
      await bus.close();
    },
  };
}
