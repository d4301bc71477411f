import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { refuseUnused, whatIsWrong, WrongWords } from '../../shared/command-options.ts';
import { endpoints } from '../../shared/endpoints.ts';
import { rootKeyFrom } from '../../verifier/trust.ts';
import { commandLanguages, type CommandLanguage } from './verify-words.ts';

/** @param call how the command is called */
export const verifyHelp = (
  call: string,
): string => `Usage: ${call} FILE… [--set] [--no-text] [--report OUT.txt] [--marked OUT.png] [--json] [--language ja|en]
                          [--keys FILE --root KEY] [--voids FILE]
       ${call} --build-page OUT.html [--keys FILE --root KEY] [--voids FILE]

Checks certificates: PDF, scan or photograph (PNG, JPEG, TIFF of any number of pages), rotated by any angle, 150 dpi or more, one sheet
per picture. Draws the true page from its codes, lays it over the scan and reports where they differ. Works offline.

  --set            all FILEs are pages of one document; else each FILE is a document by itself
  --text           what each page truly says, by its signature: read names from there, not from the paper. It is left out where
                   the output is no terminal, and in --json; --text and --no-text decide otherwise
  --report OUT     writes answers and true text into a file that only you can read
  --marked OUT     writes the page that was judged beside the true page, with a frame around each difference, as PNG;
                   for several pages OUT-1.png, OUT-2.png, …
  --json           the verdicts as JSON: one object with "verdict" and "pages"
  --language ja|en language of the answers (default: the system's, else en)
  --keys FILE      the list of keys, as the issuing center returns it for GET ${endpoints.sealKeys.path}
  --root KEY       the root key that signs this list, base64, or its file as the center hands it out (seal-root-public-key.bin); obtained
                   by another way than the list
  --voids FILE     the lists of void numbers, as it returns them for GET ${endpoints.voidNumbers.path}
  --state DIR      without --keys: the keys of the center of this folder (default: of every center that ran here,
                   in var/console, var/console-DAY and var; the page of --build-page knows the first of them)
  --build-page OUT writes one web page that does the same with a camera or a picture, without any network
  --help           this text

Exit codes, the worst of all pages: 0 every page is genuine, 6 unreadable, 1 a file or a page of it was refused (the others are judged
all the same) or the command failed, 5 unknown key, 4 void, 3 altered. 2 wrong arguments.
`;

export interface VerifySettings {
  readonly files: readonly string[];
  readonly set: boolean;
  readonly json: boolean;
  /** Null: where it is a person who reads. */
  readonly text: boolean | null;
  readonly report: string | null;
  readonly marked: string | null;
  readonly buildPage: string | null;
  readonly language: CommandLanguage;
  readonly keys: { readonly file: string; readonly rootKey: Uint8Array } | null;
  readonly voids: string | null;
  /** Null: wherever a center of this machine has made keys. */
  readonly state: string | null;
}

export function readVerifySettings(
  args: readonly string[],
): VerifySettings | 'help' | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        set: { type: 'boolean' },
        json: { type: 'boolean' },
        text: { type: 'boolean' },
        report: { type: 'string' },
        marked: { type: 'string' },
        language: { type: 'string' },
        keys: { type: 'string' },
        root: { type: 'string' },
        voids: { type: 'string' },
        state: { type: 'string' },
        'build-page': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const buildPage = values['build-page'] ?? null;
    if (positionals.length === 0 && buildPage === null) return { wrong: 'FILE: expected at least one' };
    if (positionals.length > 0 && buildPage !== null)
      return { wrong: '--build-page: expected alone, without FILE' };
    if (buildPage !== null)
      refuseUnused(
        values,
        ['set', 'json', 'text', 'report', 'marked', 'language'],
        '--build-page judges nothing',
      );
    if (values.keys !== undefined) refuseUnused(values, ['state'], '--keys gives the list already');
    if ((values.keys === undefined) !== (values.root === undefined))
      return { wrong: '--keys, --root: expected both or neither' };
    const rootKey = values.root === undefined ? null : rootKeyOf(values.root);
    if (values.root !== undefined && rootKey === null)
      return { wrong: '--root: expected 32 bytes: in base64, 44 characters, or a file of them' };
    const language = z.enum(commandLanguages).safeParse(values.language ?? systemLanguage());
    if (!language.success) return { wrong: '--language: expected ja or en' };
    return {
      files: positionals,
      set: values.set === true,
      json: values.json === true,
      text: values.text ?? null,
      report: values.report ?? null,
      marked: values.marked ?? null,
      buildPage,
      language: language.data,
      keys: values.keys === undefined || rootKey === null ? null : { file: values.keys, rootKey },
      voids: values.voids ?? null,
      state: values.state === undefined ? null : path.resolve(values.state),
    };
  } catch (error) {
    return { wrong: error instanceof WrongWords ? error.message : whatIsWrong(error) };
  }
}

/** The key itself, or what is in the file of this name; null: neither. */
function rootKeyOf(text: string): Uint8Array | null {
  const key = rootKeyFrom(text);
  if (key !== null) return key;
  try {
    const bytes = readFileSync(text);
    return bytes.length === rootKeyBytes
      ? Uint8Array.from(bytes)
      : rootKeyFrom(bytes.toString('latin1').trim());
  } catch {
    return null; // no such file: it was meant for a key
  }
}

const rootKeyBytes = 32;

function systemLanguage(): CommandLanguage {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja') ? 'ja' : 'en';
}
