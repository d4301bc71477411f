import type { Bilingual } from '../../../shared/certificates.ts';
import { eraDate, isoDate, type IsoDate } from '../../../shared/dates.ts';

/** A sentence for whoever signs a change, in both languages. */
export type Sentence = Bilingual;

/** What something is called, or what stands there, in both languages. */
export type Words = Bilingual;

/** What stands where the file has nothing. */
export const nothing: Words = { ja: '定めなし', en: 'nothing' };

/** A text that is the same in both languages: a path, a telephone number. */
export function asItIs(text: string): Words {
  return { ja: text, en: text };
}

/** Words in a row: 平日、土曜 — weekdays, Saturdays. */
export function listed(words: readonly Words[]): Words {
  if (words.length === 0) return nothing;
  return { ja: words.map(({ ja }) => ja).join('、'), en: words.map(({ en }) => en).join(', ') };
}

/** A day: 令和8年12月1日 — 2026-12-01. Days before the eras of the calendar in use are told as they are. */
export function dayWords(day: IsoDate): Words {
  return { ja: day < '1873-01-01' ? day : eraDate(day), en: day };
}

/** A day of one year, or of every year: 毎年10月1日 — 10-01 of every year. */
export function yearlyDayWords(day: string): Words {
  const [, month, dayOfMonth] = /^(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (month === undefined) return dayWords(isoDate(day));
  return { ja: `毎年${Number(month)}月${Number(dayOfMonth)}日`, en: `${day} of every year` };
}

/** Days from one to another, both included; null is an open end. */
export function daysWords({ from, until }: { from: IsoDate | null; until: IsoDate | null }): Words {
  const [first, last] = [from === null ? null : dayWords(from), until === null ? null : dayWords(until)];
  if (first && from === until) return { ja: `${first.ja}の1日のみ`, en: `on ${first.en} alone` };
  if (first && last) return { ja: `${first.ja}から${last.ja}まで`, en: `from ${first.en} to ${last.en}` };
  if (first) return { ja: `${first.ja}から`, en: `from ${first.en}` };
  if (last) return { ja: `${last.ja}まで`, en: `until ${last.en}` };
  return { ja: '期限なく', en: 'at all times' };
}

/** One thing is put in the place of another. */
export function replaced(what: Words, before: Words, after: Words): Sentence {
  return {
    ja: `${what.ja}を「${before.ja}」から「${after.ja}」に改める。`,
    en: `${capital(what.en)}: ${quoted(after)} in place of ${quoted(before)}.`,
  };
}

/** Something joins a list. */
export function added(what: Words, one: Words): Sentence {
  return { ja: `${what.ja}に「${one.ja}」を加える。`, en: `${capital(what.en)}: ${quoted(one)} is added.` };
}

/** Something leaves a list. */
export function removed(what: Words, one: Words): Sentence {
  return {
    ja: `${what.ja}から「${one.ja}」を除く。`,
    en: `${capital(what.en)}: ${quoted(one)} is taken out.`,
  };
}

/** `the hours` of `the residence record`. */
export function ofSubject(name: Words, subject: Words | null): Words {
  return subject === null ? name : { ja: `${subject.ja}の${name.ja}`, en: `${name.en} of ${subject.en}` };
}

function quoted({ en }: Words): string {
  return en === nothing.en ? en : `“${en}”`;
}

/** With a capital letter, as a sentence begins; a path in the file stays as it is. */
export function capital(text: string): string {
  return text.includes(' ') ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
