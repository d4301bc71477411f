import {
  configOrigins,
  type ConfigChange,
  type ConfigOffer,
  type ConfigValue,
} from '../shared/configuration.ts';
import { err, ok } from '../shared/result.ts';
import type { ConfigurationPort } from '../state-machines/attendant-ports.ts';

const paths = [
  ...['attendants.0.code.scrypt', 'attendants.0.id', 'cash.bus.coinAcceptor.coins.0.position', 'center.url'],
  ...['delays.idle', 'exportFolder', 'journal', 'sheetPrinter.warnings', 'witness', 'screen.widthMm'],
];
export const sampleValues: readonly ConfigValue[] = paths.map((path, index) => ({
  path,
  value: index === 0 ? '••••' : `https://center.example.jp/kiosk/${String(index)}`,
  origin: configOrigins[index % 3] ?? 'file',
}));

export const sampleChanges: readonly ConfigChange[] = [
  { path: 'sheetPrinter.uri', old: 'ipp://127.0.0.1:8631/ipp/print', new: 'ipp://192.0.2.7:631/ipp/print' },
  { path: 'attendants.1.code.scrypt', old: '••••', new: '••••' },
  { path: 'cameraFolder', old: null, new: '/var/lib/komado/camera' },
  { path: 'residentCameraFolder', old: '/var/lib/komado/codes', new: null },
];

export const sampleOffer: ConfigOffer = {
  ...{ number: null, changes: [...sampleChanges], sum: 'c'.repeat(64) },
  warnings: [
    'attendants: no operator has both a code and a cardKey, so nobody can count the cash or try a hopper',
  ],
};

/** A made-up kiosk's configuration, with two earlier ones. */
export function sampleConfiguration(): ConfigurationPort {
  return {
    values: () => Promise.resolve(sampleValues),
    earlier: () =>
      Promise.resolve([
        { number: 2, at: 1_790_000_000_000 },
        { number: 1, at: 1_780_000_000_000 },
      ]),
    fromStick: () => Promise.resolve(ok(sampleOffer)),
    // The first one names a file that is gone.
    fromEarlier: (number) =>
      Promise.resolve(
        number === 1
          ? err({ fault: 'wrong', lines: ['kiosk.json.new: center.key: K-0001.key.pem: cannot be read'] })
          : ok({ ...sampleOffer, number, warnings: [] }),
      ),
    apply: () => Promise.resolve(ok({ kept: 3 })),
  };
}
