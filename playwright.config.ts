import { defineConfig } from '@playwright/test';
import { isLongRun } from './testing/repetitions.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  // Ten seconds of processor each: what another test of every run, or a unit test, tries as well is tried here in the long run alone.
  ...(isLongRun ? {} : { grepInvert: /@long/ }),
  globalSetup: './tests/e2e/global-setup.ts',
  outputDir: 'out/test/end-to-end',
  // Each worker has a site and a browser of its own, and waits half of its time for frames and devices.
  workers: 3,
  // Guards against hanging only: a whole session takes a few seconds, on a busy machine a few minutes.
  timeout: 900_000,
  expect: { timeout: 180_000 },
  forbidOnly: true,
});
