import type { RefundSlipData } from '../../shared/printers.ts';
import { addYen } from '../../shared/yen.ts';
import { nameOnSlip, receiptWords } from './receipt-words.ts';
import { refundReasonNames, refundWords as words } from './refund-words.ts';
import {
  centred,
  code,
  inJapanese,
  inYen,
  rule,
  slipWords,
  type Lines,
  type SlipWords,
} from './slip-markup.ts';
import { certificateRows, codeRow, whenAndWhere } from './slip-parts.ts';

/**
 * One of the two copies of a refund. The store's is what its books rest on: it has a line for the signature of whoever took
 * the money, which is the one personal thing on it and is written by hand.
 */
export function refundSlip(slip: RefundSlipData): Lines {
  const say = slipWords(slip.language);
  const { both, title, labelled, sentences } = say;
  const retake = slip.retakeUntil !== null;
  return [
    ...centred(both(words.copies[slip.copy])),
    '',
    ...title(retake ? words.retake : slip.reason === 'owed' ? words.delivered : words.refund),
    ...whenAndWhere(slip),
    ...labelled(receiptWords.municipality, both(slip.municipality)),
    ...labelled(words.reason, both(refundReasonNames[slip.reason])),
    ...codeRow(both(receiptWords.code), slip.code),
    ...(retake ? certificatesAlone(slip, say) : certificateRows(slip.lines, slip.language)),
    ...(slip.lines.length === 0 ? [] : [rule]),
    ...(retake ? [] : moneyRows(slip, say)),
    ...(slip.retakeUntil === null
      ? []
      : [
          ...centred(both(words.retakeUntil)),
          '',
          ...centred(inJapanese(slip.retakeUntil), { size: 2, bold: true }),
          '',
          ...sentences(words.retakeHow),
        ]),
    ...(slip.cashless > 0 ? ['', ...sentences(words.cashlessLater)] : []),
    rule,
    ...labelled(words.by, slip.by),
    ...(slip.second === null ? [] : labelled(words.second, slip.second)),
    ...(slip.copy === 'store' ? forTheStore(slip, say) : []),
    ...code(slip.code),
  ];
}

/** What may be taken again, without prices, since no yen moves. */
function certificatesAlone({ lines }: RefundSlipData, { labelled }: SlipWords): Lines {
  return lines.flatMap(({ copies, ...certificate }) => labelled(nameOnSlip(certificate), `${copies}通`));
}

/** The ways in which money was paid, and their sum. */
function moneyRows(slip: RefundSlipData, { labelled }: SlipWords): Lines {
  const ways = (['hoppers', 'register', 'cashless'] as const).filter((way) => slip[way] > 0);
  const sum = addYen(slip.hoppers, slip.register, slip.cashless);
  return [
    ...ways.flatMap((way) => labelled(words[way], inYen(slip[way]))),
    '',
    ...labelled(slip.reason === 'owed' ? words.handedOver : words.refunded, inYen(sum), {
      size: 2,
      bold: true,
    }),
  ];
}

function forTheStore(slip: RefundSlipData, { sentences, labelled }: SlipWords): Lines {
  const taken =
    slip.retakeUntil !== null
      ? words.retakeTaken
      : slip.cashless > 0 && slip.hoppers + slip.register === 0
        ? words.cashlessTaken
        : words.moneyTaken;
  return [
    ...(slip.lines.length === 0 ? [] : ['', ...sentences(words.keep)]),
    '',
    ...sentences(taken),
    '',
    '',
    ...labelled(words.signature, ''),
    rule,
  ];
}
