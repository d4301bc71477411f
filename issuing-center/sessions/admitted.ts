import type { RefusalOf } from '../../shared/endpoints.ts';
import type { PersonRef, Sha256 } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { LoggedIn } from '../../shared/session-api.ts';

/** What a login is recorded with, and its answer: a refusal may be recorded too, so that it costs as much as a welcome. */
export interface Admitted {
  /** Which resident each reference of the session means; null where nobody is referred to. */
  readonly persons: Readonly<Record<PersonRef, string>> | null;
  /** The person of a signature certificate; null where the other certificate logged in. */
  readonly subjectSha256: Sha256 | null;
  readonly answer: Result<LoggedIn, RefusalOf<'login'>>;
}
