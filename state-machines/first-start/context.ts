import type { Display } from '../../shared/display.ts';
import type { FirstStartIntent } from '../../shared/first-start-intents.ts';
import {
  wizardDevices,
  type SeenPart,
  type TypedDevice,
  type WizardDevice,
  type WizardEnrolFault,
  type WizardField,
} from '../../shared/first-start.ts';
import type { Language } from '../../shared/languages.ts';
import type { SecretRule } from '../ports.ts';
import type { CheckedSetUp, ChosenDevice, DeviceOption, MeasuredPanel, SaidSetUp } from './ports.ts';
import { millimetres } from './entry.ts';

/** Codes of attendants, as the configuration takes them. */
export const attendantCodeRule: SecretRule = { characters: 'digits', least: 6, most: 10, tries: 1 };

export type TypedFields = Readonly<Record<WizardField, string>>;

export interface FirstStartContext {
  readonly language: Language;
  readonly display: Display;
  /** What stands in each field; the one-time code goes as soon as it was accepted. */
  readonly typed: TypedFields;
  readonly trouble: WizardEnrolFault;
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** Index of the device that is asked for. */
  readonly at: number;
  readonly options: readonly DeviceOption[];
  readonly parts: readonly SeenPart[];
  readonly devices: Readonly<Partial<Record<WizardDevice, ChosenDevice>>>;
  /** Of a code, how many digits stand in the pad. */
  readonly digits: number;
  readonly different: boolean;
  readonly checked: CheckedSetUp | null;
  readonly faults: readonly string[];
  readonly notWritten: 'notWritten' | 'changed' | null;
}

export type FirstStartEvent =
  | FirstStartIntent
  | { readonly type: 'touched' }
  | { readonly type: 'nobodyCame' }
  | { readonly type: 'attendantBack' }
  | { readonly type: 'attendantDone' }
  | { readonly type: 'pinDigits'; readonly entered: number }
  | { readonly type: 'pinEnter' }
  | { readonly type: 'judge'; readonly good: boolean }
  | { readonly type: 'endTest' }
  | { readonly type: 'setLanguage'; readonly language: Language }
  | { readonly type: 'setDisplay'; readonly display: Display };

export interface FirstStartInput {
  readonly language: Language;
  readonly display: Display;
}

const nothingTyped: TypedFields = {
  ...{ kiosk: '', center: '', enrolment: '', code: '', widthMm: '', lowerEdgeMm: '' },
  ...{ cash: '', sheetPrinter: '', receiptPrinter: '' },
};

export function beginning({ language, display }: FirstStartInput): FirstStartContext {
  return {
    language,
    display,
    typed: nothingTyped,
    trouble: { fault: 'late' },
    size: { width: 0, height: 0 },
    at: 0,
    options: [],
    parts: [],
    devices: {},
    digits: 0,
    different: false,
    checked: null,
    faults: [],
    notWritten: null,
  };
}

/** @throws beyond the last device: the states end there */
export function deviceAt({ at }: Pick<FirstStartContext, 'at'>): WizardDevice {
  const device = wizardDevices[at];
  if (device === undefined) throw new Error('no device is left to ask for');
  return device;
}

export function chosenAt(context: Pick<FirstStartContext, 'at' | 'devices'>): ChosenDevice | null {
  return context.devices[deviceAt(context)] ?? null;
}

export function typedDeviceOf(device: WizardDevice): TypedDevice | null {
  return device === 'cash' || device === 'sheetPrinter' || device === 'receiptPrinter' ? device : null;
}

export function askedCertificate({ typed }: Pick<FirstStartContext, 'typed'>) {
  const { kiosk, center, enrolment } = typed;
  return { kiosk, center: `https://${center}`, enrolment: `https://${enrolment}` };
}

export function panelOf({ typed, size }: Pick<FirstStartContext, 'typed' | 'size'>): MeasuredPanel {
  return {
    ...size,
    widthMm: millimetres(typed.widthMm),
    lowerEdgeMm: millimetres(typed.lowerEdgeMm),
  };
}

export function saidSetUp(context: FirstStartContext): SaidSetUp {
  return { ...askedCertificate(context), panel: panelOf(context), devices: context.devices };
}
