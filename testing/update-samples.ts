import { err, ok } from '../shared/result.ts';
import type { UpdateOffer, UpdatesSeen } from '../shared/updates.ts';
import type { UpdatesPort } from '../state-machines/attendant-ports.ts';

const newer = { version: '1.5.0+20261120.1', madeAt: Date.UTC(2026, 10, 18, 3, 20) };

export const sampleUpdateOffer: UpdateOffer = {
  ...{ file: 'komado-1.5.0+20261120.1.update', of: newer, age: 'newer' },
  sum: 'd'.repeat(64),
};

/** A made-up kiosk's versions: one waits, another was left, and there is a way back. */
export const sampleUpdates: UpdatesSeen = {
  present: { version: '1.4.2+20261101.2', madeAt: Date.UTC(2026, 10, 1, 2, 0) },
  update: { step: 'staged', of: newer },
  before: { version: '1.4.1+20260915.1' },
  left: { version: '1.4.3+20261110.1', madeAt: Date.UTC(2026, 10, 10, 5, 0), why: 'late' },
  stayed: false,
  asked: null,
  window: { from: '02:00', to: '04:30' },
};

/** Its port: what waits stays asked for, and the version before has just gone. */
export function sampleUpdatesPort(): UpdatesPort {
  let asked: UpdatesSeen['asked'] = null;
  return {
    seen: () => ({ ...sampleUpdates, asked }),
    fromStick: () => Promise.resolve(ok(sampleUpdateOffer)),
    handIn: () => Promise.resolve(ok()),
    ask(wish) {
      if (wish === 'back') return Promise.resolve(err('gone'));
      asked = wish;
      return Promise.resolve(ok());
    },
  };
}
