import { readSign1 } from '../../../printing/seal/cose-sign1.ts';
import { groupFragments, joinFragments, placeOfFragment } from '../../../printing/seal/fragments.ts';
import { headOfCode, readSheetCode } from '../../../printing/seal/sheet-code.ts';
import type { ReturnedSheet } from '../../../state-machines/attendant-ports.ts';

/** How many partly read pages are kept; a handheld scanner goes over one or two at a time. */
const openPages = 8;

export interface SheetCollector {
  /** Adds one more code's bytes. @returns the sheet once all its codes are there, `more` until then */
  add(fragment: Uint8Array): 'more' | 'unreadable' | ReturnedSheet;
  /** Forgets everything. */
  begin(): void;
}

/**
 * Collects codes until a page is complete. Of a complete page nothing is kept but its number and the name that its codes
 * share, so that a left-over code gives the same sheet again.
 *
 * The signature is not checked here: the center decides by the number whether a certificate may be refunded.
 */
export function createSheetCollector(): SheetCollector {
  let open: Uint8Array[] = [];
  const known = new Map<string, ReturnedSheet>();

  function begin(): void {
    for (const fragment of open) fragment.fill(0);
    open = [];
    known.clear();
  }

  function forget(group: readonly Uint8Array[]): void {
    open = open.filter((fragment) => !group.includes(fragment));
    for (const fragment of group) fragment.fill(0);
  }

  return {
    begin,
    add(bytes) {
      if (placeOfFragment(bytes) === null) return 'unreadable';
      const before = known.get(nameOf(bytes));
      if (before !== undefined) return before;
      const fragment = bytes.slice();
      const name = nameOf(fragment);
      open.push(fragment);
      const groups = groupFragments(open);
      const group = groups.find((members) => members.includes(fragment)) ?? [];
      const [oldest] = groups;
      if (groups.length > openPages && oldest) forget(oldest);
      const read = sheetOf(group);
      if (read === 'more') return 'more';
      forget(group);
      if (read !== 'unreadable') known.set(name, read);
      return read;
    },
  };
}

/** Every sheet of which all codes are among these, in the order in which they were found. */
export function sheetsAmong(codes: readonly Uint8Array[]): {
  readonly sheets: readonly ReturnedSheet[];
  /** Whether nothing of a page is missing. */
  readonly whole: boolean;
} {
  const read = groupFragments(codes).map(sheetOf);
  const sheets = read.filter((sheet) => typeof sheet === 'object');
  return { sheets, whole: read.length > 0 && sheets.length === read.length };
}

function sheetOf(group: readonly Uint8Array[]): 'more' | 'unreadable' | ReturnedSheet {
  const joined = joinFragments(group);
  if (!joined.ok) return joined.error.failed === 'codesMissing' ? 'more' : 'unreadable';
  const message = readSign1(joined.value);
  const code = message.ok ? readSheetCode(message.value.payload) : message;
  // Name, address and everything else on the page is erased here.
  joined.value.fill(0);
  if (!code.ok) return 'unreadable';
  const { documentNumber, sheet, of, masked } = headOfCode(code.value);
  return masked === true ? 'unreadable' : { document: documentNumber, sheet, of };
}

/** The header without the code's own index: the same for every code of a page. */
function nameOf(fragment: Uint8Array): string {
  const [flags = 0] = fragment;
  return `${flags & 0b1101_1000}/${Buffer.from(fragment.subarray(1, 5)).toString('hex')}/${fragment.length}`;
}
