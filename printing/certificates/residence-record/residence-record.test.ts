import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../shared/dates.ts';
import { foreignResidentCategories } from '../../../shared/foreign-residents.ts';
import { pageDrawingSchema } from '../../../shared/drawing.ts';
import { graphemes } from '../../../shared/graphemes.ts';
import { loadMincho } from '../../fonts/mincho.ts';
import { laidOut, redrawn, textsOn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import {
  examples,
  madeUpForeigner,
  madeUpHousehold,
  madeUpPerson,
  madeUpRecord,
} from '../../../testing/certificates/made-up-household.ts';
import type { ResidenceRecordData, ResidenceRecordPerson } from './residence-record-data.ts';
import type { ResidenceRecordPage } from './residence-record-page.ts';
import { residenceRecordLayout } from './residence-record.ts';

const font = await loadMincho();
const layOut = (data: ResidenceRecordData, fits?: (page: ResidenceRecordPage) => boolean) =>
  laidOut(residenceRecordLayout, data, font, fits);
const paginate = (data: ResidenceRecordData) => residenceRecordLayout.paginate(data, font, () => true);
const withoutSpaces = (text: string) => text.replace(/\s/gu, '');
const personsOn = (pages: readonly ResidenceRecordPage[]) => pages.map(({ persons }) => persons.length);

describe('residenceRecordLayout', () => {
  it.each(examples)('lays out $name without a fault, and draws the same from its code', ({ data }) => {
    const { pages, drawings } = layOut(data);
    for (const drawing of drawings) {
      expect(faultsOf(drawing, font)).toEqual([]);
      expect(pageDrawingSchema.safeParse(drawing).success).toBe(true);
    }
    expect(redrawn(residenceRecordLayout, pages, font)).toEqual(drawings);
  });

  it.each([
    [1, [1]],
    [4, [4]],
    [5, [4, 1]],
    [8, [4, 4]],
    [9, [4, 4, 1]],
  ])('puts %i persons on sheets in fours, each with the document’s number and n/N', (count, sheets) => {
    const { pages, texts } = layOut(madeUpHousehold(count));
    expect(personsOn(pages)).toEqual(sheets);
    for (const [index, sheet] of texts.entries()) {
      expect(sheet).toContain(`${index + 1}/${sheets.length}`);
      expect(sheet).toContain('発行番号　TKB-00000000-MIHON');
      expect(sheet).toContain(String(index * 4 + 1));
    }
  });

  it('puts fewer on a sheet where the code has no room for more', () => {
    const asked: ResidenceRecordPage[] = [];
    const { pages, texts } = layOut(madeUpHousehold(7), (page) => {
      asked.push(page);
      return page.persons.length <= 3;
    });
    expect(personsOn(pages)).toEqual([3, 3, 1]);
    expect(pages.flatMap(({ persons }) => persons)).toEqual(madeUpHousehold(7).persons);
    expect(pages.map(({ firstNumber }) => firstNumber)).toEqual([1, 4, 7]);
    expect(texts.map((sheet) => sheet.includes('以下余白'))).toEqual([false, false, true]);
    // No number of sheets needs more room than the one used when asking the code.
    expect(new Set(asked.map(({ head }) => head.of))).toEqual(new Set([99]));
    expect(pages.map(({ head }) => [head.sheet, head.of])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('gives a person too long for any code a sheet of their own', () => {
    const { pages } = layOut(madeUpHousehold(3), () => false);
    expect(personsOn(pages)).toEqual([1, 1, 1]);
  });

  it('has one person per sheet in the other form, with the same items', () => {
    const household = madeUpRecord([madeUpPerson(0), madeUpForeigner(), madeUpPerson(2)]);
    const perPerson = layOut({ ...household, form: 'perPerson' });
    expect(personsOn(perPerson.pages)).toEqual([1, 1, 1]);
    const together = new Set(layOut(household).texts.flat());
    const onlyThere = ['1/1', '1', '2', '3'];
    for (const text of together)
      if (!onlyThere.includes(text)) expect(perPerson.texts.flat()).toContain(text);
    expect(perPerson.texts.map((texts) => texts.includes('備考'))).toEqual([true, true, true]);
  });

  it('closes the last sheet, and only the last, with 以下余白, certification and seal', () => {
    const { texts, drawings } = layOut(madeUpHousehold(9));
    const closing = 'この写しは、世帯全員の住民票の原本と相違ないことを証明する。';
    const sealed = drawings.map(({ ops }) => ops.some((op) => op.op === 'path' && op.color === 'vermilion'));
    expect(texts.map((sheet) => sheet.includes(closing))).toEqual([false, false, true]);
    expect(texts.map((sheet) => sheet.includes('以下余白'))).toEqual([false, false, true]);
    expect(sealed).toEqual([false, false, true]);
    expect(texts.map((sheet) => sheet.includes('（2枚目に続く）'))).toEqual([true, false, false]);
  });

  it('certifies a part of the household as a part', () => {
    const { texts } = layOut(madeUpRecord([madeUpPerson(2)], { whole: false }));
    expect(texts[0]).toContain('この写しは、世帯の一部の住民票の原本と相違ないことを証明する。');
  });

  it('tells what was left out from what is missing', () => {
    const bare = madeUpPerson(0, {
      kana: null,
      sex: null,
      residentSince: null,
      addressSince: null,
      notifiedOn: null,
      previousAddress: '',
      relationship: { shown: true, value: null },
      domicile: { shown: true, value: null },
      myNumber: { shown: false },
    });
    const texts = layOut(madeUpRecord([bare], { headOfHousehold: { shown: false } })).texts.flat();
    // kana, sex, former name, three days, address, relationship, domicile twice
    expect(texts.filter((text) => text === '空欄')).toHaveLength(10);
    // My Number, head of household
    expect(texts.filter((text) => text === '省略')).toHaveLength(2);
  });

  it('prints western dates and no family register for a foreign resident', () => {
    const texts = layOut(madeUpRecord([madeUpPerson(0), madeUpForeigner()])).texts.flat();
    expect(texts).toContain('昭和45年11月10日');
    expect(texts).toContain('1977年11月17日');
    expect(texts.filter((text) => text === '本籍')).toHaveLength(1);
    const status = ['ブラジル', '技術・人文知識・国際業務', '5年', '令和10年3月31日', 'AB00000000CD'];
    for (const text of [...status, '見本　まりあ']) expect(texts).toContain(text);
  });

  it.each(['household', 'perPerson'] as const)(
    'prints the category and the day of becoming a foreign resident (%s)',
    (form) => {
      const texts = layOut(madeUpRecord([madeUpForeigner()], { form })).texts.flat();
      const at = (caption: string) => texts[texts.indexOf(caption) + 1];
      expect(at('第30条の45規定区分')).toBe('中長期在留者');
      expect(texts).toContain('外国人住民となった年月日');
      expect(texts).toContain('平成26年10月3日');
      expect(texts).not.toContain('住民となった年月日');
      const japanese = layOut(madeUpRecord([madeUpPerson(0)], { form })).texts.flat();
      expect(japanese).toContain('住民となった年月日');
      expect(japanese.join()).not.toMatch(/外国人|規定区分/u);
    },
  );

  it.each(foreignResidentCategories)('has a place for a foreign resident who is %s', (category) => {
    const example = examples
      .find(({ name }) => name === 'foreign-categories')
      ?.data.persons.find(
        ({ residenceStatus }) => residenceStatus.shown && residenceStatus.value?.category === category,
      );
    if (!example) throw new Error('no example');
    for (const form of ['household', 'perPerson'] as const)
      expect(layOut(madeUpRecord([example], { form })).texts.flat()).toContain(category);
  });

  it('draws a foreign resident of an earlier page as it was printed', () => {
    const [page] = layOut(madeUpRecord([madeUpForeigner()])).pages;
    const { foreignResidentSince, residenceStatus, ...person } = page?.persons[0] ?? madeUpForeigner();
    expect(foreignResidentSince).toBe('2014-10-03');
    if (!page || !residenceStatus.shown || !residenceStatus.value) throw new Error('no status');
    const { status, period, until, cardNumber } = residenceStatus.value;
    const earlier = {
      ...person,
      residenceStatus: { shown: true, value: { status, period, until, cardNumber } },
    };
    const parsed = residenceRecordLayout.pageSchema.parse({ ...page, persons: [earlier] });
    const texts = textsOn(residenceRecordLayout.draw(parsed, font));
    expect(texts).toContain('住民となった年月日');
    expect(texts.join()).not.toMatch(/規定区分|中長期/u);
  });

  it('prints the reading of the family register as such, and 空欄 until it is notified', () => {
    const read = (changes: Partial<ResidenceRecordPerson>) =>
      layOut(madeUpRecord([madeUpPerson(0, { kana: 'ミホン　サンプル', ...changes })])).texts.flat();
    const notified = read({ nameReading: 'ミホン　【名空欄】' });
    for (const text of ['氏名の振り仮名', 'ミホン　【名空欄】']) expect(notified).toContain(text);
    const open = read({ nameReading: null });
    for (const text of ['氏名の振り仮名', '空欄']) expect(open).toContain(text);
    for (const text of ['フリガナ', 'ミホン　サンプル']) expect([...notified, ...open]).not.toContain(text);
    // A page that was printed before has no such item, and is drawn from its codes as it was.
    for (const text of ['フリガナ', 'ミホン　サンプル']) expect(read({})).toContain(text);
  });

  it.each(['household', 'perPerson'] as const)(
    'prints the reading of a former name above it, 空欄 until it is notified, and nothing where there is none (%s)',
    (form) => {
      const read = (changes: Partial<ResidenceRecordPerson>) =>
        layOut(madeUpRecord([madeUpPerson(0, changes)], { form })).texts.flat();
      const former = (texts: readonly string[]) => {
        const at = texts.findIndex((text) => text.startsWith('旧氏'));
        return texts.slice(at, at + 4);
      };
      const notified = read({ formerName: '架空', formerNameReading: 'カクウ' });
      expect(former(notified)).toEqual(['旧氏の振り仮名', 'カクウ', '旧氏', '架空']);
      const open = read({ formerName: '架空', formerNameReading: null });
      expect(former(open)).toEqual(['旧氏の振り仮名', '空欄', '旧氏', '架空']);
      expect(former(read({ formerName: null })).slice(0, 2)).toEqual(['旧氏', '空欄']);
      // A page that was printed before has no such item, and is drawn from its codes as it was.
      const earlier = read({ formerName: '架空' });
      expect(former(earlier).slice(0, 2)).toEqual(['旧氏', '架空']);
      expect(earlier).not.toContain('旧氏の振り仮名');
    },
  );

  it('has room for four persons on a sheet, each with a former name and both readings', () => {
    const renamed = (changes: Partial<ResidenceRecordPerson>) =>
      madeUpRecord(
        Array.from({ length: 7 }, (_, number) =>
          madeUpPerson(number, {
            ...{ kana: null, nameReading: 'ミホン　タロウ' },
            ...{ formerName: '架空塚小路', formerNameReading: 'カクウヅカコウジ' },
            ...changes,
          }),
        ),
      );
    const { pages, drawings } = layOut(renamed({}));
    expect(personsOn(pages)).toEqual([4, 3]);
    for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
    const moved = layOut(renamed({ previousAddressWithin: '茨城県つくば市仮名町三丁目3番地3' }));
    expect(personsOn(moved.pages)).toEqual([3, 3, 1]);
    for (const drawing of moved.drawings) expect(faultsOf(drawing, font)).toEqual([]);
  });

  it.each(['household', 'perPerson'] as const)(
    'has a row for the former address within the municipality where it is shown, and none where it is not (%s)',
    (form) => {
      const within = (address: string | null) =>
        layOut(madeUpRecord([madeUpPerson(0, { previousAddressWithin: address })], { form })).texts.flat();
      const at = (texts: readonly string[]) => texts[texts.indexOf('転居前の住所') + 1];
      expect(at(within('茨城県つくば市仮名町三丁目3番地3'))).toBe('茨城県つくば市仮名町三丁目3番地3');
      expect(at(within(null))).toBe('空欄');
      const without = layOut(madeUpRecord([madeUpPerson(0)], { form })).texts.flat();
      expect(without).not.toContain('転居前の住所');
      expect(without).toContain('前住所');
    },
  );

  it('has no more persons on a sheet than that row leaves room for', () => {
    const moved = Array.from({ length: 7 }, (_, number) =>
      madeUpPerson(number, { previousAddressWithin: '茨城県つくば市仮名町三丁目3番地3' }),
    );
    const { pages, drawings } = layOut(madeUpRecord(moved));
    expect(personsOn(pages)).toEqual([3, 3, 1]);
    for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
    expect(personsOn(layOut(madeUpHousehold(7)).pages)).toEqual([4, 3]);
  });

  it('does not drop an alias or a former name that the form has no cell for', () => {
    const alias = madeUpRecord([madeUpPerson(0, { alias: '見本　別名' })]);
    const formerName = madeUpRecord([madeUpForeigner({ formerName: '見本　旧氏' })]);
    const reading = madeUpRecord([madeUpPerson(0, { formerNameReading: 'キュウウジ' })]);
    for (const data of [alias, formerName, reading]) {
      expect(() => paginate(data)).toThrow(RangeError);
      expect(() => paginate({ ...data, form: 'perPerson' })).toThrow(RangeError);
    }
  });

  it.each([
    [
      'a name',
      madeUpRecord([madeUpPerson(0), madeUpPerson(1, { name: '葛\u{e0100}城　花子' })]),
      '葛\u{e0100}',
    ],
    ['the address', madeUpRecord([madeUpPerson(0)], { address: 'つくば市😀' }), '😀'],
    [
      'the head of the register',
      madeUpRecord([
        madeUpPerson(0, { domicile: { shown: true, value: { place: '見本', headOfRegister: '\u{e000}' } } }),
      ]),
      '\u{e000}',
    ],
  ])('refuses a character in %s that the font cannot print', (_, data, character) => {
    expect(paginate(data)).toEqual({ ok: false, error: { refused: 'characterNotPrintable', character } });
  });

  it('names the field that is too long, never its content', () => {
    const data = madeUpRecord([madeUpPerson(0), madeUpPerson(1, { name: '寿'.repeat(1000) })]);
    const refused = { ok: false, error: { refused: 'layoutTooLong', field: 'persons.1.name' } };
    expect(paginate(data)).toEqual(refused);
    expect(paginate({ ...data, form: 'perPerson' })).toEqual(refused);
  });

  it('refuses more sheets than n/N has digits for', () => {
    const data = madeUpRecord(
      Array.from({ length: 100 }, () => madeUpPerson(0)),
      { form: 'perPerson' },
    );
    expect(paginate(data)).toEqual({ ok: false, error: { refused: 'layoutTooLong', field: 'persons' } });
  });

  it('never cuts off a long text, leaves the page or sets one text over another', () => {
    const unit = fc.constantFrom(
      ...['寿', '限', 'ー', 'ッ', 'A', 'W', 'i', '-', ' ', '　', '1', '𠮷', '葛\u{e0102}'],
    );
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const person = fc.record({
      name: text(90),
      kana: text(60),
      previousAddress: text(160),
      place: text(160),
      alias: text(60),
    });
    const persons = fc.array(person, { minLength: 1, maxLength: 12 });
    const form = fc.constantFrom('household', 'perPerson');
    let whole = 0;
    fc.assert(
      fc.property(
        persons,
        text(150),
        text(40),
        fc.boolean(),
        form,
        (people, address, word, foreign, form) => {
          const data = madeUpRecord(
            people.map(({ name, kana, previousAddress, place, alias }, number) => {
              const changes = { name, kana, previousAddress };
              return foreign && number === 0
                ? madeUpForeigner({ ...changes, alias, nationality: { shown: true, value: word } })
                : madeUpPerson(number % 9, {
                    ...changes,
                    ...(number % 2 === 1 ? { formerName: alias, formerNameReading: kana } : {}),
                    relationship: { shown: true, value: graphemes(word).slice(0, 8).join('') },
                    domicile: { shown: true, value: { place, headOfRegister: name } },
                  });
            }),
            { address, form },
          );
          const pages = paginate(data);
          if (!pages.ok) {
            expect(pages.error.refused).toBe('layoutTooLong');
            return;
          }
          whole++;
          const { drawings, texts } = layOut(data);
          for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
          const joined = withoutSpaces(texts.flat().join(''));
          for (const { name, previousAddress } of people) {
            expect(joined).toContain(withoutSpaces(name));
            expect(joined).toContain(withoutSpaces(previousAddress));
          }
        },
      ),
      { numRuns: 120 },
    );
    expect(whole).toBeGreaterThan(20);
  });

  it('refuses a record without a person, and a date before the calendar', () => {
    expect(() => paginate(madeUpRecord([]))).toThrow(RangeError);
    const tooOld = madeUpRecord([madeUpPerson(0, { birthDate: isoDate('1872-12-31') })]);
    expect(() => paginate(tooOld)).toThrow(RangeError);
  });

  it('accepts no page from a code that it would not have made', () => {
    const [page] = layOut(madeUpHousehold(2)).pages;
    const parses = (changes: object) =>
      residenceRecordLayout.pageSchema.safeParse({ ...page, ...changes }).success;
    expect(parses({})).toBe(true);
    expect(parses({ persons: [] })).toBe(false);
    expect(parses({ form: 'perPerson' })).toBe(false);
    expect(parses({ persons: [madeUpForeigner({ formerName: '見本' })] })).toBe(false);
    expect(parses({ persons: [madeUpPerson(0, { formerName: '見本', formerNameReading: null })] })).toBe(
      true,
    );
    expect(parses({ persons: [madeUpPerson(0, { formerNameReading: null })] })).toBe(false);
    expect(parses({ head: { ...page?.head, sheet: 2 } })).toBe(false);
    expect(parses({ note: '見本' })).toBe(false);
  });

  it('does not draw a page whose texts do not fit', () => {
    const [page] = layOut(madeUpHousehold(1)).pages;
    if (!page) throw new Error('no page');
    const broken = { ...page, address: '寿'.repeat(500) };
    expect(() => residenceRecordLayout.draw(broken, font)).toThrow('no room for address');
  });
});
