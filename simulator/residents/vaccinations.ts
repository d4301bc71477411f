import type { Vaccination } from '../../issuing-center/registers/vaccinations.ts';
import { covidVaccines } from '../../shared/covid-vaccines.ts';
import { isoDate } from '../../shared/dates.ts';

/** The first two doses were of one vaccine; of the later ones every other is another one. */
function doses(...dates: readonly string[]): Vaccination['doses'] {
  const [first, other] = covidVaccines;
  if (!first || !other) throw new Error('no vaccines');
  return dates.map((date, index) => {
    const { product, maker } = index < 2 || index % 2 === 0 ? first : other;
    return { number: index + 1, date: isoDate(date), product, maker, lot: `MH${1000 + index}` };
  });
}

/** With and without passport; a certificate before 2022-07-21 is too early for travel. */
export const vaccinations: readonly Vaccination[] = [
  {
    resident: 'minato-mixed',
    doses: doses('2021-08-02', '2021-08-30', '2022-03-15'),
    passport: { latinName: 'EXAMPLE JOHN MICHAEL', nationality: 'IRL', number: 'XX0000000' },
    earlierCertificateOn: isoDate('2022-08-01'),
  },
  {
    resident: 'minato-mixed-wife',
    doses: doses('2021-07-20', '2021-08-17'),
    passport: { latinName: 'MIHON YOSHIKO', nationality: 'JPN', number: 'ZZ0000000' },
    earlierCertificateOn: isoDate('2022-07-20'),
  },
  {
    resident: 'minato-variant',
    doses: doses('2021-09-01', '2021-09-29', '2022-05-10', '2022-11-22'),
    passport: null,
    earlierCertificateOn: null,
  },
  {
    resident: 'meguro-six',
    doses: doses('2021-06-14', '2021-07-12', '2022-02-18', '2022-10-07', '2023-06-05'),
    passport: { latinName: 'KAKUU GOROU', nationality: 'JPN', number: 'ZZ1111111' },
    earlierCertificateOn: isoDate('2022-07-21'),
  },
];
