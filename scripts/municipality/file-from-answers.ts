import type { CertificateKind } from '../../shared/certificates.ts';
import { certificateKinds } from '../../shared/certificates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { isIssued, issuesAny, none, priceKey, type Answers } from './questions.ts';

/** What the guides say of refunds where they say anything; of who says nothing it is the operator's own. */
const refund = {
  badPrint: 'paidBack',
  wrongChoice: 'notPaidBack',
  leftBehind: 'notPaidBack',
  retakeMinutes: null,
  words: {
    municipality: null,
    operator: {
      ja: '印刷が読めないときは、お店を出る前に、出てきた用紙とレシートをすべて店員にお渡しください。手数料をお返しします。お選び間違いの交換や、取り忘れた用紙の返金はできません。',
      en: 'If a sheet cannot be read, please give every sheet and the receipt to the staff before you leave the store. They pay the fee back. A wrong choice is not exchanged, and sheets that were left behind are not paid back.',
    },
  },
};

const items = [
  { item: 'relationship', concerns: 'all', print: 'hiddenByDefault' },
  { item: 'domicile', concerns: 'japanese', print: 'hiddenByDefault' },
  { item: 'nationality', concerns: 'foreign', print: 'hiddenByDefault' },
  { item: 'residenceStatus', concerns: 'foreign', print: 'hiddenByDefault' },
] as const;

/** The name under which a tax certificate of its own goes in the file. */
const taxCertificateId = 'taxOfYear';

/**
 * A municipality's file as the answers give it. What nobody was asked is decided as most municipalities do, and named in `ownChoice`,
 * so that everybody sees what is still to be read up. Whether it is sound the schema says.
 */
export function fileFromAnswers(
  id: MunicipalityId,
  schema: string,
  answers: Answers,
): Record<string, unknown> {
  const of = (key: string): string => answers[key] ?? none;
  const given = (key: string): boolean => of(key) !== none;
  const issued = certificateKinds.filter((kind) => isIssued(answers, kind));
  const choices = issued.flatMap((kind) => choicesOf(kind));
  const years = issuesAny(answers, 'ofYears');
  const [closedFrom, closedTo] = of('closed').split('..');
  return {
    $schema: schema,
    id,
    name: { ja: of('name'), kana: of('kana'), latin: of('latin') },
    authority: {
      name: of('name'),
      mayorTitle: `${of('name')}長`,
      mayorName: of('mayorName'),
      sealText: `${of('name')}長之印`,
    },
    telephones: given('telephone') ? [telephone(of('telephone'), of('telephoneHours'))] : [],
    hours: [{ days: ['everyDay'], ...span(of('hours')) }],
    closed: { yearly: given('closed') ? [{ from: closedFrom, to: closedTo }] : [], once: [] },
    stepOrder: 'municipality-first',
    window: given('dearerBy') ? { dearerBy: Number(of('dearerBy')) } : {},
    ...(given('minimumAge') ? { minimumAge: Number(of('minimumAge')) } : {}),
    restrictedGetNothing: true,
    ...(years ? { taxYear: { from: of('taxYear') } } : {}),
    ...(given('towns')
      ? {
          towns: of('towns')
            .split(',')
            .map((town) => town.trim()),
        }
      : {}),
    refund,
    services: issued.map((kind) => serviceOf(kind, answers)),
    notOffered: certificateKinds.filter(
      (kind) =>
        !issued.includes(kind) &&
        kind !== 'taxCertificate' &&
        !(isTax(kind) && issued.includes('taxCertificate')),
    ),
    ownChoice: ['authority.sealText', 'stepOrder', 'restrictedGetNothing', 'refund', ...choices],
  };
}

function isTax(kind: CertificateKind): boolean {
  return ['taxAssessment', 'income', 'taxPayment'].includes(kind);
}

function span(text: string): { readonly from: string; readonly to: string } {
  const [from = '', to = ''] = text.split('-');
  return { from, to };
}

function telephone(number: string, hours: string) {
  return {
    name: { ja: '証明書の担当', en: 'Certificates' },
    ...{ number, languages: ['ja'], paid: true },
    hours: [{ days: 'weekdays', ...span(hours) }],
    ...{ overNewYear: false, lossAlways: false },
  };
}

function serviceOf(kind: CertificateKind, answers: Answers): Record<string, unknown> {
  const of = (key: string): string => answers[key] ?? none;
  const prices = [{ from: null, until: null, yen: Number(of(priceKey(kind))) }];
  const hours =
    of('registerHours') === none ? {} : { hours: [{ days: ['weekdays'], ...span(of('registerHours')) }] };
  const enrols = of('towns') !== none;
  const conditions = ['domicileHere', enrols ? 'enrolmentWhenLivingElsewhere' : 'livesHere'];
  switch (kind) {
    case 'residenceRecord':
    case 'residenceRecordItems':
      return { kind, prices, whose: 'household', items, form: 'household' };
    case 'sealRegistration':
      return { kind, prices, whose: 'self', conditions: ['sealRegistered'] };
    case 'taxAssessment':
    case 'income':
    case 'taxPayment':
      return { kind, prices, whose: 'self', yearsBefore: 0, conditions: ['residentOnFirstOfJanuary'] };
    case 'taxCertificate':
      return {
        ...{ kind, id: taxCertificateId, title: { ja: of('taxTitle'), en: of('taxTitleEnglish') } },
        ...{ blocks: ['income', 'deductions', 'dependants', 'tax'], yearsBefore: 0, prices, whose: 'self' },
      };
    case 'familyRegister':
      return { kind, variants: ['full', 'individual'], prices, conditions, ...hours };
    case 'familyRegisterAddresses':
      return { kind, prices, conditions, ...hours };
    case 'vaccination':
      return { kind, variants: ['domestic'], prices };
  }
}

/** What of a certificate nobody was asked. */
function choicesOf(kind: CertificateKind): string[] {
  const decided: Readonly<Record<CertificateKind, readonly string[]>> = {
    residenceRecord: ['whose', 'items', 'form'],
    residenceRecordItems: ['whose', 'items', 'form'],
    sealRegistration: ['whose'],
    taxAssessment: ['whose', 'yearsBefore', 'conditions'],
    income: ['whose', 'yearsBefore', 'conditions'],
    taxPayment: ['whose', 'yearsBefore', 'conditions'],
    taxCertificate: ['whose', 'yearsBefore', 'blocks'],
    familyRegister: ['variants', 'conditions'],
    familyRegisterAddresses: ['conditions'],
    vaccination: ['variants'],
  };
  const key = kind === 'taxCertificate' ? taxCertificateId : kind;
  return decided[kind].map((member) => `services.${key}.${member}`);
}
