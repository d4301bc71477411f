import { expect, it } from 'vitest';
import { loadMunicipalities } from '../issuing-center/municipalities/load.ts';
import type { Municipality } from '../issuing-center/municipalities/schema.ts';
import { instantInJapan, isoDate } from '../shared/dates.ts';
import { municipalityIdSchema } from '../shared/ids.ts';
import type { Plan } from '../shared/plan.ts';
import { preparedText, readPrepared } from '../shared/prepared-code.ts';
import { yen } from '../shared/yen.ts';
import { offersFor, toldOf, wantOf } from './told.ts';

const municipalities = await loadMunicipalities();
const tsukuba = municipalities.get(municipalityIdSchema.parse('08220'));
if (tsukuba === undefined) throw new Error('no Tsukuba');
const name = { ja: 'つくば市', en: 'Tsukuba' };
const day = isoDate('2026-12-25');
const night = instantInJapan(day, '02:00:00');

function planFor(kind: Plan['kind'], more: Partial<Plan> = {}): Plan {
  return {
    ...{ whose: 'home', municipality: municipalityIdSchema.parse('08220'), kind, variant: null },
    ...{ persons: 'self', shown: null, copies: 2 },
    ...more,
  };
}

function told(plan: Plan, municipality: Municipality = tsukuba ?? never(), now = night) {
  const service = municipality.services.find(({ kind }) => kind === plan.kind);
  if (service === undefined) throw new Error('no such certificate');
  const found = toldOf(plan, { municipality, service }, name, now);
  if (found === null) throw new Error('nothing is offered');
  return found;
}

function never(): never {
  throw new Error('no municipality');
}

it('says the sum of all copies, and the hours of a week with its closed days, though it is night', () => {
  const { total, days, later, until } = told(planFor('residenceRecord'));
  expect(total).toBe(300);
  expect(days.map(({ day: on, times }) => [on.slice(5), times.length])).toEqual([
    ...[
      ['12-25', 1],
      ['12-26', 1],
      ['12-27', 1],
      ['12-28', 1],
    ],
    ...[
      ['12-29', 0],
      ['12-30', 0],
      ['12-31', 0],
    ],
  ]);
  expect(days[0]?.times).toEqual([{ from: '06:30', to: '23:00' }]);
  expect([later, until]).toEqual([null, '2027-02-23']);
});

it('says when the price changes, and that the code is good until then, as the kiosk has it', () => {
  const services = tsukuba.services.map((service) =>
    service.kind === 'residenceRecord'
      ? {
          ...service,
          prices: [
            { from: null, until: isoDate('2026-12-31'), yen: yen(150) },
            { from: isoDate('2027-01-01'), until: null, yen: yen(200) },
          ],
        }
      : service,
  );
  const changing = { ...tsukuba, services };
  const plan = planFor('residenceRecord');
  const { offer, later, until } = told(plan, changing);
  expect([later, until]).toEqual([{ day: '2027-01-01', price: 200 }, '2026-12-31']);
  const look = { theme: 'light', size: 100, low: false } as const;
  const text = preparedText({ plan, language: 'ja', display: look, voice: false }, offer, day);
  const on = (date: string) => {
    const now = instantInJapan(isoDate(date), '12:00:00');
    return readPrepared(text, isoDate(date), () => offersFor(changing, name, 'home', now));
  };
  expect(on(until)).toMatchObject({ ok: true });
  expect(on('2027-01-01')).toEqual({ ok: false, error: 'otherRules' });
});

it('knows how many sheets there are where the register does not decide it', () => {
  expect(told(planFor('residenceRecord')).sheets).toEqual({ least: 2, orMore: false, persons: null });
  expect(told(planFor('residenceRecord', { persons: 'all' })).sheets).toEqual({
    least: 2,
    orMore: true,
    persons: 4,
  });
  expect(told(planFor('familyRegister', { variant: 'full' })).sheets).toMatchObject({ orMore: true });
  expect(told(planFor('income', { copies: 1 })).sheets).toEqual({ least: 1, orMore: false, persons: null });
});

it('offers nothing but the register where one does not live', () => {
  expect(offersFor(tsukuba, name, 'domicile', night).map(({ kind }) => kind)).toEqual([
    'familyRegister',
    'familyRegisterAddresses',
  ]);
});

it('finds what a purpose wants, open or closed at this hour', () => {
  const offers = offersFor(tsukuba, name, 'home', night);
  expect(offers.every(({ state }) => !state.open)).toBe(true);
  const fitting = offers.filter((offer) => wantOf('bank', offer) !== null);
  expect(fitting.map(({ kind }) => kind)).toEqual(['residenceRecord', 'sealRegistration']);
  expect(offers.some((offer) => wantOf('other', offer) !== null)).toBe(false);
});
