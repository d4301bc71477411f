import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{shared,logging,state-machines,printing,electron,renderer,issuing-center,verifier,simulator,testing,scripts,tests}/**/*.test.{ts,tsx}',
    ],
    // RSA keys, PGlite and the PC/SC daemon share two cores: few files at a time, patient limits against hangs only.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
