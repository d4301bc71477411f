import { textIn, type Bilingual, type Language } from '../../shared/certificates.ts';
import { hasNextStep } from '../../shared/next-step.ts';
import type { NextStepSlipData } from '../../shared/printers.ts';
import { helpLine, nextStepLabels as labels, nextStepWords, type NextStepWords } from './next-step-words.ts';
import { centred, code, paragraph, rule, slipWords, type Lines } from './slip-markup.ts';
import { whenAndWhere } from './slip-parts.ts';

/**
 * What to do after a refusal, to take along: what happened, where to go, what to bring, whom to call, with a code that a
 * telephone's camera calls by. Every cause has the same parts in the same order, so that the look of a slip tells nothing.
 * @throws RangeError when the cause has no next step (shared/next-step.ts)
 */
export function nextStepSlip(slip: NextStepSlipData): Lines {
  if (!hasNextStep(slip.cause)) throw new RangeError(`no next step is known for ${slip.cause}`);
  const step = nextStepWords[slip.cause];
  const { both, title, labelled, sentences } = slipWords(slip.language);
  const called = toCall(step, slip);
  return [
    ...centred(both(labels.service)),
    '',
    ...title(labels.title),
    ...whenAndWhere(slip),
    rule,
    ...paragraph(both(labels.happened), { bold: true }),
    ...sentences(step.happened),
    '',
    ...paragraph(both(labels.where), { bold: true }),
    ...sentences(step.where),
    '',
    ...paragraph(both(labels.bring), { bold: true }),
    ...step.bring.flatMap((thing) => thingToBring(thing, slip.language)),
    rule,
    ...paragraph(both(labels.call), { bold: true }),
    ...(slip.telephone === null ? [] : labelled(slip.municipality ?? labels.cityHall, slip.telephone)),
    ...labelled(labels.helpLine, helpLine.ja),
    ...labelled(labels.otherLanguages, helpLine.en),
    ...sentences(labels.lost),
    '',
    ...centred(both(called.whom)),
    '',
    ...centred(called.number, { size: 2, bold: true }),
    ...code(`tel:${called.number.replace(/[^0-9+]/g, '')}`),
    '',
    ...centred(labels.scan.ja),
    ...(slip.language !== 'ja' ? centred(labels.scan.en) : []),
  ];
}

function thingToBring(thing: Bilingual, language: Language): Lines {
  return [...paragraph(`・${thing.ja}`), ...(language !== 'ja' ? paragraph(`  ${thing.en}`) : [])];
}

/** The municipality's number if the cause is its business and the number is known; else the help line's. */
function toCall(
  { call }: NextStepWords,
  { municipality, telephone, language }: NextStepSlipData,
): { readonly whom: Bilingual; readonly number: string } {
  const known = telephone !== null && /^[0-9+()\- ]*[0-9][0-9+()\- ]*$/.test(telephone);
  if (call === 'municipality' && known) return { whom: municipality ?? labels.cityHall, number: telephone };
  return { whom: labels.helpLine, number: textIn(language, helpLine) };
}
