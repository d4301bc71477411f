import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../printing/certificates/layouts.ts';
import { loadMincho } from '../../printing/fonts/mincho.ts';
import { purposes } from '../../printing/seal/cose-sign1.ts';
import { splitIntoFragments } from '../../printing/seal/fragments.ts';
import { madeUpPages } from '../../testing/certificates/made-up-pages.ts';
import { hashOfPage, headOfPage, writeSheetCode } from '../../printing/seal/sheet-code.ts';
import type { SheetCode } from '../../printing/seal/sheet-code.ts';
import { keyIdText } from './signature.ts';
import { voidMarkOf } from '../../printing/seal/void-mark.ts';
import type { SealKey, VoidList } from '../../shared/seal.ts';
import { drawOpened } from './draw-opened.ts';
import { madeUpSealer } from '../../testing/certificates/made-up-seals.ts';
import type { MadeUpSealer } from '../../testing/certificates/made-up-seals.ts';
import { openCode } from './open-code.ts';
import type { Trust } from './open-code.ts';
import { codes } from '../../testing/municipality-codes.ts';

const font = await loadMincho();
const municipality = codes.tsukuba;
const sealer = madeUpSealer('見本一号');
const trust: Trust = { keys: { version: 1, issuedAt: 0, keys: [sealer.key] }, voids: [] };

const made = madeUpPages(font).find(({ name }) => name === 'residenceRecord household-of-four 1/1');
if (!made) throw new Error('the example is gone');
const { kind, page } = made;
const { documentNumber, issuedOn } = headOfPage(page);
const code: SheetCode = { v: 1, kind, municipality, content: { extent: 'whole', page } };

function fragmentsOf(by: MadeUpSealer, sealed: SheetCode = code): readonly Uint8Array[] {
  return splitIntoFragments(by.seal(writeSheetCode(sealed)), 2, true);
}

const trusting = (key: SealKey, ...voids: readonly VoidList[]): Trust => ({
  keys: { version: 1, issuedAt: 0, keys: [key] },
  voids,
});

describe('openCode', () => {
  it('opens what a known key sealed, and the page that is drawn is the true one', () => {
    const opened = openCode(fragmentsOf(sealer), trust);
    expect(opened).toEqual({ opened: 'open', code, key: sealer.key, void: 'notKnown' });
    if (opened.opened !== 'open') throw new Error('not open');
    expect(drawOpened(opened.code, font)).toEqual({
      ok: true,
      value: { front: layoutOf(kind).draw(page, font), omitted: [] },
    });
  });

  it('refuses the code with any one bit changed', () => {
    const shortest = madeUpPages(font).find(({ name }) => name === 'income none 1/1');
    if (!shortest) throw new Error('the example is gone');
    const content = { extent: 'whole', page: shortest.page } as const;
    const signed = sealer.seal(writeSheetCode({ v: 1, kind: shortest.kind, municipality, content }));
    expect(openCode(splitIntoFragments(signed, 2, false), trust).opened).toBe('open');
    for (let bit = 0; bit < signed.length * 8; bit += 1) {
      const forged = signed.slice();
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { opened } = openCode(splitIntoFragments(forged, 2, false), trust);
      if (opened === 'open') throw new Error(`open with bit ${bit} changed`);
    }
  });

  it('says what is wrong with the key', () => {
    const sealed = fragmentsOf(sealer);
    const stranger = madeUpSealer('見本二号');
    expect(openCode(fragmentsOf(stranger), trust)).toEqual({ opened: 'unknownKey', kid: stranger.key.kid });
    const forged = { ...sealer.key, publicKey: stranger.key.publicKey };
    expect(openCode(sealed, trusting(forged))).toEqual({ opened: 'signatureWrong', kid: sealer.key.kid });

    const day = (date: string, time = '12:00:00') => Date.parse(`${date}T${time}+09:00`);
    const cases = [
      [{ revokedAt: day('2027-01-01') }, 'revoked'],
      [{ validFrom: day('2026-11-21', '00:00:00') }, 'issuedBeforeKey'],
      [{ validUntil: day('2026-11-19', '23:59:59') }, 'issuedAfterKey'],
      [{ municipality: codes.meguro }, 'otherMunicipality'],
    ] as const;
    expect(issuedOn).toBe('2026-11-20');
    for (const [changes, why] of cases) {
      const key = { ...sealer.key, ...changes };
      expect(openCode(sealed, trusting(key))).toEqual({ opened: 'keyNotValid', why, key });
    }
    for (const touching of [{ validFrom: day('2026-11-20') }, { validUntil: day('2026-11-20') }])
      expect(openCode(sealed, trusting({ ...sealer.key, ...touching })).opened).toBe('open');
  });

  it('says whether the number is void, as far as the lists know', () => {
    const list = (issuedAt: string, numbers: readonly string[]): VoidList => ({
      municipality,
      issuedAt: Date.parse(issuedAt),
      numbers: numbers.map((number) => keyIdText(voidMarkOf(number))),
    });
    const voidness = (...voids: readonly VoidList[]) => {
      const opened = openCode(fragmentsOf(sealer), trusting(sealer.key, ...voids));
      return opened.opened === 'open' ? opened.void : opened.opened;
    };
    expect(voidness(list('2026-12-01T00:00Z', ['OTHER-0001', documentNumber]))).toBe(true);
    expect(voidness(list('2026-12-01T00:00Z', ['OTHER-0001']))).toBe(false);
    expect(voidness(list('2026-11-19T00:00Z', []))).toBe('notKnown');
    const elsewhere = {
      ...list('2026-12-01T00:00Z', []),
      municipality: codes.meguro,
    };
    expect(voidness(elsewhere)).toBe('notKnown');
  });

  it('takes no list of void numbers for a sheet, though the same key signed it', () => {
    const signed = sealer.seal(writeSheetCode(code), purposes.voidNumbers);
    expect(openCode(splitIntoFragments(signed, 2, true), trust).opened).toBe('signatureWrong');
  });

  it('makes of everything else a reason, and never throws', () => {
    const unreadable = (bytes: Uint8Array) => openCode(splitIntoFragments(bytes, 1, false), trust);
    expect(unreadable(new Uint8Array(100))).toEqual({ opened: 'unreadable', why: { failed: 'notSign1' } });
    expect(unreadable(sealer.seal(Uint8Array.of(9)))).toEqual({
      opened: 'unreadable',
      why: { failed: 'versionUnknown', version: 9 },
    });
    const two = [...fragmentsOf(sealer), ...splitIntoFragments(new Uint8Array(20), 1, true)];
    expect(openCode(two, trust)).toEqual({ opened: 'unreadable', why: { failed: 'mixedSheets', sheets: 2 } });
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 425 }), { maxLength: 4 }), (found) => {
        expect(openCode(found, trust).opened).toBe('unreadable');
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (payload) => {
        expect(unreadable(sealer.seal(payload)).opened).toBe('unreadable');
      }),
      { numRuns: 50 },
    );
  });

  it('says what the code does not speak for', () => {
    const hash = hashOfPage(page);
    const places = [{ x: 20, y: 47, w: 25.5, h: 40.25 }];
    const light: SheetCode = { ...code, content: { extent: 'part', page, omitted: places, hash } };
    const head: SheetCode = { ...code, content: { extent: 'head', head: headOfPage(page), hash } };
    const omittedOf = (sealed: SheetCode) => {
      const opened = openCode(fragmentsOf(sealer, sealed), trust);
      if (opened.opened !== 'open') throw new Error(opened.opened);
      const drawn = drawOpened(opened.code, font);
      return drawn.ok ? drawn.value.omitted : drawn.error;
    };
    expect(omittedOf(light)).toEqual(places);
    expect(omittedOf(head)).toEqual([{ x: 0, y: 0, w: 210, h: 297 }]);
  });

  it('does not draw a page that no layout of this program can have laid out', () => {
    if (code.content.extent !== 'whole') throw new Error('whole');
    const endless = JSON.parse(JSON.stringify(page).replaceAll('見本　太郎', '見本'.repeat(400))) as unknown;
    const parsed = layoutOf(kind).pageSchema.parse(endless);
    const sealed: SheetCode = { ...code, content: { extent: 'whole', page: parsed } };
    expect(drawOpened(sealed, font)).toEqual({ ok: false, error: { failed: 'notDrawable' } });
  });
});
