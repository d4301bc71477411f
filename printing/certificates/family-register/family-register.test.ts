import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { pageDrawingSchema } from '../../../shared/drawing.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import type { FamilyRegisterData } from '../data.ts';
import { laidOut, redrawn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { previewPages } from '../preview-pages.ts';
import { familyRegisterLayout } from './family-register.ts';
import {
  examples,
  madeUpRegister,
  madeUpRegisterPerson,
} from '../../../testing/certificates/made-up-family-register.ts';
import type { FamilyRegisterPage } from './register-page.ts';

const font = await loadMincho();
const layOut = (data: FamilyRegisterData, fits?: (page: FamilyRegisterPage) => boolean) =>
  laidOut(familyRegisterLayout, data, font, fits);
const refusalOf = (data: FamilyRegisterData) => familyRegisterLayout.paginate(data, font, () => true);
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');

/** Puts a person's entries back together, as somebody who has all sheets does. */
function entriesOf(pages: readonly FamilyRegisterPage[], number: number) {
  const entries: { title: string; lines: { label: string; value: string }[] }[] = [];
  for (const page of pages)
    for (const person of page.persons.filter((each) => each.number === number))
      for (const { title, lines, continued } of person.entries) {
        if (continued) entries.at(-1)?.lines.push(...lines);
        else entries.push({ title, lines: [...lines] });
      }
  return entries;
}

function register(count: number): FamilyRegisterData {
  return madeUpRegister(Array.from({ length: count }, (_, number) => madeUpRegisterPerson(number)));
}

describe('familyRegisterLayout', () => {
  it.each(examples)('lays out $name without a fault, and draws the same from its code', ({ data }) => {
    const { pages, drawings } = layOut(data);
    for (const drawing of drawings) {
      expect(faultsOf(drawing, font)).toEqual([]);
      expect(pageDrawingSchema.safeParse(drawing).success).toBe(true);
    }
    expect(redrawn(familyRegisterLayout, pages, font)).toEqual(drawings);
  });

  it('shows domicile and head on every sheet, certification and seal only on the last', () => {
    const { drawings, texts } = layOut(register(40));
    expect(texts.length).toBeGreaterThan(3);
    const closing = 'これは、戸籍に記録されている事項の全部を証明した書面である。';
    for (const [index, sheet] of texts.entries()) {
      const last = index === texts.length - 1;
      expect(sheet).toContain('茨城県つくば市架空町一番地');
      expect(sheet).toContain('見本　太郎');
      expect(sheet).toContain(`${index + 1}/${texts.length}`);
      expect(sheet.includes(closing)).toBe(last);
      expect(sheet.includes('以下余白')).toBe(last);
      expect(drawings[index]?.ops.some((op) => op.op === 'path')).toBe(last);
    }
  });

  it('certifies one person as part of the register', () => {
    const { texts } = layOut(madeUpRegister([madeUpRegisterPerson(0)], { variant: 'individual' }));
    expect(texts.flat()).toContain('戸籍個人事項証明書');
    expect(texts.flat()).toContain(
      'これは、戸籍中の一部の者について記録されている事項の全部を証明した書面である。',
    );
    expect(familyRegisterLayout.title(madeUpRegister([], { variant: 'individual' }))).toBe(
      '戸籍個人事項証明書',
    );
  });

  it('marks persons who left the register, and says 空欄 for an unknown father', () => {
    const { texts } = layOut(
      madeUpRegister([
        madeUpRegisterPerson(0, { removed: true, father: null }),
        madeUpRegisterPerson(1, { mother: '' }),
      ]),
    );
    expect(texts.flat().filter((text) => text === '除籍')).toHaveLength(1);
    expect(texts.flat().filter((text) => text === '空欄')).toHaveLength(2);
  });

  it('breaks a block between lines where a sheet or its code is full, and loses no line', () => {
    const data = register(40);
    const few = (page: FamilyRegisterPage) =>
      page.persons.flatMap(({ entries }) => entries.flatMap(({ lines }) => lines)).length <= 7;
    for (const { pages } of [layOut(data), layOut(data, few)]) {
      for (const [index, person] of data.persons.entries())
        expect(entriesOf(pages, index + 1)).toEqual(person.entries);
      const begun = pages.flatMap(({ persons }) => persons.filter(({ facts }) => facts !== null));
      expect(begun.map(({ number }) => number)).toEqual(data.persons.map((_, index) => index + 1));
    }
    const { pages, drawings, texts } = layOut(data, few);
    expect(pages.every(few)).toBe(true);
    expect(texts.flat()).toContain('出生（続き）');
    expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
  });

  it('sets a long value on several lines without losing a character', () => {
    const value = '見本として長く記された事項'.repeat(30);
    const entry = { title: '特記', lines: [{ label: '特記事項', value }] };
    const { texts } = layOut(madeUpRegister([madeUpRegisterPerson(0, { entries: [entry] })]));
    expect(texts.flat().join('')).toContain(value);
  });

  it('names the field that is too long, never its content', () => {
    const person = (value: string) =>
      madeUpRegisterPerson(1, { entries: [{ title: '特記', lines: [{ label: '特記事項', value }] }] });
    expect(refusalOf(madeUpRegister([madeUpRegisterPerson(0), person('寿'.repeat(3000))]))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'persons.1.entries' },
    });
    const domicile = { place: '寿'.repeat(400), headOfRegister: '見本　太郎' };
    expect(refusalOf(madeUpRegister([madeUpRegisterPerson(0)], { domicile }))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'domicile.place' },
    });
  });

  it.each([
    ['a given name', madeUpRegister([madeUpRegisterPerson(0, { givenName: '葛\u{e0100}' })]), '葛\u{e0100}'],
    [
      'a value',
      madeUpRegister([
        madeUpRegisterPerson(0, {
          entries: [{ title: '出生', lines: [{ label: '出生地', value: '見本😀町' }] }],
        }),
      ]),
      '😀',
    ],
    [
      'the head of the register',
      madeUpRegister([madeUpRegisterPerson(0)], { domicile: { place: '見本', headOfRegister: '\u{e000}' } }),
      '\u{e000}',
    ],
  ])('refuses a character in %s that the font cannot print', (_, data, character) => {
    expect(refusalOf(data)).toEqual({ ok: false, error: { refused: 'characterNotPrintable', character } });
  });

  it('never cuts off a text, leaves the page or sets one text over another', () => {
    const unit = fc.constantFrom('寿', '限', 'ー', 'A', 'i', '-', ' ', '　', '1', '。', '𠮷', '葛\u{e0102}');
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const entry = fc.record({
      title: text(12),
      lines: fc.array(fc.record({ label: text(14), value: text(200) }), { maxLength: 6 }),
    });
    const person = fc.record({
      givenName: text(60),
      removed: fc.boolean(),
      father: fc.option(text(60)),
      mother: fc.option(text(60)),
      relationship: text(12),
      entries: fc.array(entry, { maxLength: 4 }),
    });
    const persons = fc.array(person, { minLength: 1, maxLength: 6 });
    let whole = 0;
    fc.assert(
      fc.property(
        persons,
        fc.array(entry, { maxLength: 3 }),
        fc.integer({ min: 1, max: 60 }),
        (people, registerEntries, most) => {
          const data = madeUpRegister(
            people.map((changes, number) => madeUpRegisterPerson(number, changes)),
            { registerEntries },
          );
          const laid = familyRegisterLayout.paginate(
            data,
            font,
            (page) => page.persons.flatMap(({ entries }) => entries).length <= most,
          );
          if (!laid.ok) {
            expect(laid.error.refused).toBe('layoutTooLong');
            return;
          }
          whole++;
          const drawings = laid.value.map((page) => familyRegisterLayout.draw(page, font));
          expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
          expect(redrawn(familyRegisterLayout, laid.value, font)).toEqual(drawings);
          const shown = withoutSpaces(
            drawings.flatMap(({ ops }) => ops.flatMap((op) => (op.op === 'text' ? [op.text] : []))).join(''),
          );
          for (const { givenName, entries } of people) {
            if (givenName.trim() !== '') expect(shown).toContain(withoutSpaces(givenName));
            for (const { value } of entries.flatMap(({ lines }) => lines))
              expect(shown).toContain(withoutSpaces(value));
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(whole).toBeGreaterThan(40);
  });

  it('masks names, days, places and what befell a person without changing its form', () => {
    for (const { data } of examples) {
      const preview = previewPages(familyRegisterLayout, data, font, () => true);
      if (!preview.ok) throw new Error('refused');
      const drawings = preview.value.map((page) => familyRegisterLayout.draw(page, font));
      expect(drawings.flatMap((drawing) => faultsOf(drawing, font))).toEqual([]);
    }
    const data = madeUpRegister([
      madeUpRegisterPerson(0, {
        entries: [{ title: '離婚', lines: [{ label: '離婚日', value: '平成10年11月22日' }] }],
      }),
    ]);
    const { texts } = layOut(familyRegisterLayout.mask(data));
    const shown = texts.flat().join('\n');
    for (const secret of ['離婚', '太郎', '幸雄', '10年', '昭和6年', '架空町', data.documentNumber])
      expect(shown).not.toContain(secret);
    expect(shown).toContain('茨城県つくば市●');
    expect(shown).toContain('平成●●年●●月●●日');
  });

  it('has the readings of surname and given names, 空欄 until they are notified, and none on pages that are older', () => {
    const persons = [
      madeUpRegisterPerson(0, { givenNameReading: 'タロウ' }),
      madeUpRegisterPerson(1, { givenNameReading: null }),
      madeUpRegisterPerson(2, { removed: true }),
    ];
    const words = (data: FamilyRegisterData) => layOut(data).texts.flat();
    const read = words(madeUpRegister(persons, { surnameReading: 'ミホン' }));
    for (const text of ['氏の振り仮名', 'ミホン', 'タロウ']) expect(read).toContain(text);
    expect(read.filter((text) => text === '【名の振り仮名】')).toHaveLength(2);
    expect(read.filter((text) => text === '空欄')).toHaveLength(1);
    expect(words(madeUpRegister(persons.slice(0, 1), { surnameReading: null }))).toContain('空欄');
    const older = words(madeUpRegister([madeUpRegisterPerson(0)]));
    for (const text of ['氏の振り仮名', '【名の振り仮名】', '空欄']) expect(older).not.toContain(text);
    const masked = words(familyRegisterLayout.mask(madeUpRegister(persons, { surnameReading: 'ミホン' })));
    expect(masked).toContain('ミ●●');
    expect(masked.join()).not.toMatch(/ホン|タロ/);
  });

  it('has no form without a person, and no day before the calendar', () => {
    expect(() => refusalOf(madeUpRegister([]))).toThrow(RangeError);
    const tooOld = madeUpRegister([madeUpRegisterPerson(0, { birthDate: isoDate('1872-12-31') })]);
    expect(() => refusalOf(tooOld)).toThrow(RangeError);
  });
});
