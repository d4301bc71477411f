import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'out/test/end-to-end',
  // One site at a time: registers, browser and printers share two processors.
  workers: 1,
  // Guards against hanging only: a whole session takes a few seconds.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
});
