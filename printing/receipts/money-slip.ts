import type { SlipWords } from '../../languages/compiled/words.ts';
import type { ReceiptData } from '../../shared/printers.ts';
import { addYen, noYen, timesYen } from '../../shared/yen.ts';
import { centred, code, frameColumns, framed, inYen, rule, type Lines } from './slip-markup.ts';
import { certificateRows, codeRow, questions, whenAndWhere } from './slip-parts.ts';
import { both, slipSpeech, type Said, type SlipSpeech } from './slip-speech.ts';

/** Texts of a receipt in the languages of a slip. */
type SayOfReceipt = (pick: (words: SlipWords['receipt']) => string) => Said;

function ofReceipt({ say }: SlipSpeech): SayOfReceipt {
  return (pick) => say(({ receipt }) => pick(receipt));
}

/**
 * The receipt of a payment, or the slip for what is owed from it: then the debt comes first, with its code and what to do.
 * After a power cut the journal knows only sums and a code: no municipality, perhaps no certificates.
 */
export function moneySlip(slip: ReceiptData): Lines {
  const speech = slipSpeech(slip.language);
  const { data, title, labelled, sentences } = speech;
  const say = ofReceipt(speech);
  const takeAll = slip.method === 'cash' && !isFree(slip) ? 'takeAll' : 'takeAllButChange';
  const codeSaid = say((words) => words.code);
  return [
    ...speech.centred(say((words) => words.service)),
    '',
    ...title(say((words) => words[titleOf(slip)])),
    ...(slip.owed > 0 ? debt(slip, speech) : []),
    ...whenAndWhere(slip, speech),
    ...(slip.municipality === null
      ? []
      : labelled(
          say((words) => words.municipality),
          data(slip.municipality),
        )),
    ...(slip.owed > 0 ? [rule] : codeRow(codeSaid, slip.code, speech)),
    ...(slip.lines.length === 0 ? [] : [...certificateRows(slip.lines, speech), rule]),
    ...(isFree(slip)
      ? labelled(
          say((words) => words.total),
          inYen(noYen),
        )
      : sums(slip, speech)),
    ...(slip.owed > 0 ? [''] : [rule]),
    ...(slip.printed > 0 || isFree(slip) ? afterPrinting(slip, speech) : []),
    ...(slip.municipality === null ? [] : sentences(say((words) => words[takeAll]))),
    ...questions(slip, speech),
    // A debt shows its code already.
    ...(slip.owed > 0 ? [] : code(slip.scan)),
  ];
}

/** Look now, and what can be done about a sheet that is bad or missing: by the rule that holds where it was issued. */
function afterPrinting(slip: ReceiptData, speech: SlipSpeech): Lines {
  const { badPrint } = slip;
  const say = ofReceipt(speech);
  const look = speech.sentences(say((words) => words.check));
  const fee = (): Lines =>
    badPrint === null ? [] : speech.sentences(say((words) => words.feeBack[badPrint]));
  if (badPrint === 'notPaidBack') return [...look, ...fee()];
  return [...look, ...speech.sentences(say((words) => words.unreadable)), ...(isFree(slip) ? [] : fee())];
}

/** A certificate taken again after a bad print costs nothing: there was no payment to tell of. */
function isFree({ paid, owed, lines }: ReceiptData): boolean {
  return paid === 0 && owed === 0 && lines.every(({ each }) => each === 0);
}

function titleOf(slip: ReceiptData): 'owed' | 'noFee' | 'receipt' | 'returned' | 'letGo' {
  const { title, printed, owed, method } = slip;
  if (title === 'owed') return 'owed';
  if (isFree(slip)) return 'noFee';
  if (printed > 0 || owed > 0) return 'receipt';
  return method === 'cash' ? 'returned' : 'letGo';
}

/** What is owed, for the staff at the counter: the sum, the code, what to do now. */
function debt(slip: ReceiptData, speech: SlipSpeech): Lines {
  const large = { size: 3, bold: true, columns: frameColumns } as const;
  const say = ofReceipt(speech);
  const [stillOwed, codeSaid] = [say((words) => words.stillOwed), say((words) => words.code)];
  return [
    ...framed([
      ...centred(both(stillOwed), { columns: frameColumns }),
      '',
      ...centred(inYen(slip.owed), large),
      '',
      ...centred(both(codeSaid), { columns: frameColumns }),
      '',
      ...centred(slip.code, large),
    ]),
    ...speech.ownWords(stillOwed, inYen(slip.owed)),
    ...speech.ownWords(codeSaid, slip.code),
    ...speech.sentences(say((words) => words.showToStaff)),
    ...(slip.municipality === null ? speech.sentences(say((words) => words.onlyRecords)) : []),
    ...code(slip.scan),
    '',
    rule,
  ];
}

/** From the price to what was received. Of a payment without cash nothing is given back: part of it is not charged. */
function sums(slip: ReceiptData, speech: SlipSpeech): Lines {
  const say = ofReceipt(speech);
  const sum = (key: SumKey, value: ReceiptData['paid']): Lines =>
    speech.labelled(
      say((words) => words[key]),
      inYen(value),
    );
  const total = addYen(noYen, ...slip.lines.map(({ each, copies }) => timesYen(each, copies)));
  const whole = slip.lines.length > 0 && slip.printed === total;
  const cash = slip.method === 'cash';
  const back = cash ? (whole ? 'change' : 'givenBack') : 'notCharged';
  return [
    ...(slip.lines.length === 0 ? [] : sum('total', total)),
    ...speech.labelled(
      say((words) => words.method),
      speech.say(({ payMethods }) => payMethods[slip.method]),
    ),
    // What a wallet held deserves a line only where it differs from what was charged.
    ...(cash || slip.paid !== slip.printed ? sum(cash ? 'paid' : 'held', slip.paid) : []),
    ...(whole ? [] : sum('issued', slip.printed)),
    ...(slip.givenBack > 0 || (cash && slip.owed === 0) ? sum(back, slip.givenBack) : []),
    ...(slip.owed > 0 ? sum('owedSum', slip.owed) : []),
    ...(slip.printed > 0
      ? [
          '',
          ...speech.labelled(
            say((words) => words.received),
            inYen(slip.printed),
            { size: 2, bold: true },
          ),
        ]
      : []),
  ];
}

type SumKey = 'total' | 'paid' | 'held' | 'issued' | 'change' | 'givenBack' | 'notCharged' | 'owedSum';
