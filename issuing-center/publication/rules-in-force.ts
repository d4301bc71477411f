import type { KeyObject } from 'node:crypto';
import type { EventLog } from '../../logging/event-log.ts';
import type { Bilingual } from '../../shared/certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import { namesAmong, type NamedMunicipality } from '../../shared/municipality-names.ts';
import type { SignedRules } from '../../shared/municipality-rules.ts';
import { everyMunicipality } from '../municipality-index/municipality-index.ts';
import { holdRules, insertRules, rulesAfter, type StoredRules } from '../store/municipality-rules.ts';
import type { Queries, Sql } from '../store/sql.ts';
import { openRules, saySame, signRules } from './bundle.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { Municipality } from '../municipalities/schema.ts';

/** How often a node looks for rules that were published, ms; they hold no sooner than `leadMs` after that (publish.ts). */
export const rulesLookMs = 10_000;

/** What is in force of a municipality. */
export interface InForce {
  readonly municipality: Municipality;
  /** Null: what the center's file says, and nobody has used it yet. */
  readonly number: number | null;
}

/**
 * The rules of every municipality at every instant. A municipality of which nothing was ever published has those of its file; once
 * something was, the database alone decides, so that all nodes change at the same instant and no older file comes back at a start.
 */
export interface MunicipalityRules {
  /** Learns what was published since; whoever decides about something new calls it first. */
  refresh(queries: Queries): Promise<void>;
  /**
   * At a node's start: learns everything, and enters files that say something else than what was entered of them before. Kiosks that have
   * believed a number would not believe rules without one, and so begin no session with them.
   */
  start(sql: Sql, now: Instant): Promise<void>;
  /** What is known to be in force of all municipalities at an instant. */
  all(at: Instant): Municipalities;
  /** Of one; null where it has none that are sound, or is not served here. */
  at(id: MunicipalityId, at: Instant): InForce | null;
  /** The name of one of them as it is shown, told apart from every other in Japan. */
  shownName(one: NamedMunicipality): Bilingual;
  /** When the next rules of a municipality begin to hold, as far as is known; null: none are on their way. */
  nextChange(id: MunicipalityId, at: Instant): Instant | null;
  /** Another number whenever what is known of the rules, or which of them hold, has changed. */
  revision(at: Instant): number;
  /** What a session begins with, under a number, of what was known at the last refresh: rules of a file are entered when they are first used. */
  begin(sql: Sql, id: MunicipalityId, now: Instant): Promise<InForce | null>;
  /** Those with which a session began or an order was built; without a number those that were in force at the instant. */
  numbered(
    queries: Queries,
    id: MunicipalityId,
    number: number | null,
    at: Instant,
  ): Promise<Municipality | null>;
  /** The signed bundle of a number, for kiosks. */
  signed(queries: Queries, id: MunicipalityId, number: number): Promise<SignedRules | null>;
}

interface Entry extends SignedRules {
  readonly number: number;
  readonly from: Instant;
  readonly whence: StoredRules['whence'];
  /** Null: refused. Its municipality is closed while it is in force: older rules must not come back by accident. */
  readonly municipality: Municipality | null;
  /** Whether it says what the center's file says. */
  readonly saysFiled: boolean;
}

/** @param log told of rules that are refused */
export function createMunicipalityRules(parts: {
  /** What the center's files say. */
  readonly files: Municipalities;
  /** With which rules are signed. */
  readonly signingKey: KeyObject;
  readonly log: EventLog;
}): MunicipalityRules {
  const { files, signingKey, log } = parts;
  const shownName = namesAmong(everyMunicipality(files));
  const entries = new Map<MunicipalityId, Map<number, Entry>>();
  /** Every instant from which rules hold. */
  const instants: Instant[] = [];
  let last = 0;
  /** All that is in force: the same until rules come, or an instant does. */
  let kept: { readonly revision: number; readonly all: Municipalities } | null = null;
  const revision = (at: Instant) => instants.length + instants.filter((from) => from <= at).length;

  async function refresh(queries: Queries): Promise<void> {
    for (const stored of await rulesAfter(queries, last)) {
      take(stored);
      last = Math.max(last, stored.seq);
    }
  }

  function take(stored: StoredRules): void {
    const { municipality: id, number, holdsFrom: from, whence, text, signature } = stored;
    const own = entries.get(id) ?? new Map<number, Entry>();
    if (own.has(number)) return;
    const opened = openRules({ text, signature }, signingKey);
    const isMeant =
      opened.ok &&
      opened.value.municipality.id === id &&
      opened.value.number === number &&
      opened.value.from === from;
    if (!isMeant)
      log.event('municipalityRulesRefused', {
        municipality: id,
        number,
        why: opened.ok ? 'shape' : opened.error,
      });
    const municipality = isMeant ? opened.value.municipality : null;
    const filed = files.get(id);
    const saysFiled = municipality !== null && filed !== undefined && saySame(municipality, filed);
    own.set(number, { number, from, whence, municipality, saysFiled, text, signature });
    entries.set(id, own);
    instants.push(from);
  }

  /** The entry in force: of those whose instant has come, the one with the highest number. */
  function entryAt(id: MunicipalityId, at: Instant): Entry | undefined {
    return entriesOf(id).findLast(({ from }) => from <= at);
  }

  function entriesOf(id: MunicipalityId): readonly Entry[] {
    return [...(entries.get(id)?.values() ?? [])].toSorted((one, other) => one.number - other.number);
  }

  function inForce(id: MunicipalityId, at: Instant): InForce | null {
    const filed = files.get(id);
    // One that this center does not serve has no seal here.
    if (filed === undefined) return null;
    const entry = entryAt(id, at);
    if (entry === undefined) return { municipality: filed, number: null };
    const all = entriesOf(id);
    const { municipality, number, saysFiled } = entry;
    const isFileOfToday = all.at(-1) === entry && all.every(({ whence }) => whence === 'file');
    if (isFileOfToday && !saysFiled) return { municipality: filed, number: null };
    return municipality === null ? null : { municipality, number };
  }

  async function enter(queries: Queries, id: MunicipalityId, now: Instant): Promise<void> {
    await holdRules(queries);
    await refresh(queries);
    const current = inForce(id, now);
    // Another node has entered it, or what was published counts alone.
    if (current?.number !== null) return;
    if (entriesOf(id).some(({ whence }) => whence !== 'file')) return;
    const number = (entriesOf(id).at(-1)?.number ?? 0) + 1;
    const { municipality } = current;
    const signed = signRules({ municipality, number, from: now }, signingKey);
    await insertRules(queries, {
      ...{ municipality: id, number, holdsFrom: now, whence: 'file', enteredAt: now },
      ...signed,
    });
  }

  return {
    refresh,
    async start(sql, now) {
      await refresh(sql);
      const changed = [...entries.keys()].filter((id) => inForce(id, now)?.number === null);
      for (const id of changed) await sql.transaction((queries) => enter(queries, id, now));
      if (changed.length > 0) await refresh(sql);
    },
    at: inForce,
    shownName,
    nextChange(id, at) {
      const coming = entriesOf(id).flatMap(({ from }) => (from > at ? [from] : []));
      return coming.length === 0 ? null : Math.min(...coming);
    },
    revision,
    all(at) {
      if (entries.size === 0) return files;
      const now = revision(at);
      if (kept?.revision !== now) {
        const found = [...files.keys()].map((id) => [id, inForce(id, at)?.municipality] as const);
        kept = { revision: now, all: new Map(found.flatMap(([id, one]) => (one ? [[id, one]] : []))) };
      }
      return kept.all;
    },
    async begin(sql, id, now) {
      const known = inForce(id, now);
      if (known === null || known.number !== null) return known;
      await sql.transaction((queries) => enter(queries, id, now));
      await refresh(sql);
      return inForce(id, now);
    },
    async numbered(queries, id, number, at) {
      if (number === null) {
        await refresh(queries);
        return inForce(id, at)?.municipality ?? null;
      }
      if (entries.get(id)?.has(number) !== true) await refresh(queries);
      return files.has(id) ? (entries.get(id)?.get(number)?.municipality ?? null) : null;
    },
    async signed(queries, id, number) {
      if (entries.get(id)?.has(number) !== true) await refresh(queries);
      const entry = entries.get(id)?.get(number);
      return entry === undefined ? null : { text: entry.text, signature: entry.signature };
    },
  };
}
