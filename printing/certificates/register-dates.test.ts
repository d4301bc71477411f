import { describe, expect, it } from 'vitest';
import { certificateKinds, type CertificateKind } from '../../shared/certificates.ts';
import { wordedDate } from '../../shared/register-date.ts';
import { laidOut, redrawn } from '../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../testing/certificates/no-overlap.ts';
import { withBirth } from '../../testing/certificates/with-birth.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { layoutOf, type DataOfKind } from './layouts.ts';
import { maskDate } from './masking.ts';

const font = await loadMincho();

function sheetsOf<K extends CertificateKind>(kind: K, data: DataOfKind[K], masked: boolean) {
  const layout = layoutOf(kind);
  const { pages, drawings, texts } = laidOut(layout, masked ? layout.mask(data) : data, font);
  expect(redrawn(layout, pages, font)).toEqual(drawings);
  for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
  return texts.flat();
}

describe.each(certificateKinds)('%s', (kind) => {
  it.each(['昭和20年月日不詳', '文化7年3月3日', '弘化元年12月30日', '生年月日不詳'])(
    'prints %s in the words of the register, and nothing of them but the era in the preview',
    (wording) => {
      const born = withBirth(wordedDate(wording));
      expect(sheetsOf(kind, born[kind], false).join('\n')).toContain(wording);
      const masked = sheetsOf(kind, born[kind], true).join('\n');
      for (const secret of [wording, '不詳', '20年', '3月3日', '12月']) expect(masked).not.toContain(secret);
    },
  );
});

it('keeps the era of a worded date in the preview, and of a day that has none nothing', () => {
  expect(
    ['昭和20年月日不詳', '文化7年3月3日', '生年月日不詳'].map((each) => maskDate(wordedDate(each))),
  ).toEqual([
    { wording: '昭和●●●●●●●', known: null },
    { wording: '文化●●●●●●', known: null },
    { wording: '●●●●●●', known: null },
  ]);
});

it('writes for travel what is known as a passport does', () => {
  const texts = (wording: string) => {
    const { vaccination } = withBirth(wordedDate(wording));
    const travel = { latinName: 'MIHON TARO', nationality: 'JPN', passportNumber: 'ZZ0000000' };
    return laidOut(layoutOf('vaccination'), { ...vaccination, variant: 'travel', travel }, font).texts.flat();
  };
  expect(texts('昭和20年月日不詳')).toContain('1945-XX-XX（昭和20年月日不詳）');
  expect(texts('昭和20年8月日不詳')).toContain('1945-08-XX（昭和20年8月日不詳）');
  expect(texts('生年月日不詳')).toContain('生年月日不詳');
});
