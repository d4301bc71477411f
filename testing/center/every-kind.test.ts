import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopyRenderer } from '../../issuing-center/orders/copy-renderer.ts';
import { createRenderingPool } from '../../issuing-center/orders/rendering-pool.ts';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import { bindingSchema, type OrderLine } from '../../shared/center-api.ts';
import { certificateKey, kindAndId, type VariantId } from '../../shared/certificates.ts';
import { openCenterServices, type CenterServices } from './center-services.ts';
import { wholeLine } from './whole-line.ts';
import { holderOf } from '../../simulator/residents/holders.ts';
import { registerHouseholds } from '../../simulator/residents/residents.ts';
import { textOfSheet } from './text-of-sheet.ts';
import { codes } from '../municipality-codes.ts';
import { some } from '../repetitions.ts';

/*
 * Every kind a municipality issues, once from the card to the sealed sheet: registers, rules, drafts, layouts and renderer are
 * the product's own, and pdftotext reads what came out.
 */

interface Way {
  readonly municipality: string;
  /** Its kind, or what the municipality calls it. */
  readonly certificate: string;
  readonly holder: string;
  /** Texts on the sheets, as pdftotext reads them. */
  readonly says: readonly string[];
  readonly variant?: VariantId;
}

const ways: readonly Way[] = [
  way(codes.tsukuba, 'residenceRecord', 'tsukuba-family', [
    ...['住民票の写し', '見本太郎', '見本桜', '世帯全員'],
    '旧氏の振り仮名レイジ旧氏例示',
  ]),
  way(codes.tsukuba, 'residenceRecord', 'tsukuba-just-married', ['旧氏の振り仮名空欄旧氏架空']),
  way(codes.tsukuba, 'sealRegistration', 'tsukuba-family', ['印鑑登録証明書', '見本太郎']),
  way(codes.tsukuba, 'taxAssessment', 'tsukuba-family', ['課税証明書', '5,600,000', '見本太郎']),
  way(codes.tsukuba, 'taxAssessment', 'tsukuba-family-wife', ['非課税証明書', '620,000']),
  way(codes.tsukuba, 'income', 'tsukuba-family', ['所得証明書', '5,600,000']),
  way(
    codes.tsukuba,
    'familyRegister',
    'tsukuba-family',
    ['戸籍全部事項証明書', '見本太郎', '一郎', '氏の振り仮名', 'ミホン', '【名の振り仮名】イチロウ'],
    'full',
  ),
  way(codes.tsukuba, 'familyRegister', 'tsukuba-single', ['戸籍全部事項証明書', '松夫', '除籍'], 'full'),
  way(codes.tsukuba, 'familyRegister', 'tsukuba-family', ['戸籍個人事項証明書'], 'individual'),
  way(codes.tsukuba, 'familyRegister', 'arakawa-tsuji', ['戸籍全部事項証明書'], 'full'),
  way(codes.tsukuba, 'residenceRecord', 'tsukuba-day-unknown', [
    '昭和20年月日不詳',
    '氏名の振り仮名',
    '【氏空欄】',
    'アキラ',
  ]),
  way(
    codes.tsukuba,
    'familyRegister',
    'tsukuba-day-unknown',
    ['昭和20年月日不詳', '明治5年11月10日', '明治42年3月日不詳'],
    'full',
  ),
  way(codes.tsukuba, 'familyRegisterAddresses', 'tsukuba-day-unknown', [
    '昭和20年月日不詳',
    '明治5年11月10日',
  ]),
  way(codes.tsukuba, 'familyRegisterAddresses', 'tsukuba-family', ['戸籍の附票', '見本太郎']),
  way(codes.minato, 'residenceRecord', 'minato-mixed', ['EXAMPLEJOHNMICHAEL', '例示次温']),
  way(codes.minato, 'sealRegistration', 'minato-mixed', ['印鑑登録証明書', '例示次温']),
  way(codes.minato, 'taxAssessment', 'minato-variant', ['課税証明書', '6,800,000']),
  way(codes.minato, 'taxPayment', 'minato-variant', ['納税証明書', '特別区民税']),
  way(codes.minato, 'familyRegister', 'minato-variant', ['戸籍全部事項証明書'], 'full'),
  way(codes.minato, 'familyRegister', 'minato-variant', ['戸籍個人事項証明書'], 'individual'),
  way(codes.minato, 'familyRegisterAddresses', 'minato-variant', ['戸籍の附票']),
  way(codes.meguro, 'residenceRecord', 'meguro-six', ['架空五郎', '架空十和']),
  way(codes.meguro, 'sealRegistration', 'meguro-six', ['印鑑登録証明書']),
  way(codes.meguro, 'taxAssessment', 'meguro-six', ['課税証明書', '8,300,000']),
  way(codes.meguro, 'familyRegister', 'meguro-six', ['戸籍全部事項証明書', '五郎', '九太'], 'full'),
  way(codes.meguro, 'familyRegister', 'meguro-six', ['戸籍個人事項証明書'], 'individual'),
  way(codes.meguro, 'familyRegisterAddresses', 'meguro-six', ['戸籍の附票', '架空五郎']),
  way(codes.arakawa, 'residenceRecord', 'arakawa-tsuji', ['住民票の写し']),
  way(codes.arakawa, 'sealRegistration', 'arakawa-tsuji', ['印鑑登録証明書']),
  way(codes.tomakomai, 'residenceRecord', 'tomakomai-generations-4', ['見本栄', '見本芽']),
  way(codes.tomakomai, 'sealRegistration', 'tomakomai-generations-4', ['印鑑登録証明書']),
  way(codes.tomakomai, 'taxAssessment', 'tomakomai-generations-4', ['課税証明書', '3,700,000']),
  way(
    codes.tomakomai,
    'familyRegister',
    'tomakomai-ten-children',
    ['戸籍全部事項証明書', '海子', '星'],
    'full',
  ),
  way(codes.tomakomai, 'familyRegister', 'tomakomai-generations-4', ['戸籍個人事項証明書'], 'individual'),
  way(codes.tomakomai, 'familyRegisterAddresses', 'tomakomai-ten-children', ['戸籍の附票']),
  ...records(codes.asahikawa, 'asahikawa', '雪夫'),
  ...registers(codes.asahikawa, 'asahikawa', '氷美'),
  way(codes.asahikawa, 'incomeAndTax', 'asahikawa', ['所得課税証明書', '4,600,000', '道民税']),
  way(codes.atsugi, 'localTax', 'atsugi', ['市・県民税課税証明書', '4,600,000']),
  way(codes.atsugi, 'localTax', 'atsugi-spouse', ['市・県民税非課税証明書', '所得控除']),
  ...records(codes.gero, 'gero', '湯之助'),
  ...registers(codes.gero, 'gero', '温子'),
  way(codes.gero, 'incomeOfYear', 'gero', ['所得証明書', '4,600,000']),
  way(codes.gero, 'tax', 'gero', ['課税証明書', '年税額']),
  way(codes.gero, 'incomeAndTax', 'gero', ['所得課税証明書', '4,600,000', '年税額']),
  ...records(codes.susono, 'susono', '岳'),
  way(codes.susono, 'taxAndIncome', 'susono', ['課税（所得）証明書', '4,600,000']),
  ...records(codes.harima, 'harima', '潮'),
  ...registers(codes.harima, 'harima', '波江'),
  way(codes.harima, 'residenceRecordItems', 'harima', ['住民票記載事項証明書', '潮', '記載がある']),
  way(codes.harima, 'incomeAndTax', 'harima', ['所得・課税証明書', '町民税', '年税額']),
  ...records(codes.tokushima, 'tokushima', '踊二'),
  ...registers(codes.tokushima, 'tokushima', '渦女'),
  ...records(codes.miyako, 'miyako', '都志'),
  ...registers(codes.miyako, 'miyako', '里子'),
  ...records(codes.hyuga, 'hyuga', '日向太'),
  ...registers(codes.hyuga, 'hyuga', '碧'),
  way(codes.hyuga, 'tax', 'hyuga', ['課税証明書', '年税額']),
  way(codes.hyuga, 'incomeOfYear', 'hyuga', ['所得証明書', '4,600,000']),
  way(codes.hyuga, 'incomeAndTax', 'hyuga', ['所得課税証明書', '年税額']),
  way(codes.hyuga, 'incomeForChildAllowance', 'hyuga', ['所得証明書（児童手当用）', '4,600,000']),
];

/** @param given name of the holder */
function records(municipality: string, holder: string, given: string): readonly Way[] {
  return [
    way(municipality, 'residenceRecord', holder, ['住民票の写し', given]),
    way(municipality, 'sealRegistration', holder, ['印鑑登録証明書', given]),
  ];
}

/** @param given name of the other spouse */
function registers(municipality: string, holder: string, given: string): readonly Way[] {
  return [
    way(municipality, 'familyRegister', holder, ['戸籍全部事項証明書', given], 'full'),
    way(municipality, 'familyRegister', holder, ['戸籍個人事項証明書'], 'individual'),
    way(municipality, 'familyRegisterAddresses', holder, ['戸籍の附票']),
  ];
}

/** Issued until 2024-03-31. */
const endedWays: readonly Way[] = [
  way(codes.minato, 'vaccination', 'minato-variant', ['接種証明書', 'MH1003'], 'domestic'),
  way(codes.minato, 'vaccination', 'minato-mixed', ['EXAMPLEJOHNMICHAEL', 'XX0000000'], 'travel'),
  way(codes.meguro, 'vaccination', 'meguro-six', ['接種証明書', 'MH1004'], 'domestic'),
  way(codes.meguro, 'vaccination', 'meguro-six', ['KAKUUGOROU', 'ZZ1111111'], 'travel'),
];

function way(
  municipality: string,
  certificate: string,
  holder: string,
  says: readonly string[],
  variant?: VariantId,
): Way {
  return { municipality, certificate, holder, says, ...(variant === undefined ? {} : { variant }) };
}

it('every kind of every municipality in which somebody lives, and every form of it, has a holder here', async () => {
  const lived = [...(await loadMunicipalities()).values()].filter(({ id }) =>
    registerHouseholds.some(({ household }) => household.municipality === id),
  );
  for (const { id, services } of lived)
    for (const service of services)
      for (const variant of service.variants ?? [undefined])
        expect(
          [...ways, ...endedWays].some(
            (one) =>
              one.municipality === id &&
              one.certificate === certificateKey(service) &&
              one.variant === variant,
          ),
          `${id} ${certificateKey(service)} ${variant ?? ''}`,
        ).toBe(true);
});

describe.each([
  ['2026-11-20', ways],
  ['2024-03-31', endedWays],
])('on %s', (day, all) => {
  const clock = { now: () => Date.parse(`${day}T12:00:00+09:00`) };
  let directory: string;
  let services: CenterServices;
  /** The product's own: each kind goes through a thread. */
  let copies: CopyRenderer;
  beforeAll(async () => {
    services = await openCenterServices(clock, [...new Set(all.map(({ holder }) => holder))]);
    directory = await mkdtemp(path.join(tmpdir(), 'komado-seal-'));
    const municipalityIds = [...(await loadMunicipalities()).keys()];
    const sealKeys = await openSealKeys(path.join(directory, 'keys'), municipalityIds, clock);
    copies = createRenderingPool({ sealKeys, threads: 1 });
  });
  afterAll(async () => {
    await copies.close();
    await services.close();
    await rm(directory, { recursive: true });
  });

  it.each(some(all, 9))(
    '$municipality issues $certificate $variant to $holder',
    async ({ municipality, ...wanted }) => {
      const { certificate: key, holder, says, variant } = wanted;
      const { session, answer } = await services.login(holder, municipality);
      if (!answer.ok) throw new Error(answer.error.refused);
      const certificate = answer.value.certificates.find((one) => certificateKey(one) === key);
      if (!certificate) throw new Error(`no ${key}: ${JSON.stringify(answer.value.unavailable)}`);
      const whole = wholeLine(certificate);
      const line: OrderLine = variant === undefined ? whole : { ...whole, variant };
      const order = await services.order(session, [line], services.orderService({ copies }));
      if (!order.ok) throw new Error(JSON.stringify(order.error));
      const [document, ...others] = order.value.documents;
      if (!document) throw new Error('no document');
      expect(others).toEqual([]);
      const binding = bindingSchema.parse(JSON.parse(order.value.binding));
      expect(binding.documents).toMatchObject([
        { ...kindAndId(certificate), variant: variant ?? null, year: line.year, subjects: line.persons },
      ]);
      expect(order.value.preview).toHaveLength(document.sheets.length);
      const texts = await Promise.all(
        document.sheets.map((sheet) => textOfSheet(Buffer.from(sheet, 'base64'))),
      );
      const text = texts.join('\n');
      expect([...says, document.number].filter((each) => !text.includes(each))).toEqual([]);
      const { name } = holderOf(holder);
      expect(JSON.stringify(order.value.preview)).not.toContain(name);
    },
  );
});
