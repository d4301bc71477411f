import { expect, it } from 'vitest';
import { detailsOfReader } from './reader-name.ts';

it.each([
  ['ACS ACR122U PICC Interface 00 00', 'ACS ACR122U PICC Interface', null],
  [
    'Identiv uTrust 3700 F CL Reader [uTrust 3700 F CL Reader] (55211234200532) 00 00',
    'Identiv uTrust 3700 F CL Reader',
    '55211234200532',
  ],
  ['Virtual PCD 00 01', 'Virtual PCD', null],
  ['SONY FeliCa Port/PaSoRi 3.0 (0012345) 01 00', 'SONY FeliCa Port/PaSoRi 3.0', '0012345'],
  ['', null, null],
])('the reader "%s" is the model %s with the serial number %s', (name, model, serial) => {
  expect(detailsOfReader(name)).toEqual({ maker: null, model, firmware: null, serial, counters: [] });
});
