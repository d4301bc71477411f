import { afterEach, beforeEach, vi } from 'vitest';
import { withoutProgress } from './without-progress.ts';

/** What a command writes while a test runs, instead of the terminal. Empty at the beginning of each test; a test may empty it, too. */
export function captureOutput(): { out: string; err: string } {
  const written = { out: '', err: '' };
  beforeEach(() => {
    [written.out, written.err] = ['', ''];
    vi.spyOn(console, 'log').mockImplementation((text) => {
      written.out += `${String(text)}\n`;
    });
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.err = withoutProgress(written.err + String(text));
      return true;
    });
  });
  afterEach(() => vi.restoreAllMocks());
  return written;
}
