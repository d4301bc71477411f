import type { Service } from '../../../issuing-center/municipalities/service-schema.ts';
import { priceOn } from '../../../issuing-center/rules/price.ts';
import { addDays, isoDate, type IsoDate } from '../../../shared/dates.ts';
import type { Yen } from '../../../shared/yen.ts';
import { capital, dayWords, daysWords, type Sentence, type Words } from './sentence.ts';

type Priced = Pick<Service, 'prices' | 'offered'>;

/** Days on which a certificate costs the same in each of two files; null: it is not issued. */
interface Span {
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  readonly before: Yen | null;
  readonly after: Yen | null;
}

/** What a certificate costs, and when it begins and ends, where that changes. @param before `undefined` for a new one */
export function priceChanges(subject: Words, before: Priced | undefined, after: Priced): Sentence[] {
  return joined(spansOf(before, after))
    .filter((span) => span.before !== span.after)
    .map((span) => sentenceOf(subject, span));
}

function spansOf(before: Priced | undefined, after: Priced): Span[] {
  const days = [...new Set([...(before === undefined ? [] : edgesOf(before)), ...edgesOf(after)])].toSorted();
  const [first] = days;
  const on = (day: IsoDate) => ({
    before: before === undefined ? null : priceOn(before, day),
    after: priceOn(after, day),
  });
  if (first === undefined) return [{ from: null, until: null, ...on(isoDate('2000-01-01')) }];
  const dayBefore = addDays(first, -1);
  return [
    { from: null, until: dayBefore, ...on(dayBefore) },
    ...days.map((from, index) => {
      const next = days[index + 1];
      return { from, until: next === undefined ? null : addDays(next, -1), ...on(from) };
    }),
  ];
}

/** The days on which a price, or the service itself, begins or is over. */
function edgesOf({ prices, offered }: Priced): IsoDate[] {
  return [...prices, ...(offered === undefined ? [] : [offered])].flatMap(({ from, until }) => [
    ...(from === null ? [] : [from]),
    ...(until === null ? [] : [addDays(until, 1)]),
  ]);
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last !== undefined && last.before === span.before && last.after === span.after)
      all[all.length - 1] = { ...last, until: span.until };
    else all.push(span);
  }
  return all;
}

function sentenceOf(subject: Words, { from, until, before, after }: Span): Sentence {
  // Where it holds on every day, that is not worth a word: it holds from when the rules do.
  const isAlways = from === null && until === null;
  const { ja, en } = daysWords({ from, until });
  const when = isAlways ? { ja: '', en: '' } : { ja: `${ja}、`, en: `${en} ` };
  if (after === null) {
    const ends = from !== null && until === null ? addDays(from, -1) : null;
    if (ends !== null)
      return {
        ja: `${subject.ja}の交付を、${dayWords(ends).ja}限りで終了する（これまでは${String(before)}円）。`,
        en: `${capital(subject.en)} ends: ${ends} is its last day (so far ${String(before)} yen).`,
      };
    return {
      ja: `${when.ja}${subject.ja}の交付を行わない（これまでは${String(before)}円）。`,
      en: `${capital(`${when.en}${subject.en}`)} is not issued (so far ${String(before)} yen).`,
    };
  }
  return before === null
    ? {
        ja: `${when.ja}${subject.ja}を手数料${after}円で交付する（これまでは交付しない。）。`,
        en: `${capital(`${when.en}${subject.en}`)} is issued for ${after} yen (so far it is not issued).`,
      }
    : {
        ja: `${when.ja}${subject.ja}の手数料を${before}円から${after}円に改める。`,
        en: `${capital(`${when.en}${subject.en}`)} costs ${after} yen in place of ${before}.`,
      };
}
