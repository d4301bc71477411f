import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{shared,state-machines,printing,electron,renderer,issuing-center,verifier,simulator,testing,scripts,tests}/**/*.test.{ts,tsx}',
    ],
    globalSetup: 'testing/supplies/make-supplies.ts',
    setupFiles: 'testing/supplies/use-supplies.ts',
    // RSA keys, PGlite and the PC/SC daemon share two cores: few files at a time, patient limits against hangs only.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
