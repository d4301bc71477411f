import { z } from 'zod';
import {
  enrolFaultSchema,
  seenPartSchema,
  summaryLineSchema,
  triedStateSchema,
  wizardDeviceSchema,
  wizardFieldSchema,
} from './first-start.ts';

/** How many steps the first start has, as a person counts them. */
export const wizardSteps = 7;
const step = z.int().min(1).max(wizardSteps);

/** The screens of a kiosk's first start. Whoever sets it up sees them, nobody else. */
export const firstStartBodies = [
  z.object({ kind: z.literal('wizardWelcome'), step }),
  /** Something is typed. `optional`: it may stay empty. `group`: this group of the code (from 1) is not as it was printed. */
  z.object({
    kind: z.literal('wizardEntry'),
    step,
    field: wizardFieldSchema,
    entered: z.string(),
    complete: z.boolean(),
    optional: z.boolean(),
    group: z.int().nullable(),
  }),
  /** There is no certificate yet, and why. */
  z.object({ kind: z.literal('wizardTrouble'), step, trouble: enrolFaultSchema }),
  /** The page itself says how large the panel is. */
  z.object({ kind: z.literal('wizardPanel'), step }),
  /** What was found for one device, and how the chosen one was tried. */
  z.object({
    kind: z.literal('wizardDevice'),
    step,
    device: wizardDeviceSchema,
    options: z.array(z.string()),
    /** Index of the option; null: none yet. */
    chosen: z.int().nullable(),
    /** Whether the kiosk can be without it, and is to be. */
    mayLack: z.boolean(),
    lacks: z.boolean(),
    mayType: z.boolean(),
    tried: triedStateSchema,
    parts: z.array(seenPartSchema),
  }),
  /** A device is being tried with a card, or a person judges what came out: maintenance's tests. */
  z.object({
    kind: z.literal('wizardTry'),
    step,
    device: wizardDeviceSchema,
    ask: z.enum(['card', 'judge']),
  }),
  /** Nothing can be pressed meanwhile; each has its end. */
  z.object({
    kind: z.literal('wizardWorking'),
    what: z.enum(['enrolling', 'seeking', 'testing', 'checking', 'writing']),
  }),
  /** A code of 6 to 10 digits, typed twice. Only their number is ever known here. */
  z.object({
    kind: z.literal('wizardCode'),
    step,
    role: z.enum(['operator', 'staff']),
    number: z.string(),
    ask: z.enum(['first', 'again']),
    entered: z.int().min(0),
    complete: z.boolean(),
    notice: z.enum(['none', 'different']),
  }),
  /** Everything, checked as a whole, before it counts. */
  z.object({
    kind: z.literal('wizardSummary'),
    step,
    lines: z.array(summaryLineSchema),
    /** What nobody can do with it, in English, from the check. */
    warnings: z.array(z.string()),
  }),
  /** The whole is not right, or could not be written: each line says where and what is expected, in English. */
  z.object({
    kind: z.literal('wizardWrong'),
    step,
    fault: z.enum(['wrong', 'notWritten', 'changed']),
    lines: z.array(z.string()),
  }),
] as const;
