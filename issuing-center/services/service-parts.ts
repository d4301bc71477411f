import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../shared/dates.ts';
import type { Anchor } from '../pki/certificate.ts';
import type { MunicipalityRules } from '../publication/rules-in-force.ts';
import type { RegisterSources } from '../registers/register-source.ts';
import type { RevocationChecker } from '../pki/revocation/revocation.ts';
import type { Queries, Sql } from '../store/sql.ts';

/** What the services beside certificates work with. */
export interface ServiceParts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly rules: MunicipalityRules;
  readonly registers: RegisterSources;
  /** Every generation of the user authentication CA; below it, of the signature CA. */
  readonly anchors: readonly Anchor[];
  readonly signatureAnchors: readonly Anchor[];
  readonly revocation: RevocationChecker;
  /** P-384; its public half is on the cards (shared/reset-permit.ts). */
  readonly permitKey: KeyObject;
  readonly admitNode: (queries: Queries) => Promise<boolean>;
}
