import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at, type Asked } from '../../testing/center/asked.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { openAt, openRefusal } from './hours.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';

/*
 * When the eight municipalities whose kiosk rules were read on their own pages serve: each fact with the minutes and days on both
 * sides of each boundary. What they issue, and to whom, is in the other tables.
 */

const eight = [
  codes.asahikawa,
  codes.atsugi,
  codes.gero,
  codes.susono,
  codes.harima,
  codes.tokushima,
  codes.miyako,
  codes.hyuga,
] as const;

let asked: Asked;
beforeAll(async () => {
  asked = await askMunicipalities();
});

/** `open`, or the reason and when it opens again, as Japanese time. */
function state(id: string, certificate: string, when: string): string {
  const service = certificate === 'enrolment' ? certificate : asked.serviceOf(id, certificate);
  return said(openAt(asked.of(id), at(when), service));
}

function said(told: ReturnType<typeof openAt>): string {
  if (told.open) return 'open';
  if (told.opensAt === null) return told.reason;
  return `${told.reason} ${new Date(told.opensAt + 9 * 3_600_000).toISOString().slice(0, 16)}`;
}

describe('6:30 to 23:00, public holidays and Sundays included', () => {
  const daily: Readonly<Record<string, readonly string[]>> = {
    [codes.asahikawa]: [
      'residenceRecord',
      'sealRegistration',
      'incomeAndTax',
      'familyRegister',
      'familyRegisterAddresses',
    ],
    [codes.atsugi]: ['localTax'],
    [codes.gero]: ['residenceRecord', 'sealRegistration', 'incomeOfYear', 'tax', 'incomeAndTax'],
    [codes.susono]: ['residenceRecord', 'sealRegistration', 'taxAndIncome'],
    [codes.harima]: [
      'residenceRecord',
      'residenceRecordItems',
      'sealRegistration',
      'incomeAndTax',
      'familyRegisterAddresses',
    ],
    [codes.tokushima]: ['residenceRecord', 'sealRegistration'],
    [codes.miyako]: ['residenceRecord', 'sealRegistration'],
    [codes.hyuga]: [
      'residenceRecord',
      'sealRegistration',
      'familyRegister',
      'familyRegisterAddresses',
      'tax',
      'incomeOfYear',
      'incomeAndTax',
      'incomeForChildAllowance',
    ],
  };
  it.each(eight.flatMap((id) => (daily[id] ?? []).map((key) => [id, key] as const)))('%s %s', (id, key) => {
    expect(state(id, key, '2026-11-22T06:29:59')).toBe('outOfHours 2026-11-22T06:30');
    expect(state(id, key, '2026-11-22T06:30:00')).toBe('open');
    expect(state(id, key, '2026-11-23T12:00:00')).toBe('open');
    expect(state(id, key, '2026-11-22T22:59:59')).toBe('open');
    expect(state(id, key, '2026-11-22T23:00:00')).toBe('outOfHours 2026-11-23T06:30');
  });

  it('is every certificate that has no hours of its own', () => {
    for (const id of eight) {
      const without = asked.of(id).services.filter(({ hours }) => hours === undefined);
      expect(without.map(({ id: own, kind }) => own ?? kind).sort()).toEqual([...(daily[id] ?? [])].sort());
    }
  });
});

describe('register certificates on weekdays alone', () => {
  const weekly: readonly (readonly [string, string, string, string])[] = [
    [codes.tokushima, 'familyRegister', '09:00', '17:00'],
    [codes.tokushima, 'familyRegisterAddresses', '09:00', '17:00'],
    [codes.miyako, 'familyRegister', '08:30', '17:00'],
    [codes.miyako, 'familyRegisterAddresses', '08:30', '17:00'],
    [codes.harima, 'familyRegister', '08:30', '17:15'],
    [codes.gero, 'familyRegister', '09:00', '17:00'],
    [codes.gero, 'familyRegisterAddresses', '09:00', '17:00'],
  ];
  const minuteBefore = (time: string) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const all = hour * 60 + minute - 1;
    return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
  };

  it.each(weekly)('%s %s: the minute before and after %s and %s', (id, key, from, to) => {
    // A Thursday and the Friday after it.
    expect(state(id, key, `2026-11-19T${minuteBefore(from)}:59`)).toBe(`outOfHours 2026-11-19T${from}`);
    expect(state(id, key, `2026-11-19T${from}:00`)).toBe('open');
    expect(state(id, key, `2026-11-19T${minuteBefore(to)}:59`)).toBe('open');
    expect(state(id, key, `2026-11-19T${to}:00`)).toBe(`outOfHours 2026-11-20T${from}`);
  });

  it.each(weekly)(
    '%s %s: from Friday over a Monday that is a holiday to Tuesday at %s',
    (id, key, from, to) => {
      const opens = `outOfHours 2026-11-24T${from}`;
      expect(state(id, key, `2026-11-20T${minuteBefore(to)}:59`)).toBe('open');
      for (const when of [
        `2026-11-20T${to}:00`,
        '2026-11-20T23:59:59',
        '2026-11-21T00:00:00',
        '2026-11-21T12:00:00',
      ])
        expect(state(id, key, when)).toBe(opens);
      expect(state(id, key, '2026-11-22T12:00:00')).toBe(opens);
      expect(state(id, key, '2026-11-23T12:00:00')).toBe(opens);
      expect(state(id, key, `2026-11-24T${from}:00`)).toBe('open');
    },
  );

  it.each(weekly)(
    '%s %s: not on a Wednesday that is a holiday, and after three of them',
    (id, key, from, to) => {
      // 6 May 2026 is a Wednesday, the substitute of a Sunday.
      expect(state(id, key, `2026-05-01T${to}:00`)).toBe(`outOfHours 2026-05-07T${from}`);
      expect(state(id, key, '2026-05-06T12:00:00')).toBe(`outOfHours 2026-05-07T${from}`);
      expect(state(id, key, `2026-05-07T${from}:00`)).toBe('open');
      // Culture Day of 2027 is a Wednesday by itself.
      expect(state(id, key, '2027-11-02T12:00:00')).toBe('open');
      expect(state(id, key, '2027-11-03T12:00:00')).toBe(`outOfHours 2027-11-04T${from}`);
    },
  );

  it('leaves the municipality open for the rest, and says the hours before any card', () => {
    for (const id of [codes.tokushima, codes.miyako, codes.gero, codes.harima]) {
      expect(said(openAt(asked.of(id), at('2026-11-22T12:00:00')))).toBe('open');
      expect(openRefusal(asked.of(id), at('2026-11-22T12:00:00'))).toBeNull();
      const offer = offersAt(asked.municipalities, at('2026-11-22T12:00:00')).municipalities.find(
        (one) => one.id === id,
      );
      expect(offer?.hours).toEqual({ from: '06:30', to: '23:00' });
      const register = offer?.offers.find(({ kind }) => kind === 'familyRegister');
      expect(register).toMatchObject({ state: { open: false }, hours: [{ days: ['weekdays'] }] });
      expect(offer?.offers.find(({ kind }) => kind === 'residenceRecord')).not.toHaveProperty('hours');
    }
  });
});

describe('closed from 29 December to 3 January', () => {
  it.each([codes.tokushima, codes.harima, codes.susono])('%s', (id) => {
    expect(said(openAt(asked.of(id), at('2026-12-28T22:59:59')))).toBe('open');
    expect(said(openAt(asked.of(id), at('2026-12-28T23:00:00')))).toBe('outOfHours 2027-01-04T06:30');
    expect(said(openAt(asked.of(id), at('2026-12-29T00:00:00')))).toBe('closedDay 2027-01-04T06:30');
    expect(said(openAt(asked.of(id), at('2027-01-03T23:59:59')))).toBe('closedDay 2027-01-04T06:30');
    expect(said(openAt(asked.of(id), at('2027-01-04T06:30:00')))).toBe('open');
  });

  it.each([codes.asahikawa, codes.atsugi, codes.gero, codes.miyako, codes.hyuga])('%s: silent', (id) => {
    expect(said(openAt(asked.of(id), at('2026-12-31T12:00:00')))).toBe('open');
  });

  it('with register certificates of Tokushima opening on the first weekday after it', () => {
    expect(state(codes.tokushima, 'familyRegister', '2026-12-31T12:00:00')).toBe(
      'closedDay 2027-01-04T09:00',
    );
    expect(state(codes.tokushima, 'familyRegister', '2027-12-30T12:00:00')).toBe(
      'closedDay 2028-01-04T09:00',
    );
  });
});

describe('Tokushima, closed once', () => {
  it.each(['residenceRecord', 'sealRegistration', 'familyRegister', 'familyRegisterAddresses'])(
    '%s',
    (key) => {
      const opens = key.startsWith('family') ? '09:00' : '06:30';
      // While the system moved, New Year included; 6 January 2025 was a Monday.
      expect(state(codes.tokushima, key, '2024-12-27T12:00:00')).toBe('open');
      expect(state(codes.tokushima, key, '2024-12-28T00:00:00')).toBe(`maintenance 2025-01-06T${opens}`);
      expect(state(codes.tokushima, key, '2024-12-29T12:00:00')).toBe(`closedDay 2025-01-06T${opens}`);
      expect(state(codes.tokushima, key, '2025-01-05T23:59:59')).toBe(`maintenance 2025-01-06T${opens}`);
      expect(state(codes.tokushima, key, `2025-01-06T${opens}:00`)).toBe('open');
      // And a whole Wednesday.
      expect(state(codes.tokushima, key, '2025-01-14T12:00:00')).toBe('open');
      expect(state(codes.tokushima, key, '2025-01-15T12:00:00')).toBe(`maintenance 2025-01-16T${opens}`);
      expect(state(codes.tokushima, key, `2025-01-16T${opens}:00`)).toBe('open');
    },
  );

  it.each([
    ['2024-12-27T12:00:00', 'open'],
    ['2024-12-28T12:00:00', 'maintenance 2025-01-06T06:30'],
    ['2025-01-02T12:00:00', 'closedDay 2025-01-06T06:30'],
    ['2025-01-15T12:00:00', 'maintenance 2025-01-16T06:30'],
    ['2026-12-30T12:00:00', 'closedDay 2027-01-04T06:30'],
    ['2025-01-16T06:30:00', 'open'],
  ])('the enrolment of a registered domicile, too: %s %s', (when, expected) => {
    expect(state(codes.tokushima, 'enrolment', when)).toBe(expected);
    const refused = openRefusal(asked.of(codes.tokushima), at(when), 'enrolment');
    expect(refused).toBe(expected === 'open' ? null : 'serviceClosed');
  });
});

describe('Asahikawa, on 29 January 2025', () => {
  it.each([
    ['08:59:59', 'open'],
    ['09:00:00', 'maintenance 2025-01-29T11:00'],
    ['10:59:59', 'maintenance 2025-01-29T11:00'],
    ['11:00:00', 'open'],
  ])('tax kinds alone: %s %s', (time, expected) => {
    expect(state(codes.asahikawa, 'incomeAndTax', `2025-01-29T${time}`)).toBe(expected);
    for (const key of ['residenceRecord', 'sealRegistration', 'familyRegister', 'familyRegisterAddresses'])
      expect(state(codes.asahikawa, key, `2025-01-29T${time}`)).toBe('open');
    expect(said(openAt(asked.of(codes.asahikawa), at(`2025-01-29T${time}`)))).toBe('open');
  });

  it('and on no other day', () => {
    expect(state(codes.asahikawa, 'incomeAndTax', '2025-01-28T10:00:00')).toBe('open');
    expect(state(codes.asahikawa, 'incomeAndTax', '2025-01-30T10:00:00')).toBe('open');
  });
});

describe('Susono, closed all day between two prices', () => {
  it.each(['residenceRecord', 'sealRegistration', 'taxAndIncome'])('%s', (key) => {
    expect(state(codes.susono, key, '2025-09-30T22:59:59')).toBe('open');
    expect(state(codes.susono, key, '2025-09-30T23:00:00')).toBe('outOfHours 2025-10-02T06:30');
    expect(state(codes.susono, key, '2025-10-01T00:00:00')).toBe('closedDay 2025-10-02T06:30');
    expect(state(codes.susono, key, '2025-10-01T12:00:00')).toBe('closedDay 2025-10-02T06:30');
    expect(state(codes.susono, key, '2025-10-01T23:59:59')).toBe('closedDay 2025-10-02T06:30');
    expect(state(codes.susono, key, '2025-10-02T06:29:59')).toBe('outOfHours 2025-10-02T06:30');
    expect(state(codes.susono, key, '2025-10-02T06:30:00')).toBe('open');
    expect(asked.answers(codes.susono, key, {}, '2025-10-01T12:00:00')).toBe('serviceClosed');
  });

  it('is closed as a whole that day, and shows the price that comes', () => {
    const [day] = offersAt(asked.municipalities, at('2025-10-01T12:00:00')).municipalities.filter(
      ({ id }) => id === codes.susono,
    );
    expect(day && said(day.state)).toBe('closedDay 2025-10-02T06:30');
    expect(day?.offers.map(({ price }) => price)).toEqual([300, 300, 300]);
    expect(openRefusal(asked.of(codes.susono), at('2025-10-01T12:00:00'))).toBe('serviceClosed');
  });
});

describe('kiosks of Miyako’s own', () => {
  const kiosk = (place: string, when: string) => {
    const offers = offersAt(asked.municipalities, at(when)).municipalities.find(
      ({ id }) => id === codes.miyako,
    );
    const found = offers?.ownKiosks?.find((one) => one.place === place);
    if (!found) throw new Error(`no kiosk ${place}`);
    expect(found.residentsOnly).toBe(true);
    return said(found.state);
  };
  it.each([
    ['town-hall', '08:29:59', '08:30:00', '08:30'],
    ['post-office-1', '08:59:59', '09:00:00', '09:00'],
    ['post-office-2', '08:59:59', '09:00:00', '09:00'],
  ])('%s: on weekdays to 17:00', (place, before, first, from) => {
    expect(kiosk(place, `2026-11-20T${before}`)).toBe(`outOfHours 2026-11-20T${from}`);
    expect(kiosk(place, `2026-11-20T${first}`)).toBe('open');
    expect(kiosk(place, '2026-11-20T16:59:59')).toBe('open');
    // A Friday before a Monday that is a holiday.
    expect(kiosk(place, '2026-11-20T17:00:00')).toBe(`outOfHours 2026-11-24T${from}`);
    expect(kiosk(place, '2026-11-22T12:00:00')).toBe(`outOfHours 2026-11-24T${from}`);
    expect(kiosk(place, '2026-11-23T12:00:00')).toBe(`outOfHours 2026-11-24T${from}`);
  });
});
