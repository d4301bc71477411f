import { isPlainAddress } from '../../shared/config-fields.ts';
import { readKioskCode, type KioskCode } from '../../shared/kiosk-code.ts';
import type { TypedDevice, WizardField } from '../../shared/first-start.ts';
import { kioskNameSchema } from '../../shared/session-api.ts';
import type { DeviceOption } from './ports.ts';

/** What one field takes. */
interface FieldRule {
  readonly keys: RegExp;
  /** Characters. */
  readonly most: number;
  readonly optional: boolean;
  readonly complete: (entered: string) => boolean;
}

/** Where a center listens for kiosks without a certificate, unless it says otherwise. */
const usualEnrolmentPort = '8702';
const hostKeys = /^[0-9a-z.:[\]-]$/;
const pathKeys = /^[0-9A-Za-z.:/_[\]-]$/;
const longestAddress = 253;

/** Letters of a code without its hyphens: nine groups of five. */
export const lettersOfCode = 45;

const rules: Readonly<Record<WizardField, FieldRule>> = {
  kiosk: {
    ...{ keys: /^[0-9A-Z-]$/, most: 32, optional: false },
    complete: (entered) => kioskNameSchema.safeParse(entered).success,
  },
  center: { ...{ keys: hostKeys, most: longestAddress, optional: false }, complete: isHttps },
  enrolment: { ...{ keys: hostKeys, most: longestAddress, optional: false }, complete: isHttps },
  code: {
    ...{ keys: /^[0-9A-Z]$/, most: lettersOfCode, optional: false },
    complete: (entered) => codeOf(entered) !== null,
  },
  widthMm: { ...{ keys: /^[0-9]$/, most: 4, optional: true }, complete: within(50, 3_000) },
  lowerEdgeMm: { ...{ keys: /^[0-9]$/, most: 4, optional: true }, complete: within(0, 2_500) },
  cash: {
    ...{ keys: pathKeys, most: longestAddress, optional: false },
    complete: (entered) => /^\/dev\/[\w.:/-]+$/.test(entered) && !entered.includes('..'),
  },
  sheetPrinter: {
    ...{ keys: pathKeys, most: longestAddress, optional: false },
    complete: (entered) => isAddress(`ipp://${entered}`, 'ipp:'),
  },
  receiptPrinter: {
    ...{ keys: pathKeys, most: longestAddress, optional: false },
    complete: (entered) => /^(\/dev\/[\w.:/-]+|[\w.-]+:\d{1,5})$/.test(entered) && !entered.includes('..'),
  },
};

export function takesKey(field: WizardField, key: string, entered: string): boolean {
  return rules[field].keys.test(key) && entered.length < rules[field].most;
}

export function isComplete(field: WizardField, entered: string): boolean {
  return rules[field].complete(entered);
}

export function mayStayEmpty(field: WizardField): boolean {
  return rules[field].optional;
}

/** The first group (from 1) that is not as it was printed; null: none so far. */
export function wrongGroup(entered: string): number | null {
  const read = readKioskCode(entered);
  return typeof read === 'object' && 'group' in read ? read.group : null;
}

/** Null: it is none yet. */
export function codeOf(entered: string): KioskCode | null {
  const read = readKioskCode(entered);
  return typeof read === 'object' && 'secret' in read ? read : null;
}

/** Where the center listens for kiosks without a certificate, unless it says otherwise. @param center as typed: `center.city.example:8700` */
export function usualEnrolment(center: string): string {
  const url = URL.parse(`https://${center}`);
  if (url === null) return '';
  url.port = usualEnrolmentPort;
  return url.host;
}

/** A typed number, mm; null: nothing was typed. */
export function millimetres(entered: string): number | null {
  return entered === '' ? null : Number(entered);
}

/** What the configuration says of a device whose address was typed. */
export function typedOption(device: TypedDevice, entered: string): DeviceOption {
  switch (device) {
    case 'cash':
      return { name: entered, settings: { port: entered } };
    case 'sheetPrinter':
      return { name: `ipp://${entered}`, settings: { uri: `ipp://${entered}` } };
    case 'receiptPrinter': {
      const address = entered.startsWith('/') ? entered : `tcp://${entered}`;
      return { name: address, settings: { interface: address } };
    }
  }
}

function isHttps(entered: string): boolean {
  return isAddress(`https://${entered}`, 'https:') && URL.parse(`https://${entered}`)?.pathname === '/';
}

function isAddress(text: string, protocol: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === protocol && url.hostname !== '' && isPlainAddress(text);
}

function within(least: number, most: number): (entered: string) => boolean {
  return (entered) => entered !== '' && Number(entered) >= least && Number(entered) <= most;
}
