import type { Restriction } from '../../issuing-center/registers/restrictions.ts';
import { isoDate } from '../../shared/dates.ts';
import { codes } from '../../testing/municipality-codes.ts';

/** One that a person asked for, one while an entry is being changed, and one that has ended. Only here is it known which is which. */
export const restrictions: readonly Restriction[] = [
  {
    id: 'restriction-1',
    municipality: codes.meguro,
    resident: 'meguro-restricted',
    registerPerson: null,
    from: isoDate('2023-02-01'),
    until: null,
  },
  {
    id: 'restriction-3',
    municipality: codes.meguro,
    resident: 'meguro-changing',
    registerPerson: null,
    from: isoDate('2023-05-01'),
    until: null,
  },
  {
    id: 'restriction-2',
    municipality: codes.tomakomai,
    resident: 'tomakomai-couple',
    registerPerson: null,
    from: isoDate('2019-01-01'),
    until: isoDate('2020-12-31'),
  },
];
