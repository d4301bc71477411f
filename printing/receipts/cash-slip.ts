import type { Bilingual } from '../../shared/certificates.ts';
import type { CashSlipData } from '../../shared/printers.ts';
import { cashPlaceNames, cashWords as words } from './cash-words.ts';
import { inColumns, inDigits, rule, type Lines, type Look } from './slip-markup.ts';
import { whenAndWhere } from './slip-parts.ts';
import { slipSpeech, staffLanguage, type SlipSpeech } from './slip-speech.ts';

type CashLine = CashSlipData['lines'][number];

/** Denomination, then expected, counted, difference and left: 8 + 4 × 9 columns and four gaps between. */
const widths = [8, 9, 9, 9, 9];
const figures = ['expected', 'counted', 'difference', 'left'] as const;
type Figures = Readonly<Record<(typeof figures)[number], number>>;

/** A count of the money in the kiosk, place by place, and what is left there. */
export function cashSlip(slip: CashSlipData): Lines {
  const language = staffLanguage(slip.language);
  const speech = slipSpeech(language);
  const { data, title, labelled, sentences } = speech;
  const places = (['hopper', 'coinBox', 'noteBox'] as const)
    .map((place) => ({ place, lines: slip.lines.filter((line) => line.place === place) }))
    .filter(({ lines }) => lines.length > 0);
  return [
    ...speech.centred(data(words.service)),
    '',
    ...title(data(words.title)),
    ...whenAndWhere(slip, speech),
    ...labelled(data(words.by), slip.by),
    rule,
    ...headings((label) => label.ja),
    ...(language === 'ja' ? [] : headings((label) => label.en)),
    ...places.flatMap(({ place, lines }) => [
      rule,
      ...speech.paragraph(data(cashPlaceNames[place]), { bold: true }),
      ...lines.flatMap((line) => figureRow(`${inDigits(line.value)}円`, piecesOf(line))),
      ...figureRow(words.subtotal.ja, worthOfLines(lines), { bold: true }),
    ]),
    rule,
    ...sums(worthOfLines(slip.lines), speech),
    '',
    ...sentences(data(words.pieces)),
  ];
}

function piecesOf({ expected, counted, left }: CashLine): Figures {
  return { expected, counted, difference: counted - expected, left };
}

/** Plain numbers, not Yen: a miscount may be worth more than a kiosk can hold, and the slip must show it. */
function worthOfLines(lines: readonly CashLine[]): Figures {
  const worth = (figure: keyof Figures): number =>
    lines.reduce((sum, line) => sum + line.value * piecesOf(line)[figure], 0);
  return {
    expected: worth('expected'),
    counted: worth('counted'),
    difference: worth('difference'),
    left: worth('left'),
  };
}

function headings(inOneLanguage: (label: Bilingual) => string): Lines {
  return inColumns(widths, [
    { text: inOneLanguage(words.value) },
    ...figures.map((figure) => ({ text: inOneLanguage(words[figure]), right: true })),
  ]);
}

function figureRow(label: string, values: Figures, look: Look = {}): Lines {
  return inColumns(widths, [
    { text: label, look },
    ...figures.map((figure) => ({
      text: figure === 'difference' ? signed(values.difference) : inDigits(values[figure]),
      right: true,
      look,
    })),
  ]);
}

function sums(all: Figures, { data, labelled, paragraph }: SlipSpeech): Lines {
  const taken = all.counted - all.left;
  return [
    ...paragraph(data(words.all), { bold: true }),
    ...labelled(data(words.expectedSum), `${inDigits(all.expected)}円`),
    ...labelled(data(words.countedSum), `${inDigits(all.counted)}円`),
    ...labelled(data(taken < 0 ? words.filled : words.collected), `${inDigits(Math.abs(taken))}円`),
    ...labelled(data(words.leftSum), `${inDigits(all.left)}円`),
    '',
    ...labelled(data(words.differenceSum), `${signed(all.difference)}円`, { size: 2, bold: true }),
  ];
}

/** +20, -20; 0 has no sign. */
function signed(difference: number): string {
  return `${difference > 0 ? '+' : ''}${inDigits(difference)}`;
}
