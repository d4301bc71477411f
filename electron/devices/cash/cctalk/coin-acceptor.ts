import { err, ok } from '../../../../shared/result.ts';
import type { Denomination } from '../../../../shared/yen.ts';
import type { CashFault } from '../../../../state-machines/ports.ts';
import type { CctalkConfig } from './config.ts';
import { checkAcceptor, createInhibits, type Acceptor, type CashDeviceState } from './acceptor.ts';
import type { Bus } from './bus.ts';
import { commands } from './commands.ts';
import { eventCounterOf } from './event-counter.ts';
import { readLifeCounter } from './life-counter.ts';
import { pollEvents } from './poll-events.ts';

/**
 * Error codes of coin acceptors (ccTalk part 3) that mean a jam, such as a blocked sensor or gate: the slot cannot be used.
 * The others (rejected, inhibited, too fast, too close together) are ordinary and pass by themselves.
 */
const jams = new Set([14, 15, 26, 29, 30, 32]);
/** Credit sequence error, coin on a string, motor, a coin swallowed without a credit, unspecified alarm. */
const faults = new Set([16, 20, 35, 36, 255]);

/** A coin acceptor: a coin is secured when it has passed the credit sensor, which is when the device counts an event. */
export function createCoinAcceptor(bus: Bus, config: CctalkConfig['coinAcceptor']): Acceptor {
  const { address, coins } = config;
  const inhibits = createInhibits(bus, address);
  let counter = 0;
  let jammed = false;
  let seen: CashDeviceState = 'ok';

  const setAccepted: Acceptor['setAccepted'] = (accept) =>
    inhibits.take(coins.filter(({ value }) => accept.includes(value)).map(({ position }) => position));

  return {
    device: 'coinAcceptor',
    async health() {
      seen = await checkAcceptor(bus, address, inhibits, jammed);
      if (seen === 'ok') jammed = false;
      return seen;
    },
    lastSeen: () => seen,
    slotIsShut: () => inhibits.knownClosed(),
    lifeCount: () => readLifeCounter(bus, address, commands.requestAcceptCounter),
    async open(accept) {
      // What happened before does not belong to this payment: counting begins at the counter's present value.
      const reply = await bus.askAgain(address, commands.readBufferedCredits);
      if (!reply.ok) return err({ fault: reply.error === 'refused' ? 'hardwareError' : 'offline' });
      counter = eventCounterOf(reply.value);
      const taken = await setAccepted(accept);
      return taken.ok ? inhibits.openSlot() : taken;
    },
    setAccepted,
    async poll() {
      const polled = await pollEvents(bus, address, commands.readBufferedCredits, counter);
      if (!polled.ok) return polled;
      counter = polled.value.counter;
      const news = polled.value.events;
      if (!news.ok)
        return ok({ secured: [], fault: { fault: 'hardwareError' }, underWay: false, certain: false });
      const secured: Denomination[] = [];
      let fault: CashFault | null = null;
      let certain = true;
      for (const { a, b } of news.value) {
        const coin = coins.find(({ position }) => position === a);
        if (coin) secured.push(coin.value);
        else if (a !== 0) {
          // A coin of unknown value: we did not let it in, but it is in.
          fault = { fault: 'hardwareError' };
          certain = false;
        } else if (jams.has(b)) {
          fault = { fault: 'jammed' };
          jammed = true;
        } else if (faults.has(b)) fault = { fault: 'hardwareError' };
      }
      if (fault) seen = fault.fault;
      return ok({ secured, fault, underWay: false, certain });
    },
    close: () => inhibits.closeSlot(),
  };
}
