import type { PageIdentity, PageVerdict } from '../../verifier/verdict.ts';
import type { VerifiedPage } from '../../verifier/verify-page.ts';
import { linesOf } from '../../verifier/words/lines.ts';
import { receiver } from '../../languages/compiled/receiver.ts';
import { withoutReadings } from '../../languages/ruby.ts';

/** The command speaks to whoever runs a receiver's computers: fewer languages than the page. */
export const commandLanguages = ['ja', 'en'] as const;
export type CommandLanguage = (typeof commandLanguages)[number];

/** What became of a page, for a person at a terminal: the answer, then a line for each thing to know. Nothing personal. */
export function answerLines(
  verdict: PageVerdict,
  beside: VerifiedPage['beside'],
  language: CommandLanguage,
): readonly string[] {
  const w = receiver[language];
  const answer = language === 'ja' ? w.verdict[verdict.verdict] : inEnglish[verdict.verdict];
  const page = 'page' in verdict ? verdict.page : null;
  const first = page === null ? answer.trimEnd() : `${answer} ${nameOf(page)}`;
  const lines = [...linesOf(verdict, beside, w), ...detailsOf(verdict)].map((line) => `  ${line}`);
  return [first, ...lines].map(withoutReadings);
}

/** What the true page says, by its signature. It names a person. */
export function trueTextLines(text: readonly string[], language: CommandLanguage): readonly string[] {
  const w = receiver[language];
  const about = [`  ${w.trueText}`, `  ${w.trueTextLead}`].map(withoutReadings);
  return [...about, ...text.map((line) => `    ${line}`)];
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
