import { sampleChanges, sampleOffer, sampleValues } from '../configuration-samples.ts';
import type { Sample } from './bodies.ts';
import { someMorning } from './places.ts';

/** The configuration, what would change, and the way back. */
export const configurationBodies: readonly Sample[] = [
  {
    name: 'configuration',
    body: { kind: 'configuration', values: sampleValues.slice(0, 5), page: 0, pages: 9, earlier: true },
  },
  {
    name: 'configuration-none',
    body: { kind: 'configuration', values: [], page: 0, pages: 1, earlier: false },
  },
  {
    name: 'config-earlier',
    body: {
      kind: 'configEarlier',
      earlier: [12, 11, 10, 9].map((number) => ({ number, at: someMorning })),
      ...{ page: 0, pages: 3 },
    },
  },
  {
    name: 'config-offer',
    body: {
      kind: 'configOffer',
      number: null,
      changes: sampleChanges.slice(0, 3),
      warnings: sampleOffer.warnings,
      ...{ page: 0, pages: 2 },
    },
  },
  {
    name: 'config-offer-back',
    body: {
      kind: 'configOffer',
      number: 12,
      changes: sampleChanges.slice(2),
      warnings: [],
      page: 0,
      pages: 1,
    },
  },
  ...(['noStick', 'noFile', 'same', 'notWritten', 'changed'] as const).map((fault): Sample => ({
    name: `config-refused-${fault}`,
    body: { kind: 'configRefused', fault: { fault } },
  })),
  {
    name: 'config-refused-wrong',
    body: {
      kind: 'configRefused',
      fault: {
        fault: 'wrong',
        lines: [
          'kiosk.json.new: sheetPrinter.uri: expected ipp://…',
          'kiosk.json.new: center.bindingKey: binding-public-key.der: expected the center’s public key',
        ],
      },
    },
  },
];
