import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { pathSchema } from '../../../../shared/config-fields.ts';
import { defineDriver, type DeviceContext, type Open } from '../../../../shared/device-driver.ts';
import { ok } from '../../../../shared/result.ts';
import type { Denomination } from '../../../../shared/yen.ts';
import { acceptedSchema, type CashMechanism } from '../cash-mechanism.ts';
import { createCctalkCash } from './cash-port.ts';
import { cctalkConfigSchema, type CctalkConfig } from './config.ts';
import { createSerialOpener } from './open-serial-port.ts';

/** The mechanism at the other end of a line to a ccTalk bus. */
export function openCctalkMechanism(
  { accepted, bus }: { readonly accepted: readonly Denomination[]; readonly bus: CctalkConfig },
  openStream: () => Promise<Duplex>,
  { timers }: Pick<DeviceContext, 'timers'>,
): Open<CashMechanism> {
  return { ...createCctalkCash(bus, openStream, timers), accepted, hoppers: bus.hoppers };
}

const settings = z.strictObject({
  /** Serial port of the ccTalk bus, `/dev/ttyUSB0`. */
  port: pathSchema,
  accepted: acceptedSchema,
  bus: cctalkConfigSchema,
});

/** The baud rate of the ccTalk standard. */
const baudRate = 9600;

/** Coins, notes and change on a ccTalk bus at a serial port. */
export const cctalk = defineDriver<z.output<typeof settings>, CashMechanism>({
  kind: 'cctalk',
  settings,
  open: ({ port, ...mechanism }, context) =>
    ok(openCctalkMechanism(mechanism, createSerialOpener({ path: port, baudRate }), context)),
});
