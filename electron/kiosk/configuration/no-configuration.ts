import { err } from '../../../shared/result.ts';
import type { ConfigurationPort } from '../../../state-machines/attendant-ports.ts';

/** Of a kiosk that was put together without a file: there is nothing to show, and nothing to change. */
export const noConfiguration: ConfigurationPort = {
  values: () => Promise.resolve([]),
  earlier: () => Promise.resolve([]),
  fromStick: () => Promise.resolve(err({ fault: 'noStick' })),
  fromEarlier: () => Promise.resolve(err({ fault: 'noFile' })),
  apply: () => Promise.resolve(err({ fault: 'changed' })),
};
