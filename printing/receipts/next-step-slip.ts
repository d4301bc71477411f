import { slips } from '../../languages/compiled/slips.ts';
import type { SlipWords } from '../../languages/compiled/words.ts';
import { isJapanese } from '../../shared/languages.ts';
import {
  faxNumber,
  helpLines,
  ipTelephoneNumber,
  systemNumberOtherLanguages,
} from '../../shared/help-lines.ts';
import { hasNextStep, type NextStepCause } from '../../shared/next-step.ts';
import type { NextStepSlipData } from '../../shared/printers.ts';
import { lineState, lineToCall } from '../../shared/line-state.ts';
import { spokenLanguage, type TelephoneLine } from '../../shared/telephone-lines.ts';
import { centred, code, paragraph, rule, type Lines } from './slip-markup.ts';
import { whenAndWhere } from './slip-parts.ts';
import { slipSpeech, type Said, type SlipSpeech } from './slip-speech.ts';
import { telephones } from './slip-telephones.ts';

/** Without a reservation there is nothing that a municipality could do. */
const matterOfHelpLine: NextStepCause = 'reservationMissing';

/** Labels of this slip in its languages. */
type SayLabel = (pick: (words: SlipWords['nextStepLabels']) => string) => Said;

function ofLabels({ say }: SlipSpeech): SayLabel {
  return (pick) => say(({ nextStepLabels }) => pick(nextStepLabels));
}

/**
 * What to do after a refusal, to take along: what happened, where to go, what to bring, whom to call, with a code that a
 * telephone's camera calls by. Every cause has the same parts in the same order, so that the look of a slip tells nothing.
 * @throws RangeError when the cause has no next step (shared/next-step.ts)
 */
export function nextStepSlip(slip: NextStepSlipData): Lines {
  const { cause } = slip;
  if (!hasNextStep(cause)) throw new RangeError(`no next step is known for ${cause}`);
  const speech = slipSpeech(slip.language);
  const { title, labelled, sentences } = speech;
  const label = ofLabels(speech);
  const heading = (pick: (words: SlipWords['nextStepLabels']) => string): Lines =>
    speech.paragraph(label(pick), { bold: true });
  const step = (pick: (words: SlipWords['nextStep'][NextStepCause]) => string): Said =>
    speech.say(({ nextStep }) => pick(nextStep[cause]));
  const called = toCall(slip);
  return [
    ...speech.centred(label(({ service }) => service)),
    '',
    ...title(label((words) => words.title)),
    ...whenAndWhere(slip, speech),
    rule,
    ...heading(({ happened }) => happened),
    ...sentences(step(({ happened }) => happened)),
    '',
    ...heading(({ where }) => where),
    ...sentences(step(({ where }) => where)),
    ...(slip.pinReset ? sentences(label(({ pinReset }) => pinReset)) : []),
    ...site(slip, speech),
    '',
    ...heading(({ bring }) => bring),
    ...thingsToBring(cause, speech),
    rule,
    ...heading(({ call }) => call),
    ...telephones(slip.telephones, speech, slip.at),
    ...telephones(helpLines, speech, slip.at),
    ...sentences(label(({ menu }) => menu)),
    ...sentences(label(({ languages }) => languages)),
    ...labelled(
      label(({ ipTelephone }) => ipTelephone),
      ipTelephoneNumber,
    ),
    ...labelled(
      label(({ system }) => system),
      systemNumberOtherLanguages,
    ),
    ...labelled(
      label(({ fax }) => fax),
      faxNumber,
    ),
    '',
    ...speech.centred(speech.data(called.name)),
    '',
    ...centred(called.number, { size: 2, bold: true }),
    ...code(`tel:${called.number.replace(/[^0-9+]/g, '')}`),
    '',
    ...speech.centredBelow(label(({ scan }) => scan)),
    rule,
    ...ifLost(slip, speech),
  ];
}

function thingsToBring(cause: NextStepCause, { say, below }: SlipSpeech): Lines {
  return slips.ja.nextStep[cause].bring.flatMap((_, index) =>
    below(
      say(({ nextStep }) => nextStep[cause].bring[index] ?? ''),
      '・',
    ),
  );
}

/** Where the way goes on at home: an address as text and as a code. */
function site({ site: shown }: NextStepSlipData, speech: SlipSpeech): Lines {
  if (shown === null) return [];
  const label = ofLabels(speech);
  return [
    '',
    ...speech.sentences(label((words) => words.site[shown.what])),
    ...paragraph(shown.address),
    ...code(shown.address),
  ];
}

/** Stopped by telephone at any hour, reported, issued anew or released at a window: on every slip, whatever its cause. */
function ifLost({ foundCardNeedsIdentity }: NextStepSlipData, speech: SlipSpeech): Lines {
  const { sentences, labelled, language } = speech;
  const label = ofLabels(speech);
  const found =
    foundCardNeedsIdentity === null ? 'silent' : foundCardNeedsIdentity ? 'cardAndIdentity' : 'card';
  const called = spokenLanguage(language);
  const [line] = helpLines.filter(({ languages }) => called !== null && languages.includes(called));
  return [
    ...speech.paragraph(
      label(({ lost }) => lost),
      { bold: true },
    ),
    ...sentences(label(({ lostCall }) => lostCall)),
    ...(line ? labelled(speech.data(line.name), line.number) : []),
    ...(isJapanese(language) ? sentences(label(({ lostMenu }) => lostMenu)) : []),
    ...sentences(label(({ lostPolice }) => lostPolice)),
    ...sentences(label(({ lostAgain }) => lostAgain)),
    ...sentences(label((words) => words.found)),
    ...sentences(label(({ foundBring }) => foundBring[found])),
  ];
}

/** The municipality's line where the cause is its matter, the help line else; but whoever answers now before who does not. */
function toCall({ cause, telephones: lines, language, at }: NextStepSlipData): TelephoneLine {
  const municipal = lineToCall(lines, language, at);
  const national = lineToCall(helpLines, language, at);
  const inOrder = cause === matterOfHelpLine ? [national, municipal] : [municipal, national];
  const known = inOrder.filter((line) => line !== null);
  const chosen = known.find((line) => lineState(line, at).answers === 'everything') ?? known[0];
  if (!chosen) throw new Error('a help line for every language of the slips');
  return chosen;
}
