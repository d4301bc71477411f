import {
  attendantsConfigSchema,
  type AttendantsConfig,
} from '../../../electron/kiosk/attendants/attendants-config.ts';
import { hashCode } from '../../../electron/kiosk/attendants/code-hash.ts';
import { issueAttendantCard } from '../../devices/attendant-card/attendant-card.ts';
import type { CardInReader } from '../../devices/virtual-card/virtual-card.ts';

/** The code of every attendant at the console; at a site each has their own. */
export const consoleCode = '246810';

const people = [
  { id: 'S-01', role: 'staff' },
  { id: 'S-02', role: 'staff' },
  { id: 'O-01', role: 'operator' },
] as const;

/** Two members of store staff and an operator, each with a code and a card. */
export async function consoleAttendants(): Promise<{
  readonly config: AttendantsConfig;
  readonly cards: ReadonlyMap<string, CardInReader>;
}> {
  const cards = new Map<string, CardInReader>();
  const entries = await Promise.all(
    people.map(async ({ id, role }) => {
      const { card, cardKey } = issueAttendantCard(id);
      cards.set(id, card);
      return { id, role, code: { scrypt: await hashCode(consoleCode) }, cardKey };
    }),
  );
  return { config: attendantsConfigSchema.parse(entries), cards };
}
