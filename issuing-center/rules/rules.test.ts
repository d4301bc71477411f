import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { toRegister } from '../../simulator/population/household.ts';
import { loadMunicipalities, type Municipalities } from '../municipalities/load.ts';
import type { Municipality, Service } from '../municipalities/schema.ts';
import type { Household, Resident } from '../store/registers.ts';
import { admit, personsFor, serviceAvailable } from './eligibility.ts';
import { openAt, openRefusal } from './hours.ts';
import { offersAt } from './offers.ts';
import { priceOn } from './price.ts';

let municipalities: Municipalities;
beforeAll(async () => {
  municipalities = await loadMunicipalities();
});

function of(id: string): Municipality {
  const found = municipalities.get(municipalityIdSchema.parse(id));
  if (!found) throw new Error(`no ${id}`);
  return found;
}

function serviceOf(id: string, kind: Service['kind']): Service {
  const found = of(id).services.find((service) => service.kind === kind);
  if (!found) throw new Error(`no ${kind} in ${id}`);
  return found;
}

const at = (wallTime: string): number => Date.parse(`${wallTime}+09:00`);

describe('priceOn', () => {
  it.each([
    ['minato', 'residenceRecord', '2024-03-31', 10],
    ['minato', 'residenceRecord', '2024-04-01', 200],
    ['minato', 'familyRegister', '2024-03-31', 10],
    ['minato', 'familyRegister', '2024-04-01', 350],
    ['tomakomai', 'residenceRecord', '2026-11-20', 250],
    ['arakawa', 'residenceRecord', '2026-11-20', 200],
    ['meguro', 'residenceRecord', '2026-11-20', 200],
    ['tsukuba', 'residenceRecord', '2026-11-20', 150],
    ['meguro', 'vaccination', '2024-03-31', 120],
    ['meguro', 'vaccination', '2024-04-01', null],
  ] as const)('%s %s on %s costs %s', (id, kind, date, yen) => {
    expect(priceOn(serviceOf(id, kind).prices, isoDate(date))).toBe(yen);
  });
});

describe('openAt', () => {
  it.each([
    ['2026-11-20T06:29:59', 'outOfHours', '2026-11-20T06:30:00'],
    ['2026-11-20T23:00:00', 'outOfHours', '2026-11-21T06:30:00'],
    ['2026-11-20T00:00:00', 'outOfHours', '2026-11-20T06:30:00'],
    ['2026-12-28T23:00:00', 'outOfHours', '2027-01-04T06:30:00'],
    ['2026-12-29T00:00:00', 'closedDay', '2027-01-04T06:30:00'],
    ['2026-12-31T12:00:00', 'closedDay', '2027-01-04T06:30:00'],
    ['2027-01-03T23:59:59', 'closedDay', '2027-01-04T06:30:00'],
    ['2027-01-04T06:29:59', 'outOfHours', '2027-01-04T06:30:00'],
  ])('is closed at %s: %s until %s', (time, reason, opensAt) => {
    expect(openAt(of('tsukuba'), at(time))).toEqual({ open: false, reason, opensAt: at(opensAt) });
  });

  it.each(['2026-11-20T06:30:00', '2026-11-20T22:59:59', '2026-12-28T22:59:59', '2027-01-04T06:30:00'])(
    'is open at %s',
    (time) => expect(openAt(of('tsukuba'), at(time))).toEqual({ open: true }),
  );

  it('is closed for announced maintenance, to its end or to the next opening', () => {
    const tsukuba = of('tsukuba');
    const maintenance = [
      { from: '2026-11-20T20:00:00+09:00', to: '2026-11-20T21:15:00+09:00' },
      { from: '2026-11-21T22:00:00+09:00', to: '2026-11-22T12:00:00+09:00' },
    ];
    const closed = { ...tsukuba, closed: { ...tsukuba.closed, maintenance } };
    expect(openAt(closed, at('2026-11-20T19:59:59'))).toEqual({ open: true });
    expect(openAt(closed, at('2026-11-20T20:00:00'))).toEqual({
      open: false,
      reason: 'maintenance',
      opensAt: at('2026-11-20T21:15:00'),
    });
    expect(openAt(closed, at('2026-11-20T21:15:00'))).toEqual({ open: true });
    expect(openAt(closed, at('2026-11-21T23:30:00'))).toMatchObject({
      reason: 'maintenance',
      opensAt: at('2026-11-22T12:00:00'),
    });
    expect(openRefusal(closed, at('2026-11-20T20:30:00'))).toBe('serviceClosed');
    expect(openRefusal(closed, at('2026-11-20T23:30:00'))).toBe('outOfHours');
    expect(openRefusal(closed, at('2026-11-20T12:00:00'))).toBeNull();
  });

  it('says that no opening is known when there is none', () => {
    const always = {
      ...of('tsukuba'),
      closed: { yearly: [{ from: '01-01', to: '12-31' }], maintenance: [] },
    };
    expect(openAt(always, at('2026-11-20T12:00:00'))).toEqual({
      open: false,
      reason: 'closedDay',
      opensAt: null,
    });
  });
});

describe('offersAt', () => {
  it('offers what has a price that day and can be built', () => {
    const issuable = new Set(['residenceRecord', 'vaccination'] as const);
    const kinds = (time: string) =>
      offersAt(municipalities, issuable, at(time))
        .municipalities.find(({ id }) => id === 'minato')
        ?.offers.map(({ kind, price, state }) => [kind, price, state.open]);
    expect(kinds('2024-03-31T23:00:00')).toEqual([
      ['residenceRecord', 10, false],
      ['vaccination', 120, false],
    ]);
    expect(kinds('2024-04-01T06:30:00')).toEqual([['residenceRecord', 200, true]]);
  });
});

describe('who gets something', () => {
  const [registered] = toRegister([
    {
      id: 'h',
      municipality: 'meguro',
      address: '東京都目黒区見本町1番1号',
      previousAddress: '東京都目黒区見本町2番2号',
      domicile: '東京都目黒区見本町1番',
      since: '2000-01-01',
      persons: [
        {
          id: 'a',
          name: '見本　太郎',
          kana: 'ミホン',
          born: '2010-05-05',
          sex: 'male',
          relationship: '世帯主',
        },
        {
          id: 'b',
          name: '見本　花子',
          kana: 'ミホン',
          born: '1980-05-05',
          sex: 'female',
          relationship: '母',
        },
      ],
    },
  ]);

  function household(holder: Partial<Resident>, other: Partial<Resident> = {}, id = 'meguro'): Household {
    const rows = registered?.residents ?? [];
    const members = rows.map((row, index) => ({
      ...row,
      municipality: municipalityIdSchema.parse(id),
      address: registered?.household.address ?? '',
      householdHead: '見本　太郎',
      ...(index === 0 ? holder : other),
    }));
    const [first] = members;
    if (!first) throw new Error('a household without persons');
    return { holder: first, members };
  }

  it.each([
    ['the day before the 15th birthday', 'meguro', '2025-05-04', {}, {}, 'tooYoung'],
    ['the 15th birthday', 'meguro', '2025-05-05', {}, {}, null],
    ['14 where the guide is silent', 'tsukuba', '2025-05-04', {}, {}, null],
    ['moved out', 'tsukuba', '2026-01-01', { movedOut: true }, {}, 'movedOut'],
    ['move-out filed in Meguro', 'meguro', '2026-01-01', { moveOutFiled: true }, {}, 'movedOut'],
    ['move-out filed in Minato', 'minato', '2026-01-01', { moveOutFiled: true }, {}, 'movedOut'],
    ['move-out filed where the guide is silent', 'arakawa', '2026-01-01', { moveOutFiled: true }, {}, null],
    ['restricted', 'tsukuba', '2026-01-01', { restricted: true }, {}, 'notAvailable'],
    [
      'restricted and moved out',
      'tsukuba',
      '2026-01-01',
      { restricted: true, movedOut: true },
      {},
      'notAvailable',
    ],
    ['restricted and too young', 'meguro', '2020-01-01', { restricted: true }, {}, 'notAvailable'],
    ['another member restricted', 'tsukuba', '2026-01-01', {}, { restricted: true }, 'notAvailable'],
  ] as const)('%s (%s, %s)', (_name, id, date, holder, other, refusal) => {
    const answer = admit(of(id), household(holder, other, id), isoDate(date));
    expect(answer.ok ? null : answer.error).toBe(refusal);
  });

  it('somebody of another municipality', () => {
    const answer = admit(of('minato'), household({}, {}, 'meguro'), isoDate('2026-01-01'));
    expect(answer).toEqual({ ok: false, error: 'notResidentHere' });
  });

  it.each([
    ['minato', false],
    ['tsukuba', false],
    ['meguro', true],
    ['tomakomai', true],
  ])('a residence record in %s while a member has filed a move-out: %s', (id, available) => {
    const service = serviceOf(id, 'residenceRecord');
    expect(serviceAvailable(service, household({}, { moveOutFiled: true }, id))).toBe(available);
    expect(serviceAvailable(service, household({}, {}, id))).toBe(true);
  });

  it('for the household, without who has moved out; for oneself where nothing else is said', () => {
    const left = household({}, { movedOut: true });
    const both = household({});
    const ids = (service: Service, of: Household) => personsFor(service, of).map(({ id }) => id);
    expect(ids(serviceOf('meguro', 'residenceRecord'), both)).toEqual(['a', 'b']);
    expect(ids(serviceOf('meguro', 'residenceRecord'), left)).toEqual(['a']);
    expect(ids(serviceOf('meguro', 'taxAssessment'), both)).toEqual(['a']);
  });
});
