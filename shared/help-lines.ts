import type { Language } from './languages.ts';
import type { Instant } from './dates.ts';
import { lineState, lineToCall } from './line-state.ts';
import type { LineHours, ShownLine, TelephoneLine } from './telephone-lines.ts';

/** The national lines about the card, as all five guides print them (2021 to 2024). They need no center: who lost a card calls always. */
const freeHours: LineHours[] = [
  { days: 'weekdays', from: '09:30', to: '20:00' },
  { days: 'restDays', from: '09:30', to: '17:30' },
];
const paidHours: LineHours[] = [{ days: 'everyDay', from: '08:30', to: '20:00' }];
const always = { overNewYear: false, lossAlways: true } as const;
const freeName = { ja: 'マイナンバー総合フリーダイヤル', en: 'My Number help line' };
/** The same lines, in other languages than Japanese. */
const otherFreeName = { ja: '英語など、ほかの言葉で', en: 'My Number help line' };
const otherPaidName = { ja: '英語など、ほかの言葉で', en: 'Card call center' };
const paidName = { ja: '個人番号カードコールセンター', en: 'Card call center' };

export const helpLines: readonly TelephoneLine[] = [
  { name: freeName, number: '0120-95-0178', languages: ['ja'], paid: false, hours: freeHours, ...always },
  {
    ...{ name: otherFreeName, number: '0120-0178-27', paid: false, hours: freeHours, ...always },
    languages: ['en', 'zh', 'ko', 'es', 'pt', 'th', 'ne', 'id', 'vi', 'tl'],
  },
  { name: paidName, number: '0570-783-578', languages: ['ja'], paid: true, hours: paidHours, ...always },
  {
    ...{ name: otherPaidName, number: '0570-064-738', paid: true, hours: paidHours, ...always },
    languages: ['en', 'zh', 'ko', 'es', 'pt'],
  },
];

/** For telephones that cannot call the numbers above (some IP telephones). */
export const ipTelephoneNumber = '050-3818-1250';

/** For deaf people; a suspension is taken day and night. */
export const faxNumber = '0120-601-785';

/** About the My Number system rather than the card, in other languages. */
export const systemNumberOtherLanguages = '0120-0178-26';

/** What to press after the announcement of the Japanese free line. */
export const helpLineMenu = { card: '1', loss: '2' } as const;

/** The national line to call now, as a screen shows it. */
export function helpLineNow(language: Language, at: Instant): ShownLine {
  const line = lineToCall(helpLines, language, at);
  if (!line) throw new Error('a help line for every language of the screens');
  return shownLine(line, at);
}

/** A line as a screen shows it at an instant. */
export function shownLine(line: TelephoneLine, at: Instant): ShownLine {
  const { name, number, paid } = line;
  const state = lineState(line, at);
  const menus = number === helpLines[0]?.number;
  const menu = state.answers === 'lossOnly' ? helpLineMenu.loss : helpLineMenu.card;
  return { name, number, paid, menu: menus ? menu : null, state };
}
