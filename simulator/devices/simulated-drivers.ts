import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { CardSource } from '../../electron/devices/card-reader/card-source.ts';
import { acceptedSchema, type CashMechanism } from '../../electron/devices/cash/cash-mechanism.ts';
import type { CctalkConfig } from '../../electron/devices/cash/cctalk/config.ts';
import { openCctalkMechanism } from '../../electron/devices/cash/cctalk/driver.ts';
import type { EarphonesPort } from '../../electron/devices/earphones/earphones-port.ts';
import { drivers, type DriverRegistry } from '../../electron/devices/registry.ts';
import type { SpeechDevice } from '../../electron/devices/speech/speech-engine.ts';
import { defineDriver } from '../../shared/device-driver.ts';
import { ok } from '../../shared/result.ts';

/** What the simulation has in this process instead of at the end of a line. */
export interface InProcess {
  readonly cards: CardSource;
  /** What is on the simulated ccTalk bus, and the kiosk's end of a new line to it. */
  readonly cash: { readonly bus: CctalkConfig; readonly openStream: () => Promise<Duplex> };
  /** What speaks in the place of a program; nothing where it is not given. */
  readonly speech?: SpeechDevice;
  /** The jack; nobody plugs anything in where it is not given. */
  readonly earphones?: EarphonesPort;
}

/** The product's drivers and others that have their device in this process. */
export function withSimulated({
  cards,
  cash: { bus, openStream },
  speech = { engine: null },
  earphones = { sensor: true, watch: () => () => undefined },
}: InProcess): DriverRegistry {
  const inProcess = defineDriver<object, CardSource>({
    kind: 'in-process',
    settings: z.strictObject({}),
    // The simulation's cards outlive a kiosk: closing the kiosk leaves them in place.
    open: () => ok({ watch: (listener) => cards.watch(listener), open: () => cards.open(), close }),
  });
  const cctalkInProcess = defineDriver<Pick<CashMechanism, 'accepted'>, CashMechanism>({
    kind: 'cctalk-in-process',
    settings: z.strictObject({ accepted: acceptedSchema }),
    open: ({ accepted }, context) => ok(openCctalkMechanism({ accepted, bus }, openStream, context)),
  });
  const speechInProcess = defineDriver<object, SpeechDevice>({
    kind: 'in-process',
    settings: z.strictObject({}),
    open: () => ok({ ...speech, close }),
  });
  const earphonesInProcess = defineDriver<object, EarphonesPort>({
    kind: 'in-process',
    settings: z.strictObject({}),
    open: () => ok({ ...earphones, close }),
  });
  return {
    ...drivers,
    cardReader: [...drivers.cardReader, inProcess],
    cash: [...drivers.cash, cctalkInProcess],
    speech: [...drivers.speech, speechInProcess],
    earphones: [...drivers.earphones, earphonesInProcess],
  };
}

const close = (): Promise<void> => Promise.resolve();
