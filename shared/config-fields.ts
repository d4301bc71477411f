import { z } from 'zod';

/** The longest path that Linux takes, bytes without the end. */
const longestPath = 4095;
/** Control characters: none is in a name that somebody means, and NUL ends a path for the system, not for us. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\u0000-\u001f\u007f]/;

/** A file or folder: absolute, or relative to the configuration file. */
export const pathSchema = z
  .string()
  .min(1)
  .refine((text) => !control.test(text), 'expected a path without control characters')
  .refine(
    (text) => new TextEncoder().encode(text).length <= longestPath,
    `expected at most ${longestPath} bytes`,
  );

/** One line of text. @param most characters */
export function lineSchema(most: number) {
  return z
    .string()
    .min(1)
    .max(most, `expected at most ${most} characters`)
    .refine((text) => !control.test(text), 'expected one line without control characters');
}

/** A host's name or address, without a port. */
export const hostSchema = z.string().regex(/^[\w.:-]{1,253}$/, 'expected the name of a host, or its address');
