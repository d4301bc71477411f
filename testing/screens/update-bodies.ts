import {
  noUpdatesSchema,
  updateFaults,
  updateRefusals,
  whysLeft,
  type UpdatesSeen,
} from '../../shared/updates.ts';
import { sampleUpdateOffer, sampleUpdates } from '../update-samples.ts';
import type { Sample } from './bodies.ts';
import { someMorning } from './places.ts';
import { here } from './staff-bodies.ts';

const { present } = sampleUpdates;
const { of } = sampleUpdateOffer;
const seen = (name: string, differing: Partial<UpdatesSeen>): Sample => ({
  name: `updates-${name}`,
  body: { kind: 'updates', seen: { ...sampleUpdates, ...differing } },
});

const samples: readonly Sample[] = [
  seen('staged', {}),
  seen('asked-take', { asked: 'take', stayed: true, window: null }),
  seen('asked-back', { asked: 'back' }),
  seen('none', { update: { step: 'none' }, before: null, left: null }),
  seen('received', { update: { step: 'received' }, before: { version: null } }),
  seen('verified', { update: { step: 'verified', of } }),
  seen('healthy', { update: { step: 'healthy', of }, present: of }),
  seen('trying', { update: { step: 'trying', of, until: someMorning }, present: of, before: null }),
  seen('not-installed', { update: { step: 'none' }, present: null, before: null, left: null }),
  ...updateRefusals.map((why, index) =>
    seen(`refused-${why}`, {
      update: { step: 'refused', version: index % 2 === 0 ? null : of.version, why },
    }),
  ),
  ...whysLeft.map((why) =>
    seen(`left-${why}`, { left: { version: null, madeAt: someMorning, why }, update: { step: 'none' } }),
  ),
  ...noUpdatesSchema.options.map((why): Sample => ({
    name: `updates-${why}`,
    body: { kind: 'updates', seen: why },
  })),
  ...(['newer', 'same', 'older', 'wasLeft'] as const).map((age, index): Sample => ({
    name: `update-offer-${age}`,
    body: {
      kind: 'updateOffer',
      offer: { ...sampleUpdateOffer, age },
      present: age === 'older' ? null : present,
      // The last one is of tomorrow.
      now: of.madeAt + (2 - index) * 86_400_000,
    },
  })),
  { name: 'update-take', body: { kind: 'updateConfirm', wish: 'take', version: of.version } },
  { name: 'update-back', body: { kind: 'updateConfirm', wish: 'back', version: '1.4.1+20260915.1' } },
  { name: 'update-back-unnamed', body: { kind: 'updateConfirm', wish: 'back', version: null } },
  { name: 'update-copying', body: { kind: 'updateCopying' } },
  ...updateFaults.map((fault): Sample => ({
    name: `update-refused-${fault}`,
    body: { kind: 'updateRefused', fault },
  })),
];

/** The kiosk's versions, an update on its way, and the way back. */
export const updateBodies: readonly Sample[] = samples.map((sample) => ({ ...sample, ...here }));
