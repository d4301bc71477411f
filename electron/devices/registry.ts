import { escPos } from '../../printing/printers/esc-pos/driver.ts';
import { ipp } from '../../printing/printers/ipp/driver.ts';
import type { DeviceDriver } from '../../shared/device-driver.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../shared/printers.ts';
import type { CardSource } from './card-reader/card-source.ts';
import { pcsc } from './card-reader/pcsc/driver.ts';
import type { CashMechanism } from './cash/cash-mechanism.ts';
import { cctalk } from './cash/cctalk/driver.ts';
import type { PayingMethod } from './cashless/paying-method.ts';
import { nexoTerminal } from './cashless/terminal/driver.ts';
import { opaWallet } from './cashless/wallet/driver.ts';
import { presenceContact, presenceProgram } from './presence/driver.ts';
import { slotLightsProgram, slotLightsRelays } from './slot-lights/driver.ts';
import { staffCallContact } from './staff-call/contact.ts';
import { staffCallProgram } from './staff-call/program.ts';
import type { PresencePort, SlotLightsPort, StaffCallPort } from '../../state-machines/room-ports.ts';

/** The drivers that a kiosk may be configured with, by port. The first one is used when a configuration names no `kind`. */
export interface DriverRegistry {
  readonly cardReader: readonly DeviceDriver<CardSource>[];
  readonly cash: readonly DeviceDriver<CashMechanism>[];
  readonly wallet: readonly DeviceDriver<PayingMethod>[];
  readonly terminal: readonly DeviceDriver<PayingMethod>[];
  readonly sheetPrinter: readonly DeviceDriver<SheetPrinterPort>[];
  readonly receiptPrinter: readonly DeviceDriver<ReceiptPrinterPort>[];
  readonly presence: readonly DeviceDriver<PresencePort>[];
  readonly staffCall: readonly DeviceDriver<StaffCallPort>[];
  readonly slotLights: readonly DeviceDriver<SlotLightsPort>[];
}

/** All drivers of the product, one per line: to add a device, add its line here. */
export const drivers: DriverRegistry = {
  cardReader: [
    pcsc, // A reader of the system's PC/SC daemon
  ],
  cash: [
    cctalk, // Coins, notes and hoppers on a ccTalk bus
  ],
  wallet: [
    opaWallet, // A QR-code wallet with an Open Payment API
  ],
  terminal: [
    nexoTerminal, // A contactless terminal with nexo Sale to POI
  ],
  sheetPrinter: [
    ipp, // An IPP Everywhere printer
  ],
  receiptPrinter: [
    escPos, // A thermal printer with ESC/POS
  ],
  presence: [
    presenceProgram, // A program of the site
    presenceContact, // A contact at a serial port
  ],
  staffCall: [
    staffCallProgram, // A program of the site
    staffCallContact, // A bell or lamp at a serial port
  ],
  slotLights: [
    slotLightsProgram, // A program of the site
    slotLightsRelays, // A relay board at a serial port
  ],
};
