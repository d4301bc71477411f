import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMincho } from '../../fonts/mincho.ts';
import type { SealImage, SealRegistrationData } from '../data.ts';
import { laidOut, redrawn } from '../../../testing/certificates/laid-out.ts';
import { faultsOf } from '../../../testing/certificates/no-overlap.ts';
import { imprintPath, rectangles, sealImageSchema } from './imprint.ts';
import { examples, madeUpRegistration, madeUpSeal } from '../../../testing/certificates/made-up-seal.ts';
import { sealRegistrationLayout } from './seal-registration.ts';

const font = await loadMincho();
const layOut = (data: SealRegistrationData) => laidOut(sealRegistrationLayout, data, font);
const paginate = (data: SealRegistrationData) => sealRegistrationLayout.paginate(data, font, () => true);

function blackPaths(data: SealRegistrationData): string[] {
  return layOut(data).drawings.flatMap(({ ops }) =>
    ops.flatMap((op) => (op.op === 'path' && op.color === 'black' ? [op.d] : [])),
  );
}

/** Left, top, right, bottom of a path of M, L and Z. */
function edgesOf(path: string): [number, number, number, number] {
  const points = [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const least = (numbers: number[]) => numbers.reduce((one, two) => Math.min(one, two));
  const most = (numbers: number[]) => numbers.reduce((one, two) => Math.max(one, two));
  return [least(xs), least(ys), most(xs), most(ys)];
}

describe('sealRegistrationLayout', () => {
  it.each(examples)('lays out $name without a fault, and draws the same from its code', ({ data }) => {
    const { pages, drawings } = layOut(data);
    expect(pages).toHaveLength(1);
    for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
    expect(redrawn(sealRegistrationLayout, pages, font)).toEqual(drawings);
  });

  it('prints the imprint at its true size', () => {
    const [path = ''] = blackPaths(madeUpRegistration({ seal: madeUpSeal(18, 200, 1.25) }));
    const [left, top, right, bottom] = edgesOf(path);
    expect(right - left).toBeCloseTo(18, 0);
    expect(bottom - top).toBeCloseTo(22.5, 0);
    expect(Math.abs(right - left - 18)).toBeLessThan(0.2);
    expect(Math.abs(bottom - top - 22.5)).toBeLessThan(0.2);
  });

  it('says who and where, and nothing about sex', () => {
    const [texts = []] = layOut(madeUpRegistration({ otherName: '架空' })).texts;
    for (const text of ['見本　太郎', '旧氏', '架空', '昭和45年11月10日', '茨城県つくば市架空町一丁目2番地3'])
      expect(texts).toContain(text);
    expect(texts).toContain('この写しは、登録された印影と相違ないことを証明します。');
    expect(texts).not.toContain('性別');
    const [foreign = []] = layOut(madeUpRegistration({ foreign: true })).texts;
    for (const text of ['通称', '空欄', '1970年11月10日']) expect(foreign).toContain(text);
  });

  it('has a page for a small code: without the imprint but naming its place, all else the same', () => {
    const { pages, drawings } = layOut(madeUpRegistration());
    const [page] = pages;
    const light = page && sealRegistrationLayout.lighten?.(page);
    if (!light) throw new Error('nothing lightened');
    const ops = drawings.flatMap((drawing) => drawing.ops);
    const imprint = ops.find((op) => op.op === 'path' && op.color === 'black');
    expect(redrawn(sealRegistrationLayout, [light.page], font)[0]?.ops).toEqual(
      ops.filter((op) => op !== imprint),
    );
    expect(JSON.stringify(light).length).toBeLessThan(600);
    const [place] = light.omitted;
    const [left, top, right, bottom] = edgesOf(imprint?.op === 'path' ? imprint.d : '');
    if (!place) throw new Error('no place');
    expect(left).toBeGreaterThanOrEqual(place.x - 0.01);
    expect(top).toBeGreaterThanOrEqual(place.y - 0.01);
    expect(right).toBeLessThanOrEqual(place.x + place.w + 0.01);
    expect(bottom).toBeLessThanOrEqual(place.y + place.h + 0.01);
    expect(place.w * place.h).toBeLessThan(15.1 * 15.1);
    expect(sealRegistrationLayout.lighten?.(light.page).omitted).toEqual([]);
  });

  it('shows neither imprint nor person before payment', () => {
    const masked = sealRegistrationLayout.mask(madeUpRegistration({ otherName: '架空' }));
    const { pages, drawings, texts } = layOut(masked);
    expect(blackPaths(masked)).toEqual([]);
    for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
    expect(redrawn(sealRegistrationLayout, pages, font)).toEqual(drawings);
    const everything = JSON.stringify(pages) + JSON.stringify(texts);
    for (const secret of ['太郎', '架空', '1970', '昭和45', '11月10日', '丁目', 'TKB-', madeUpSeal(15).bits])
      expect(everything).not.toContain(secret);
    for (const text of ['見●　●●', '架●', '昭和●●年●●月●●日', '茨城県つくば市●●●●●●●●●●'])
      expect(texts.flat()).toContain(text);
    for (const { data } of examples)
      for (const drawing of layOut(sealRegistrationLayout.mask(data)).drawings)
        expect(faultsOf(drawing, font)).toEqual([]);
  });

  it('refuses what it cannot print or has no room for', () => {
    expect(paginate(madeUpRegistration({ name: '葛\u{e0100}城' }))).toEqual({
      ok: false,
      error: { refused: 'characterNotPrintable', character: '葛\u{e0100}' },
    });
    expect(paginate(madeUpRegistration({ name: '寿'.repeat(900) }))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'name' },
    });
    expect(paginate(madeUpRegistration({ seal: madeUpSeal(25, 60, 4) }))).toEqual({
      ok: false,
      error: { refused: 'layoutTooLong', field: 'seal' },
    });
  });

  it.each<[string, Partial<SealImage>]>([
    ['no ink', { bits: btoa('\0'.repeat(15 * 120)) }],
    ['fewer bits than pixels', { bits: btoa('\xff'.repeat(15 * 119)) }],
    ['more bits than pixels', { bits: btoa('\xff'.repeat(15 * 121)) }],
    ['invalid base64', { bits: '見本' }],
    ['a width that no ordinance allows', { widthMm: 26 }],
  ])('certifies no image with %s', (_, changes) => {
    const seal = { ...madeUpSeal(15), ...changes };
    expect(() => paginate(madeUpRegistration({ seal }))).toThrow(RangeError);
    expect(sealImageSchema.safeParse(seal).success).toBe(false);
  });

  it('never cuts off a long text or sets one over another', () => {
    const unit = fc.constantFrom('寿', 'ー', 'A', 'W', 'i', '-', ' ', '　', '1', '𠮷', '葛\u{e0102}');
    const text = (maxLength: number) => fc.string({ unit, minLength: 1, maxLength });
    let whole = 0;
    fc.assert(
      fc.property(text(200), text(120), text(300), fc.boolean(), (name, otherName, address, foreign) => {
        const data = madeUpRegistration({ name, otherName, address, foreign });
        if (!paginate(data).ok) return;
        whole++;
        const { drawings, texts } = layOut(data);
        for (const drawing of drawings) expect(faultsOf(drawing, font)).toEqual([]);
        const joined = texts.flat().join('').replace(/\s/gu, '');
        for (const part of [name, otherName, address]) expect(joined).toContain(part.replace(/\s/gu, ''));
      }),
      { numRuns: 100 },
    );
    expect(whole).toBeGreaterThan(30);
  });
});

describe('rectangles', () => {
  it('cover every pixel of ink once, and nothing else', () => {
    const image = fc
      .record({ widthPx: fc.integer({ min: 1, max: 21 }), heightPx: fc.integer({ min: 1, max: 12 }) })
      .chain(({ widthPx, heightPx }) => {
        const length = Math.ceil(widthPx / 8) * heightPx;
        return fc
          .uint8Array({ minLength: length, maxLength: length })
          .map((bytes) => ({ widthPx, heightPx, bytes }));
      });
    fc.assert(
      fc.property(image, ({ widthPx, heightPx, bytes }) => {
        const bits = btoa(String.fromCharCode(...bytes));
        const covered = Array.from({ length: heightPx }, () => Array<number>(widthPx).fill(0));
        for (const { left, right, top, bottom } of rectangles({ widthPx, heightPx, widthMm: 10, bits }))
          for (const row of covered.slice(top, bottom))
            for (let column = left; column < right; column++) row[column] = (row[column] ?? 0) + 1;
        const rowBytes = Math.ceil(widthPx / 8);
        const ink = covered.map((row, y) =>
          row.map((_, x) => ((bytes[y * rowBytes + Math.floor(x / 8)] ?? 0) >> (7 - (x % 8))) & 1),
        );
        expect(covered).toEqual(ink);
      }),
    );
  });

  it('make a path of a few kilobytes', () => {
    expect(imprintPath(madeUpSeal(25, 295), { x: 30, y: 50 }).length).toBeLessThan(60_000);
  });
});
