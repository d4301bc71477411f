import type { Vaccination } from '../../../issuing-center/registers/vaccinations.ts';
import { covidVaccines } from '../../../shared/covid-vaccines.ts';
import { dateOf, dayNumber, type DayNumber } from './days.ts';
import type { Person } from './person.ts';
import { inLatinLetters } from './romaji.ts';
import type { Stream, Weighted } from './stream.ts';

/** Shares of those old enough when vaccination began. */
const shares = { vaccinated: 0.84, passport: 0.17, earlierCertificate: 0.5 } as const;
const firstDay = dayNumber('2021-05-10');
/** The free vaccination ended on 31 March 2024. */
const lastDay = dayNumber('2024-03-31');
/** Anybody born later was too young when it began. */
const bornBefore = dayNumber('2009-04-01');
const earlierCertificateFrom = dayNumber('2021-12-20');

const doseCounts: Weighted<number> = [
  [2, 16],
  [3, 34],
  [4, 20],
  [5, 14],
  [6, 9],
  [7, 7],
];
/** Those that most people were given. */
const usual = covidVaccines.slice(0, 2);

export function vaccinationOf(stream: Stream, person: Person): Vaccination | null {
  if (person.bornOn >= bornBefore || !stream.chance(shares.vaccinated)) return null;
  const doses = dosesOf(stream);
  const passport = stream.chance(shares.passport) ? passportOf(stream, person) : null;
  const issuedOn = earlierCertificateFrom + stream.below(lastDay - earlierCertificateFrom);
  return {
    resident: person.id,
    doses,
    passport,
    earlierCertificateOn: passport && stream.chance(shares.earlierCertificate) ? dateOf(issuedOn) : null,
  };
}

function dosesOf(stream: Stream): Vaccination['doses'] {
  const doses: Vaccination['doses'] = [];
  const count = stream.weighted(doseCounts);
  let day: DayNumber = firstDay + stream.below(150);
  while (doses.length < count && day <= lastDay) {
    const number = doses.length + 1;
    // The second dose is of the same vaccine as the first.
    const drawn = stream.pick(usual);
    const { product, maker } = number === 2 ? (doses[0] ?? drawn) : drawn;
    doses.push({ number, date: dateOf(day), product, maker, lot: `MH${1000 + stream.below(9000)}` });
    day += number === 1 ? 21 + stream.below(8) : 120 + stream.below(90);
  }
  return doses;
}

function passportOf(stream: Stream, { surname, given, foreigner }: Person): Vaccination['passport'] {
  const number = `ZZ${String(stream.below(10_000_000)).padStart(7, '0')}`;
  return foreigner
    ? { latinName: `${surname.text} ${given.text}`, nationality: foreigner.nationalityCode, number }
    : {
        latinName: `${inLatinLetters(surname.kana)} ${inLatinLetters(given.kana)}`,
        nationality: 'JPN',
        number,
      };
}
