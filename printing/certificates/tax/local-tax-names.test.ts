import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../../../issuing-center/municipalities/load.ts';
import { prefectureOf } from '../../../shared/prefectures.ts';
import { laidOut } from '../../../testing/certificates/laid-out.ts';
import { madeUpAssessment } from '../../../testing/certificates/made-up-tax.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import { localTaxNames } from './local-tax-names.ts';
import { taxAssessmentLayout } from './tax-assessment.ts';
import { codes } from '../../../testing/municipality-codes.ts';

const font = await loadMincho();
const municipalities = await loadMunicipalities();

describe('the local tax', () => {
  it.each([
    [codes.tomakomai, '市民税', '道民税', '市・道民税'],
    [codes.tsukuba, '市民税', '県民税', '市・県民税'],
    [codes.minato, '特別区民税', '都民税', '特別区民税・都民税'],
    [codes.meguro, '特別区民税', '都民税', '特別区民税・都民税'],
  ])('has in %s the names %s and %s, in title and table', (id, municipal, prefectural, both) => {
    const municipality = municipalities.get(id);
    if (!municipality) throw new Error('no such municipality');
    const { authority } = municipality;
    const prefecture = prefectureOf(municipality.id).ja;
    expect(localTaxNames({ authority, prefecture })).toEqual({ municipal, prefectural, both });
    const texts = laidOut(
      taxAssessmentLayout,
      madeUpAssessment({ authority, prefecture }),
      font,
    ).texts.flat();
    for (const text of [municipal, prefectural, `令和8年度　${both}　課税証明書`])
      expect(texts).toContain(text);
    expect(texts.join()).not.toMatch(/市町村民税|道府県民税/u);
  });

  it.each([
    ['見本市', '大阪府', '市・府民税'],
    ['見本町', '北海道', '町・道民税'],
    ['見本村', '京都府', '村・府民税'],
    ['見本市', '東京都', '市・都民税'],
  ])('of %s in %s is called %s', (name, prefecture, both) => {
    const { authority } = madeUpAssessment();
    expect(localTaxNames({ authority: { ...authority, name }, prefecture }).both).toBe(both);
  });
});
