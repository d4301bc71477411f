import type { Service, ServiceItem } from '../../../issuing-center/municipalities/service-schema.ts';
import { itemIds } from '../../../shared/certificates.ts';
import { each, whole, type Pair } from './fields.ts';
import { priceChanges } from './price-changes.ts';
import { capital, daysWords, ofSubject, type Sentence, type Words } from './sentence.ts';
import {
  authorityWords,
  blockWords,
  certificateWords,
  formWords,
  hoursWords,
  itemWords,
  kindWords,
  needWords,
  printWords,
  textWords,
  variantWords,
  whoseWords,
  windowOnlyWords,
  yenWords,
  yesNoWords,
} from './value-words.ts';

/** A certificate that is no longer issued. */
export function serviceEnds(service: Service): Sentence {
  const { ja, en } = certificateWords(service);
  return {
    ja: `${ja}の自動交付機における交付を取りやめる。`,
    en: `${capital(en)} is no longer issued at kiosks.`,
  };
}

/** What changes of one certificate; all of it, where it begins. */
export function serviceChanges(before: Service | undefined, after: Service): Sentence[] {
  const subject = certificateWords(after);
  const of = (ja: string, en: string): Words => ofSubject({ ja, en }, subject);
  const pair = <K extends keyof Service>(key: K): Pair<NonNullable<Service[K]>> => [
    before?.[key] ?? undefined,
    after[key] ?? undefined,
  ];
  return [
    ...(before === undefined ? [serviceBegins(after)] : []),
    ...(before === undefined || before.kind === after.kind
      ? []
      : whole(of('種類', 'the kind'), pair('kind'), kindWords)),
    ...(before === undefined
      ? []
      : // It is still called by the name that it had.
        whole(
          ofSubject({ ja: '名称', en: 'the title' }, certificateWords(before)),
          pair('title'),
          textWords,
        )),
    ...whole(of('交付の期間', 'the days of issue'), pair('offered'), daysWords),
    ...priceChanges(subject, before, after),
    ...whole(
      of('税額のある場合の題名', 'the title on paper where there is a tax to pay'),
      taxed(before, after),
      same,
    ),
    ...whole(
      of('税額のない場合の題名', 'the title on paper where there is no tax to pay'),
      notTaxed(before, after),
      same,
    ),
    ...whole(of('用途', 'the purpose'), pair('purpose'), textWords),
    ...each(of('記載内容', 'the contents'), pair('blocks'), blockWords),
    ...whole(
      of(
        '申告のない被扶養者への、所得を除いた交付',
        'the issue without the income to a dependant who filed no return',
      ),
      pair('dependantWithoutReturn'),
      () => yesNoWords(true),
    ),
    ...whole(of('受付時間', 'the hours'), pair('hours'), hoursWords),
    ...each(of('種別', 'the variants'), pair('variants'), variantWords),
    ...whole(of('対象年度', 'the fiscal years'), pair('yearsBefore'), (years) => ({
      ja: years === 0 ? '最新の年度のみ' : `最新の年度と、その前の${years}年度分`,
      en: years === 0 ? 'the latest alone' : `the latest and ${years} before it`,
    })),
    ...whole(of('窓口での手数料', 'the fee at the window'), pair('windowPrice'), yenWords),
    ...whole(of('交付の対象', 'the persons'), pair('whose'), whoseWords),
    ...itemChanges(subject, before, after),
    ...each(of('条件', 'the conditions'), pair('conditions'), needWords),
    ...whole(of('様式', 'the form'), pair('form'), formWords),
    ...each(of('自動交付機で交付しないもの', 'what a kiosk never issues'), pair('never'), windowOnlyWords),
    ...each(
      of('使用できない用途', 'the uses for which a copy is not accepted'),
      pair('notAcceptedFor'),
      textWords,
    ),
    ...whole(of('認証者', 'the authority'), pair('authority'), authorityWords),
  ];
}

function serviceBegins(service: Service): Sentence {
  const { kind, id } = service;
  const [named, usual] = [certificateWords(service), kindWords(kind)];
  const which = id === undefined ? '' : id;
  return {
    ja: `${named.ja}の自動交付機における交付を始める${id === undefined ? '' : `（${usual.ja}、${which}）`}。`,
    en: `${capital(named.en)} is issued at kiosks${id === undefined ? '' : ` (${usual.en}, ${which})`}.`,
  };
}

function taxed(before: Service | undefined, after: Service): Pair<string> {
  return [before?.titleByTax?.taxed, after.titleByTax?.taxed];
}

function notTaxed(before: Service | undefined, after: Service): Pair<string> {
  return [before?.titleByTax?.notTaxed, after.titleByTax?.notTaxed];
}

function same(text: string): Words {
  return { ja: text, en: text };
}

function itemChanges(subject: Words, before: Service | undefined, after: Service): Sentence[] {
  const of = (service: Service | undefined, item: ServiceItem['item']) =>
    service?.items?.find((one) => one.item === item);
  return itemIds.flatMap((item) => {
    const { ja, en } = itemWords(item);
    const what = ofSubject({ ja: `記載事項「${ja}」の扱い`, en: `the item “${en}”` }, subject);
    return whole(what, [of(before, item), of(after, item)], printWords);
  });
}
