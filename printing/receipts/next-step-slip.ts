import type { Bilingual } from '../../shared/certificates.ts';
import { isJapanese, type Language } from '../../shared/languages.ts';
import {
  faxNumber,
  helpLines,
  ipTelephoneNumber,
  systemNumberOtherLanguages,
} from '../../shared/help-lines.ts';
import { hasNextStep } from '../../shared/next-step.ts';
import type { NextStepSlipData } from '../../shared/printers.ts';
import { lineState, lineToCall } from '../../shared/line-state.ts';
import type { TelephoneLine } from '../../shared/telephone-lines.ts';
import { nextStepLabels as labels, nextStepWords, type NextStepWords } from './next-step-words.ts';
import { centred, code, paragraph, rule, slipWords, type Lines } from './slip-markup.ts';
import { whenAndWhere } from './slip-parts.ts';
import { telephones } from './slip-telephones.ts';

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
    ...(slip.pinReset ? sentences(labels.pinReset) : []),
    ...site(slip),
    '',
    ...paragraph(both(labels.bring), { bold: true }),
    ...step.bring.flatMap((thing) => thingToBring(thing, slip.language)),
    rule,
    ...paragraph(both(labels.call), { bold: true }),
    ...telephones(slip.telephones, slip.language, slip.at),
    ...telephones(helpLines, slip.language, slip.at),
    ...sentences(labels.menu),
    ...sentences(labels.languages),
    ...labelled(labels.ipTelephone, ipTelephoneNumber),
    ...labelled(labels.system, systemNumberOtherLanguages),
    ...labelled(labels.fax, faxNumber),
    '',
    ...centred(both(called.name)),
    '',
    ...centred(called.number, { size: 2, bold: true }),
    ...code(`tel:${called.number.replace(/[^0-9+]/g, '')}`),
    '',
    ...centred(labels.scan.ja),
    ...(isJapanese(slip.language) ? [] : centred(labels.scan.en)),
    rule,
    ...ifLost(slip),
  ];
}

function thingToBring(thing: Bilingual, language: Language): Lines {
  return [...paragraph(`・${thing.ja}`), ...(isJapanese(language) ? [] : paragraph(`  ${thing.en}`))];
}

/** Where the way goes on at home: an address as text and as a code. */
function site({ site: shown, language }: NextStepSlipData): Lines {
  if (shown === null) return [];
  const { sentences } = slipWords(language);
  return ['', ...sentences(labels.site[shown.what]), ...paragraph(shown.address), ...code(shown.address)];
}

/** Stopped by telephone at any hour, reported, issued anew or released at a window: on every slip, whatever its cause. */
function ifLost({ foundCardNeedsIdentity, language }: NextStepSlipData): Lines {
  const { both, sentences, labelled } = slipWords(language);
  const found =
    foundCardNeedsIdentity === null ? 'silent' : foundCardNeedsIdentity ? 'cardAndIdentity' : 'card';
  const [line] = helpLines.filter(({ languages }) => languages.includes(language));
  return [
    ...paragraph(both(labels.lost), { bold: true }),
    ...sentences(labels.lostCall),
    ...(line ? labelled(line.name, line.number) : []),
    ...(isJapanese(language) ? sentences(labels.lostMenu) : []),
    ...sentences(labels.lostPolice),
    ...sentences(labels.lostAgain),
    ...sentences(labels.found),
    ...sentences(labels.foundBring[found]),
  ];
}

/** The municipality's line where the cause is its matter, the help line else; but whoever answers now before who does not. */
function toCall(
  { call }: NextStepWords,
  { telephones: lines, language, at }: NextStepSlipData,
): TelephoneLine {
  const municipal = lineToCall(lines, language, at);
  const national = lineToCall(helpLines, language, at);
  const inOrder = call === 'municipality' ? [municipal, national] : [national, municipal];
  const known = inOrder.filter((line) => line !== null);
  const chosen = known.find((line) => lineState(line, at).answers === 'everything') ?? known[0];
  if (!chosen) throw new Error('a help line for every language of the slips');
  return chosen;
}
