import type { OpenState } from '../../shared/center-api.ts';
import type { MunicipalityId } from '../../shared/ids.ts';
import type { NameKeys } from '../../shared/municipality-search.ts';
import type { NotHere } from '../../shared/place-screens.ts';

/** How far somebody has come in finding a municipality that is not among the nearby ones. */
export interface Finding {
  /** Two digits; null: none is chosen. */
  readonly prefecture: string | null;
  /** Those of a list; null: there is none yet. */
  readonly listed: readonly MunicipalityId[] | null;
  readonly keys: NameKeys;
  readonly typed: string;
  /** The one that was chosen, near or far. */
  readonly asked: MunicipalityId | null;
  /** Why that one cannot be served. */
  readonly notHere: { readonly why: NotHere; readonly state: OpenState | null } | null;
}

export const nothingFound: Finding = {
  ...{ prefecture: null, listed: null, keys: 'kana', typed: '', asked: null, notHere: null },
};
