import type { Bilingual } from '../../shared/certificates.ts';
import type { ReceiptData } from '../../shared/printers.ts';
import { addYen, noYen, timesYen } from '../../shared/yen.ts';
import { payMethodNames, receiptWords as words } from './receipt-words.ts';
import {
  centred,
  code,
  frameColumns,
  framed,
  inYen,
  rule,
  slipWords,
  type Lines,
  type SlipWords,
} from './slip-markup.ts';
import { certificateRows, codeRow, questions, whenAndWhere } from './slip-parts.ts';

/**
 * The receipt of a payment, or the slip for what is owed from it: then the debt comes first, with its code and what to do.
 * After a power cut the journal knows only sums and a code: no municipality, perhaps no certificates.
 */
export function moneySlip(slip: ReceiptData): Lines {
  const say = slipWords(slip.language);
  const { both, title, labelled, sentences } = say;
  const takeAll = slip.method === 'cash' && !isFree(slip) ? words.takeAll : words.takeAllButChange;
  return [
    ...centred(both(words.service)),
    '',
    ...title(titleOf(slip)),
    ...(slip.owed > 0 ? debt(slip, say) : []),
    ...whenAndWhere(slip),
    ...(slip.municipality === null ? [] : labelled(words.municipality, both(slip.municipality))),
    ...(slip.owed > 0 ? [rule] : codeRow(both(words.code), slip.code)),
    ...(slip.lines.length === 0 ? [] : [...certificateRows(slip.lines, slip.language), rule]),
    ...(isFree(slip) ? labelled(words.total, inYen(noYen)) : sums(slip, say)),
    ...(slip.owed > 0 ? [''] : [rule]),
    ...(slip.printed > 0 || isFree(slip) ? afterPrinting(slip, say) : []),
    ...(slip.municipality === null ? [] : sentences(takeAll)),
    ...questions(slip, slip.language),
    // A debt shows its code already.
    ...(slip.owed > 0 ? [] : code(slip.scan)),
  ];
}

/** Look now, and what can be done about a sheet that is bad or missing: by the rule that holds where it was issued. */
function afterPrinting(slip: ReceiptData, { sentences }: SlipWords): Lines {
  const { badPrint } = slip;
  if (badPrint === 'notPaidBack') return [...sentences(words.check), ...sentences(words.feeBack.notPaidBack)];
  return [
    ...sentences(words.check),
    ...sentences(words.unreadable),
    ...(badPrint === null || isFree(slip) ? [] : sentences(words.feeBack[badPrint])),
  ];
}

/** A certificate taken again after a bad print costs nothing: there was no payment to tell of. */
function isFree({ paid, owed, lines }: ReceiptData): boolean {
  return paid === 0 && owed === 0 && lines.every(({ each }) => each === 0);
}

function titleOf(slip: ReceiptData): Bilingual {
  const { title, printed, owed, method } = slip;
  if (title === 'owed') return words.owed;
  if (isFree(slip)) return words.noFee;
  if (printed > 0 || owed > 0) return words.receipt;
  return method === 'cash' ? words.returned : words.letGo;
}

/** What is owed, for the staff at the counter: the sum, the code, what to do now. */
function debt(slip: ReceiptData, { both, sentences }: SlipWords): Lines {
  const large = { size: 3, bold: true, columns: frameColumns } as const;
  return [
    ...framed([
      ...centred(both(words.stillOwed), { columns: frameColumns }),
      '',
      ...centred(inYen(slip.owed), large),
      '',
      ...centred(both(words.code), { columns: frameColumns }),
      '',
      ...centred(slip.code, large),
    ]),
    ...sentences(words.showToStaff),
    ...(slip.municipality === null ? sentences(words.onlyRecords) : []),
    ...code(slip.scan),
    '',
    rule,
  ];
}

/** From the price to what was received. Of a payment without cash nothing is given back: part of it is not charged. */
function sums(slip: ReceiptData, { both, labelled }: SlipWords): Lines {
  const total = addYen(noYen, ...slip.lines.map(({ each, copies }) => timesYen(each, copies)));
  const whole = slip.lines.length > 0 && slip.printed === total;
  const cash = slip.method === 'cash';
  const back = cash ? (whole ? words.change : words.givenBack) : words.notCharged;
  return [
    ...(slip.lines.length === 0 ? [] : labelled(words.total, inYen(total))),
    ...labelled(words.method, both(payMethodNames[slip.method])),
    // What a wallet held deserves a line only where it differs from what was charged.
    ...(cash || slip.paid !== slip.printed ? labelled(cash ? words.paid : words.held, inYen(slip.paid)) : []),
    ...(whole ? [] : labelled(words.issued, inYen(slip.printed))),
    ...(slip.givenBack > 0 || (cash && slip.owed === 0) ? labelled(back, inYen(slip.givenBack)) : []),
    ...(slip.owed > 0 ? labelled(words.owedSum, inYen(slip.owed)) : []),
    ...(slip.printed > 0
      ? ['', ...labelled(words.received, inYen(slip.printed), { size: 2, bold: true })]
      : []),
  ];
}
