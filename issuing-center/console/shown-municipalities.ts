import { z } from 'zod';
import type { Instant } from '../../shared/dates.ts';
import type { Municipalities } from '../municipalities/load.ts';
import type { MunicipalityRules } from '../publication/rules-in-force.ts';
import type { Queries } from '../store/sql.ts';
import type { ShownMunicipality } from './pages/list-pages.ts';

const rows = z.array(
  z.object({
    municipality: z.string(),
    number: z.int(),
    from: z.number(),
    whence: z.enum(['file', 'published', 'takenBack']),
  }),
);

/** What is in force of each municipality that this center serves, from when on, and when that changes next. */
export async function readShownMunicipalities(
  queries: Queries,
  rules: MunicipalityRules,
  municipalities: Municipalities,
  now: Instant,
): Promise<readonly ShownMunicipality[]> {
  await rules.refresh(queries);
  const entered = rows.parse(
    await queries.query('SELECT municipality, number, holds_from AS "from", whence FROM municipality_rules'),
  );
  return [...municipalities.values()].map((filed) => {
    const inForce = rules.at(filed.id, now);
    const number = inForce === null ? 'closed' : inForce.number;
    const entry = entered.find((one) => one.municipality === filed.id && one.number === number);
    return {
      id: filed.id,
      name: rules.shownName(inForce?.municipality ?? filed),
      number,
      from: entry?.from ?? null,
      whence: entry?.whence ?? null,
      next: rules.nextChange(filed.id, now),
    };
  });
}
