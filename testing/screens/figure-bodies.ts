import { sampleDay } from '../receipts/sample-day.ts';
import type { Sample } from './bodies.ts';
import { denominations } from '../../shared/yen.ts';
import { detailCounters, type DeviceDetails } from '../../shared/device-details.ts';

const devices = [
  ...(['cardReader', 'coinAcceptor', 'noteAcceptor'] as const),
  ...denominations.map((value) => `hopper-${value}` as const),
  ...(['sheetPrinter', 'receiptPrinter'] as const),
];

/** Devices that tell much, and some that tell nothing but that they are there. */
const sampleDetails: readonly DeviceDetails[] = devices.map((device, index) => ({
  ...{ device, maker: 'ACME', model: 'SR5-I, COIN ACCEPTOR WITH SORTER' },
  ...{ firmware: 'SR5-1.12 B20240611', serial: '16777215' },
  ...(index % 4 === 3 ? { maker: null, model: null, firmware: null, serial: null } : {}),
  counters: detailCounters.slice(index % 4, (index % 4) + 2).map((of) => ({ of, count: 16_777_215 })),
}));

/** The screens on which an operator reads figures: of the devices, and of the day. */
export const figureBodies: readonly Sample[] = [
  { name: 'device-details', body: { kind: 'deviceDetails', devices: sampleDetails } },
  { name: 'device-details-one', body: { kind: 'deviceDetails', devices: sampleDetails.slice(0, 1) } },
  { name: 'device-details-none', body: { kind: 'deviceDetails', devices: [] } },
  { name: 'day-review', body: { kind: 'dayReview', day: sampleDay } },
  {
    name: 'day-review-first',
    body: {
      kind: 'dayReview',
      day: { ...sampleDay, number: 1, since: null, sums: { ...sampleDay.sums, kinds: [], ways: [] } },
    },
  },
  {
    name: 'day-closed',
    body: {
      ...{ kind: 'dayClosed', number: 365, slip: 'printed' },
      files: [
        'komado-KIOSK-0001-day-365-20261121-063042.csv',
        'komado-KIOSK-0001-day-365-20261121-063042.pdf',
      ],
    },
  },
  {
    name: 'day-closed-no-slip',
    body: { kind: 'dayClosed', number: 365, slip: 'notPrinted', files: null },
  },
];
