import { z } from 'zod';
import { codeLetters } from './receipt-code.ts';

/**
 * What a fault is called on the screen and in the log: `F-7K2Q`. Read out over the telephone, it leads to the log line with
 * the details.
 */
export const faultReferenceSchema = z
  .string()
  .regex(new RegExp(`^F-[${codeLetters}]{4}$`))
  .brand<'FaultReference'>();
export type FaultReference = z.infer<typeof faultReferenceSchema>;

/** How many different references there are: 32 to the power of 4. */
export const faultReferences = 2 ** 20;

/** @param number 0 to 1,048,575; more wraps around */
export function faultReference(number: number): FaultReference {
  const letter = (place: number): string => codeLetters[(number >>> (5 * place)) & 31] ?? '';
  return faultReferenceSchema.parse(`F-${letter(3)}${letter(2)}${letter(1)}${letter(0)}`);
}

/** A fault as it is shown to a person at the machine. */
export const faultNoteSchema = z.object({ reference: faultReferenceSchema, at: z.number() });
export type FaultNote = z.infer<typeof faultNoteSchema>;
