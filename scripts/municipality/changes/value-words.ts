import type { FreeUse } from '../../../shared/purposes.ts';
import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import type { Service, ServiceItem } from '../../../issuing-center/municipalities/service-schema.ts';
import type { Hours } from '../../../issuing-center/municipalities/time-schema.ts';
import { certificateName } from '../../../printing/receipts/certificate-names.ts';
import { residents as en } from '../../../languages/compiled/en/residents.ts';
import { residents as ja } from '../../../languages/compiled/ja/residents.ts';
import { withoutReadings } from '../../../languages/ruby.ts';
import type {
  Bilingual,
  CertificateKind,
  ItemId,
  NamedKind,
  TaxBlock,
  VariantId,
} from '../../../shared/certificates.ts';
import type { Need, WindowOnly } from '../../../shared/center-api.ts';
import type { OpeningDays } from '../../../shared/opening-hours.ts';
import type { FeeBack } from '../../../shared/refund-api.ts';
import { asItIs, daysWords, listed, type Words } from './sentence.ts';

const kindsInEnglish: Readonly<Record<CertificateKind, string>> = {
  residenceRecord: 'the residence record',
  residenceRecordItems: 'the certificate of items of the residence record',
  sealRegistration: 'the seal registration certificate',
  taxAssessment: 'the tax assessment certificate',
  income: 'the income certificate',
  taxPayment: 'the tax payment certificate',
  taxCertificate: 'the tax certificate',
  familyRegister: 'the family register certificate',
  familyRegisterAddresses: 'the record of addresses of the family register',
  vaccination: 'the vaccination certificate',
};

/** A kind by its usual name. */
export function kindWords(kind: CertificateKind): Words {
  return { ja: certificateName(kind).ja, en: kindsInEnglish[kind] };
}

/** A certificate as the municipality calls it, or by the usual name of its kind. */
export function certificateWords({ kind, title }: NamedKind): Words {
  return title === undefined ? kindWords(kind) : { ja: `「${title.ja}」`, en: `the “${title.en}”` };
}

/** Text that the file has in both languages. */
export function textWords({ ja: inJapanese, en: inEnglish }: Bilingual): Words {
  return { ja: inJapanese, en: inEnglish };
}

/** A use, and for which purposes it is told; by their names in the file. */
export function freeUseWords({ ja: inJapanese, en: inEnglish, purposes = [] }: FreeUse): Words {
  if (purposes.length === 0) return { ja: inJapanese, en: inEnglish };
  return {
    ja: `${inJapanese}（${purposes.join('・')}）`,
    en: `${inEnglish} (told for ${purposes.join(' and ')})`,
  };
}

/** What every interval says, with its dates. */
export function hoursWords(hours: Hours): Words {
  return listed(hours.map(intervalWords));
}

/** 平日・土曜 9:00から17:00まで — weekdays and Saturdays 09:00 to 17:00. */
export function intervalWords({ days, from, to, dates }: Hours[number]): Words {
  const named = {
    ja: days.map((day) => withoutReadings(ja.offers.days[day])).join('・'),
    en: days.map((day) => inSentence(day, en.offers.days[day])).join(' and '),
  };
  const on = dates === undefined ? null : daysWords(dates);
  return {
    ja: `${on === null ? '' : `${on.ja} `}${named.ja} ${from}から${to}まで`,
    en: `${named.en} ${from} to ${to}${on === null ? '' : ` ${on.en}`}`,
  };
}

/** English writes the days of the week with a capital letter, and nothing else of these. */
function inSentence(day: OpeningDays, word: string): string {
  return day.endsWith('day') && day !== 'everyDay' && day !== 'publicHoliday' ? word : word.toLowerCase();
}

/** What must be true of the resident. */
export function needWords(need: Need): Words {
  return { ja: withoutReadings(ja.offers.needs[need]), en: en.offers.needs[need] };
}

/** What only a window issues. */
export function windowOnlyWords(one: WindowOnly): Words {
  return { ja: withoutReadings(ja.offers.window.only[one]), en: en.offers.window.only[one] };
}

/** 全部（戸籍謄本） */
export function variantWords(variant: VariantId): Words {
  return { ja: withoutReadings(ja.variant.names[variant].name), en: en.variant.names[variant].name };
}

const blocks: Readonly<Record<TaxBlock, Words>> = {
  income: { ja: '所得', en: 'income' },
  deductions: { ja: '所得控除', en: 'deductions' },
  dependants: { ja: '扶養', en: 'dependants' },
  tax: { ja: '税額', en: 'tax' },
  payment: { ja: '納付', en: 'payment' },
};

/** What a tax certificate is composed of. */
export function blockWords(block: TaxBlock): Words {
  return blocks[block];
}

/** 世帯主と続柄 */
export function itemWords(item: ItemId): Words {
  return { ja: withoutReadings(ja.items[item].name), en: en.items[item].name };
}

const concerns: Readonly<Record<ServiceItem['concerns'], Words>> = {
  all: { ja: '全員', en: 'everybody' },
  japanese: { ja: '日本人', en: 'Japanese nationals' },
  foreign: { ja: '外国人', en: 'foreign nationals' },
};
const prints: Readonly<Record<ServiceItem['print'], Words>> = {
  shownByDefault: { ja: '選択（初めは記載する）', en: 'to be chosen, shown at first' },
  hiddenByDefault: { ja: '選択（初めは記載しない）', en: 'to be chosen, left out at first' },
  always: { ja: '常に記載する', en: 'always shown' },
  never: { ja: '常に記載しない', en: 'never shown' },
};

/** How an item stands on a certificate, and of whom. */
export function printWords({ print, concerns: whose }: ServiceItem): Words {
  return {
    ja: `${concerns[whose].ja}：${prints[print].ja}`,
    en: `${prints[print].en}, of ${concerns[whose].en}`,
  };
}

const households: Readonly<Record<NonNullable<Service['whose']>, Words>> = {
  self: { ja: '本人のみ', en: 'the holder alone' },
  household: { ja: '世帯の全員', en: 'everybody of the household' },
};

/** Whose certificate can be taken. */
export function whoseWords(whose: NonNullable<Service['whose']>): Words {
  return households[whose];
}

const forms: Readonly<Record<NonNullable<Service['form']>, Words>> = {
  household: { ja: '世帯連記式', en: 'household on a sheet' },
  perPerson: { ja: '個人票', en: 'one person on a sheet' },
};

/** The form of a residence record. */
export function formWords(form: NonNullable<Service['form']>): Words {
  return forms[form];
}

/** Who certifies. */
export function authorityWords({ name, mayorTitle, mayorName, sealText }: Municipality['authority']): Words {
  return asItIs(`${name} / ${mayorTitle} / ${mayorName} / ${sealText}`);
}

/** A telephone line with everything that the file says of it. */
export function lineWords(line: Municipality['telephones'][number]): Words {
  const { name, number, languages, paid, hours, overNewYear, lossAlways } = line;
  const times = hours.map(({ days, from, to }) => ({
    ja: `${lineDays[days].ja} ${from}から${to}まで`,
    en: `${lineDays[days].en} ${from} to ${to}`,
  }));
  const [open, spoken] = [listed(times), languages.join('/')];
  return {
    ja: `${name.ja} ${number}（受付時間：${open.ja}。言語：${spoken}。通話料：${paid ? '有料' : '無料'}。年末年始：${overNewYear ? '受け付ける' : '休み'}。紛失：${lossAlways ? '常時' : '受付時間内'}）`,
    en: `${name.en} ${number} (hours: ${open.en}; languages: ${spoken}; ${paid ? 'paid' : 'free'} call; ${overNewYear ? 'open' : 'closed'} at the turn of the year; losses ${lossAlways ? 'at all times' : 'within its hours'})`,
  };
}

const lineDays: Readonly<Record<Municipality['telephones'][number]['hours'][number]['days'], Words>> = {
  everyDay: { ja: '毎日', en: 'every day' },
  weekdays: { ja: '平日', en: 'weekdays' },
  wednesdays: { ja: '水曜', en: 'Wednesdays' },
  restDays: { ja: '土日祝日', en: 'weekends and holidays' },
};

const feeBack: Readonly<Record<FeeBack, Words>> = {
  paidBack: { ja: '返金する', en: 'paid back' },
  mayBePaidBack: { ja: '店舗の判断で返金することができる', en: 'may be paid back, as the store decides' },
  notPaidBack: { ja: '返金しない', en: 'not paid back' },
};

/** What becomes of a fee. */
export function feeBackWords(rule: FeeBack): Words {
  return feeBack[rule];
}

/** はい or いいえ, where the file says yes or nothing. */
export function yesNoWords(yes: boolean): Words {
  return yes ? { ja: 'する', en: 'yes' } : { ja: 'しない', en: 'no' };
}

/** 200円 */
export function yenWords(sum: number): Words {
  return { ja: `${sum}円`, en: `${sum} yen` };
}
