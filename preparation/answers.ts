import type { Municipality } from '../issuing-center/municipalities/schema.ts';
import type { Service } from '../issuing-center/municipalities/service-schema.ts';
import { choosableItems } from '../issuing-center/rules/items.ts';
import { certificateKey, type ItemId, type VariantId } from '../shared/certificates.ts';
import type { MunicipalityId } from '../shared/ids.ts';
import type { Language } from '../shared/languages.ts';
import type { Plan } from '../shared/plan.ts';
import type { Prepared } from '../shared/prepared-code.ts';
import type { PurposeId } from '../shared/purposes.ts';
import type { Whose } from '../shared/whose.ts';

/** What was answered so far. It is kept nowhere: with the page it is gone. */
export interface Answers {
  readonly purpose: PurposeId | 'other' | null;
  readonly whose: Whose | null;
  readonly municipality: MunicipalityId | null;
  /** certificateKey of the certificate. */
  readonly certificate: string | null;
  readonly variant: VariantId | null;
  readonly persons: Plan['persons'] | null;
  /** Null: the municipality's usual ones. */
  readonly shown: readonly ItemId[] | null;
  readonly copies: number | null;
  readonly machine: Machine;
}

/** How the kiosk is to be. */
export type Machine = Prepared['display'] & { readonly language: Language; readonly voice: boolean };

export function noAnswers(language: Language): Answers {
  return {
    ...{ purpose: null, whose: null, municipality: null, certificate: null, variant: null },
    ...{ persons: null, shown: null, copies: null },
    machine: { language, theme: 'light', size: 100, low: false, voice: false },
  };
}

/** In the order in which they are asked. */
export const questions = [
  'purpose',
  'whose',
  'municipality',
  'certificate',
  'variant',
  'persons',
  'items',
  'copies',
  'machine',
] as const;
export type Question = (typeof questions)[number];

export type RulesOf = (id: MunicipalityId) => Municipality | null;

/** The certificate that was chosen, with the municipality that issues it; null: none yet. */
export function chosenService(
  { municipality, certificate }: Pick<Answers, 'municipality' | 'certificate'>,
  rulesOf: RulesOf,
): { readonly municipality: Municipality; readonly service: Service } | null {
  const rules = municipality === null ? null : rulesOf(municipality);
  const service = rules?.services.find((one) => certificateKey(one) === certificate);
  return rules === null || service === undefined ? null : { municipality: rules, service };
}

/** The questions that have more than one answer, as far as the answers tell. */
export function questionsOf(answers: Answers, rulesOf: RulesOf): readonly Question[] {
  const chosen = chosenService(answers, rulesOf);
  return questions.filter((question) => {
    switch (question) {
      case 'variant':
        return (chosen?.service.variants ?? []).length > 1;
      case 'persons':
        return chosen !== null && mayShowOthers(chosen.service);
      case 'items':
        return chosen !== null && choosableItems(chosen.service).length > 0;
      default:
        return true;
    }
  });
}

/** Whether a certificate can show others beside the holder, and need not. */
export function mayShowOthers({ kind, whose }: Service): boolean {
  if (kind === 'residenceRecord' || kind === 'residenceRecordItems') return whose === 'household';
  return kind === 'familyRegisterAddresses';
}

/** The items that a municipality shows where nobody chooses. */
export function usualItems(service: Pick<Service, 'items'>): readonly ItemId[] {
  return choosableItems(service)
    .filter(({ shownByDefault }) => shownByDefault)
    .map(({ item }) => item);
}

/** A new answer. Whatever depends on an answer that changes is asked anew. */
export function answered(answers: Answers, answer: Partial<Answers>): Answers {
  const next = { ...answers, ...answer };
  const otherPlace = next.whose !== answers.whose || next.municipality !== answers.municipality;
  const place = next.whose === answers.whose ? {} : { municipality: answer.municipality ?? null };
  const certificate = otherPlace ? { certificate: answer.certificate ?? null } : {};
  const otherCertificate = otherPlace || next.certificate !== answers.certificate;
  const form = otherCertificate ? { variant: null, persons: null, shown: null } : {};
  return { ...next, ...place, ...certificate, ...form, ...answer };
}

/** What the code says; null while something is not answered. */
export function preparedOf(answers: Answers, rulesOf: RulesOf): Prepared | null {
  const chosen = chosenService(answers, rulesOf);
  const { whose, copies, machine, shown } = answers;
  if (chosen === null || whose === null || copies === null) return null;
  const { service, municipality } = chosen;
  const [only, ...others] = service.variants ?? [];
  const variant = others.length === 0 ? (only ?? null) : answers.variant;
  if (others.length > 0 && variant === null) return null;
  if (mayShowOthers(service) && answers.persons === null) return null;
  const { language, voice, ...display } = machine;
  const usual = usualItems(service);
  const asUsual =
    shown === null || (shown.length === usual.length && usual.every((item) => shown.includes(item)));
  return {
    plan: {
      ...{ whose, municipality: municipality.id, kind: service.kind, variant, copies },
      ...(service.id === undefined ? {} : { id: service.id }),
      // A whole register names everybody whatever is chosen.
      persons: variant === 'full' ? 'all' : (answers.persons ?? 'self'),
      shown: asUsual ? null : [...shown],
    },
    ...{ language, voice, display },
  };
}
