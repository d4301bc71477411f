import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { demo } from './demo.ts';

let err = '';
beforeEach(() => {
  err = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('npm run demo', () => {
  it.each(['1850-01-01', '1999-12-31', '2015-12-31', '2029-04-01', '9999-12-31', '2026-02-30', 'today'])(
    'exits with 2 for the day %s, before it makes keys that no certificate can be checked with',
    async (day) => {
      expect(await demo(['--day', day])).toBe(2);
      expect(err).toMatch(
        /^demo: --day: expected a day like 2024-03-29, from 2016-01-01 to 2029-03-31 \(.+\)\n$/,
      );
    },
  );
});
