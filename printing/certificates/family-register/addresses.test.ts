import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { pageDrawingSchema } from '../../../shared/drawing.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import type { FamilyRegisterAddressesData } from '../data.ts';
import { laidOut, redrawn, textsOn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { previewPages } from '../preview-pages.ts';
import type { FamilyRegisterAddressesPage } from './addresses-page.ts';
import { familyRegisterAddressesLayout } from './addresses.ts';
import {
  examples,
  madeUpAddresses,
  madeUpAddressHistory,
} from '../../../testing/certificates/made-up-addresses.ts';

const font = await loadMincho();
const layOut = (data: FamilyRegisterAddressesData, fits?: (page: FamilyRegisterAddressesPage) => boolean) =>
  laidOut(familyRegisterAddressesLayout, data, font, fits);
const refusalOf = (data: FamilyRegisterAddressesData) =>
  familyRegisterAddressesLayout.paginate(data, font, () => true);
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');

describe('familyRegisterAddressesLayout', () => {
  it.each(examples)('lays out $name without a fault, and draws the same from its code', ({ data }) => {
    const { pages, drawings } = layOut(data);
    for (const drawing of drawings) {
      expect(faultsOf(drawing, font)).toEqual([]);
      expect(pageDrawingSchema.safeParse(drawing).success).toBe(true);
    }
    expect(redrawn(familyRegisterAddressesLayout, pages, font)).toEqual(drawings);
  });

  it('leaves the domicile out, and says 名 only where the surname is given above', () => {
    const shown = layOut(madeUpAddressHistory([madeUpAddresses(0, 1)])).texts.flat();
    expect(shown).toContain('名');
    expect(shown).toContain('見本　太郎');
    expect(shown).not.toContain('省略');
    const person = madeUpAddresses(0, 1, { name: '見本　太郎' });
    const leftOut = layOut(madeUpAddressHistory([person], { domicile: { shown: false } })).texts.flat();
    expect(leftOut).toContain('氏名');
    expect(leftOut.filter((text) => text === '省略')).toHaveLength(2);
  });

  it('has the reading of the name that it prints, and none on pages that are older', () => {
    const words = (changes: object, domicile: FamilyRegisterAddressesData['domicile']) =>
      layOut(madeUpAddressHistory([madeUpAddresses(0, 1, changes)], { domicile })).texts.flat();
    const leftOut = words({ name: '見本　太郎', nameReading: 'ミホン　タロウ' }, { shown: false });
    for (const text of ['氏名の振り仮名', 'ミホン　タロウ']) expect(leftOut).toContain(text);
    const shown = words({ nameReading: null }, { shown: true, value: null });
    expect(shown).toContain('名の振り仮名');
    // Domicile, head and reading.
    expect(shown.filter((text) => text === '空欄')).toHaveLength(3);
    expect(words({}, { shown: false }).join()).not.toContain('振り仮名');
  });

  it('certifies everybody as 全部, one person as 一部', () => {
    const certified = (whole: boolean) =>
      layOut(madeUpAddressHistory([madeUpAddresses(0, 1)], { whole })).texts.flat();
    expect(certified(true)).toContain('この写しは、戸籍の附票の全部と相違ないことを証明する。');
    expect(certified(false)).toContain('この写しは、戸籍の附票の一部と相違ないことを証明する。');
  });

  it('continues a person on the next sheet, repeating the name and counting the addresses on', () => {
    const data = madeUpAddressHistory([madeUpAddresses(0, 50), madeUpAddresses(1, 3, { removed: true })]);
    const { pages, texts } = layOut(data);
    expect(pages.length).toBeGreaterThan(2);
    const addresses = pages.flatMap(({ persons }) => persons.flatMap((person) => person.addresses));
    expect(addresses).toEqual(data.persons.flatMap((person) => person.addresses));
    expect(texts[1]).toContain('太郎（前の用紙からの続き）');
    expect(texts[1]).toContain(String(pages[1]?.persons[0]?.firstAddress));
    expect(texts.flat().filter((text) => text === '除籍')).toHaveLength(1);
    expect(texts.map((sheet) => sheet.includes('以下余白'))).toEqual(
      texts.map((_, index) => index === texts.length - 1),
    );
  });

  it('puts fewer on a sheet where the code has no room for more', () => {
    const few = (page: FamilyRegisterAddressesPage) =>
      page.persons.flatMap(({ addresses }) => addresses).length <= 3;
    const { pages } = layOut(madeUpAddressHistory([madeUpAddresses(0, 7), madeUpAddresses(1, 2)]), few);
    expect(pages.map(({ persons }) => persons.map(({ addresses }) => addresses.length))).toEqual([
      [3],
      [3],
      [1, 2],
    ]);
    expect(pages.every(({ head }) => head.of === 3)).toBe(true);
  });

  it('names the field that is too long, or the character that cannot be printed', () => {
    const long = [{ address: '寿'.repeat(400), since: null }];
    expect(
      refusalOf(madeUpAddressHistory([madeUpAddresses(0, 1), madeUpAddresses(1, 1, { addresses: long })])),
    ).toEqual({ ok: false, error: { refused: 'layoutTooLong', field: 'persons.1.addresses.0.address' } });
    expect(refusalOf(madeUpAddressHistory([madeUpAddresses(0, 1, { name: '葛\u{e0100}' })]))).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character: '葛\u{e0100}' },
    });
    expect(() => refusalOf(madeUpAddressHistory([]))).toThrow(RangeError);
  });

  it('never cuts off a text, leaves the page or sets one text over another', () => {
    const unit = fc.constantFrom('寿', '限', 'ー', 'A', 'i', '-', ' ', '　', '1', '𠮷', '葛\u{e0102}');
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const person = fc.record({
      name: text(40),
      removed: fc.boolean(),
      addresses: fc.array(
        fc.record({ address: text(110), since: fc.constantFrom(null, isoDate('1989-01-07')) }),
        { maxLength: 12 },
      ),
    });
    let whole = 0;
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (people, whole_, most) => {
          const data = madeUpAddressHistory(
            people.map((changes, number) => madeUpAddresses(number, 0, changes)),
            { whole: whole_ },
          );
          const laid = familyRegisterAddressesLayout.paginate(
            data,
            font,
            (page) => page.persons.flatMap(({ addresses }) => addresses).length <= most,
          );
          if (!laid.ok) {
            expect(laid.error.refused).toBe('layoutTooLong');
            return;
          }
          whole++;
          const drawings = laid.value.map((page) => familyRegisterAddressesLayout.draw(page, font));
          expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
          expect(redrawn(familyRegisterAddressesLayout, laid.value, font)).toEqual(drawings);
          const shown = withoutSpaces(drawings.flatMap(textsOn).join(''));
          for (const { name, addresses } of people)
            for (const value of [name, ...addresses.map(({ address }) => address)])
              expect(shown).toContain(withoutSpaces(value));
        },
      ),
      { numRuns: 60 },
    );
    expect(whole).toBeGreaterThan(20);
  });

  it('masks names, days and addresses without changing its form', () => {
    for (const { data } of examples) {
      const preview = previewPages(familyRegisterAddressesLayout, data, font, () => true);
      if (!preview.ok) throw new Error('refused');
      const drawings = preview.value.map((page) => familyRegisterAddressesLayout.draw(page, font));
      expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
      const shown = drawings.flatMap(textsOn).join('\n');
      for (const secret of ['太郎', '花子', 'タロウ', '寿限無', '架空町', 'MIHON'])
        expect(shown).not.toContain(secret);
    }
  });
});
