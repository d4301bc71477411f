import { japanDateTime } from '../../shared/dates.ts';
import type { DaySlipData } from '../../shared/printers.ts';
import { daySections, dayWords, type DayRow } from './day-rows.ts';
import { inColumns, inDigits, paragraph, rule, type Lines } from './slip-markup.ts';
import { whenAndWhere } from './slip-parts.ts';
import { slipSpeech, staffLanguage } from './slip-speech.ts';

/** The label takes what count and yen leave. */
const widths = [0, 8, 13];

/** The close of a day: what came to its end, by kind and way of payment, what is inside, and the totals that only grow. */
export function daySlip(slip: DaySlipData): Lines {
  const { day, by } = slip;
  const language = staffLanguage(slip.language);
  const speech = slipSpeech(language);
  const { data, title, labelled } = speech;
  return [
    ...speech.centred(data(dayWords.service)),
    '',
    ...title(data(dayWords.title)),
    ...whenAndWhere(slip, speech),
    ...labelled(data(dayWords.number), inDigits(day.number)),
    ...labelled(data(dayWords.since), day.since === null ? data(dayWords.first) : japanDateTime(day.since)),
    ...labelled(data(dayWords.by), by),
    ...daySections(day).flatMap(({ heading, rows }) => [
      rule,
      ...speech.paragraph(data(heading), { bold: true }),
      ...rows.flatMap((row) => [
        ...figures(row),
        ...(language === 'ja' ? [] : paragraph(`  ${row.label.en}`)),
      ]),
    ]),
  ];
}

function figures({ label, count, amount }: DayRow): Lines {
  return inColumns(widths, [
    { text: label.ja },
    { text: count === null ? '' : inDigits(count), right: true },
    { text: amount === null ? '' : `${inDigits(amount)}円`, right: true },
  ]);
}
