import { toldText, type ToldDetails } from '../../../shared/device-details.ts';
import { integer, text, type IppAttributes } from './ipp-message.ts';

/** Asked once, when somebody wants to know: nothing that is printed depends on it. */
export const identityAttributesAsked = [
  'printer-make-and-model',
  'printer-device-id',
  'printer-firmware-name',
  'printer-firmware-string-version',
  'printer-impressions-completed',
  'printer-media-sheets-completed',
] as const;

/** What a printer says of itself (PWG 5100.13; the device ID is IEEE 1284's, `MFG:Maker;MDL:Model;SN:123;`). */
export function printerIdentity(printer: IppAttributes): ToldDetails {
  const id = deviceId(text(printer, 'printer-device-id') ?? '');
  const known = (...names: readonly string[]): string | null =>
    toldText(names.map((name) => id.get(name) ?? '').find((value) => value !== '') ?? null);
  const firmware = [
    text(printer, 'printer-firmware-name'),
    text(printer, 'printer-firmware-string-version'),
  ].filter((each) => each !== null);
  return {
    maker: known('MFG', 'MANUFACTURER'),
    model: toldText(text(printer, 'printer-make-and-model')) ?? known('MDL', 'MODEL'),
    firmware: toldText(firmware.join(' ')),
    serial: known('SN', 'SERN', 'SERIALNUMBER'),
    counters: (['impressions', 'sheets'] as const).flatMap((of) => {
      const count = integer(printer, counterNames[of]);
      return count === null || count < 0 ? [] : [{ of, count }];
    }),
  };
}

const counterNames = {
  impressions: 'printer-impressions-completed',
  sheets: 'printer-media-sheets-completed',
} as const;

function deviceId(said: string): ReadonlyMap<string, string> {
  return new Map(
    said.split(';').flatMap((field) => {
      const colon = field.indexOf(':');
      return colon < 1 ? [] : [[field.slice(0, colon).trim().toUpperCase(), field.slice(colon + 1).trim()]];
    }),
  );
}
