import { expect, it } from 'vitest';
import { madeUpFacts } from '../../../testing/center/made-up-facts.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { factsIn } from './facts-in-answer.ts';
import { factsAnswerSchema } from './protocol.ts';

const municipality = codes.tsukuba;

/** An answer in which every day is this. */
const answerWith = (day: unknown) => ({
  ...{ version: 1, request: 'ab'.repeat(16), issuerKeyId: 'aa', serial: '01', municipality },
  found: {
    certificate: {
      ...{ resident: 'holder', revoked: false, renewal: false },
      ...{ handedOverOn: day, setUpOn: day, cardEndsOn: day },
    },
    household: [{ id: 'holder' }],
    restrictions: [
      { id: 'r', municipality, resident: 'holder', registerPerson: null, from: day, until: day },
    ],
    ...{ seals: [], taxes: [], familyRegister: null, enrolments: [], vaccination: null },
  },
});

it.each([['infinity'], ['-infinity'], ['0000-00-00'], ['2026-02-30'], ['2026/11/20'], [''], [20261120]])(
  'a day %j is one that the municipality does not say: a restriction holds, and nobody sees by a fault that there is one',
  (day) => {
    const read = factsAnswerSchema.parse(answerWith(day));
    expect(read.found?.restrictions).toMatchObject([{ from: '1873-01-01', until: null }]);
    expect(read.found?.certificate).toMatchObject({ handedOverOn: null, setUpOn: null, cardEndsOn: null });
  },
);

it('a day of the calendar is that day', () => {
  const read = factsAnswerSchema.parse(answerWith('2026-11-20'));
  expect(read.found?.restrictions).toMatchObject([{ from: '2026-11-20', until: '2026-11-20' }]);
});

it('a service of before there was an item leaves it out of its entries, and they are read without it', () => {
  const { holder } = madeUpFacts(municipality, {
    holder: { formerName: '例示', formerNameReading: 'レイジ', previousAddressWithin: '見本県見本市3番' },
  }).household;
  const holderIn = (left: readonly string[]) => {
    const entry = Object.fromEntries(Object.entries(holder).filter(([item]) => !left.includes(item)));
    const { found, ...asked } = answerWith('2026-11-20');
    const answer = factsAnswerSchema.parse({ ...asked, found: { ...found, household: [entry] } });
    const facts = factsIn(answer, { ...answer, purpose: 'show' });
    return facts.ok ? facts.value.household.holder : facts.error;
  };
  expect(holderIn([])).toEqual(holder);
  expect(holderIn(['formerNameReading', 'previousAddressWithin'])).toEqual({
    ...holder,
    formerNameReading: null,
    previousAddressWithin: null,
  });
});
