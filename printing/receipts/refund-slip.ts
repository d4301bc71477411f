import type { SlipWords } from '../../languages/compiled/words.ts';
import type { RefundSlipData } from '../../shared/printers.ts';
import { addYen } from '../../shared/yen.ts';
import { nameOnSlip } from './certificate-names.ts';
import { centred, code, inJapanese, inYen, rule, type Lines } from './slip-markup.ts';
import { certificateRows, codeRow, whenAndWhere } from './slip-parts.ts';
import { slipSpeech, type Said, type SlipSpeech } from './slip-speech.ts';

/** Texts of a refund in the languages of a slip. */
type SayOfRefund = (pick: (words: SlipWords['refund']) => string) => Said;

function ofRefund({ say }: SlipSpeech): SayOfRefund {
  return (pick) => say(({ refund }) => pick(refund));
}

/**
 * One of the two copies of a refund. The store's is what its books rest on: it has a line for the signature of whoever took
 * the money, which is the one personal thing on it and is written by hand.
 */
export function refundSlip(slip: RefundSlipData): Lines {
  const speech = slipSpeech(slip.language);
  const { data, title, labelled, sentences } = speech;
  const say = ofRefund(speech);
  const retake = slip.retakeUntil !== null;
  return [
    ...speech.centred(say((words) => words.copies[slip.copy])),
    '',
    ...title(say((words) => words[retake ? 'retake' : slip.reason === 'owed' ? 'delivered' : 'refund'])),
    ...whenAndWhere(slip, speech),
    ...labelled(
      speech.say(({ receipt }) => receipt.municipality),
      data(slip.municipality),
    ),
    ...labelled(
      say((words) => words.reason),
      speech.say(({ refundReasons }) => refundReasons[slip.reason]),
    ),
    ...codeRow(
      speech.say(({ receipt }) => receipt.code),
      slip.code,
      speech,
    ),
    ...(retake ? certificatesAlone(slip, speech) : certificateRows(slip.lines, speech)),
    ...(slip.lines.length === 0 ? [] : [rule]),
    ...(slip.retakeUntil === null
      ? moneyRows(slip, speech)
      : [
          ...speech.centred(say((words) => words.retakeUntil)),
          '',
          ...centred(inJapanese(slip.retakeUntil), { size: 2, bold: true }),
          ...speech.ownMoment(slip.retakeUntil),
          '',
          ...sentences(say((words) => words.retakeHow)),
        ]),
    ...(slip.cashless > 0 ? ['', ...sentences(say((words) => words.cashlessLater))] : []),
    rule,
    ...labelled(
      say((words) => words.by),
      slip.by,
    ),
    ...(slip.second === null
      ? []
      : labelled(
          say((words) => words.second),
          slip.second,
        )),
    ...(slip.copy === 'store' ? forTheStore(slip, speech) : []),
    ...code(slip.code),
  ];
}

/** What may be taken again, without prices, since no yen moves. */
function certificatesAlone({ lines }: RefundSlipData, speech: SlipSpeech): Lines {
  return lines.flatMap(({ copies, ...certificate }) =>
    speech.labelled(nameOnSlip(certificate, speech), `${copies}通`),
  );
}

/** The ways in which money was paid, and their sum. */
function moneyRows(slip: RefundSlipData, speech: SlipSpeech): Lines {
  const { labelled } = speech;
  const say = ofRefund(speech);
  const ways = (['hoppers', 'register', 'cashless'] as const).filter((way) => slip[way] > 0);
  const sum = addYen(slip.hoppers, slip.register, slip.cashless);
  return [
    ...ways.flatMap((way) =>
      labelled(
        say((words) => words[way]),
        inYen(slip[way]),
      ),
    ),
    '',
    ...labelled(
      say((words) => (slip.reason === 'owed' ? words.handedOver : words.refunded)),
      inYen(sum),
      { size: 2, bold: true },
    ),
  ];
}

function forTheStore(slip: RefundSlipData, speech: SlipSpeech): Lines {
  const { sentences, labelled } = speech;
  const say = ofRefund(speech);
  const taken =
    slip.retakeUntil !== null
      ? 'retakeTaken'
      : slip.cashless > 0 && slip.hoppers + slip.register === 0
        ? 'cashlessTaken'
        : 'moneyTaken';
  return [
    ...(slip.lines.length === 0 ? [] : ['', ...sentences(say((words) => words.keep))]),
    '',
    ...sentences(say((words) => words[taken])),
    '',
    '',
    ...labelled(
      say((words) => words.signature),
      '',
    ),
    rule,
  ];
}
