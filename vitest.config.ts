import { defineConfig } from 'vitest/config';
import { rooms } from './scripts/checks/rooms.ts';

export default defineConfig({
  test: {
    // RSA keys and PGlite share two cores, while a serial line or the PC/SC daemon keeps a worker waiting: one more file at a time than
    // there are cores. Limits are patient, against hangs only.
    maxWorkers: 3,
    globalSetup: ['testing/supplies/compile-languages.ts', 'testing/supplies/make-supplies.ts'],
    setupFiles: 'testing/supplies/use-supplies.ts',
    include: rooms.map((room) => `${room}/**/*.test.{ts,tsx}`),
    // Loading the product anew for each file took a third of the time. Whatever a test opens or sets, it closes and sets back.
    isolate: false,
    // Tests make much that lives for a moment: with more room for it, what gathers it has a tenth less to do in all.
    execArgv: ['--max-semi-space-size=64', '--min-semi-space-size=32'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
