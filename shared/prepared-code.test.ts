import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { repetitions } from '../testing/repetitions.ts';
import { certificateKinds, itemIds, variantIds } from './certificates.ts';
import { addDays, isoDate } from './dates.ts';
import { themes } from './display.ts';
import { municipalityIdSchema } from './ids.ts';
import { languages } from './languages.ts';
import {
  municipalityOfPrepared,
  offerMark,
  preparedDays,
  preparedSchema,
  preparedText,
  preparedTextMost,
  readPrepared,
  type MarkedOffer,
  type Prepared,
} from './prepared-code.ts';
import { crc32 } from './prepared-bits.ts';
import { yen } from './yen.ts';

const runs = repetitions(300, 20_000);
const today = isoDate('2026-11-30');

const municipality = fc
  .tuple(fc.integer({ min: 1, max: 47 }), fc.integer({ min: 0, max: 999 }))
  .map(([prefecture, number]) =>
    municipalityIdSchema.parse(`${String(prefecture).padStart(2, '0')}${String(number).padStart(3, '0')}`),
  );
const offer: fc.Arbitrary<MarkedOffer> = fc
  .record({
    kind: fc.constantFrom(...certificateKinds),
    price: fc.integer({ min: 0, max: 1_000 }).map((sum) => yen(sum)),
    needs: fc.subarray(['livesHere', 'assessed', 'domicileHere'] as const),
    id: fc.option(fc.stringMatching(/^[a-z][A-Za-z0-9]{1,39}$/), { nil: undefined }),
  })
  .map(({ id, ...rest }) => ({ ...rest, ...(id === undefined ? {} : { id }) }));
const shown = fc.option(fc.subarray([...itemIds]));

const made = fc
  .record({
    ...{ municipality, offer, shown },
    whose: fc.constantFrom('home' as const, 'domicile' as const),
    variant: fc.option(fc.constantFrom(...variantIds)),
    persons: fc.constantFrom('self' as const, 'all' as const),
    copies: fc.integer({ min: 1, max: 10 }),
    language: fc.constantFrom(...languages),
    theme: fc.constantFrom(...themes),
    size: fc.constantFrom(100 as const, 150 as const, 200 as const),
    ...{ low: fc.boolean(), voice: fc.boolean() },
    age: fc.integer({ min: -1, max: preparedDays }),
  })
  .map(({ offer: of, language, theme, size, low, voice, age, ...chosen }) => {
    const { kind, id } = of;
    const prepared: Prepared = {
      plan: { ...chosen, kind, ...(id === undefined ? {} : { id }) },
      ...{ language, voice, display: { theme, size, low } },
    };
    return { prepared, of, text: preparedText(prepared, of, addDays(today, -age)) };
  });

describe('a code prepared at home', () => {
  it('is read as it was made, whatever was chosen, in capitals or small letters', () => {
    fc.assert(
      fc.property(made, fc.boolean(), ({ prepared, of, text }, small) => {
        const scanned = small ? ` ${text.toLowerCase()}\r\n` : text;
        expect(readPrepared(scanned, today, () => [of])).toEqual({ ok: true, value: prepared });
        expect(municipalityOfPrepared(scanned, today)).toBe(prepared.plan.municipality);
      }),
      { numRuns: runs },
    );
  });

  it('is short: 35 letters that a QR code of 25 modules holds, and a keyboard of any country types', () => {
    fc.assert(
      fc.property(made, ({ text }) => {
        expect(text).toMatch(/^KOMADO-P1-[0-9A-Z]{25}$/);
        expect(create(text, { errorCorrectionLevel: 'M' }).version).toBe(2);
      }),
      { numRuns: repetitions(50, 500) },
    );
  });

  it('gives no plan when anything in it is altered, and is never more than refused', () => {
    const altered = fc.array(
      fc.record({
        at: fc.nat(),
        deed: fc.constantFrom('put', 'drop', 'add'),
        letter: fc.string({ maxLength: 1 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(made, altered, ({ prepared, of, text }, deeds) => {
        let other = text;
        for (const { at, deed, letter } of deeds) {
          const place = at % (other.length + 1);
          const rest = other.slice(deed === 'add' ? place : place + 1);
          other = other.slice(0, place) + (deed === 'drop' ? '' : letter) + rest;
        }
        const read = readPrepared(other, today, () => [of]);
        if (other.trim().toUpperCase() === text) expect(read).toEqual({ ok: true, value: prepared });
        else expect(read).toMatchObject({ ok: false });
      }),
      { numRuns: runs },
    );
  });

  it('reads any text without a throw', () => {
    const random = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 60 }).map((text) => `KOMADO-P${text}`),
      fc.stringMatching(/^KOMADO-P1-[0-9A-HJKMNP-TV-Z]{25}$/),
    );
    fc.assert(
      fc.property(random, (text) => {
        expect(readPrepared(text, today, () => [])).toMatchObject({ ok: false });
      }),
      { numRuns: runs },
    );
  });
});

const id = municipalityIdSchema.parse('08220');
const record: MarkedOffer = { kind: 'residenceRecord', price: yen(150), needs: [] };
const usual: Prepared = {
  plan: {
    ...{ whose: 'home', municipality: id, kind: 'residenceRecord', variant: null },
    ...{ persons: 'self', shown: null, copies: 1 },
  },
  ...{ language: 'ja', display: { theme: 'light', size: 100, low: false }, voice: false },
};
const text = preparedText(usual, record, today);

describe('what cannot be used is told apart', () => {
  it.each([
    ['a web address', 'https://example.jp/KOMADO-P1-', 'notOurs'],
    ['a receipt', 'K7Q2-M4XD-0123456789ABCDEF012345', 'notOurs'],
    ['a text without an end', text + 'A'.repeat(preparedTextMost), 'notOurs'],
    ['a later form', 'KOMADO-P2-ANYTHING', 'newer'],
    ['a letter less', text.slice(0, -1), 'damaged'],
    ['two letters that changed places', text.replace(/(.)(.)$/, '$2$1'), 'damaged'],
    ['a version that is none', text.replace('P1', 'P1X'), 'damaged'],
  ])('%s', (_what, scanned, why) => {
    expect(readPrepared(scanned, today, () => [record])).toEqual({ ok: false, error: why });
  });

  it('its day: until the last one, not before it was made; a day ahead is a place in the east', () => {
    const on = (day: string) => readPrepared(text, isoDate(day), () => [record]);
    expect(on('2026-11-30').ok && on('2026-11-29').ok && on('2027-01-29').ok).toBe(true);
    expect([on('2027-01-30'), on('2026-11-28')]).toEqual([
      { ok: false, error: 'old' },
      { ok: false, error: 'old' },
    ]);
  });

  it.each([
    ['another price', { ...record, price: yen(200) }],
    ['other conditions', { ...record, needs: ['livesHere'] }],
    ['another kind', { ...record, kind: 'residenceRecordItems' }],
    ['a title of its own', { ...record, id: 'another' }],
  ] satisfies [string, MarkedOffer][])('rules with %s', (_what, now) => {
    expect(readPrepared(text, today, () => [now])).toEqual({ ok: false, error: 'otherRules' });
    expect(offerMark(now)).not.toBe(offerMark(record));
  });

  it('a municipality that is not served here', () => {
    expect(readPrepared(text, today, () => null)).toEqual({ ok: false, error: 'notHere' });
  });
});

it('has no place for a text: each value is one of a list, a number or yes and no, but for what the municipality calls its certificate', () => {
  const fields = preparedSchema.shape.plan.shape;
  expect(Object.keys(fields).filter((name) => !['id', 'municipality'].includes(name))).toEqual([
    ...['whose', 'kind', 'variant', 'persons', 'shown', 'copies'],
  ]);
  for (const field of ['whose', 'kind', 'variant', 'persons'] as const)
    expect(fields[field].safeParse('見本　太郎').success).toBe(false);
  expect(preparedSchema.safeParse({ ...usual, name: '見本　太郎' }).success).toBe(false);
  expect(preparedSchema.safeParse({ ...usual, plan: { ...usual.plan, name: '見本　太郎' } }).success).toBe(
    false,
  );
  // An own name of a certificate is not in the code: it stands for one that the kiosk knows.
  const own = { ...usual, plan: { ...usual.plan, id: 'yamadaTaro' } };
  expect(readPrepared(preparedText(own, record, today), today, () => [record])).toEqual({
    ok: true,
    value: usual,
  });
});

it('has the checksum of the standard', () => {
  expect(crc32('123456789')).toBe(0xcbf43926);
});
