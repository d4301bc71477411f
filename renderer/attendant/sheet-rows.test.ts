import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noYen } from '../../shared/yen.ts';
import { sheetRows } from './sheet-rows.ts';

test('every sheet of every certificate has one box, and no row has more boxes than fit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 8 }),
      (counts, ticks) => {
        const documents = counts.map((sheets) => ({
          kind: 'residenceRecord' as const,
          price: noYen,
          sheets,
          state: 'printed' as const,
          refunded: false,
          returned: [],
        }));
        const rows = sheetRows(documents, ticks);
        expect(rows.every(({ numbers }) => numbers.length >= 1 && numbers.length <= ticks)).toBe(true);
        counts.forEach((sheets, document) => {
          const boxes = rows.filter((row) => row.document === document).flatMap(({ numbers }) => numbers);
          expect(boxes).toEqual(Array.from({ length: sheets }, (_, at) => at + 1));
        });
      },
    ),
  );
});
