import type { MunicipalityId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { Queries } from '../store/sql.ts';
import { readFacts, type Facts } from './facts.ts';
import type { CertificateKey } from './user-certificates.ts';

/** Why a source has no facts. `registerUnreachable`: it did not answer, or not so that anything may be issued on it. */
export type FactsRefusal = 'certificateUnknown' | 'notAvailable' | 'registerUnreachable';

/** Where a municipality's registers are. */
export interface RegisterSource {
  /** Whether its residents are in the center's own tables, and so may be entered for what refers to them there. */
  readonly inOwnTables: boolean;
  /** The address of a source that is elsewhere; empty for our tables. */
  readonly where: string;
  /**
   * All that the registers say about a card's holder, whatever is asked for. What a certificate says is asked for again inside the
   * transaction that issues it, with `hold`: a source answers what is so at that moment.
   * @param hold what was read in our tables stays as it is to the end of the transaction
   * @throws when the center's own database fails
   */
  facts(
    queries: Queries,
    key: CertificateKey,
    municipality: MunicipalityId,
    hold: boolean,
  ): Promise<Result<Facts, FactsRefusal>>;
}

/** The source of each municipality. */
export type RegisterSources = (municipality: MunicipalityId) => RegisterSource;

/** Our own tables. */
export const ownTables: RegisterSource = { inOwnTables: true, where: '', facts: readFacts };

/** Our own tables for every municipality that has no source of its own. */
export function registerSources(own: ReadonlyMap<MunicipalityId, RegisterSource>): RegisterSources {
  return (municipality) => own.get(municipality) ?? ownTables;
}
