import type { Conventions } from '../conventions.ts';

export const conventions: Conventions = {
  locale: 'en-GB',
  money: new Intl.NumberFormat('en-US', { style: 'currency', currency: 'JPY' }),
  month: 'short',
  between: ', ',
};
