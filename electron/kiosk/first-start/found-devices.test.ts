import { expect, it } from 'vitest';
import { foundDevices, type DeviceSources } from './found-devices.ts';

/** What Debian 12's programs print: an ippeveprinter announced by Avahi, and a CUPS with one queue that has found that printer, too. */
const printed: Readonly<Record<string, string>> = {
  'ippfind -T 3 _ipp._tcp --print': 'ipp://vm.local:8631/ipp/print\n',
  'lpstat -v': 'device for raw-2: socket://192.0.2.9:9100\n',
};

const sources: DeviceSources = {
  readers: () => Promise.resolve([]),
  serialFolder: '/nowhere',
  usbFolder: '/nowhere',
  run: (program, args) => Promise.resolve(printed[[program, ...args].join(' ')] ?? ''),
  has: () => Promise.resolve(false),
};

it('finds printers of the network, and queues of this machine’s own CUPS', async () => {
  expect(await foundDevices('sheetPrinter', sources)).toEqual(
    ['ipp://vm.local:8631/ipp/print', 'ipp://localhost:631/printers/raw-2'].map((uri) => ({
      ...{ name: uri, settings: { uri } },
    })),
  );
});

it('finds none where the programs are missing or say that there is none', async () => {
  const silent = { ...sources, run: () => Promise.resolve('') };
  expect(await foundDevices('sheetPrinter', silent)).toEqual([]);
  const says = { ...sources, run: () => Promise.resolve('no system default destination\n') };
  expect(await foundDevices('sheetPrinter', says)).toEqual([]);
});
