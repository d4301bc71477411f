import { eraDate, isoDate } from '../../../shared/dates.ts';
import { isWorded, possibleDays, type RegisterDate } from '../../../shared/register-date.ts';
import type { Arrival, Departure, Marriage, Member } from './life.ts';
import { placeThen } from './places-then.ts';

type Entry = { title: string; lines: { label: string; value: string }[] };

/** The register that somebody's entries stand in. */
export interface Around {
  /** 本籍 */
  readonly place: string;
  readonly surname: string;
  /** The day of 戸籍改製, or null: what was over before it was not taken over. */
  readonly rewrittenOn: string | null;
}

/** Births before this day have no entry: the registers of that time did not tell them. */
const firstBirthEntries = '1898-07-16';
/** A birth is notified within fourteen days. */
const noticeDays = 5;

const line = (label: string, value: string) => ({ label, value });
const day = (date: string): string => eraDate(isoDate(date));
const words = (date: RegisterDate): string => (isWorded(date) ? date.wording : eraDate(date));
const whole = (name: string): string => name.replace('　', '');

/** 戸籍事項: that the register was made, or rewritten when registers came to computers. */
export function registerEntries(since: string, rewrittenOn: string | null): Entry[] {
  if (rewrittenOn === null) return [{ title: '戸籍編製', lines: [line('編製日', day(since))] }];
  const reason = '平成6年法務省令第51号附則第2条第1項による改製';
  return [{ title: '戸籍改製', lines: [line('改製日', day(rewrittenOn)), line('改製事由', reason)] }];
}

/** 身分事項 of a person, oldest first. */
export function personEntries(person: Member, around: Around): Entry[] {
  const { married, arrived, left } = person;
  const lasted = (marriage: Marriage): boolean =>
    around.rewrittenOn === null || !marriage.ended || marriage.ended.on >= around.rewrittenOn;
  const told = arrived !== undefined && (around.rewrittenOn === null || arrived.on >= around.rewrittenOn);
  return [
    ...birth(person, around),
    ...(told ? [arrival(arrived)] : []),
    ...(married && lasted(married) ? marriage(married) : []),
    ...(left ? [departure(left, around)] : []),
  ];
}

function birth({ birthDate, father, mother, bornIn }: Member, { place }: Around): Entry[] {
  const days = possibleDays(birthDate);
  if (days !== null && days.last < firstBirthEntries) return [];
  const where = placeThen(bornIn ?? place, days?.first ?? firstBirthEntries);
  const notified = isWorded(birthDate) ? birthDate : later(birthDate, noticeDays);
  return [
    {
      title: '出生',
      lines: [
        line('出生日', words(birthDate)),
        line('出生地', where),
        line('届出日', words(notified)),
        // Of a foundling the municipality's head writes it down.
        line('届出人', father !== null ? '父' : mother !== null ? '母' : `${where}長`),
      ],
    },
  ];
}

function marriage({ on, spouse, from, foreignSpouse, ended }: Marriage): Entry[] {
  const foreign = foreignSpouse
    ? [
        line('配偶者の国籍', foreignSpouse.nationality),
        line('配偶者の生年月日', `西暦${western(foreignSpouse.born)}`),
      ]
    : [];
  const lines = [
    line('婚姻日', day(on)),
    line('配偶者氏名', whole(spouse)),
    ...foreign,
    line('従前戸籍', from),
  ];
  const end = {
    death: (date: string) => ({ title: '配偶者の死亡', lines: [line('配偶者の死亡日', day(date))] }),
    divorce: (date: string) => ({
      title: '離婚',
      lines: [line('離婚日', day(date)), line('配偶者氏名', whole(spouse))],
    }),
  };
  return [{ title: '婚姻', lines }, ...(ended ? [end[ended.why](ended.on)] : [])];
}

function arrival(arrived: Arrival): Entry {
  const { on, from } = arrived;
  if (arrived.why === 'separation')
    return { title: '分籍', lines: [line('分籍日', day(on)), line('従前戸籍', from)] };
  if (arrived.why === 'divorce')
    return {
      title: '離婚',
      lines: [line('離婚日', day(on)), line('配偶者氏名', whole(arrived.spouse)), line('従前戸籍', from)],
    };
  return {
    title: '入籍',
    lines: [
      line('届出日', day(on)),
      line('入籍事由', `${arrived.of}の氏を称する入籍`),
      line('従前戸籍', from),
    ],
  };
}

function departure(left: Departure, { place, surname }: Around): Entry {
  const on = day(left.on);
  if (left.why === 'death')
    return {
      title: '死亡',
      lines: [
        line('死亡日', on),
        line('死亡時分', '午前6時30分'),
        line('死亡地', placeThen(place, left.on)),
        line('届出日', day(later(isoDate(left.on), 1))),
        line('届出人', `親族　${surname}某`),
      ],
    };
  if (left.why === 'age')
    return { title: '高齢者消除', lines: [line('高齢者消除の許可日', on), line('除籍日', on)] };
  const { spouse, to = '見本県見本市見本町一丁目1番地' } = left;
  return {
    title: left.why === 'marriage' ? '婚姻' : '離婚',
    lines: [
      line(left.why === 'marriage' ? '婚姻日' : '離婚日', on),
      ...(spouse === undefined ? [] : [line('配偶者氏名', whole(spouse))]),
      line('新本籍', to),
    ],
  };
}

function later(date: string, days: number) {
  return isoDate(new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10));
}

function western(date: string): string {
  const [year, month, ofMonth] = date.split('-').map(Number);
  return `${year ?? ''}年${month ?? ''}月${ofMonth ?? ''}日`;
}
