import { z } from 'zod';
import { deviceSchema } from '../../shared/device-driver.ts';
import type { DriverRegistry } from './registry.ts';

/** The part of a kiosk's configuration that says which devices it has; each is checked by the driver that its `kind` names. */
export function devicesShape(drivers: DriverRegistry) {
  return {
    cardReader: deviceSchema(drivers.cardReader),
    cash: deviceSchema(drivers.cash),
    /** Wallet and contactless terminal; without them the kiosk takes only cash. */
    cashless: z
      .strictObject({
        wallet: deviceSchema(drivers.wallet).nullable().default(null),
        terminal: deviceSchema(drivers.terminal).nullable().default(null),
      })
      .default({ wallet: null, terminal: null }),
    sheetPrinter: deviceSchema(drivers.sheetPrinter),
    receiptPrinter: deviceSchema(drivers.receiptPrinter),
    /** What stands around the kiosk: a sensor of who is there, what calls the store's staff, lights at the slots. */
    presence: deviceSchema(drivers.presence).nullable().default(null),
    staffCall: deviceSchema(drivers.staffCall).nullable().default(null),
    slotLights: deviceSchema(drivers.slotLights).nullable().default(null),
  };
}

/** The same on its own: a kiosk's devices without the rest of its configuration. */
export function devicesSchema(drivers: DriverRegistry) {
  return z.strictObject(devicesShape(drivers));
}
export type DevicesConfig = z.output<ReturnType<typeof devicesSchema>>;
