import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { signedLength } from '../../printing/seal/cose-sign1.ts';
import { capacityBytes } from '../../printing/seal/draw-sheet-code.ts';
import { madeUpPages } from '../../testing/certificates/made-up-pages.ts';
import { hashOfPage, headOfPage, readSheetCode } from '../../printing/seal/sheet-code.ts';
import { codePayload, fitsWhole } from './code-payload.ts';
import { codes } from '../../testing/municipality-codes.ts';

const municipality = codes.tsukuba;
const pages = madeUpPages(await loadMincho());

function contentOf(payload: Uint8Array) {
  expect(signedLength(payload.length)).toBeLessThanOrEqual(capacityBytes);
  const code = readSheetCode(payload);
  if (!code.ok) throw new Error(code.error.failed);
  return code.value.content;
}

describe('what the codes of a sheet say', () => {
  it('is the whole page wherever it fits', () => {
    for (const { kind, page } of pages.filter((each) => fitsWhole(each.kind, municipality, each.page)))
      expect(contentOf(codePayload(kind, municipality, page))).toEqual({ extent: 'whole', page });
  });

  it('is otherwise the page without its heavy part and a note of where that stands, or else the head with the hash', () => {
    const seal = pages.find(({ name }) => name === 'sealRegistration large-and-oval 1/1');
    const register = pages.find(({ kind }) => kind === 'familyRegister');
    if (!seal || !register) throw new Error('the examples are gone');
    const part = contentOf(codePayload(seal.kind, municipality, seal.page));
    expect(part).toMatchObject({ extent: 'part', hash: hashOfPage(seal.page) });
    expect(part.extent === 'part' && part.omitted).toHaveLength(1);

    for (const { kind, page } of [seal, register]) {
      // 900 different characters, unlike any person's name: they do not compress.
      const long = Array.from({ length: 900 }, (_, at) =>
        String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)),
      );
      const filled: unknown = JSON.parse(JSON.stringify(page), (key, value: unknown) =>
        key === 'givenName' || (key === 'address' && kind === 'sealRegistration') ? long.join('') : value,
      );
      const huge = layoutOf(kind).pageSchema.parse(filled);
      expect(fitsWhole(kind, municipality, huge)).toBe(false);
      expect(contentOf(codePayload(kind, municipality, huge))).toEqual({
        extent: 'head',
        head: headOfPage(page),
        hash: hashOfPage(huge),
      });
    }
  });

  it('leaves room for another number of sheets than was assumed', () => {
    for (const { kind, page } of pages) {
      const counted: unknown = JSON.parse(JSON.stringify(page), (key, value: unknown) =>
        key === 'of' ? 99 : value,
      );
      const before = codePayload(kind, municipality, layoutOf(kind).pageSchema.parse(counted));
      expect(Math.abs(codePayload(kind, municipality, page).length - before.length)).toBeLessThan(16);
    }
  });
});
