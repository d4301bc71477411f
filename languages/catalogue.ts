import type { AttendantWords, ResidentWords } from './compiled/words.ts';

/** The words of one language. */
export interface Catalogue {
  readonly residents: ResidentWords;
  /** Null: the screens of store staff and operators are shown in Japanese. */
  readonly attendants: AttendantWords | null;
}
