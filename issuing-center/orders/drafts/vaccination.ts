import type { VaccinationData } from '../../../printing/certificates/data.ts';
import { documentHead, must, type DraftInput } from './draft.ts';

/** 新型コロナワクチン接種証明書; the one for use at home bears neither passport nor Latin name. */
export function vaccinationData(input: DraftInput, number: string): VaccinationData {
  const { facts, variant } = input;
  const { name, birthDate } = facts.household.holder;
  const { doses, passport } = must(facts.vaccination, 'vaccinations');
  const head = { ...documentHead(input, number), name, birthDate, doses };
  if (variant !== 'travel') return { ...head, variant: 'domestic', travel: null };
  const { latinName, nationality, number: passportNumber } = must(passport, 'passport');
  return { ...head, variant, travel: { latinName, nationality, passportNumber } };
}
