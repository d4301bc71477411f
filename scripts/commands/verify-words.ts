import type { Language } from '../../shared/languages.ts';
import type { PageIdentity, PageVerdict } from '../../verifier/verdict.ts';
import type { VerifiedPage } from '../../verifier/verify-page.ts';
import { linesOf } from '../../verifier/words/lines.ts';
import { words } from '../../verifier/words/words-of-languages.ts';

/** What became of a page, for a person at a terminal: the answer, then a line for each thing to know. Nothing personal. */
export function answerLines(
  verdict: PageVerdict,
  beside: VerifiedPage['beside'],
  language: Language,
): readonly string[] {
  const w = words[language];
  const answer = language === 'ja' ? w.verdict[verdict.verdict] : inEnglish[verdict.verdict];
  const page = 'page' in verdict ? verdict.page : null;
  const first = page === null ? answer.trimEnd() : `${answer} ${nameOf(page)}`;
  return [first, ...[...linesOf(verdict, beside, w), ...detailsOf(verdict)].map((line) => `  ${line}`)];
}

/** What the true page says, by its signature. It names a person. */
export function trueTextLines(text: readonly string[], language: Language): readonly string[] {
  const w = words[language];
  return [`  ${w.trueText}`, `  ${w.trueTextLead}`, ...text.map((line) => `    ${line}`)];
}

/** Short, so that a list of many is read at a glance. */
const inEnglish: Readonly<Record<PageVerdict['verdict'], string>> = {
  genuine: 'genuine  ',
  genuineBack: 'genuine   back of',
  altered: 'ALTERED  ',
  void: 'void     ',
  unknownKey: 'unknown key',
  unreadable: 'unreadable',
  refused: 'refused  ',
};

function nameOf({ documentNumber, sheet, of, kind, municipality }: PageIdentity): string {
  return `${documentNumber} ${sheet}/${of} (${kind}, ${municipality})`;
}

/** What only somebody at a terminal can use: which key, which list. */
function detailsOf(verdict: PageVerdict): readonly string[] {
  switch (verdict.verdict) {
    case 'genuine':
      return verdict.notes.flatMap((note) =>
        note.note === 'notVoid'
          ? [listOf(note.asOf)]
          : note.note === 'voidNotKnown'
            ? ['(--voids FILE)']
            : [],
      );
    case 'void':
      return [listOf(verdict.asOf)];
    case 'unknownKey':
      return [`key ${verdict.kid}`];
    default:
      return [];
  }
}

function listOf(asOf: number): string {
  return `void numbers as of ${new Date(asOf).toISOString()}`;
}
