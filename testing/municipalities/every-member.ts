import { municipalitySchema, type Municipality } from '../../issuing-center/municipalities/schema.ts';

const text = (ja: string, en: string) => ({ ja, en });
const hours = (from: string) => [
  { days: ['weekdays', 'saturday'], from, to: '17:00', dates: { from: '2026-01-01', until: '2029-12-31' } },
];
const stopped = ['sealRegistration', 'enrolment'];

/** A made-up municipality whose file has every member that the form knows, so that nothing of the form goes untried. */
export function everyMember(): Municipality {
  return municipalitySchema.parse({
    $schema: 'municipality.schema.json',
    id: '28382',
    name: { ja: '播磨町', kana: 'はりまちょう', latin: 'Harima' },
    authority: { name: '播磨町', mayorTitle: '播磨町長', mayorName: '見本　明石', sealText: '播磨町長之印' },
    telephones: [
      {
        name: text('見本係', 'Sample desk'),
        number: '079-000-0000',
        languages: ['ja', 'en'],
        paid: true,
        hours: [{ days: 'weekdays', from: '08:30', to: '17:15' }],
        overNewYear: false,
        lossAlways: false,
      },
    ],
    hours: hours('06:30'),
    withinShopHours: true,
    closed: {
      yearly: [{ from: '12-29', to: '01-03', stops: stopped }],
      once: [{ from: '2027-01-10T00:00:00+09:00', to: '2027-01-11T00:00:00+09:00', stops: stopped }],
    },
    publicHolidays: { added: ['2026-08-14'], removed: ['2026-11-03'] },
    stepOrder: 'municipality-first',
    stores: ['Lawson', 'FamilyMart'],
    moreStores: true,
    ownKiosks: [
      { place: 'town-hall', name: text('役場', 'Town hall'), hours: hours('09:00'), residentsOnly: true },
    ],
    phone: { accepted: true, from: '2026-04-01', chains: ['Lawson'], notForEnrolment: true },
    pinResetAtKiosk: true,
    window: {
      dearerBy: 100,
      samePrice: ['sealRegistration'],
      freeFor: [{ ...text('年金の手続き', 'pension matters'), purposes: ['pension', 'work'] }],
    },
    notAcceptedFor: [text('見本の届出', 'sample notices')],
    minimumAge: 15,
    servesFromNextWorkingDayAfter: ['cardHandedOver', 'certificateRenewed'],
    moveOutFiled: {
      byHolder: 'everything',
      inHousehold: { stops: ['residenceRecord', 'sealRegistration'], mayStopMore: true },
    },
    restrictedGetNothing: true,
    daysAfterReturn: 5,
    daysAfterChange: { address: 2, familyRegister: 7 },
    taxYear: { from: '06-01', named: { '2027': '2027-06-10' } },
    towns: ['見本町', '例示町'],
    foundCardNeedsIdentity: true,
    enrolmentSite: 'https://www.example.jp/enrolment',
    refund: {
      badPrint: 'paidBack',
      wrongChoice: 'notPaidBack',
      leftBehind: 'mayBePaidBack',
      retakeMinutes: 15,
      words: {
        municipality: text('役場の文言', 'Words of the town'),
        operator: text('運営者の文言', 'Words of the operator'),
      },
    },
    services: [
      {
        kind: 'residenceRecord',
        offered: { from: '2020-04-01', until: '2035-03-31' },
        hours: hours('08:00'),
        prices: [
          { from: '2020-04-01', until: '2026-11-30', yen: 200 },
          { from: '2026-12-01', until: '2035-03-31', yen: 250 },
        ],
        windowPrice: 300,
        whose: 'household',
        items: [
          { item: 'relationship', concerns: 'all', print: 'hiddenByDefault' },
          { item: 'domicile', concerns: 'japanese', print: 'always' },
        ],
        form: 'household',
        never: ['myNumber', 'addressHistory'],
        notAcceptedFor: [text('見本の用途', 'a sample use')],
        authority: {
          name: '見本町',
          mayorTitle: '見本町長',
          mayorName: '例示　太郎',
          sealText: '見本町長之印',
        },
      },
      {
        kind: 'sealRegistration',
        prices: [{ from: null, until: null, yen: 200 }],
        whose: 'self',
        conditions: ['sealRegistered'],
      },
      {
        kind: 'taxCertificate',
        id: 'incomeForAllowance',
        title: text('所得証明書', 'Income certificate'),
        titleByTax: { taxed: '課税証明書', notTaxed: '非課税証明書' },
        purpose: text('児童手当用', 'for child allowance'),
        blocks: ['income', 'dependants'],
        dependantWithoutReturn: 'withoutIncome',
        yearsBefore: 1,
        prices: [{ from: null, until: null, yen: 200 }],
        whose: 'self',
      },
      {
        kind: 'familyRegister',
        variants: ['full', 'individual'],
        prices: [{ from: null, until: null, yen: 450 }],
        conditions: ['domicileHere', 'enrolmentWhenLivingElsewhere'],
      },
    ],
    notOffered: ['residenceRecordItems', 'familyRegisterAddresses', 'vaccination'],
    ownChoice: ['authority.mayorName', 'refund.badPrint', 'stepOrder'],
  });
}
