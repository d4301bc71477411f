import { defineConfig } from 'vitest/config';
import { rooms } from './scripts/checks/rooms.ts';

export default defineConfig({
  test: {
    include: rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
    globalSetup: ['testing/supplies/compile-languages.ts', 'testing/supplies/make-supplies.ts'],
    setupFiles: 'testing/supplies/use-supplies.ts',
    // RSA keys and PGlite share two cores, while a serial line or the PC/SC daemon keeps a worker waiting: one more file at a time than
    // there are cores. Limits are patient, against hangs only.
    maxWorkers: 3,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
