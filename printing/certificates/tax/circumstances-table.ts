import type { Box } from '../../fonts/glyph-path.ts';
import type { TaxCircumstances, TaxpayerKind } from '../data.ts';
import { frame } from '../foot.ts';
import { maskDigits } from '../masking.ts';
import type { SheetPen } from '../sheet-pen.ts';

const spouses = { none: '無', deductible: '有', elderly: '有（老人）', sameLivelihood: '同一生計' } as const;
const dependants = [
  ['specific', '特定'],
  ['elderlyAtHome', '同居老親等'],
  ['elderly', '老人'],
  ['other', 'その他'],
  ['under16', '16歳未満'],
] as const;
const disabled = [
  ['specialDisabilityAtHome', '同居特別'],
  ['specialDisability', '特別'],
  ['disability', 'その他'],
] as const;
const kinds: readonly (readonly [TaxpayerKind, string])[] = [
  ['specialDisability', '特別障害者'],
  ['disability', 'その他の障害者'],
  ['widow', '寡婦'],
  ['singleParent', 'ひとり親'],
  ['workingStudent', '勤労学生'],
];
/** Printed where a circumstance does not hold, so that nobody can add it. */
const doesNotHold = '―';

/** mm */
const high = { group: 4.8, caption: 4.8, value: 6, self: 6.4 } as const;
const column = frame.width / (1 + dependants.length + disabled.length);
const self = { caption: 20, kind: 20, value: 12 } as const;
const size = { caption: 2.7, value: 3.4 } as const;

/** mm */
export const heightOfCircumstances = high.group + high.caption + high.value + high.self;

/**
 * 控除対象配偶者, 扶養親族 and 障害者 by kind, and 本人該当. Every kind has its place: an empty one says that there is nobody.
 * @returns where the table ends, mm
 */
export function drawCircumstances(
  pen: SheetPen,
  circumstances: TaxCircumstances,
  top: number,
  masked: boolean,
): number {
  const cell = (from: number, to: number, y: number, h: number): Box => ({
    x: frame.left + from * column,
    y: top + y,
    w: (to - from) * column,
    h,
  });
  const values = high.group + high.caption;
  const firstDisabled = 1 + dependants.length;
  pen.caption(['控除対象', '配偶者'], cell(0, 1, 0, values), size.caption);
  pen.value(
    'circumstances.spouse',
    masked ? '●' : spouses[circumstances.spouse],
    cell(0, 1, values, high.value),
    size.value,
    'center',
  );
  pen.caption('扶養親族の人数', cell(1, firstDisabled, 0, high.group), size.caption);
  pen.caption(
    '障害者の人数（本人を除く）',
    cell(firstDisabled, firstDisabled + disabled.length, 0, high.group),
    size.caption,
  );
  const counts = [
    ...dependants.map(
      ([kind, caption]) => ['dependants', kind, caption, circumstances.dependants[kind]] as const,
    ),
    ...disabled.map(([kind, caption]) => ['disabled', kind, caption, circumstances.disabled[kind]] as const),
  ];
  for (const [index, [group, kind, caption, persons]] of counts.entries()) {
    pen.caption(caption, cell(index + 1, index + 2, high.group, high.caption), size.caption);
    pen.value(
      `circumstances.${group}.${kind}`,
      maskDigits(`${persons}人`, masked),
      cell(index + 1, index + 2, values, high.value),
      size.value,
      'center',
    );
  }
  drawSelf(pen, circumstances, top + values + high.value, masked);
  pen.outline({ x: frame.left, y: top, w: frame.width, h: heightOfCircumstances });
  return top + heightOfCircumstances;
}

function drawSelf(pen: SheetPen, { self: held }: TaxCircumstances, y: number, masked: boolean): void {
  const row = { y, h: high.self };
  pen.caption('本人該当', { ...row, x: frame.left, w: self.caption }, size.caption);
  for (const [index, [kind, caption]] of kinds.entries()) {
    const x = frame.left + self.caption + index * (self.kind + self.value);
    pen.caption(caption, { ...row, x, w: self.kind }, size.caption);
    const text = masked ? '●' : held.includes(kind) ? '該当' : doesNotHold;
    pen.value(
      `circumstances.self.${kind}`,
      text,
      { ...row, x: x + self.kind, w: self.value },
      size.value,
      'center',
    );
  }
}
