import { reopenableDevices, type ReopenOutcome } from '../../shared/restarts.ts';
import type { Sample } from './bodies.ts';

const outcomes: readonly (ReopenOutcome | null)[] = ['online', 'notOpened', 'notAnswered', 'offline', null];

/** What begins anew. */
export const restartBodies: readonly Sample[] = [
  {
    name: 'restarts',
    body: {
      kind: 'restarts',
      devices: reopenableDevices.map((device) => ({ device, outcome: null })),
      at: null,
    },
  },
  ...reopenableDevices.map((at): Sample => ({
    name: `restarts-${at}`,
    body: {
      kind: 'restarts',
      devices: reopenableDevices.map((device, index) => ({ device, outcome: outcomes[index] ?? null })),
      at,
    },
  })),
  {
    name: 'restarts-others',
    body: {
      kind: 'restarts',
      devices: (['wallet', 'terminal'] as const).map((device) => ({ device, outcome: 'offline' })),
      at: null,
    },
  },
  { name: 'restart-machine', body: { kind: 'restartMachine' } },
];
