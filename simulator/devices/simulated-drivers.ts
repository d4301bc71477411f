import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { CardSource } from '../../electron/devices/card-reader/card-source.ts';
import type { CashMechanism } from '../../electron/devices/cash/cash-mechanism.ts';
import { cctalkMechanismSchema, openCctalkMechanism } from '../../electron/devices/cash/cctalk/driver.ts';
import { drivers, type DriverRegistry } from '../../electron/devices/registry.ts';
import { defineDriver } from '../../shared/device-driver.ts';
import { ok } from '../../shared/result.ts';

/** What the simulation has inside the process, instead of at the end of a line. */
export interface InProcess {
  readonly cards: CardSource;
  /** The kiosk's end of a new line to the simulated ccTalk bus. */
  readonly openStream: () => Promise<Duplex>;
}

/** The product's drivers and two more: for cards in a reader of this process, and for a ccTalk bus without a serial port. */
export function withSimulated({ cards, openStream }: InProcess): DriverRegistry {
  const inProcess = defineDriver<object, CardSource>({
    kind: 'in-process',
    settings: z.strictObject({}),
    // Cards lie in the simulation before and after a kiosk: closing the kiosk leaves them there.
    open: () => ok({ watch: (listener) => cards.watch(listener), open: () => cards.open(), close }),
  });
  const cctalkInProcess = defineDriver<z.output<typeof cctalkMechanismSchema>, CashMechanism>({
    kind: 'cctalk-in-process',
    settings: cctalkMechanismSchema,
    open: (settings, context) => ok(openCctalkMechanism(settings, openStream, context)),
  });
  return {
    ...drivers,
    cardReader: [...drivers.cardReader, inProcess],
    cash: [...drivers.cash, cctalkInProcess],
  };
}

const close = (): Promise<void> => Promise.resolve();
