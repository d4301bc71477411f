import { beforeAll, describe, expect, it } from 'vitest';
import { askMunicipalities, at } from '../../testing/center/asked.ts';
import { codes } from '../../testing/municipality-codes.ts';
import { isoDate } from '../../shared/dates.ts';
import { municipalitySchema, type Municipality } from '../municipalities/schema.ts';
import { yen } from '../../shared/yen.ts';
import { alwaysShown, choosableItems } from './items.ts';
import { offersAt } from '../../testing/municipalities/offers-at.ts';

/* What is told before any card, as other municipalities' pages say it: the thirteen in the data do not say all of it. */

let plain: Municipality;
beforeAll(async () => {
  plain = (await askMunicipalities()).of(codes.susono);
});

/** What the kiosk is told of Susono with these changes, which the form of the data must allow. */
function told(changes: Partial<Municipality>, when = '2026-11-20') {
  const changed = municipalitySchema.parse({ ...plain, ownChoice: ['refund'], ...changes });
  const [offer] = offersAt(new Map([[changed.id, changed]]), at(when)).municipalities;
  if (!offer) throw new Error('no offer');
  return offer;
}

const schoolFees = { ja: '就学援助の申請', en: 'school-fee support' };
const waivers = { ja: '予防接種や健診の料金の免除', en: 'fee waivers for vaccinations and check-ups' };

describe('uses for which a certificate is not accepted', () => {
  it('are those of the municipality and of the certificate', () => {
    const services = plain.services.map((service) =>
      service.kind === 'taxCertificate' ? { ...service, notAcceptedFor: [waivers] } : service,
    );
    const { offers } = told({ notAcceptedFor: [schoolFees], services });
    expect(offers.map(({ kind, notAcceptedFor }) => [kind, notAcceptedFor])).toEqual([
      ['residenceRecord', [schoolFees]],
      ['sealRegistration', [schoolFees]],
      ['taxCertificate', [schoolFees, waivers]],
    ]);
  });

  it('are none where the page is silent', () => {
    for (const offer of told({}).offers) expect(offer).not.toHaveProperty('notAcceptedFor');
  });
});

describe('a phone', () => {
  const accepted = { accepted: true, from: isoDate('2024-01-22') } as const;
  it.each([
    ['2024-01-21', false],
    ['2024-01-22', true],
  ])('at FamilyMart and Lawson from 22 January 2024, not for the enrolment: on %s %s', (day, serves) => {
    const phone = {
      ...accepted,
      chains: ['FamilyMart' as const, 'Lawson' as const],
      notForEnrolment: true as const,
    };
    expect(told({ phone }, day).phone).toEqual({
      certificates: serves,
      enrolment: false,
      chains: ['FamilyMart', 'Lawson'],
    });
  });

  it('is refused where the page says so, and serves as the card where it says nothing', () => {
    expect(told({ phone: { accepted: false } }).phone).toEqual({
      certificates: false,
      enrolment: false,
      chains: null,
    });
    expect(told({})).not.toHaveProperty('phone');
  });
});

it('what is free at the window and not at a kiosk', () => {
  const pensions = { ja: '年金の手続き', en: 'pensions' };
  expect(told({ window: { dearerBy: null, freeFor: [pensions] } }).window).toEqual({
    ...{ dearerBy: null, samePrice: [], only: [] },
    freeFor: [pensions],
  });
});

it('one certificate twice the price of the others, and all at 10 yen', () => {
  const priced = (yenOf: (kind: string) => number) =>
    told({
      services: plain.services.map((service) => ({
        ...service,
        prices: [{ from: null, until: null, yen: yen(yenOf(service.kind)) }],
      })),
    }).offers.map(({ price }) => price);
  expect(priced((kind) => (kind === 'taxCertificate' ? 800 : 400))).toEqual([400, 400, 800]);
  expect(priced(() => 10)).toEqual([10, 10, 10]);
});

it('items each chosen, always printed or never, and those that are not held', () => {
  const items = [
    { item: 'relationship', concerns: 'all', print: 'shownByDefault' },
    { item: 'domicile', concerns: 'japanese', print: 'hiddenByDefault' },
    { item: 'myNumber', concerns: 'all', print: 'never' },
    { item: 'previousAddress', concerns: 'all', print: 'always' },
  ] as const;
  const service = { ...plain.services[0], items: [...items] };
  expect(choosableItems(service)).toEqual([
    { item: 'relationship', concerns: 'all', shownByDefault: true },
    { item: 'domicile', concerns: 'japanese', shownByDefault: false },
  ]);
  expect(alwaysShown(service)).toEqual(['previousAddress']);
});
