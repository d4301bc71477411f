import { expect, it } from 'vitest';
import { attendantIdSchema } from '../../shared/refund-api.ts';
import type { JournalEvent } from '../../state-machines/journal-events.ts';
import { entryOf } from './entries.ts';

const by = attendantIdSchema.parse('O-01');
const detailOf = (event: JournalEvent) =>
  entryOf({ seq: 1, at: 0, event, previous: '', hash: '' }, null).detail;

it('a test says of which device it was, and how it ended', () => {
  expect(detailOf({ type: 'test', test: 'hopper-50', passed: false, by })).toEqual({
    of: 'test',
    test: 'hopper-50',
    passed: false,
  });
});

it('a count says by how many yen it differed from the books: two pieces of 100 too few, one of 10 too many', () => {
  const line = { place: 'hopper', collected: 0, filled: 0 } as const;
  const lines = [
    { ...line, value: 100, expected: 20, counted: 18 },
    { ...line, value: 10, expected: 5, counted: 6 },
  ] as const;
  expect(detailOf({ type: 'cash-counted', lines, by })).toEqual({ of: 'count', difference: -190 });
});

it('other lines have no detail', () => {
  expect(detailOf({ type: 'session-begun' })).toBeNull();
});
