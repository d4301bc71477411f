import { describe, expect, it } from 'vitest';
import { isoDate } from '../shared/dates.ts';
import { worstOf } from './verdict.ts';
import type { PageIdentity, PageVerdict } from './verdict.ts';
import { asOneSet } from './verify-document.ts';
import { codes } from '../testing/municipality-codes.ts';

const sheet = (number: string, at: number, of: number): PageIdentity => ({
  kind: 'residenceRecord',
  municipality: codes.tsukuba,
  ...{ documentNumber: number, sheet: at, of, issuedOn: isoDate('2026-11-20') },
});
const compared = { dpi: 200, inColour: true, notCompared: [] };
const genuine = (page: PageIdentity): PageVerdict => ({ verdict: 'genuine', page, notes: [], compared });
const unreadable: PageVerdict = { verdict: 'unreadable', why: 'noCode', page: null };

describe('asOneSet', () => {
  it('leaves a whole document as it is, in any order, backs beside fronts', () => {
    const pages = [
      genuine(sheet('TKB-1', 2, 2)),
      { verdict: 'genuineBack', page: sheet('TKB-1', 2, 2), compared } as const,
      genuine(sheet('TKB-1', 1, 2)),
    ];
    expect(asOneSet(pages)).toEqual(pages);
  });

  it('finds the page of another set', () => {
    const other = sheet('TKB-2', 2, 3);
    const judged = asOneSet([genuine(sheet('TKB-1', 1, 3)), genuine(other), genuine(sheet('TKB-1', 3, 3))]);
    expect(judged[1]).toEqual({ verdict: 'altered', altered: 'pageOfAnotherSet', page: other });
    expect(judged[0]).toMatchObject({ notes: [{ note: 'otherSheetsNotGiven', sheets: [2] }] });
    expect(worstOf(judged)).toBe('altered');
  });

  it('takes the same number with another count for another set: 1/2 and 1/3 are not one document', () => {
    const judged = asOneSet([
      genuine(sheet('TKB-1', 1, 2)),
      genuine(sheet('TKB-1', 2, 2)),
      genuine(sheet('TKB-1', 3, 3)),
    ]);
    expect(judged.map(({ verdict }) => verdict)).toEqual(['genuine', 'genuine', 'altered']);
  });

  it('finds a sheet that was given twice, also where one of the two was altered', () => {
    const page = sheet('TKB-1', 1, 1);
    expect(asOneSet([genuine(page), genuine(page)])[1]).toEqual({
      ...{ verdict: 'altered', altered: 'sheetTwice', page },
    });
  });

  it('names the sheets that were not given, and accepts the one that was', () => {
    expect(asOneSet([genuine(sheet('TKB-1', 2, 4))])).toEqual([
      {
        ...genuine(sheet('TKB-1', 2, 4)),
        notes: [{ note: 'otherSheetsNotGiven', sheets: [1, 3, 4] }],
      },
    ]);
  });

  it('says nothing about pages that nobody could read', () => {
    expect(asOneSet([unreadable])).toEqual([unreadable]);
  });
});

describe('worstOf', () => {
  it('puts altered before void, unknown key, refused, unreadable and genuine', () => {
    const page = sheet('TKB-1', 1, 1);
    const known: readonly PageVerdict[] = [
      genuine(page),
      unreadable,
      { verdict: 'refused', why: 'empty' },
      { verdict: 'unknownKey', why: 'notInList', kid: '0000000000000000' },
      { verdict: 'void', page, asOf: 0, compared },
      { verdict: 'altered', altered: 'codeForged', page: null },
    ];
    for (const [index, each] of known.entries())
      expect(worstOf(known.slice(0, index + 1))).toBe(each.verdict);
    expect(worstOf([])).toBe('unreadable');
  });
});
