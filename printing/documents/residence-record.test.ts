import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { pageDrawingSchema } from '../../shared/drawing.ts';
import type { DrawOp, PageDrawing } from '../../shared/drawing.ts';
import { graphemes } from '../fonts/graphemes.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { madeUpForeigner, madeUpPerson, madeUpRecord } from './made-up-household.ts';
import { layOutResidenceRecord } from './residence-record.ts';
import type { ResidenceRecordData } from './residence-record.ts';

const font = await loadMincho();

type TextOp = Extract<DrawOp, { op: 'text' }>;

function pagesOf(data: ResidenceRecordData): readonly PageDrawing[] {
  const laidOut = layOutResidenceRecord(data, font);
  if (!laidOut.ok) throw new Error(`refused: ${JSON.stringify(laidOut.error)}`);
  return laidOut.value;
}

function textOps(page: PageDrawing): TextOp[] {
  return page.ops.filter((op) => op.op === 'text');
}

const withoutSpaces = (text: string) => text.replace(/\s/gu, '');
const textsOn = (page: PageDrawing) => textOps(page).map(({ text }) => text);

function household(count: number): ResidenceRecordData {
  return madeUpRecord(Array.from({ length: count }, (_, number) => madeUpPerson(number)));
}

/** The em box of a text: 0.88 above the baseline, 0.12 below. */
function boxOf({ x, y, size, text, align, stretch }: TextOp) {
  const width = font.widthOf(text, size) * stretch;
  const left = x - { left: 0, center: width / 2, right: width }[align];
  return { left, right: left + width, top: y - 0.88 * size, bottom: y + 0.12 * size };
}

/** Safe area of a store's printer: 10 mm from every edge. Rounding to hundredths is forgiven. */
function expectCleanPage(page: PageDrawing): void {
  const boxes = textOps(page).map((op) => ({ op, ...boxOf(op) }));
  for (const { left, right, top, bottom } of boxes) {
    expect(left).toBeGreaterThanOrEqual(10);
    expect(right).toBeLessThanOrEqual(200);
    expect(top).toBeGreaterThanOrEqual(10);
    expect(bottom).toBeLessThanOrEqual(287);
  }
  const overlapping = boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (two) =>
          Math.min(one.right, two.right) - Math.max(one.left, two.left) > 0.02 &&
          Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 0.02,
      )
      .map((two) => [one.op.text, two.op.text]),
  );
  expect(overlapping).toEqual([]);
}

describe('layOutResidenceRecord', () => {
  it.each([
    [1, 1],
    [4, 1],
    [5, 2],
    [8, 2],
    [9, 3],
  ])('puts %i persons on %i sheets, each with the number of the document and n/N', (persons, sheets) => {
    const pages = pagesOf(household(persons));
    expect(pages).toHaveLength(sheets);
    for (const [index, page] of pages.entries()) {
      expect(textsOn(page)).toContain(`${index + 1}/${sheets}`);
      expect(textsOn(page)).toContain('発行番号　TKB-00000000-MIHON');
      expect(pageDrawingSchema.safeParse(page).success).toBe(true);
      expectCleanPage(page);
    }
  });

  it('closes the last sheet, and only that, with 以下余白, certification and seal', () => {
    const pages = pagesOf(household(9));
    const closing = 'この写しは、世帯全員の住民票の原本と相違ないことを証明する。';
    const sealed = (page: PageDrawing) => page.ops.some((op) => op.op === 'path' && op.color === 'vermilion');
    expect(pages.map((page) => textsOn(page).includes(closing))).toEqual([false, false, true]);
    expect(pages.map((page) => textsOn(page).includes('以下余白'))).toEqual([false, false, true]);
    expect(pages.map(sealed)).toEqual([false, false, true]);
    expect(pages.map((page) => textsOn(page).includes('（2枚目に続く）'))).toEqual([true, false, false]);
  });

  it('certifies a part of the household as a part', () => {
    const [page] = pagesOf(madeUpRecord([madeUpPerson(2)], { whole: false }));
    expect(page && textsOn(page)).toContain('この写しは、世帯の一部の住民票の原本と相違ないことを証明する。');
  });

  it('tells what was left out from what is missing', () => {
    const count = (data: ResidenceRecordData, word: string) =>
      pagesOf(data)
        .flatMap(textsOn)
        .filter((text) => text === word).length;
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
    const data = madeUpRecord([bare], { headOfHousehold: { shown: false } });
    expect(count(data, '空欄')).toBe(10); // kana, sex, former name, three days, address, relationship, domicile twice
    expect(count(data, '省略')).toBe(2); // My Number, head of household
  });

  it('dates a foreign resident by the western calendar and has no family register for one', () => {
    const texts = pagesOf(madeUpRecord([madeUpPerson(0), madeUpForeigner()])).flatMap(textsOn);
    expect(texts).toContain('昭和45年11月10日');
    expect(texts).toContain('1977年11月17日');
    expect(texts.filter((text) => text === '本籍')).toHaveLength(1);
    for (const text of [
      'ブラジル',
      '技術・人文知識・国際業務',
      '5年',
      '令和10年3月31日',
      'AB00000000CD',
      '見本　まりあ',
    ])
      expect(texts).toContain(text);
  });

  it('does not drop an alias or a former name that its block has no cell for', () => {
    const alias = madeUpRecord([madeUpPerson(0, { alias: '見本　別名' })]);
    const formerName = madeUpRecord([madeUpForeigner({ formerName: '見本　旧氏' })]);
    expect(() => layOutResidenceRecord(alias, font)).toThrow(RangeError);
    expect(() => layOutResidenceRecord(formerName, font)).toThrow(RangeError);
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
  ])('refuses a character of %s that the font cannot print', (_, data, character) => {
    expect(layOutResidenceRecord(data, font)).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character },
    });
  });

  it('names the field that is too long, never what stands in it', () => {
    const data = madeUpRecord([madeUpPerson(0), madeUpPerson(1, { name: '寿'.repeat(300) })]);
    expect(layOutResidenceRecord(data, font)).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'persons.1.name' },
    });
  });

  it('never cuts a long text, never leaves the page, never sets one text over another', () => {
    const unit = fc.constantFrom(
      '寿',
      '限',
      'ー',
      'ッ',
      'A',
      'W',
      'i',
      '-',
      ' ',
      '　',
      '1',
      '𠮷',
      '葛\u{e0102}',
    );
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    const persons = fc.array(
      fc.record({
        name: text(90),
        kana: text(60),
        previousAddress: text(160),
        place: text(160),
        alias: text(60),
      }),
      { minLength: 1, maxLength: 9 },
    );
    let whole = 0;
    fc.assert(
      fc.property(persons, text(150), text(40), fc.boolean(), (people, address, relationship, foreign) => {
        const data = madeUpRecord(
          people.map(({ name, kana, previousAddress, place, alias }, number) => {
            const changes = { name, kana, previousAddress };
            return foreign && number === 0
              ? madeUpForeigner({ ...changes, alias, nationality: { shown: true, value: relationship } })
              : madeUpPerson(number, {
                  ...changes,
                  relationship: { shown: true, value: graphemes(relationship).slice(0, 8).join('') },
                  domicile: { shown: true, value: { place, headOfRegister: name } },
                });
          }),
          { address },
        );
        const laidOut = layOutResidenceRecord(data, font);
        if (!laidOut.ok) {
          expect(laidOut.error.refused).toBe('layoutTooLong');
          return;
        }
        whole++;
        for (const page of laidOut.value) expectCleanPage(page);
        const joined = withoutSpaces(laidOut.value.flatMap(textsOn).join(''));
        for (const { name, previousAddress } of people) {
          expect(joined).toContain(withoutSpaces(name));
          expect(joined).toContain(withoutSpaces(previousAddress));
        }
      }),
      { numRuns: 150 },
    );
    expect(whole).toBeGreaterThan(20);
  });

  it('keeps the drawing small enough to send to a screen', () => {
    const [page] = pagesOf(household(4));
    const ground = page?.ops[0];
    expect(ground).toMatchObject({ op: 'path', color: 'ground' });
    expect(JSON.stringify(ground).length).toBeLessThan(30_000);
    expect(JSON.stringify(page).length).toBeLessThan(80_000);
  });

  it('has no form without a person, and no date before the calendar', () => {
    expect(() => layOutResidenceRecord(madeUpRecord([]), font)).toThrow(RangeError);
    const tooOld = madeUpRecord([madeUpPerson(0, { birthDate: isoDate('1872-12-31') })]);
    expect(() => layOutResidenceRecord(tooOld, font)).toThrow(RangeError);
  });
});
