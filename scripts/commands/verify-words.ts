import type { Region } from '../../verifier/compare/region.ts';
import type { Note, PageIdentity, PageVerdict, UnreadableWhy } from '../../verifier/verdict.ts';

/** What became of a page, in one or a few lines for a person at a terminal. */
export function linesOf(verdict: PageVerdict): readonly string[] {
  switch (verdict.verdict) {
    case 'genuine':
      return [`genuine   ${nameOf(verdict.page)}`, ...verdict.notes.map((note) => `  ${noteText(note)}`)];
    case 'genuineBack':
      return [`genuine   back of ${nameOf(verdict.page)}`];
    case 'altered':
      return alteredLines(verdict);
    case 'void':
      return [
        `void      ${nameOf(verdict.page)}`,
        `  refunded or revoked, by the list of ${new Date(verdict.asOf).toISOString()}`,
      ];
    case 'unknownKey':
      return ['unknown key', `  ${keyTexts[verdict.why]} (key ${verdict.kid})`];
    case 'unreadable':
      return ['unreadable', `  ${unreadableTexts[verdict.why]}`];
  }
}

function alteredLines(verdict: Extract<PageVerdict, { verdict: 'altered' }>): readonly string[] {
  const first = `ALTERED   ${verdict.page === null ? '' : nameOf(verdict.page)}`.trimEnd();
  switch (verdict.altered) {
    case 'content':
      return [first, ...verdict.regions.map((region) => `  ${regionText(region)}`)];
    case 'codeForged':
      return [first, '  the code was not made by the municipality whose key it names'];
    case 'pageOfAnotherSet':
      return [first, '  this page is genuine by itself but belongs to another document than the others'];
    case 'sheetTwice':
      return [first, '  this sheet was given twice'];
  }
}

function nameOf({ documentNumber, sheet, of, kind, municipality }: PageIdentity): string {
  return `${documentNumber} ${sheet}/${of} (${kind}, ${municipality})`;
}

const kindTexts = {
  changed: 'something else is here',
  missing: 'something is missing here',
  added: 'something was added here',
} as const;

function regionText({ kind, x, y, w, h }: Region): string {
  const mm = (value: number) => value.toFixed(1);
  return `${kindTexts[kind]}: ${mm(x)} mm from the left, ${mm(y)} mm from the top, ${mm(w)} × ${mm(h)} mm`;
}

function noteText(note: Note): string {
  switch (note.note) {
    case 'voidNotKnown':
      return 'whether it was refunded or revoked is not known: no list as new as the document (--voids)';
    case 'notVoid':
      return `not refunded or revoked, by the list of ${new Date(note.asOf).toISOString()}`;
    case 'partNotInCode':
      return 'not everything fitted into the code: pictures on this page were not compared';
    case 'otherSheetsNotGiven':
      return `not given: sheet ${note.sheets.join(', ')}`;
  }
}

const keyTexts = {
  notInList: 'the code names a key that is not in the list: a forgery, or the list is older than the key',
  revoked: 'the key was revoked: nothing that it sealed is believed',
  issuedBeforeKey: 'the document is dated before its key became valid',
  issuedAfterKey: 'the document is dated after its key ended',
  otherMunicipality: 'the key belongs to another municipality than the document',
} as const;

const unreadableTexts: Readonly<Record<UnreadableWhy, string>> = {
  noCode: 'no code was found on this page: scan it whole, flat, at 150 dpi or more',
  codesMissing: 'not enough of the codes at the foot can be read',
  notOurCode: 'the codes on this page do not belong to a certificate',
  severalSheets: 'codes of several sheets in one picture: take one sheet per picture',
  newerThanThisProgram: 'sealed by a newer program than this one',
  notAligned: 'the page cannot be aligned with the true one: scan it flat and whole',
  notSharp: 'too blurred to tell characters apart: scan it again, at 150 dpi or more',
  cutOff: 'part of the page is not in the picture',
  headOnly: 'the code had room only for number and date: ask the municipality',
};
