import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadMunicipalities } from '../issuing-center/municipalities/load.ts';
import { choosableItems } from '../issuing-center/rules/items.ts';
import { municipalityOffer } from '../issuing-center/rules/offers.ts';
import { certificateKey } from '../shared/certificates.ts';
import { instantInJapan, isoDate } from '../shared/dates.ts';
import { languages } from '../shared/languages.ts';
import { preparedText, readPrepared } from '../shared/prepared-code.ts';
import { repetitions } from '../testing/repetitions.ts';
import {
  answered,
  chosenService,
  mayShowOthers,
  noAnswers,
  preparedOf,
  questionsOf,
  type Answers,
} from './answers.ts';

const municipalities = await loadMunicipalities();
const rulesOf = (id: Parameters<typeof municipalities.get>[0]) => municipalities.get(id) ?? null;
const today = isoDate('2026-11-30');
const now = instantInJapan(today, '03:00:00');

/** Whatever somebody answers, one question after the other. */
const walks = fc
  .record({
    municipality: fc.constantFrom(...municipalities.values()),
    pick: fc.infiniteStream(fc.nat()),
    whose: fc.constantFrom('home' as const, 'domicile' as const),
    language: fc.constantFrom(...languages),
  })
  .map(({ municipality, pick, whose, language }) => {
    const next = (): number => Number(pick.next().value);
    const among = <T>(all: readonly T[]): T | undefined => all[next() % all.length];
    let answers: Answers = noAnswers(language);
    answers = answered(answers, { purpose: 'other' });
    answers = answered(answers, { whose });
    answers = answered(answers, { municipality: municipality.id });
    const offered = municipalityOffer(municipality, { ja: 'x', en: 'x' }, now).offers;
    const service = among(offered);
    if (service === undefined) throw new Error('a municipality without offers');
    answers = answered(answers, { certificate: certificateKey(service) });
    const asked: string[] = [];
    for (const question of questionsOf(answers, rulesOf)) {
      asked.push(question);
      const chosen = chosenService(answers, rulesOf);
      if (chosen === null) throw new Error('no certificate');
      if (question === 'variant')
        answers = answered(answers, { variant: among(chosen.service.variants ?? []) ?? null });
      if (question === 'persons') answers = answered(answers, { persons: next() % 2 === 0 ? 'self' : 'all' });
      if (question === 'items' && next() % 3 > 0)
        answers = answered(answers, {
          shown: choosableItems(chosen.service)
            .map(({ item }) => item)
            .filter(() => next() % 2 === 0),
        });
      if (question === 'copies') answers = answered(answers, { copies: (next() % 10) + 1 });
    }
    return { municipality, answers, asked, offered };
  });

describe('the answers', () => {
  it('make a code that the kiosk reads as it was answered, at every municipality and for every certificate', () => {
    fc.assert(
      fc.property(walks, ({ answers, offered }) => {
        const prepared = preparedOf(answers, rulesOf);
        const offer = offered.find((one) => certificateKey(one) === answers.certificate);
        if (prepared === null || offer === undefined) throw new Error('not everything was answered');
        const read = readPrepared(preparedText(prepared, offer, today), today, () => offered);
        expect(read).toEqual({ ok: true, value: prepared });
      }),
      { numRuns: repetitions(200, 5_000) },
    );
  });

  it('are asked for nothing that has one answer alone', () => {
    fc.assert(
      fc.property(walks, ({ answers, asked }) => {
        const service = chosenService(answers, rulesOf)?.service;
        expect(asked.includes('variant')).toBe((service?.variants ?? []).length > 1);
        expect(asked.includes('items')).toBe(choosableItems(service ?? {}).length > 0);
        expect(asked.includes('persons')).toBe(service !== undefined && mayShowOthers(service));
      }),
      { numRuns: repetitions(100, 1_000) },
    );
  });

  it('fall with what they depend on, and no others', () => {
    const [one, other] = [...municipalities.values()];
    if (!one || !other) throw new Error('two municipalities');
    let answers = answered(noAnswers('ja'), {
      purpose: 'work',
      whose: 'home',
      municipality: one.id,
      copies: 3,
    });
    answers = answered(answers, { certificate: 'residenceRecord', persons: 'all', shown: [] });
    expect(answered(answers, { copies: 2 })).toEqual({ ...answers, copies: 2 });
    expect(answered(answers, { certificate: 'residenceRecord' })).toEqual(answers);
    expect(answered(answers, { certificate: 'income' })).toMatchObject({
      ...{ municipality: one.id, certificate: 'income', persons: null, shown: null, copies: 3 },
    });
    expect(answered(answers, { municipality: other.id })).toMatchObject({
      ...{ municipality: other.id, certificate: null, persons: null, shown: null },
    });
    expect(answered(answers, { whose: 'domicile' })).toMatchObject({
      ...{ purpose: 'work', whose: 'domicile', municipality: null, certificate: null },
    });
  });

  it('make no code while something is missing', () => {
    const answers = answered(noAnswers('ja'), { whose: 'home', copies: 1 });
    expect(preparedOf(answers, rulesOf)).toBeNull();
  });
});
