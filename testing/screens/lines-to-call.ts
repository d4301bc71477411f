import type { ShownLine } from '../../shared/telephone-lines.ts';
import { someMorning } from './places.ts';

const sampleLine = { name: { ja: '港区マイナンバーナビダイヤル', en: 'Minato call center' } };
const opensAt = someMorning + 3 * 3_600_000;
/** A number in each state, two at a time as on a message. */
export const sampleLines: readonly ShownLine[] = [
  { ...sampleLine, number: '0570-00-1277', paid: true, menu: null, state: { answers: 'nothing', opensAt } },
  {
    name: { ja: 'マイナンバー総合フリーダイヤル', en: 'My Number help line' },
    ...{ number: '0120-95-0178', paid: false, menu: '2' },
    state: { answers: 'lossOnly', opensAt },
  },
];
export const openLines: readonly ShownLine[] = [
  { ...sampleLine, number: '03-3578-3139', paid: false, menu: null, state: { answers: 'unknown' } },
  {
    name: { ja: 'マイナンバー総合フリーダイヤル', en: 'My Number help line' },
    ...{ number: '0120-95-0178', paid: false, menu: '1' },
    state: { answers: 'everything', until: opensAt },
  },
];
/** The same when nobody knows when they open again. */
export const unsureLines: readonly ShownLine[] = sampleLines.map((line) => ({
  ...line,
  state: { answers: line.state.answers === 'lossOnly' ? 'lossOnly' : 'nothing', opensAt: null },
}));
