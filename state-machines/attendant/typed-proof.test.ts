import { describe, expect, it } from 'vitest';
import { instantInJapan, isoDate } from '../../shared/dates.ts';
import { typedProof } from './typed-proof.ts';

const now = instantInJapan(isoDate('2026-11-20'), '14:10:00');
const at = (date: string, time: string) => instantInJapan(isoDate(date), `${time}:00`);

describe('what is typed from a receipt', () => {
  it.each<[string, number, number]>([
    ['11201403500', at('2026-11-20', '14:03'), 500],
    ['1120140310150', at('2026-11-20', '14:03'), 10_150],
    ['112014030', at('2026-11-20', '14:03'), 0],
    // The kiosk that printed it may be a little ahead; beyond that it was last year.
    ['11201445500', at('2026-11-20', '14:45'), 500],
    ['12311600300', at('2025-12-31', '16:00'), 300],
  ])('%s', (typed, instant, paid) => {
    expect(typedProof(typed, now)).toEqual({ by: 'typed', at: instant, paid });
  });

  it.each(['', '11201403', '13201403500', '11311403500', '02301403500', '11202403500', '11201460500'])(
    '%s is no time, or has no sum',
    (typed) => {
      expect(typedProof(typed, now)).toBeNull();
    },
  );
});
