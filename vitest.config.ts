import { defineConfig } from 'vitest/config';
import { rooms } from './scripts/checks/rooms.ts';

export default defineConfig({
  test: {
    include: rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
    globalSetup: ['testing/supplies/compile-languages.ts', 'testing/supplies/make-supplies.ts'],
    setupFiles: 'testing/supplies/use-supplies.ts',
    // RSA keys, PGlite and the PC/SC daemon share two cores: few files at a time, patient limits against hangs only.
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
