import {
  certificateKinds,
  familyRegisterKinds,
  taxKinds,
  type CertificateKind,
} from '../../shared/certificates.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { kindWords } from './changes/value-words.ts';

/** Something that has to be known before a municipality's file can be written. Answers are text, whoever gives them. */
export interface Question {
  /** Its name in a file of answers. */
  readonly key: string;
  readonly asks: string;
  /** What an answer must look like, and how that is told. */
  readonly form: RegExp;
  readonly expected: string;
  /** What an empty answer means; left out: there must be one. */
  readonly otherwise?: string;
  /** Whether it has to be asked at all, by the answers so far; left out: always. */
  readonly when?: (answers: Answers) => boolean;
}

/** Answers by the names of their questions. */
export type Answers = Readonly<Record<string, string>>;

/** Where somebody has nothing to say. */
export const none = '-';

const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const monthDay = String.raw`(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;

/** The kinds that are asked for one after the other, each under its usual title. */
const usualKinds = certificateKinds.filter((kind) => kind !== 'taxCertificate');

/** Whether a kind is issued, by its answer. */
export function isIssued(answers: Answers, kind: CertificateKind): boolean {
  return (answers[priceKey(kind)] ?? none) !== none;
}

/** Whether tax certificates are issued, or those of a family register. */
export function issuesAny(answers: Answers, which: 'ofYears' | 'ofRegister'): boolean {
  return (which === 'ofYears' ? taxKinds : familyRegisterKinds).some((kind) => isIssued(answers, kind));
}

/** `price.residenceRecord` */
export function priceKey(kind: CertificateKind): string {
  return `price.${kind}`;
}

const yenOrNone = { form: /^(?:\d{1,5}|-)$/, expected: `a sum of yen like 200, or ${none}` } as const;
const anything = { form: /\S/, expected: 'some text' } as const;

/** All questions, in the order in which they are asked. */
export const questions: readonly Question[] = [
  { key: 'name', asks: 'Its name in Japanese', form: /^\S+[市区町村]$/u, expected: 'a name like つくば市' },
  {
    key: 'kana',
    asks: 'The reading in hiragana',
    form: /^[ぁ-ゖー]+$/u,
    expected: 'a reading like つくばし',
  },
  {
    ...{ key: 'latin', asks: 'The name in Latin letters, without "city" or "town"' },
    ...{ form: /^[A-Z][A-Za-zāīūēōĀĪŪĒŌ' -]*$/u, expected: 'Latin letters like Tsukuba' },
  },
  { key: 'mayorName', asks: "The mayor's name", ...anything, otherwise: '見本　太郎' },
  {
    ...{ key: 'hours', asks: 'Hours of every day', otherwise: '06:30-23:00' },
    ...{ form: new RegExp(`^${time}-(?:${time}|24:00)$`), expected: 'hours like 06:30-23:00' },
  },
  {
    ...{
      key: 'closed',
      asks: `Closed every year from … to …, ${none} where it is not`,
      otherwise: '12-29..01-03',
    },
    ...{
      form: new RegExp(`^(?:${monthDay}\\.\\.${monthDay}|-)$`),
      expected: `days like 12-29..01-03, or ${none}`,
    },
  },
  ...usualKinds.map((kind) => ({
    ...{ key: priceKey(kind), asks: `Yen for a copy of ${kindWords(kind).en} (${kindWords(kind).ja})` },
    ...{ ...yenOrNone, otherwise: none },
  })),
  {
    ...{ key: priceKey('taxCertificate'), asks: 'Yen for a tax certificate under a title of its own' },
    ...{ ...yenOrNone, otherwise: none },
  },
  {
    ...{ key: 'taxTitle', asks: 'Its title in Japanese', ...anything },
    when: (answers) => isIssued(answers, 'taxCertificate'),
  },
  {
    ...{ key: 'taxTitleEnglish', asks: 'Its title in English', ...anything },
    when: (answers) => isIssued(answers, 'taxCertificate'),
  },
  {
    ...{
      key: 'taxYear',
      asks: 'Month and day from which a year’s tax certificates are there',
      otherwise: '06-01',
    },
    ...{ form: new RegExp(`^${monthDay}$`), expected: 'a month and day like 06-01' },
    when: (answers) => issuesAny(answers, 'ofYears'),
  },
  {
    ...{
      key: 'registerHours',
      asks: `Weekday hours of the family register’s certificates, ${none} where they are those of all`,
    },
    ...{
      form: new RegExp(`^(?:${time}-(?:${time}|24:00)|-)$`),
      expected: `hours like 09:00-17:00, or ${none}`,
      otherwise: none,
    },
    when: (answers) => issuesAny(answers, 'ofRegister'),
  },
  {
    ...{
      key: 'towns',
      asks: `Towns for the enrolment of people who live elsewhere, ${none} where there is none`,
    },
    ...{
      form: /^(?:-|[^,]+(?:,[^,]+)*)$/,
      expected: `names with commas between them, or ${none}`,
      otherwise: none,
    },
    when: (answers) => issuesAny(answers, 'ofRegister'),
  },
  { key: 'dearerBy', asks: 'How many yen dearer a window is', ...yenOrNone, otherwise: none },
  {
    ...{ key: 'minimumAge', asks: 'Full years of age that the holder must have', otherwise: none },
    ...{ form: /^(?:\d{1,2}|-)$/, expected: `a number like 15, or ${none}` },
  },
  {
    ...{ key: 'telephone', asks: 'Telephone number to ask at', otherwise: none },
    ...{ form: /^(?:0[0-9-]{9,12}|-)$/, expected: `a number like 029-883-1111, or ${none}` },
  },
  {
    ...{ key: 'telephoneHours', asks: 'On weekdays, when does it answer', otherwise: '08:30-17:15' },
    ...{ form: new RegExp(`^${time}-${time}$`), expected: 'hours like 08:30-17:15' },
    when: (answers) => (answers['telephone'] ?? none) !== none,
  },
];

/** An answer as it is kept, or what was expected. */
export function readAnswer(question: Question, given: string): Result<string, string> {
  const text = given.trim() === '' ? (question.otherwise ?? '') : given.trim();
  return question.form.test(text) ? ok(text) : err(`expected ${question.expected}`);
}
