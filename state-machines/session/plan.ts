import type { AvailableCertificate, MunicipalityOffer, Offer } from '../../shared/center-api.ts';
import { certificateKey, isOfFamilyRegister, type ItemId } from '../../shared/certificates.ts';
import type { Plan } from '../../shared/plan.ts';
import type { PlanNotice } from '../../shared/plan-notice.ts';
import { fitsWant, purposeOf, type PurposeId } from '../../shared/purposes.ts';
import {
  beginSelection,
  concernedItems,
  isSettled,
  personsAreAsked,
  shownItems,
  type Selection,
} from './selection.ts';
import type { Planned, Want } from './planned.ts';

/** Registers may be kept elsewhere than where one lives: for those it is asked where. */
export function plannedByPurpose(purpose: PurposeId): Planned {
  const { wants } = purposeOf(purpose);
  return {
    purpose,
    whose: wants.slice(0, 1).some(({ kind }) => isOfFamilyRegister(kind)) ? null : 'home',
    municipality: null,
    wants: wants.map((want) => ({ ...want, variant: want.variant ?? null, copies: 1 })),
    chosen: null,
  };
}

export function plannedByPlan({ whose, municipality, ...want }: Plan): Planned {
  return { purpose: null, whose, municipality, wants: [want], chosen: null };
}

/** What a planned certificate has become at a municipality. */
export interface Proposal {
  readonly offer: Offer;
  readonly want: Want;
  /** Its place among the wants. */
  readonly at: number;
}

/** Every want that the municipality offers now. */
export function proposalsOf(planned: Planned, offered: readonly Offer[]): Proposal[] {
  return planned.wants.flatMap((want, at) => {
    const offer = offered.find((one) => one.state.open && fitsWant(one, want));
    return offer === undefined ? [] : [{ offer, want, at }];
  });
}

/** The one that is proposed; null where none is offered now. */
export function proposalOf(planned: Planned, offered: readonly Offer[]): Proposal | null {
  const all = proposalsOf(planned, offered);
  return all.find(({ at }) => at === planned.chosen) ?? all[0] ?? null;
}

/** Why none of the wants can be proposed. */
export function whyNoProposal(planned: Planned, offered: readonly Offer[]): PlanNotice {
  const closed = offered.some((offer) => planned.wants.some((want) => fitsWant(offer, want)));
  return closed ? 'notOfferedNow' : 'notOffered';
}

/** Steps that a plan can answer. */
export type AnsweredStep = 'variant' | 'year' | 'summary';

/** A selection as it was planned, and what of it is left to ask. */
export interface TakenPlan {
  readonly selection: Selection;
  /** Questions that the plan has answered. */
  readonly answered: readonly AnsweredStep[];
  readonly notice: PlanNotice | null;
}

/**
 * Begins the selection of a certificate as it was planned: form, persons, items, copies; of several years the newest that this
 * resident can take. What cannot be taken as planned is asked, with the reason.
 */
export function takePlan(certificate: AvailableCertificate, want: Want): TakenPlan {
  const usual = beginSelection(certificate);
  const form = certificate.variants.find(({ variant }) => variant === want.variant);
  const formTaken = form?.unavailable === null;
  const formMissing = want.variant !== null && certificate.variants.length > 0 && !formTaken;
  const year = certificate.years.find(({ unavailable }) => unavailable === null)?.year ?? null;
  const withForm: Selection = {
    ...usual,
    variant: formTaken ? form.variant : usual.variant,
    year: usual.year ?? year,
    copies: want.copies,
    persons: want.persons === 'all' ? certificate.persons.map(({ ref }) => ref) : usual.persons,
  };
  const selection = { ...withForm, shown: want.shown ?? withForm.shown };
  const choosable = concernedItems(selection).map(({ item }) => item);
  const kept: Selection = {
    ...selection,
    shown: certificate.items.map(({ item }) => item).filter((item) => selection.shown.includes(item)),
  };
  const missing = (want.shown ?? []).some(
    (item) => !choosable.includes(item) && concernsSomebody(item, selection),
  );
  const notice = formMissing ? 'formNotForYou' : missing ? 'itemsDiffer' : null;
  const answered: AnsweredStep[] = [
    ...(kept.variant === null ? [] : (['variant'] as const)),
    ...(kept.year === null ? [] : (['year'] as const)),
    // Everything on the summary stood on the proposal, but for what could not be kept.
    ...(notice === null && isSettled(kept) ? (['summary'] as const) : []),
  ];
  return { selection: kept, answered, notice };
}

/** Items of foreign residents are wanted of everybody and concern few. */
function concernsSomebody(item: ItemId, selection: Selection): boolean {
  const foreign = item === 'nationality' || item === 'residenceStatus';
  const { persons, certificate } = selection;
  return certificate.persons.some((person) => persons.includes(person.ref) && person.foreign === foreign);
}

/** The planned want that a certificate of this resident is. */
export function wantFor(
  planned: Planned | null,
  offered: readonly Offer[],
  certificate: AvailableCertificate,
): Want | null {
  const proposal = planned === null ? null : proposalOf(planned, offered);
  if (proposal === null) return null;
  return certificateKey(proposal.offer) === certificateKey(certificate) ? proposal.want : null;
}

/** Whether My Number is shown although the purpose says that the receiver must not get it. */
export function numberUnwanted(purpose: PurposeId | null, selections: readonly Selection[]): boolean {
  if (purpose === null || purposeOf(purpose).myNumber !== 'mustNotShow') return false;
  return selections.some((selection) => shownItems(selection).includes('myNumber'));
}

/** What the window of a municipality gives for this purpose without a fee; what is said of no purpose is said of all. */
export function freeFor({ window }: MunicipalityOffer, purpose: PurposeId | null) {
  return (window.freeFor ?? []).filter(
    ({ purposes }) => purposes === undefined || purpose === null || purposes.includes(purpose),
  );
}

/** The parts of the summary that have more than one answer. */
export function changeableOf(selection: Selection) {
  const { variants, years } = selection.certificate;
  return [
    ...(variants.length > 1 || years.length > 1 ? (['form'] as const) : []),
    ...(personsAreAsked(selection) ? (['persons'] as const) : []),
    ...(concernedItems(selection).length > 0 ? (['items'] as const) : []),
    'copies' as const,
  ];
}
