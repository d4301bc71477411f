import { z } from 'zod';
import { deviceIdSchema, deviceStateSchema } from './attendants.ts';
import { lineReasonSchema } from './line-reasons.ts';

/** The devices that the first start asks for, in its order; the last two may be left out. */
export const wizardDevices = [
  'cardReader',
  'cash',
  'sheetPrinter',
  'receiptPrinter',
  'speech',
  'sound',
] as const;
export const wizardDeviceSchema = z.enum(wizardDevices);
export type WizardDevice = z.infer<typeof wizardDeviceSchema>;

/** Those that a kiosk can be without. */
export const optionalDevices: readonly WizardDevice[] = ['speech', 'sound'];
/** Those whose address can be typed where it was not found. */
export const typedDevices = ['cash', 'sheetPrinter', 'receiptPrinter'] as const;
export const typedDeviceSchema = z.enum(typedDevices);
export type TypedDevice = z.infer<typeof typedDeviceSchema>;

/** What is typed on keys, one at a time. */
export const wizardFields = [
  'kiosk',
  'center',
  'enrolment',
  'code',
  'widthMm',
  'lowerEdgeMm',
  ...typedDevices,
] as const;
export const wizardFieldSchema = z.enum(wizardFields);
export type WizardField = z.infer<typeof wizardFieldSchema>;

/** The two whose codes are set; numbers, never names. */
export const firstAttendants = { operator: 'O-01', staff: 'S-01' } as const;

/** Why there is no certificate yet. */
export const enrolFaultSchema = z.discriminatedUnion('fault', [
  z.object({ fault: z.literal('line'), why: lineReasonSchema }),
  z.object({
    fault: z.enum(['otherCenter', 'codeRefused', 'tooOften', 'notUnderstood', 'files', 'late']),
  }),
]);
export type WizardEnrolFault = z.infer<typeof enrolFaultSchema>;

/** How a device was tried. `untried`: whoever sets the kiosk up went on without. */
export const triedStates = ['untried', 'good', 'bad'] as const;
export const triedStateSchema = z.enum(triedStates);
export type TriedState = z.infer<typeof triedStateSchema>;

/** A part of a device, and its state, as maintenance says them. */
export const seenPartSchema = z.object({ device: deviceIdSchema, state: deviceStateSchema });
export type SeenPart = z.infer<typeof seenPartSchema>;

/** What became of a try; `toJudge`: a person looks at what came out. */
export interface Tried {
  readonly result: 'good' | 'bad' | 'toJudge';
  readonly parts: readonly SeenPart[];
}

/** A line of the summary: what was chosen, and of a device how its try ended. */
export const summaryLineSchema = z.discriminatedUnion('of', [
  z.object({ of: z.enum(['kiosk', 'center', 'certificate', 'panel']), value: z.string() }),
  z.object({
    of: z.literal('device'),
    device: wizardDeviceSchema,
    /** Null: not fitted. */
    value: z.string().nullable(),
    tried: triedStateSchema,
  }),
  z.object({ of: z.literal('attendant'), value: z.string() }),
]);
export type SummaryLine = z.infer<typeof summaryLineSchema>;
