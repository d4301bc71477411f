import { toldText, type ToldDetails } from '../../../../shared/device-details.ts';

/**
 * What the name of a PC/SC reader says. CCID's driver composes it of maker and model, of interface and serial number where the
 * reader has them, and of two numbers that say where it is plugged in:
 * `Identiv uTrust 3700 F CL Reader [uTrust 3700 F CL Reader] (55211234200532) 00 00`
 */
export function detailsOfReader(name: string): ToldDetails {
  const [, serial = null] = /\(([^()]+)\) \d\d \d\d$/.exec(name) ?? [];
  const model = name
    .replace(/ \d\d \d\d$/, '')
    .replace(/ \([^()]+\)$/, '')
    .replace(/ \[[^[\]]+\]$/, '');
  return {
    ...{ maker: null, model: toldText(model), firmware: null },
    ...{ serial: toldText(serial), counters: [] },
  };
}
