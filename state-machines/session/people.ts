import type { SessionSetup } from './setup.ts';

/**
 * Whether somebody stands at the kiosk, as far as its sensor can tell. While nobody does, what is personal is hidden; the session
 * and its times go on, because whoever is away may be looking for their glasses or for staff.
 */
export function peopleRegion(session: SessionSetup) {
  return session.createStateConfig({
    initial: 'here',
    on: { 'inactivity.close': '.over' },
    states: {
      here: { on: { people: { guard: 'nobodyThere', target: 'away' } } },
      away: {
        on: {
          people: { guard: 'somebodyThere', target: 'here' },
          // A hand is more certain than any sensor: one that does not see a child or a wheelchair shuts nobody out.
          touched: 'here',
          carryOn: 'here',
        },
      },
      over: { type: 'final' },
    },
  });
}
