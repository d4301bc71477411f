import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { certificateKinds } from '../../shared/certificates.ts';
import { layoutOf } from '../certificates/layouts.ts';
import { loadMincho } from '../fonts/mincho.ts';
import { signedLength } from './cose-sign1.ts';
import { capacityBytes } from './draw-sheet-code.ts';
import { textsOn } from '../../testing/certificates/laid-out.ts';
import { madeUpPerson } from '../../testing/certificates/made-up-household.ts';
import { madeUpPages } from '../../testing/certificates/made-up-pages.ts';
import type { MadeUpPage } from '../../testing/certificates/made-up-pages.ts';
import { pack } from './pack.ts';
import { presetDictionary } from './preset-dictionary.ts';
import { shapes } from './shapes.ts';
import { hashOfPage, headOfCode, headOfPage, readSheetCode, writeSheetCode } from './sheet-code.ts';
import type { SheetCode } from './sheet-code.ts';
import { codes } from '../../testing/municipality-codes.ts';

const font = await loadMincho();
const municipality = codes.tsukuba;
const pages = madeUpPages(font);

/** Of a residence record of one person with a 旧氏, from before its reading had a place. */
const codeWithoutReading =
  'AcNMHqkGFkZGBmQnjqIQbydwigAnDXC8oqQNJVQHpm+rqiqF+ckInEKM0VNIE8MkCWWoCKieQ4TdeWA7evM3L5AhEClQMDItR0SI' +
  'Qz+QcEsCEY0RCpCABKkGjsoAjSu1YjCCWYxIJFgDEuJOiAsxAhI5mRgC0RcA';

const whole = ({ kind, page }: MadeUpPage): SheetCode => ({
  v: 1,
  kind,
  municipality,
  content: { extent: 'whole', page },
});

const hasRoom = (made: MadeUpPage) => signedLength(writeSheetCode(whole(made)).length) <= capacityBytes;

describe('payload of a sheet code', () => {
  it('gives back every page of every kind, and the same sheet is drawn from it', () => {
    expect(new Set(pages.map(({ kind }) => kind))).toEqual(new Set(certificateKinds));
    for (const made of pages.filter(hasRoom)) {
      const code = readSheetCode(writeSheetCode(whole(made)));
      expect(code, made.name).toEqual({ ok: true, value: whole(made) });
      if (!code.ok || code.value.content.extent !== 'whole') throw new Error(made.name);
      const layout = layoutOf(made.kind);
      expect(layout.draw(code.value.content.page, font)).toEqual(layout.draw(made.page, font));
    }
  });

  it('printed under one of the five former names is read under the code', () => {
    const [made] = pages;
    if (!made) throw new Error('no page');
    // What was printed then: the schema of today would not write it.
    const former = Object.assign(whole(made), { municipality: 'tsukuba' });
    expect(readSheetCode(writeSheetCode(former))).toEqual({ ok: true, value: whole(made) });
    const stranger = Object.assign(whole(made), { municipality: 'mihon' });
    expect(readSheetCode(writeSheetCode(stranger))).toEqual({ ok: false, error: { failed: 'notAPage' } });
  });

  it('is the same for the same page, whatever the order of its keys', () => {
    for (const made of pages) {
      const page = layoutOf(made.kind).pageSchema.parse(reversed(made.page));
      expect(writeSheetCode(whole({ ...made, page })), made.name).toEqual(writeSheetCode(whole(made)));
      expect(hashOfPage(page)).toBe(hashOfPage(made.page));
    }
    expect(new Set(pages.map(({ page }) => hashOfPage(page))).size).toBe(
      new Set(pages.map(({ page }) => JSON.stringify(page))).size,
    );
  });

  it('fits the codes for every page but the one with a very large seal', () => {
    const tooLong = pages.filter((made) => !hasRoom(made));
    expect(tooLong.map(({ name }) => name)).toEqual(['sealRegistration large-and-oval 1/1']);
  });

  it('knows the shape of every object on our pages, so that none carries its keys', () => {
    const known = new Set(shapes.map((shape) => [...shape].sort().join()));
    for (const { name, page } of pages)
      for (const keys of keysWithin(page))
        expect(
          known.has([...keys].sort().join()),
          `${name}: ${keys.join()}: is it at the end of shapes.ts?`,
        ).toBe(true);
  });

  it('keeps version 1 as it is: printed codes must stay readable', () => {
    const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(presetDictionary)).toBe('d464d2bb2448d44e40fa946cfa8fa0eeb75d3eb3f78b6997e157b019a52e7f66');
    const first = shapes.slice(0, 33);
    expect(digest(JSON.stringify(first))).toBe(
      '9316800f24029843a9d066f1d7b2999a1ad6670f765541f6e5af037fe449fc80',
    );
  });

  it('reads a code that was printed before former names had readings, and draws its page as it was', () => {
    const bytes = new Uint8Array(Buffer.from(codeWithoutReading, 'base64'));
    const read = readSheetCode(bytes);
    if (!read.ok || read.value.kind !== 'residenceRecord' || read.value.content.extent !== 'whole')
      throw new Error('not read');
    const layout = layoutOf('residenceRecord');
    const page = layout.pageSchema.parse(read.value.content.page);
    const former = madeUpPerson(1, { kana: null, nameReading: 'ミホン　ハナコ' });
    expect(page.persons).toEqual([former]);
    expect(textsOn(layout.draw(page, font))).toContain('架空　花子');
    expect(textsOn(layout.draw(page, font)).join()).not.toContain('旧氏の');
    expect(writeSheetCode(read.value)).toEqual(bytes);
    // The same person with a reading goes under a shape of its own, and comes back.
    for (const formerNameReading of ['カクウ　ハナコ', null]) {
      const persons = [{ ...former, formerNameReading }];
      const code = whole({ kind: 'residenceRecord', name: 'read', page: { ...page, persons } });
      expect(readSheetCode(writeSheetCode(code))).toEqual({ ok: true, value: code });
    }
  });

  it('carries a page without its heavy part, or only the head, with the hash of the whole', () => {
    const made = pages.find(({ name }) => name === 'sealRegistration large-and-oval 1/1');
    if (!made) throw new Error('the example is gone');
    const hash = hashOfPage(made.page);
    const light = layoutOf(made.kind).lighten?.(made.page);
    if (!light) throw new Error('nothing to leave out');
    const part: SheetCode = { ...whole(made), content: { extent: 'part', ...light, hash } };
    const bytes = writeSheetCode(part);
    expect(signedLength(bytes.length)).toBeLessThan(capacityBytes);
    const read = readSheetCode(bytes);
    if (!read.ok || read.value.content.extent !== 'part') throw new Error('not read');
    expect(read.value.content.page).toEqual(light.page);
    expect(read.value.content.hash).toBe(hash);
    for (const [index, place] of light.omitted.entries())
      for (const side of ['x', 'y', 'w', 'h'] as const)
        expect(read.value.content.omitted[index]?.[side]).toBeCloseTo(place[side], 2);

    const head: SheetCode = {
      ...whole(made),
      content: { extent: 'head', head: headOfPage(made.page), hash },
    };
    expect(readSheetCode(writeSheetCode(head))).toEqual({ ok: true, value: head });
    expect(headOfCode(head)).toEqual(headOfCode(part));
  });

  it('refuses nonsense, bombs and pages of another kind without ever throwing', () => {
    const payload = (value: Parameters<typeof pack>[0]) =>
      Uint8Array.of(1, ...deflateSync(pack(value), { dictionary: presetDictionary }));
    const failure = (bytes: Uint8Array) => {
      const read = readSheetCode(bytes);
      return read.ok ? null : read.error;
    };
    expect(failure(new Uint8Array())).toEqual({ failed: 'notPacked' });
    expect(failure(Uint8Array.of(2, 1, 2, 3))).toEqual({ failed: 'versionUnknown', version: 2 });
    expect(failure(new Uint8Array(3000).fill(1))).toEqual({ failed: 'tooLong' });
    const bomb = deflateSync(new Uint8Array(1_900_000), { level: 9 });
    expect(bomb.length).toBeLessThan(2000);
    expect(failure(Uint8Array.of(1, ...bomb))).toEqual({ failed: 'notPacked' });
    expect(failure(payload('見本'))).toEqual({ failed: 'notAPage' });
    expect(failure(payload({ kind: 'income', municipality, page: { head: null } }))).toEqual({
      failed: 'notAPage',
    });
    const [made] = pages;
    if (!made) throw new Error('no page');
    const other = { kind: 'income', municipality, page: z.json().parse(made.page) };
    expect(failure(payload(other))).toEqual({ failed: 'notAPage' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2100 }), (nonsense) => {
        expect(readSheetCode(nonsense).ok).toBe(false);
        expect(readSheetCode(Uint8Array.of(1, ...nonsense)).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, reversed(entry)]),
  );
}

function keysWithin(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [Object.keys(value)];
  return [...own, ...Object.values(value).flatMap(keysWithin)];
}
