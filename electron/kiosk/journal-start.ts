import type { Instant } from '../../shared/dates.ts';
import type { JournalRecord } from '../journal/record.ts';
import { nothingStands, standingAfter, type Standing } from '../recovery/standing.ts';
import { createAllTries, type AllTries } from './attendants/tries.ts';

/** What a start needs of the journal besides its books. */
export interface JournalStart {
  read(record: JournalRecord): void;
  standing(): Standing;
  readonly tries: AllTries;
}

/** @param startedAt the kiosk's time at this start */
export function createJournalStart(startedAt: Instant): JournalStart {
  let standing = nothingStands;
  const tries = createAllTries([], startedAt);
  return {
    read(record) {
      standing = standingAfter(standing, record);
      tries.code.read(record);
      tries.card.read(record);
    },
    standing: () => standing,
    tries,
  };
}
