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
  .refine((text) => !halfCharacter.test(text), 'expected whole characters')
  .refine(
    (text) => new TextEncoder().encode(text).length <= longestPath,
    `expected at most ${longestPath} bytes`,
  );

/** Half a character, of which a path of bytes can only have another one in its place. */
const halfCharacter = /\p{Cs}/u;

/**
 * An address that something listens at, or a file's. A name and password in it would stand in logs and be sent to nobody; nothing
 * listens at port 0, and there is no control character in any address, not even written as %00.
 */
export function addressSchema(protocol: RegExp, error: string) {
  return z
    .url({ protocol, error })
    .refine((text) => isPlainAddress(text), `${error} without a user, port 0 or control characters`);
}

/** What of an address nobody means; true also of what is no address, which is refused by then. */
export function isPlainAddress(text: string): boolean {
  // What parses an address leaves them out at its ends.
  if (control.test(text)) return false;
  const url = URL.parse(text);
  if (url === null) return true;
  const { username, password, port } = url;
  return username === '' && password === '' && port !== '0' && !/%(?:[01][0-9a-f]|7f)/i.test(url.href);
}

/** One line of text. @param most characters */
export function lineSchema(most: number) {
  return z
    .string()
    .min(1)
    .max(most, `expected at most ${most} characters`)
    .refine((text) => !control.test(text), 'expected one line without control characters');
}

/** A program of the site and its arguments; no shell reads them. */
export const programSchema = z.array(lineSchema(1_000)).min(1);

/** A host's name or address, without a port. */
export const hostSchema = z.string().regex(/^[\w.:-]{1,253}$/, 'expected the name of a host, or its address');
