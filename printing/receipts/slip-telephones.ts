import type { Bilingual } from '../../shared/certificates.ts';
import { isJapanese, type Language } from '../../shared/languages.ts';
import type { Instant } from '../../shared/dates.ts';
import { lineState } from '../../shared/line-state.ts';
import type { LineHours, TelephoneLine } from '../../shared/telephone-lines.ts';
import { inJapanese, paragraph, slipWords, type Lines } from './slip-markup.ts';

const words = {
  days: {
    everyDay: { ja: '毎日', en: 'Every day' },
    weekdays: { ja: '平日', en: 'Weekdays' },
    wednesdays: { ja: '水曜', en: 'Wednesdays' },
    restDays: { ja: '土日祝', en: 'Weekends and holidays' },
  },
  notOverNewYear: { ja: '年末年始を除く', en: 'not at New Year' },
  paid: { ja: '通話料がかかります。', en: 'The call is charged.' },
  open: { ja: 'ただいま、つながります。', en: 'It answers now.' },
  lossOnly: {
    ja: 'ただいまは、紛失・盗難の届けだけ、つながります。',
    en: 'Now it answers for lost or stolen cards only.',
  },
  closed: { ja: 'ただいまは、つながりません。', en: 'It does not answer now.' },
} as const;

/** Numbers with their hours, and what each answers when the slip is printed. Lines with the same hours tell them once. */
export function telephones(lines: readonly TelephoneLine[], language: Language, at: Instant): Lines {
  const { labelled } = slipWords(language);
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const told = next !== undefined && sameHours(line, next) ? [] : about(line, language, at);
    return [...labelled(line.name, line.number), ...told];
  });
}

function about(line: TelephoneLine, language: Language, at: Instant): Lines {
  const { sentences } = slipWords(language);
  return [
    ...(line.hours.length === 0 ? [] : hours(line, language)),
    ...(line.paid ? sentences(words.paid) : []),
    ...sentences(now(line, at)),
  ];
}

function hours(line: TelephoneLine, language: Language): Lines {
  const text = (of: 'ja' | 'en', between: string): string => {
    const spans = line.hours.map((one) => `${words.days[one.days][of]} ${span(one)}`).join(between);
    return line.overNewYear
      ? spans
      : `${spans}${of === 'ja' ? '（' : ' ('}${words.notOverNewYear[of]}${of === 'ja' ? '）' : ')'}`;
  };
  return [
    ...paragraph(`  ${text('ja', '、')}`),
    ...(isJapanese(language) ? [] : paragraph(`  ${text('en', ', ')}`)),
  ];
}

function span({ from, to }: LineHours): string {
  return `${from.replace(/^0/, '')}〜${to}`;
}

/** What it answers at this hour, in whole sentences; nothing where the guide gives no hours. */
function now(line: TelephoneLine, at: Instant): Bilingual {
  const state = lineState(line, at);
  switch (state.answers) {
    case 'everything':
      return words.open;
    case 'lossOnly':
      return withOpening(words.lossOnly, state.opensAt);
    case 'nothing':
      return withOpening(words.closed, state.opensAt);
    case 'unknown':
      return { ja: '', en: '' };
  }
}

function withOpening({ ja, en }: Bilingual, opensAt: Instant | null): Bilingual {
  if (opensAt === null) return { ja, en };
  const when = inJapanese(opensAt);
  return { ja: `${ja}次は ${when} からです。`, en: `${en} Next: ${when}` };
}

function sameHours(one: TelephoneLine, other: TelephoneLine): boolean {
  return (
    one.paid === other.paid &&
    one.overNewYear === other.overNewYear &&
    one.lossAlways === other.lossAlways &&
    JSON.stringify(one.hours) === JSON.stringify(other.hours)
  );
}
