import type { Conventions } from '../conventions.ts';

export const conventions: Conventions = {
  locale: 'ja-JP',
  money: new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY', currencyDisplay: 'name' }),
  month: 'long',
  between: '、',
};
