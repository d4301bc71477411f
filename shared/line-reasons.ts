import { z } from 'zod';

/** Why a kiosk does not reach its center: each sends an engineer to another place. */
export const lineReasons = [
  /** The name in the address is in no directory. */
  'nameUnknown',
  /** The machine is there, and nothing listens at that port. */
  'connectionRefused',
  'noRoute',
  'timedOut',
  /** The certificate of what answers is for another name, or of another authority. */
  'otherName',
  'otherAuthority',
  /** It has ended or not begun, by this machine's clock. */
  'certificateTime',
  /** What answers speaks no TLS 1.3. */
  'noTls',
  /** The center does not accept this kiosk's certificate. */
  'kioskNotAccepted',
  'brokenOff',
  /** The center answers that it failed. */
  'centerFailed',
  'unreachable',
] as const;
export const lineReasonSchema = z.enum(lineReasons);
export type LineReason = z.infer<typeof lineReasonSchema>;
