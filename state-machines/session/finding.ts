import type { MunicipalityOffer } from '../../shared/center-api.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { ListedMunicipality } from '../../shared/municipality-index.ts';
import {
  groupsOf,
  groupsTyped,
  mostKeysTyped,
  mostListed,
  ofPrefecture,
  type MunicipalityGroup,
} from '../../shared/municipality-groups.ts';
import { beginningWith, keysOnward } from '../../shared/municipality-search.ts';
import type { OffersHere, OneOffer } from '../ports.ts';
import { servedBy } from '../served-by.ts';
import { must, type SessionContext } from './context.ts';
import { nothingFound, type Finding } from './finding-context.ts';

/** As many characters as the longest name has in Latin letters. */
const mostTyped = 20;

type Here = Pick<SessionContext, 'offers' | 'whose' | 'language' | 'chain'>;

export function listedOf({ offers }: Pick<Here, 'offers'>, id: MunicipalityId): ListedMunicipality | null {
  return offers.index.find((one) => one.id === id) ?? null;
}

/** Whether a municipality offers at kiosks what is asked for: for a domicile elsewhere, an enrolment of it. */
export function takesPart({ part }: ListedMunicipality, { whose }: Pick<Here, 'whose'>): boolean {
  return part === 'enrolment' || (part === 'certificates' && whose === 'home');
}

/** Opens a prefecture: its list, where that fits on a screen; otherwise nothing is listed yet. */
export function openPrefecture({ offers, language }: Here, prefecture: string): Finding {
  const own = ofPrefecture(offers.index, prefecture, language);
  const listed = own.length > mostListed ? null : own.map(({ id }) => id);
  return { ...nothingFound, prefecture, listed };
}

/** The groups of the open prefecture, as the language has them. */
export function groupsHere({ offers, language }: Here, prefecture: string) {
  return groupsOf(ofPrefecture(offers.index, prefecture, language), language);
}

/** Opens the list of a group; null where there is no such group. */
export function openGroup(here: Here, finding: Finding, group: number): Finding | null {
  const prefecture = must(finding.prefecture, 'prefecture');
  const opened = groupsHere(here, prefecture)[group];
  return opened === undefined ? null : { ...finding, listed: opened.listed.map(({ id }) => id) };
}

/** Whether the open list is a part of its prefecture. */
export function isGrouped(here: Here, { prefecture }: Finding): boolean {
  return prefecture !== null && openPrefecture(here, prefecture).listed === null;
}

/** Types a key; null where it leads to no name. */
export function typeName({ offers }: Here, finding: Finding, key: string): Finding | null {
  const { keys, typed } = finding;
  if (typed.length >= mostTyped || !keysOnward(offers.index, keys, typed).includes(key)) return null;
  return { ...finding, typed: typed + key };
}

/** Takes the last step of typing a name back: a group that was opened, or else a key. */
export function untypeName(finding: Finding): Finding {
  return finding.listed === null
    ? { ...finding, typed: finding.typed.slice(0, -1) }
    : { ...finding, listed: null };
}

/** What is left of all names by what was typed, and by the group of them that was opened. */
interface Search {
  /** As many as begin with what was typed. */
  readonly count: number;
  /** They, once they fit on a screen, or those of the group; until then none. */
  readonly found: readonly ListedMunicipality[];
  /** From which to choose, where after some keys still more are left than fit on a screen; until then none. */
  readonly groups: readonly MunicipalityGroup[];
}

export function searchNow(here: Pick<SessionContext, 'offers' | 'finding'>): Search {
  const { keys, typed, listed } = here.finding;
  const all = typed === '' ? [] : beginningWith(here.offers.index, keys, typed);
  const count = all.length;
  if (listed !== null) return { count, found: listed.flatMap((id) => listedOf(here, id) ?? []), groups: [] };
  if (count <= mostListed) return { count, found: all, groups: [] };
  return { count, found: [], groups: typed.length < mostKeysTyped ? [] : groupsTyped(all, keys) };
}

/** Opens a group of what was typed; null where there is none. */
export function openTyped(here: Pick<SessionContext, 'offers' | 'finding'>, group: number): Finding | null {
  const opened = searchNow(here).groups[group];
  return opened === undefined ? null : { ...here.finding, listed: opened.listed.map(({ id }) => id) };
}

/** The offers as this kiosk's clock has them: `until` is the center's word, and its clock is another. */
export function byOwnClock(offers: OffersHere, now: Instant): OffersHere {
  const shift = now - offers.at;
  const municipalities = offers.municipalities.map((one) => ({ ...one, until: one.until + shift }));
  return { ...offers, at: now, municipalities };
}

/** Between two questions for the offers, ms, however soon something changes. */
const leastRest = 1_000;

/** How long a kiosk rests before it asks again, ms: less than usual where something changes sooner, so that nothing outlives its instant. */
export function restOf(offers: OffersHere | null, now: Instant, usual: number): number {
  const ends = offers?.municipalities.map(({ until }) => until - now) ?? [];
  return Math.max(leastRest, Math.min(usual, ...ends));
}

/** What is kept of a municipality near the kiosk; null where nothing is, or its time is over. */
export function keptOffer(
  { offers }: Pick<Here, 'offers'>,
  id: MunicipalityId,
  now: Instant,
): MunicipalityOffer | null {
  const kept = offers.municipalities.find((one) => one.id === id);
  return kept !== undefined && now < kept.until ? kept : null;
}

/** What came from the center, as this kiosk's chain and place let it be offered; null where they do not. */
export function offeredHere(
  { offers, chain }: Pick<Here, 'offers' | 'chain'>,
  { at, offer }: OneOffer,
): MunicipalityOffer | null {
  const own = offers.municipalities.filter(({ id }) => id === chain.own?.municipality && id !== offer.id);
  const served = servedBy(chain, { ...offers, at, municipalities: [offer, ...own] });
  return served.municipalities.find(({ id }) => id === offer.id) ?? null;
}

/** Why a municipality with these offers (null: not at this kiosk) cannot be chosen now; null: it can. */
export function whyNotHere(
  { whose }: Pick<Here, 'whose'>,
  offer: MunicipalityOffer | null,
): Finding['notHere'] {
  if (offer === null) return { why: 'notThisKiosk', state: null };
  if (whose === 'domicile' && !offer.enrolment) return { why: 'noEnrolment', state: null };
  return offer.state.open ? null : { why: 'closed', state: offer.state };
}
