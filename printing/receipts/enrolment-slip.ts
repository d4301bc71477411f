import type { EnrolmentSlipData } from '../../shared/printers.ts';
import { code, type Lines } from './slip-markup.ts';
import { codeRow, questions, whenAndWhere } from './slip-parts.ts';
import { slipSpeech } from './slip-speech.ts';

/** The number of a 本籍地利用登録申請, and how to ask for its state. */
export function enrolmentSlip(slip: EnrolmentSlipData): Lines {
  const speech = slipSpeech(slip.language);
  const { say, data, centred, title, labelled, sentences } = speech;
  return [
    ...centred(say(({ receipt }) => receipt.enrolmentService)),
    '',
    ...title(say(({ receipt }) => receipt.enrolment)),
    ...whenAndWhere(slip, speech),
    ...labelled(
      say(({ receipt }) => receipt.domicile),
      data(slip.municipality),
    ),
    ...codeRow(
      say(({ receipt }) => receipt.enrolmentNumber),
      slip.number,
      speech,
    ),
    ...sentences(say(({ receipt }) => receipt.enrolmentNext)),
    ...sentences(say(({ receipt }) => receipt.enrolmentVoid)),
    ...questions(slip, speech),
    ...code(slip.number),
  ];
}
