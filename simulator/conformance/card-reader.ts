import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardSource } from '../../electron/devices/card-reader/card-source.ts';
import type { CardHands } from '../../electron/devices/conformance/card-reader.ts';
import { systemClock } from '../../shared/dates.ts';
import type { Timers } from '../../shared/timers.ts';
import { openTestCa } from '../authorities/test-ca/test-ca.ts';
import { createCashSimulator } from '../devices/cctalk-bus/cash-simulator.ts';
import { simulatedCashConfig } from '../devices/cctalk-bus/simulated-cash-config.ts';
import { withSimulated } from '../devices/simulated-drivers.ts';
import { holderCard } from '../devices/virtual-card/card-kinds.ts';
import { createInProcessReader } from '../devices/virtual-card/in-process-source.ts';
import { createOtherCard } from '../devices/virtual-card/other-card.ts';
import type { CardInReader } from '../devices/virtual-card/virtual-card.ts';
import { holders } from '../residents/holders.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** A reader in this process, with a made-up resident's card beside it. */
export async function simulatedCardReader(timers: Timers): Promise<SimulatedDevice<CardSource, CardHands>> {
  const [holder] = holders;
  if (!holder) throw new Error('there are no made-up residents');
  const folder = await mkdtemp(join(tmpdir(), 'komado-conformance-'));
  const card = await holderCard(await openTestCa(folder, systemClock), holder, 'card2016');
  const reader = createInProcessReader({ timers });
  const cash = createCashSimulator({ timers });
  const registry = withSimulated({
    cards: reader,
    cash: { bus: simulatedCashConfig, openStream: () => cash.inMemoryStream() },
  });
  let inside: CardInReader | null = null;
  /** As a person would: a card already in place is not set again, and so keeps its power. */
  const set = (next: CardInReader | null) => (): Promise<void> => {
    if (next !== inside) reader.set(next);
    inside = next;
    return Promise.resolve();
  };
  const done = (act: () => void) => (): Promise<void> => {
    act();
    return Promise.resolve();
  };
  return {
    drivers: registry.cardReader,
    settings: { kind: 'in-process' },
    hands: {
      setCard: set(card),
      takeCard: set(null),
      setMute: set(createOtherCard('mute')),
      unplug: done(() => reader.unplug()),
      replug: done(() => reader.replug()),
    },
    async close() {
      await cash.close();
      await rm(folder, { recursive: true });
    },
  };
}
