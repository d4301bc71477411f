import { z } from 'zod';
import { deviceStates } from './attendants.ts';

/** Devices whose line an operator can have closed and opened anew. `cash` is all that takes and gives money. */
export const reopenableDevices = [
  'cardReader',
  'cash',
  'sheetPrinter',
  'receiptPrinter',
  'wallet',
  'terminal',
] as const;
export const reopenableSchema = z.enum(reopenableDevices);
export type ReopenableDevice = z.infer<typeof reopenableSchema>;

/**
 * How it ended: the state that the device says it is in, `notOpened`: its driver could not be opened, `notAnswered`: it did not
 * end in time.
 */
export const reopenOutcomeSchema = z.enum([...deviceStates, 'notOpened', 'notAnswered']);
export type ReopenOutcome = z.infer<typeof reopenOutcomeSchema>;

/** What became of it, once it was tried. */
export const reopenedSchema = z.object({
  device: reopenableSchema,
  outcome: reopenOutcomeSchema.nullable(),
});
export type Reopened = z.infer<typeof reopenedSchema>;

/** `notAllowed`: the machine lets this program restart nothing. `notPossible`: nobody there does it, or it broke. */
export type RestartFault = 'notAllowed' | 'notPossible';
