import { defineConfig } from 'vitest/config';
import { rooms } from './scripts/checks/rooms.ts';

/**
 * Rooms whose tests share a process and what it has loaded: nothing in them is kept between two files, and loading it anew for each
 * took a quarter of their time. What holds a device, a window or the environment of its process has a process to itself.
 */
const sharing = ['shared', 'logging', 'printing', 'state-machines', 'issuing-center'];

const common = {
  setupFiles: 'testing/supplies/use-supplies.ts',
  testTimeout: 600_000,
  hookTimeout: 600_000,
};
const testsIn = (of: readonly string[]): string[] => of.map((room) => `${room}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    // RSA keys and PGlite share two cores, while a serial line or the PC/SC daemon keeps a worker waiting: one more file at a time than
    // there are cores. Limits are patient, against hangs only.
    maxWorkers: 3,
    globalSetup: ['testing/supplies/compile-languages.ts', 'testing/supplies/make-supplies.ts'],
    projects: [
      {
        test: {
          ...common,
          name: 'own',
          include: testsIn(rooms.filter((room) => !sharing.includes(room))),
        },
      },
      { test: { ...common, name: 'sharing', isolate: false, include: testsIn(sharing) } },
    ],
  },
});
