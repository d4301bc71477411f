import type { CashMechanism } from '../../electron/devices/cash/cash-mechanism.ts';
import { createSerialOpener } from '../../electron/devices/cash/cctalk/open-serial-port.ts';
import type { CashHands } from '../../electron/devices/conformance/cash.ts';
import { drivers } from '../../electron/devices/registry.ts';
import type { Timers } from '../../shared/timers.ts';
import { denominations, type CashCount } from '../../shared/yen.ts';
import { createCashSimulator, type Fate } from '../devices/cctalk-bus/cash-simulator.ts';
import type { SerialCable } from '../devices/cctalk-bus/serial-cable.ts';
import { simulatedCashConfig } from '../devices/cctalk-bus/simulated-cash-config.ts';
import { createInProcessReader } from '../devices/virtual-card/in-process-source.ts';
import { withSimulated } from '../devices/simulated-drivers.ts';
import type { SimulatedDevice } from './simulated-device.ts';

const firstNote = 1000;
const accepted = [10, 50, 100, 500, 1000];

/** The simulated mechanism, in this process or at the other end of a serial cable. */
export async function simulatedCash(
  timers: Timers,
  cable: Pick<SerialCable, 'kioskEnd' | 'busEnd'> | null = null,
): Promise<SimulatedDevice<CashMechanism, CashHands>> {
  const devices = createCashSimulator({ timers });
  const attach = async (): Promise<void> => {
    if (cable) devices.attach(await createSerialOpener({ path: cable.busEnd, baudRate: 9600 })());
  };
  await attach();
  let last: Fate = 'returned';
  let taken: readonly CashCount[] = [];
  return {
    drivers: cable
      ? drivers.cash
      : withSimulated({
          cards: createInProcessReader({ timers }),
          cash: { bus: simulatedCashConfig, openStream: () => devices.inMemoryStream() },
        }).cash,
    settings: cable
      ? { kind: 'cctalk', port: cable.kioskEnd, accepted, bus: simulatedCashConfig }
      : { kind: 'cctalk-in-process', accepted },
    hands: {
      async insert(value) {
        last = await (value < firstNote ? devices.insertCoin(value) : devices.insertNote(value));
      },
      async insertForeign() {
        last = await devices.insertForeign('coinAcceptor');
      },
      gotBack: () => Promise.resolve(last === 'returned'),
      tookOut(pieces) {
        const { tray } = devices.ledger();
        const lay = differenceOf(tray, taken);
        taken = tray;
        return Promise.resolve(JSON.stringify(lay) === JSON.stringify(pieces));
      },
      disconnect() {
        devices.unplug();
        return Promise.resolve();
      },
      async reconnect() {
        devices.plug();
        await attach();
      },
    },
    close: () => devices.close(),
  };
}

/** What is in the tray beyond what was taken out of it before. */
function differenceOf(tray: readonly CashCount[], taken: readonly CashCount[]): readonly CashCount[] {
  const countIn = (counts: readonly CashCount[], value: number): number =>
    counts.find((each) => each.value === value)?.count ?? 0;
  return denominations
    .map((value) => ({ value, count: countIn(tray, value) - countIn(taken, value) }))
    .filter(({ count }) => count > 0);
}
