import type { Language } from '../../shared/languages.ts';
import type { KioskCode } from '../../shared/kiosk-code.ts';
import type { Result } from '../../shared/result.ts';
import type {
  SummaryLine,
  TriedState,
  Tried,
  WizardDevice,
  WizardEnrolFault,
} from '../../shared/first-start.ts';
import type { PinPadPort } from '../ports.ts';

/** A device that was found or typed: how a person knows it, and what the configuration says of it. */
export interface DeviceOption {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What was chosen for a device; null: the kiosk has none. */
export interface ChosenDevice {
  readonly option: DeviceOption | null;
  readonly tried: TriedState;
}

/** The names under which the kiosk asks for its certificate. */
export interface AskedCertificate {
  readonly kiosk: string;
  /** `https://…`, as the configuration has them. */
  readonly center: string;
  readonly enrolment: string;
}

/** CSS pixels and mm, as the configuration has them. */
export interface MeasuredPanel {
  readonly width: number;
  readonly height: number;
  readonly widthMm: number | null;
  readonly lowerEdgeMm: number | null;
}

/** All that whoever sets the kiosk up has said; codes of attendants are not in it. */
export interface SaidSetUp extends AskedCertificate {
  readonly panel: MeasuredPanel;
  readonly devices: Readonly<Partial<Record<WizardDevice, ChosenDevice>>>;
}

/** A configuration that was checked as a whole. */
export interface CheckedSetUp {
  readonly lines: readonly SummaryLine[];
  /** What nobody can do with it, in English. */
  readonly warnings: readonly string[];
  /** SHA-256 of its bytes: what was checked is what is put in place. */
  readonly sum: string;
}

/** What a first start asks the world for. Nothing of it throws where an answer is expected. */
export interface FirstStartPorts {
  /**
   * Gets the certificate for a one-time code. Who has typed the code that it was given for already, with the same names, has it
   * at once.
   */
  enrol(asked: AskedCertificate, code: KioskCode): Promise<Result<undefined, WizardEnrolFault>>;
  /** What is there for a device; the usual first. */
  found(device: WizardDevice): Promise<readonly DeviceOption[]>;
  /** Tries a device as maintenance does: no money moves. Ends soon after the signal, and leaves the device closed. */
  tryDevice(
    tried: {
      readonly device: WizardDevice;
      readonly option: DeviceOption;
      readonly language: Language;
      readonly kiosk: string;
    },
    signal: AbortSignal,
  ): Promise<Tried>;
  readonly pinPad: PinPadPort;
  /** Hashes the code that stands twice in the pad, for this attendant, and wipes the pad. */
  keepCode(role: 'operator' | 'staff'): Promise<undefined>;
  /** Staff have no code. */
  forgetStaffCode(): void;
  /** Writes the configuration beside its place and checks it with all that it names, the devices opened once. Error: one line a fault. */
  check(said: SaidSetUp): Promise<Result<CheckedSetUp, readonly string[]>>;
  /** Puts in place what was checked, whole or not at all. */
  write(sum: string): Promise<Result<undefined, 'notWritten' | 'changed'>>;
}
