import { expect, it } from 'vitest';
import { fiscalYearSchema } from '../../../shared/certificates.ts';
import type { ScreenBody } from '../../../shared/screen.ts';
import { yen } from '../../../shared/yen.ts';
import { refusalOn, type Refused, type Wanted } from './refusal.ts';

const wanted: Wanted = { certificate: 'residenceRecord', variant: null, year: null };
const [y2025, y2026] = [2025, 2026].map((year) => fiscalYearSchema.parse(year));
if (y2025 === undefined || y2026 === undefined) throw new Error('no years');

const certificates: ScreenBody = {
  kind: 'certificate',
  choices: [{ kind: 'income', price: yen(200), free: 0 }],
  unavailable: [{ kind: 'residenceRecord', unavailable: 'moveOutFiledInHousehold' }],
  endingSoon: null,
};
const variants: ScreenBody = {
  kind: 'variant',
  certificate: 'vaccination',
  variants: [
    { variant: 'domestic', persons: 'all', unavailable: null },
    { variant: 'travel', persons: 'all', unavailable: 'earlierCertificateMissing' },
  ],
};
const years: ScreenBody = {
  kind: 'year',
  certificate: 'income',
  years: [
    { year: y2026, unavailable: 'notAssessed' },
    { year: y2025, unavailable: 'returnNotFiled' },
  ],
};

it.each<[Partial<Wanted>, ScreenBody, Refused | null]>([
  [{}, certificates, { what: 'residenceRecord', why: 'moveOutFiledInHousehold' }],
  [{ certificate: 'taxPayment' }, certificates, { what: 'taxPayment', why: 'notOffered' }],
  [{ certificate: 'income' }, certificates, null],
  [{ certificate: 'vaccination' }, variants, null],
  [
    { certificate: 'vaccination', variant: 'travel' },
    variants,
    { what: 'vaccination, travel', why: 'earlierCertificateMissing' },
  ],
  [{ certificate: 'income' }, years, { what: 'income, any year', why: 'notAssessed' }],
  [{ certificate: 'income', year: y2025 }, years, { what: 'income, 2025', why: 'returnNotFiled' }],
])('a resident who wants %j is refused where the screen does not offer it', (own, body, refused) => {
  expect(refusalOn({ ...wanted, ...own }, body)).toEqual(refused);
});
