import { z } from 'zod';
import { codeLetters } from './receipt-code.ts';

/**
 * What a fault is called on a screen and in the log: `F-7K2Q`. It is read aloud on the telephone, and leads to the line of the log
 * that has all of it.
 */
export const faultReferenceSchema = z
  .string()
  .regex(new RegExp(`^F-[${codeLetters}]{4}$`))
  .brand<'FaultReference'>();
export type FaultReference = z.infer<typeof faultReferenceSchema>;

/** Of so many references none is the same again but by chance: 32 to the power of 4. */
export const faultReferences = 2 ** 20;

/** @param number 0 to 1,048,575; more wraps around */
export function faultReference(number: number): FaultReference {
  const letter = (place: number): string => codeLetters[(number >>> (5 * place)) & 31] ?? '';
  return faultReferenceSchema.parse(`F-${letter(3)}${letter(2)}${letter(1)}${letter(0)}`);
}

/** A fault as a person at the machine is told of it. */
export const faultNoteSchema = z.object({ reference: faultReferenceSchema, at: z.number() });
export type FaultNote = z.infer<typeof faultNoteSchema>;
