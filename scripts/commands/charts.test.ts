import { afterEach, expect, it, vi } from 'vitest';
import { runCharts } from './charts.ts';

afterEach(() => vi.restoreAllMocks());

it.each([[['--nosuch']], [['loose']], [['--check=maybe']]])(
  'npm run charts exits with 2 and its help for %j',
  async (args) => {
    let err = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += String(text);
      return true;
    });
    expect(await runCharts(args)).toBe(2);
    expect(err).toMatch(/^charts: .+: .+ \(npm run charts -- --help explains\)\n$/);
  },
);
