import type { VaccinationData } from '../../../printing/certificates/data.ts';
import { covidVaccineOf } from '../../../shared/covid-vaccines.ts';
import { documentHead, must, type DraftInput } from './draft.ts';

type Dose = VaccinationData['doses'][number];

/** Who certifies, as a certificate for travel says it. */
const inEnglish: Readonly<Record<string, string>> = {
  厚生労働大臣: 'Minister of Health, Labour and Welfare, Japan',
};

/**
 * 新型コロナワクチン接種証明書; the one for use at home bears neither passport nor Latin name, the one for travel says everything in
 * English too.
 */
export function vaccinationData(input: DraftInput, number: string): VaccinationData {
  const { facts, variant } = input;
  const { name, birthDate } = facts.household.holder;
  const { doses, passport } = must(facts.vaccination, 'vaccinations');
  const head = { ...documentHead(input, number), name, birthDate };
  if (variant !== 'travel') return { ...head, variant: 'domestic', travel: null, doses: doses.map(atHome) };
  const { latinName, nationality, number: passportNumber } = must(passport, 'passport');
  const issuer = inEnglish[head.authority.mayorTitle];
  return {
    ...head,
    variant,
    travel: { latinName, nationality, passportNumber, ...(issuer === undefined ? {} : { issuer }) },
    doses: doses.map(forTravel),
  };
}

function atHome({ number, date, product, maker, lot }: Dose): Dose {
  return { number, date, product, maker, lot };
}

function forTravel(dose: Dose): Dose {
  const latin = dose.latin ?? covidVaccineOf(dose.product)?.latin;
  return { ...atHome(dose), ...(latin === undefined ? {} : { latin }) };
}
