import type { EnrolmentSlipData } from '../../shared/printers.ts';
import { receiptWords as words } from './receipt-words.ts';
import { centred, code, slipWords, type Lines } from './slip-markup.ts';
import { codeRow, questions, whenAndWhere } from './slip-parts.ts';

/** The number of a 本籍地利用登録申請, and how to ask for its state. */
export function enrolmentSlip(slip: EnrolmentSlipData): Lines {
  const { both, title, labelled, sentences } = slipWords(slip.language);
  return [
    ...centred(both(words.enrolmentService)),
    '',
    ...title(words.enrolment),
    ...whenAndWhere(slip),
    ...labelled(words.domicile, both(slip.municipality)),
    ...codeRow(both(words.enrolmentNumber), slip.number),
    ...sentences(words.enrolmentNext),
    ...sentences(words.enrolmentVoid),
    ...questions(slip, slip.language),
    ...code(slip.number),
  ];
}
