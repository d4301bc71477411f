import { maxCopies, namedKind } from '../shared/certificates.ts';
import { charactersOf, rareCharactersOf } from '../shared/name-characters.ts';
import type { PlanNotice } from '../shared/plan-notice.ts';
import { purposeIds, purposeOf } from '../shared/purposes.ts';
import type { ScreenBody } from '../shared/screen.ts';
import { timesYen } from '../shared/yen.ts';
import { must, offeredNow, servicesOf, type SessionContext } from './session/context.ts';
import { changeableOf, freeFor, numberUnwanted, proposalOf, proposalsOf } from './session/plan.ts';
import {
  chosenPersons,
  chosenSelections,
  concernedItems,
  selectionCost,
  shownItems,
  type Selection,
} from './session/selection.ts';
import type { SessionSnapshot } from './session/session.ts';

/** The screens on which a certificate is chosen by its purpose and changed from what is usual; null when the session is elsewhere. Pure. */
export function choiceBody(session: SessionSnapshot): ScreenBody | null {
  const { context } = session;
  const at = (state: Parameters<typeof session.matches>[0]): boolean => session.matches(state);
  if (at({ flow: 'purposes' }))
    return {
      kind: 'purposes',
      purposes: [...purposeIds],
      otherServices: servicesOf(context).length > 1,
    };
  if (at({ flow: 'proposal' })) return proposalBody(context);
  const { selection } = context;
  if (selection === null) return null;
  const { certificate } = selection;
  const { kind, title } = certificate;
  const asked = { certificate: kind, ...(title === undefined ? {} : { title }) };
  if (at({ flow: 'variant' }))
    return { kind: 'variant', ...asked, variants: certificate.variants, ...noticeOf(context) };
  if (at({ flow: 'year' })) return { kind: 'year', ...asked, years: certificate.years };
  if (!at({ flow: 'summary' })) return null;
  if (at({ flow: { summary: 'persons' } }))
    return { kind: 'persons', ...asked, persons: certificate.persons, chosen: [...selection.persons] };
  if (at({ flow: { summary: 'items' } }))
    return {
      kind: 'items',
      ...asked,
      items: [...concernedItems(selection)],
      shown: [...selection.shown],
    };
  if (at({ flow: { summary: 'copies' } }))
    return {
      kind: 'copies',
      ...asked,
      copies: selection.copies,
      max: maxCopies,
      price: certificate.price,
      total: selectionCost(selection),
    };
  return summaryBody(context, selection);
}

/** Why something planned is asked after all, as a part of the screen that asks. */
export function noticeOf({ planNotice }: Pick<SessionContext, 'planNotice'>): { notice?: PlanNotice } {
  return planNotice === null ? {} : { notice: planNotice };
}

function proposalBody(context: SessionContext): ScreenBody {
  const planned = must(context.planned, 'plan');
  const municipality = must(context.municipality, 'municipality');
  const offered = offeredNow(context);
  const { offer, want, at } = must(proposalOf(planned, offered), 'proposal');
  const purpose = planned.purpose === null ? null : purposeOf(planned.purpose);
  return {
    kind: 'proposal',
    purpose: planned.purpose,
    municipality: municipality.name,
    certificate: namedKind(offer),
    variant: want.variant,
    persons: want.persons,
    shown: want.shown && [...want.shown],
    copies: want.copies,
    total: timesYen(offer.price, want.copies),
    myNumber: purpose?.myNumber ?? null,
    withinMonths: purpose?.withinMonths ?? null,
    advice: purpose?.advice ?? [],
    needs: offer.needs,
    commonNeeds: municipality.commonNeeds,
    minimumAge: municipality.minimumAge,
    hours: offer.hours ?? [],
    notAcceptedFor: offer.notAcceptedFor ?? [],
    freeAtWindow: freeFor(municipality, planned.purpose).map(({ ja, en }) => ({ ja, en })),
    others: proposalsOf(planned, offered)
      .filter((other) => other.at !== at)
      .map((other) => ({ certificate: namedKind(other.offer), want: other.at })),
  };
}

function summaryBody(context: SessionContext, selection: Selection): ScreenBody {
  return {
    kind: 'summary',
    certificate: namedKind(selection.certificate),
    variant: selection.variant,
    year: selection.year,
    persons: [...chosenPersons(selection)],
    shown: shownItems(selection),
    copies: selection.copies,
    total: selectionCost(selection),
    changeable: changeableOf(selection),
    notice: context.planNotice,
    numberUnwanted: numberUnwanted(context.purpose, [selection]),
  };
}

/** The names of everybody whom the certificates are for, each once. */
export function namesChosen({ basket, selection }: Pick<SessionContext, 'basket' | 'selection'>): string[] {
  const persons = chosenSelections(basket, selection).flatMap(chosenPersons);
  return [...new Set(persons.map(({ name }) => name))];
}

export function glyphsBody(context: SessionContext): ScreenBody {
  return {
    kind: 'glyphs',
    names: namesToCompare(context).map((name) => ({ characters: charactersOf(name) })),
  };
}

/** Names in Latin letters alone have no forms to compare. */
export function namesToCompare(context: Pick<SessionContext, 'basket' | 'selection'>): string[] {
  return namesChosen(context).filter((name) => /[^\x20-\x7e]/.test(name));
}

/** What of the names is shown beside the sum. */
export function rareOf(context: SessionContext) {
  return rareCharactersOf(namesChosen(context));
}
