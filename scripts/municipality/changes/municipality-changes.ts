import type { Municipality } from '../../../issuing-center/municipalities/schema.ts';
import { certificateKey, certificateKindSchema } from '../../../shared/certificates.ts';
import { japanDate, japanDateTime } from '../../../shared/dates.ts';
import { each, whole, type Pair } from './fields.ts';
import { serviceChanges, serviceEnds } from './service-changes.ts';
import { asItIs, dayWords, listed, yearlyDayWords, type Sentence, type Words } from './sentence.ts';
import {
  authorityWords,
  certificateWords,
  feeBackWords,
  hoursWords,
  kindWords,
  lineWords,
  freeUseWords,
  textWords,
  yenWords,
  yesNoWords,
} from './value-words.ts';

/** The changes of a file that have words. */
export function municipalityChanges(before: Municipality, after: Municipality): Sentence[] {
  return [
    ...changesOfName(before, after),
    ...changesOfServices(before, after),
    ...changesOfTimes(before, after),
    ...changesOfUse(before, after),
    ...changesOfMoney(before, after),
    ...each(
      words('案内に記載がなく独自に定めた項目', 'what is decided where the guide is silent'),
      [before.ownChoice, after.ownChoice],
      asItIs,
    ),
  ];
}

function words(ja: string, en: string): Words {
  return { ja, en };
}

function changesOfName(before: Municipality, after: Municipality): Sentence[] {
  const name = (key: keyof Municipality['name']): Pair<string> => [before.name[key], after.name[key]];
  return [
    ...whole(words('団体コード', 'the national code'), [before.id, after.id], asItIs),
    ...whole(words('名称', 'the name'), name('ja'), asItIs),
    ...whole(words('名称の読み', 'the reading of the name'), name('kana'), asItIs),
    ...whole(words('名称のローマ字', 'the name in Latin letters'), name('latin'), asItIs),
    ...whole(words('認証者', 'the authority'), [before.authority, after.authority], authorityWords),
    ...each(words('問合せ先', 'the telephones'), [before.telephones, after.telephones], lineWords),
  ];
}

function changesOfServices(before: Municipality, after: Municipality): Sentence[] {
  const found = (one: Municipality, key: string) =>
    one.services.find((service) => certificateKey(service) === key);
  const [old, now] = [before.services.map(certificateKey), after.services.map(certificateKey)];
  const stay = old.filter((key) => now.includes(key));
  const names = ({ services }: Municipality) =>
    listed(services.filter((one) => stay.includes(certificateKey(one))).map(certificateWords));
  const isReordered = now.filter((key) => old.includes(key)).join() !== stay.join();
  return [
    ...before.services.filter((service) => !now.includes(certificateKey(service))).map(serviceEnds),
    ...after.services.flatMap((service) => serviceChanges(found(before, certificateKey(service)), service)),
    ...(isReordered
      ? [
          {
            ja: `証明書の並びを「${names(before).ja}」から「${names(after).ja}」に改める。`,
            en: `The order of the certificates: ${names(after).en}, in place of ${names(before).en}.`,
          },
        ]
      : []),
    ...each(
      words('自動交付機で交付しない証明書', 'the certificates that kiosks do not issue'),
      [before.notOffered, after.notOffered],
      kindWords,
    ),
  ];
}

function changesOfTimes(before: Municipality, after: Municipality): Sentence[] {
  const closureOf = (closure: Closure): Words =>
    closureWords(closure, [...after.services, ...before.services]);
  const holidays = (key: 'added' | 'removed'): Pair<readonly string[]> => [
    before.publicHolidays?.[key],
    after.publicHolidays?.[key],
  ];
  return [
    ...whole(words('受付時間', 'the hours'), [before.hours, after.hours], hoursWords),
    ...whole(
      words('店舗の営業時間内に限ること', 'only while the store is open'),
      [before.withinShopHours, after.withinShopHours],
      yesNoWords,
    ),
    ...each(
      words('毎年の休止日', 'the yearly closures'),
      [before.closed.yearly, after.closed.yearly],
      closureOf,
    ),
    ...each(
      words('臨時の休止', 'the announced closures'),
      [before.closed.once, after.closed.once],
      closureOf,
    ),
    ...each(
      words('祝日と同じに扱う日', 'the days that count as public holidays'),
      holidays('added'),
      yearlyDayWords,
    ),
    ...each(
      words('祝日として扱わない日', 'the public holidays that do not count'),
      holidays('removed'),
      yearlyDayWords,
    ),
    ...whole(
      words('税の証明書の年度の切替え', 'the day from which the tax certificates of a year are issued'),
      [before.taxYear, after.taxYear],
      ({ from, named = {} }) =>
        listed([
          yearlyDayWords(from),
          ...Object.entries(named).map(([year, day]) => yearWords(year, dayWords(day))),
        ]),
    ),
    ...whole(
      words('申告後の待機日数', 'the days after a tax return'),
      [before.daysAfterReturn, after.daysAfterReturn],
      daysOf,
    ),
    ...whole(
      words('住所の異動後の待機日数', 'the days after a change of address'),
      [before.daysAfterChange?.address, after.daysAfterChange?.address],
      daysOf,
    ),
    ...whole(
      words('戸籍の届出後の待機日数', 'the days after a change of the family register'),
      [before.daysAfterChange?.familyRegister, after.daysAfterChange?.familyRegister],
      daysOf,
    ),
  ];
}

function yearWords(year: string, day: Words): Words {
  return { ja: `${year}年は${day.ja}`, en: `${day.en} in ${year}` };
}

function daysOf(days: number): Words {
  return { ja: `${days}日`, en: `${days} days` };
}

type Named = Municipality['services'];
type Closure = Municipality['closed']['yearly'][number];

/** @param named the certificates that have a title of the municipality's own */
function closureWords({ from, to, stops }: Closure, named: Named): Words {
  const [begins, ends] = [momentWords(from), momentWords(to)];
  const what =
    stops === undefined
      ? words('すべて', 'everything')
      : listed(stops.map((one) => stoppedWords(one, named)));
  return {
    ja: `${begins.ja}から${ends.ja}まで（${what.ja}）`,
    en: `${begins.en} to ${ends.en} (${what.en})`,
  };
}

/** A month and day as every year has it, or an instant in Japan. */
function momentWords(text: string): Words {
  const [, month, day] = /^(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (month !== undefined && day !== undefined) return { ja: `${Number(month)}月${Number(day)}日`, en: text };
  const at = Date.parse(text);
  const time = japanDateTime(at).slice(11, 16);
  const on = dayWords(japanDate(at));
  return { ja: `${on.ja}${time}`, en: `${on.en} ${time}` };
}

function stoppedWords(stopped: string, named: Named): Words {
  if (stopped === 'enrolment') return words('本籍地利用登録', 'the enrolment of a registered domicile');
  const kind = certificateKindSchema.safeParse(stopped);
  if (kind.success) return kindWords(kind.data);
  const service = named.find(({ id }) => id === stopped);
  return service === undefined ? asItIs(stopped) : certificateWords(service);
}

function changesOfUse(before: Municipality, after: Municipality): Sentence[] {
  const [old, now] = [before.moveOutFiled, after.moveOutFiled];
  return [
    ...whole(
      words('画面の順序', 'the order of the screens'),
      [before.stepOrder, after.stepOrder],
      (order) => stepOrderWords[order],
    ),
    ...each(words('取扱店舗', 'the stores'), [before.stores, after.stores], asItIs),
    ...whole(
      words('ほかの店舗での取扱い', 'other stores, too'),
      [before.moreStores, after.moreStores],
      yesNoWords,
    ),
    ...each(
      words('庁舎等の自動交付機', "the municipality's own kiosks"),
      [before.ownKiosks, after.ownKiosks],
      kioskWords,
    ),
    ...whole(words('スマートフォンの取扱い', 'the use of a phone'), [before.phone, after.phone], phoneWords),
    ...whole(
      words('自動交付機における暗証番号の再設定', 'the reset of a locked PIN at a kiosk'),
      [before.pinResetAtKiosk, after.pinResetAtKiosk],
      yesNoWords,
    ),
    ...whole(words('利用できる年齢', 'the minimum age'), [before.minimumAge, after.minimumAge], (years) => ({
      ja: `${years}歳以上`,
      en: `${years} years`,
    })),
    ...each(
      words('翌開庁日から利用できることとなる事由', 'after what a card serves from the next working day'),
      [before.servesFromNextWorkingDayAfter, after.servesFromNextWorkingDayAfter],
      (event) => cardEvents[event],
    ),
    ...whole(words('本人の転出届', "the holder's own filed move"), [old?.byHolder, now?.byHolder], () =>
      words('すべて停止', 'stops everything'),
    ),
    ...whole(
      words('世帯の転出届', 'a filed move in the household'),
      [old?.inHousehold, now?.inHousehold],
      (rule) => {
        const stops =
          rule.stops === 'everything' ? words('すべて', 'everything') : listed(rule.stops.map(kindWords));
        return words(
          `${stops.ja}を停止${rule.mayStopMore ? '（ほかも停止することがある）' : ''}`,
          `stops ${stops.en}${rule.mayStopMore ? ', and perhaps more' : ''}`,
        );
      },
    ),
    ...each(
      words('使用できない用途', 'the uses for which no copy is accepted'),
      [before.notAcceptedFor, after.notAcceptedFor],
      textWords,
    ),
    ...each(words('本籍地利用登録の町名', 'the towns for an enrolment'), [before.towns, after.towns], asItIs),
    ...whole(
      words('発見されたカードの本人確認', 'another document of identity for a card that was found again'),
      [before.foundCardNeedsIdentity, after.foundCardNeedsIdentity],
      yesNoWords,
    ),
    ...whole(
      words('本籍地利用登録のウェブサイト', 'the site for an enrolment'),
      [before.enrolmentSite, after.enrolmentSite],
      asItIs,
    ),
  ];
}

const stepOrderWords = {
  'municipality-first': words('市区町村を選んでから、カードを置く', 'the municipality first, then the card'),
  'card-first': words('初めにカードを置く', 'the card first of all'),
  'card-before-municipality': words(
    '案内の後、市区町村を選ぶ前に、カードを置く',
    'the card after the notes, before the municipality',
  ),
} as const;

const cardEvents = {
  cardHandedOver: words('カードの交付', 'the card was handed over'),
  certificateSetUp: words('電子証明書の発行', 'its certificate was set up'),
  certificateRenewed: words('電子証明書の更新', 'its certificate was renewed'),
} as const;

function kioskWords(kiosk: NonNullable<Municipality['ownKiosks']>[number]): Words {
  const { place, name, hours, residentsOnly } = kiosk;
  const open = hoursWords(hours);
  return words(
    `${name.ja}（${place}。${open.ja}。${residentsOnly ? '住民のみ' : 'どなたでも'}）`,
    `${name.en} (${place}; ${open.en}; ${residentsOnly ? 'residents alone' : 'everybody'})`,
  );
}

function startWords({ ja, en }: Words): Words {
  return words(`開始：${ja}。`, `since: ${en}; `);
}

function phoneWords(phone: NonNullable<Municipality['phone']>): Words {
  if (!phone.accepted) return words('取り扱わない', 'not accepted');
  const { from, chains, notForEnrolment } = phone;
  const since = from === undefined ? words('', '') : startWords(dayWords(from));
  const where = chains === undefined ? words('すべての店舗', 'every store') : listed(chains.map(asItIs));
  return words(
    `取り扱う（${since.ja}店舗：${where.ja}${notForEnrolment === true ? '。本籍地利用登録を除く' : ''}）`,
    `accepted (${since.en}at: ${where.en}${notForEnrolment === true ? '; not for an enrolment' : ''})`,
  );
}

function changesOfMoney(before: Municipality, after: Municipality): Sentence[] {
  const [old, now] = [before.refund, after.refund];
  const [oldWindow, newWindow] = [before.window, after.window];
  const told = (whose: 'municipality' | 'operator'): Pair<Words> => [
    old.words[whose] ?? undefined,
    now.words[whose] ?? undefined,
  ];
  return [
    ...whole(
      words('窓口の手数料との差', 'how much dearer a window is'),
      [oldWindow.dearerBy, newWindow.dearerBy],
      (sum) =>
        sum === null ? words('窓口が高い（額は定めない）', 'dearer, by no sum that is named') : yenWords(sum),
    ),
    ...each(
      words('窓口と同額の証明書', 'what costs the same at a window'),
      [oldWindow.samePrice, newWindow.samePrice],
      kindWords,
    ),
    ...each(
      words('窓口で無料となる用途', 'what is free at a window'),
      [oldWindow.freeFor, newWindow.freeFor],
      freeUseWords,
    ),
    ...whole(
      words('印刷不良の場合の手数料', 'the fee of a bad print'),
      [old.badPrint, now.badPrint],
      feeBackWords,
    ),
    ...whole(
      words('選択を誤った場合の手数料', 'the fee of a wrong choice'),
      [old.wrongChoice, now.wrongChoice],
      feeBackWords,
    ),
    ...whole(
      words('取り忘れた場合の手数料', 'the fee of what was left behind'),
      [old.leftBehind, now.leftBehind],
      feeBackWords,
    ),
    ...whole(
      words('印刷不良の後、無料で取り直せる時間', 'how long a bad print can be taken again without a fee'),
      [old.retakeMinutes ?? undefined, now.retakeMinutes ?? undefined],
      (minutes) => words(`${minutes}分間`, `${minutes} minutes`),
    ),
    ...whole(
      words('返金についての市区町村の文言', "the municipality's words on refunds"),
      told('municipality'),
      textWords,
    ),
    ...whole(
      words('返金についての運営者の文言', "the operator's words on refunds"),
      told('operator'),
      textWords,
    ),
  ];
}
