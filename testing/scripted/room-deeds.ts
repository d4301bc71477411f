import { err } from '../../shared/result.ts';
import { deliver } from '../../state-machines/deliver.ts';
import type { Deed } from './counter-deeds.ts';

/** Who stands at the kiosk, and what becomes of a call for staff. */
export const roomDeeds: readonly Deed[] = [
  ({ world }) => world.room.sense('nobody'),
  ({ world }) => world.room.sense('nobody'),
  ({ world }) => world.room.sense('somebody'),
  ({ world }) => world.room.sense('unknown'),
  ({ kiosk, world }) => {
    deliver(kiosk, { type: 'callStaff' });
    world.room.hear();
  },
  ({ world }) => void (world.room.call = () => new Promise(() => undefined)),
  ({ kiosk, world }) => {
    world.room.call = () => Promise.resolve(err({ fault: 'notSent' }));
    deliver(kiosk, { type: 'callStaff' });
  },
];
