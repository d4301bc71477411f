import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadMunicipalities } from '../../../issuing-center/municipalities/load.ts';
import { municipalitySchema, type Municipality } from '../../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../../issuing-center/municipalities/service-schema.ts';
import { certificateKey } from '../../../shared/certificates.ts';
import { instantInJapan, isoDate } from '../../../shared/dates.ts';
import { screenSchema } from '../../../shared/screen.ts';
import { everyMember } from '../../../testing/municipalities/every-member.ts';
import { codes } from '../../../testing/municipality-codes.ts';
import { withoutRuby } from '../../../testing/screens/without-ruby.ts';
import { runMunicipality } from '../../commands/municipality.ts';
import { daysShown, patternsOf } from './calendar.ts';
import { examplesOf } from './certificates.ts';
import { previewLanguages, screensOf } from './screens.ts';

const municipalities = await loadMunicipalities();
const first = isoDate('2026-11-20');
const now = instantInJapan(first, '10:00:00');

function municipality(id: string): Municipality {
  const found = [...municipalities.values()].find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

function service(of: Municipality, key: string): Service {
  const found = of.services.find((one) => certificateKey(one) === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

describe('the calendar of a preview', () => {
  it('has every day of a year once, with what is served on it', () => {
    for (const one of municipalities.values())
      for (const each of one.services) {
        const days = patternsOf(each, one, first).flatMap((pattern) => pattern.days);
        expect([days.length, new Set(days).size]).toEqual([daysShown, daysShown]);
      }
  });

  it.each([
    ['familyRegister', '2026-11-20', '08:30–17:15', 350],
    ['familyRegister', '2026-11-21', '', null],
    ['familyRegister', '2026-11-23', '', null],
    ['residenceRecord', '2026-11-23', '06:30–23:00', 200],
    ['residenceRecord', '2026-12-28', '06:30–23:00', 200],
    ['residenceRecord', '2026-12-29', '', null],
    ['residenceRecord', '2027-01-04', '06:30–23:00', 200],
  ] as const)('%s on %s: %s, %s', (key, day, hours, price) => {
    const harima = municipality(codes.harima);
    const found = patternsOf(service(harima, key), harima, first).find(({ days }) =>
      days.includes(isoDate(day)),
    );
    expect([found?.hours, found?.price]).toEqual([hours, price]);
  });

  it('takes an announced closure out of the hours of its day', () => {
    const harima = municipality(codes.harima);
    const closed = municipalitySchema.parse({
      ...harima,
      closed: { yearly: [], once: [{ from: '2026-11-22T12:00:00+09:00', to: '2026-11-22T15:30:00+09:00' }] },
    });
    const found = patternsOf(service(closed, 'residenceRecord'), closed, first).find(({ days }) =>
      days.includes(isoDate('2026-11-22')),
    );
    expect(found?.hours).toBe('06:30–12:00, 15:30–23:00');
  });
});

describe('the screens of a preview', () => {
  it.each([...municipalities.values(), everyMember()].map((one) => [one.id, one] as const))(
    'of %s are screens of the kiosk, the same ones in both languages',
    (_id, one) => {
      const screens = screensOf(one, now);
      for (const { name, screen } of screens)
        expect([name, screenSchema.safeParse(screen).success]).toEqual([name, true]);
      expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length);
      for (const language of previewLanguages)
        expect(screens.filter(({ screen }) => screen.language === language)).toHaveLength(
          screens.length / previewLanguages.length,
        );
      const kinds = new Set(screens.map(({ screen }) => screen.body.kind));
      expect([...kinds]).toEqual(
        expect.arrayContaining(['attract', 'municipality', 'offers', 'certificate', 'copies', 'confirm']),
      );
    },
  );
});

describe('the certificates of a preview', () => {
  it('have short and extreme data, under the authority and the title of the municipality', () => {
    const one = everyMember();
    const own = service(one, 'incomeForAllowance');
    const [short, extreme] = examplesOf(own, one);
    expect([short?.name, extreme?.name]).toEqual(['incomeForAllowance-short', 'incomeForAllowance-extreme']);
    expect(short?.data).toMatchObject({
      ...{ title: '課税証明書（児童手当用）', usualTitle: '所得証明書（児童手当用）' },
      ...{ authority: one.authority, prefecture: '兵庫県', tax: null, payment: null, deductions: null },
    });
    const ofRecord = examplesOf(service(one, 'residenceRecord'), one);
    expect(ofRecord.map(({ data }) => data.authority.mayorName)).toEqual(['例示　太郎', '例示　太郎']);
    expect(JSON.stringify(ofRecord[1]?.data).length).toBeGreaterThan(
      JSON.stringify(ofRecord[0]?.data).length,
    );
  });
});

describe('npm run municipality -- preview', () => {
  it('writes one page that needs nothing beside it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'komado-preview-test-'));
    const said: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: unknown) => void said.push(String(line)));
    try {
      const harima = municipality(codes.harima);
      const services = harima.services.filter(({ kind }) => kind === 'sealRegistration');
      const file = path.join(folder, 'small.json');
      const small = {
        ...harima,
        ...{ services, taxYear: undefined, towns: undefined },
        notOffered: [
          'residenceRecord',
          'residenceRecordItems',
          'taxAssessment',
          'income',
          'taxPayment',
          'familyRegister',
          'familyRegisterAddresses',
          'vaccination',
        ],
        ownChoice: ['refund'],
      };
      await writeFile(file, JSON.stringify(small));
      const page = path.join(folder, 'small.html');
      expect(await runMunicipality(['preview', file, '--out', folder], { now: () => now })).toBe(0);
      expect(said).toEqual([page]);
      const html = await readFile(page, 'utf8');
      expect(html.match(/<iframe /g)).toHaveLength(
        screensOf(municipalitySchema.parse(JSON.parse(JSON.stringify(small))), now).length,
      );
      // A short and an extreme certificate, front and back of each sheet.
      expect(html.match(/<img alt="" src="data:image\/webp;base64,/g)?.length).toBeGreaterThanOrEqual(4);
      // A screen stands in an attribute, and its Japanese has readings.
      const screens = withoutRuby(html.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
      expect(screens).toContain('播磨町で受け取れる証明書');
      expect(html).toContain('Certificates of Harima');
      expect(html).toContain('印鑑登録証明書 <span lang="en">the seal registration certificate</span>');
      for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]*)"/g))
        expect(address).toMatch(/^(?:#|data:)/);
    } finally {
      vi.restoreAllMocks();
      await rm(folder, { recursive: true });
    }
  });
});
