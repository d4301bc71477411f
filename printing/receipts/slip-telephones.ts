import { facts } from '../../languages/compiled/facts.ts';
import type { SlipWords } from '../../languages/compiled/words.ts';
import type { Instant } from '../../shared/dates.ts';
import { lineState } from '../../shared/line-state.ts';
import type { LineHours, TelephoneLine } from '../../shared/telephone-lines.ts';
import type { Lines } from './slip-markup.ts';
import type { Pick, SlipSpeech } from './slip-speech.ts';

/** Numbers with their hours, and what each answers when the slip is printed. Lines with the same hours tell them once. */
export function telephones(lines: readonly TelephoneLine[], speech: SlipSpeech, at: Instant): Lines {
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const told = next !== undefined && sameHours(line, next) ? [] : about(line, speech, at);
    return [...speech.labelled(speech.data(line.name), line.number), ...told];
  });
}

function about(line: TelephoneLine, { say, sentences, below }: SlipSpeech, at: Instant): Lines {
  const answer = now(line, at);
  return [
    ...(line.hours.length === 0
      ? []
      : below(
          say(({ telephones: words }, _, language) => hours(line, words, facts[language].between)),
          '  ',
        )),
    ...(line.paid ? sentences(say(({ telephones: words }) => words.paid)) : []),
    ...(answer === null ? [] : sentences(say(answer))),
  ];
}

function hours(line: TelephoneLine, words: SlipWords['telephones'], between: string): string {
  const spans = line.hours.map((one) => `${words.days[one.days]} ${span(one)}`).join(between);
  return line.overNewYear ? spans : words.hours({ hours: spans });
}

function span({ from, to }: LineHours): string {
  return `${from.replace(/^0/, '')}〜${to}`;
}

/** What it answers at this hour, in whole sentences; null where the guide gives no hours. */
function now(line: TelephoneLine, at: Instant): Pick | null {
  const state = lineState(line, at);
  switch (state.answers) {
    case 'everything':
      return ({ telephones: words }) => words.open;
    case 'lossOnly':
      return withOpening('lossOnly', state.opensAt);
    case 'nothing':
      return withOpening('closed', state.opensAt);
    case 'unknown':
      return null;
  }
}

function withOpening(answer: 'lossOnly' | 'closed', opensAt: Instant | null): Pick {
  return ({ telephones: words }, moment) =>
    opensAt === null ? words[answer].only : words[answer].withOpening({ when: moment(opensAt) });
}

function sameHours(one: TelephoneLine, other: TelephoneLine): boolean {
  return (
    one.paid === other.paid &&
    one.overNewYear === other.overNewYear &&
    one.lossAlways === other.lossAlways &&
    JSON.stringify(one.hours) === JSON.stringify(other.hours)
  );
}
