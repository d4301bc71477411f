import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { AvailableCertificate } from '../shared/center-api.ts';
import { certificateKinds, fiscalYearSchema, type CertificateKind } from '../shared/certificates.ts';
import type { CashlessMethod } from '../shared/cashless.ts';
import { personRefSchema } from '../shared/ids.ts';
import { purposeIds, purposeOf, type PurposeId } from '../shared/purposes.ts';
import { ok } from '../shared/result.ts';
import type { ScreenBody } from '../shared/screen.ts';
import { yen } from '../shared/yen.ts';
import { codes } from '../testing/municipality-codes.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { nextWish } from '../testing/scripted/next-wish.ts';
import { offering, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { delays } from './delays.ts';
import type { Wish } from './deliver.ts';

/* How often somebody touches the screen for one certificate of their own, counted by walking the machines. */

/** Knowing what it is for, knowing which certificate, or with what was prepared at home. */
type Way = { readonly purpose: PurposeId } | 'knowing' | 'prepared';

let driver: KioskDriver | null = null;
afterEach(() => driver?.kiosk.stop());

const forms = {
  familyRegister: ['full', 'individual'],
  vaccination: ['domestic', 'travel'],
} as const satisfies Partial<Record<CertificateKind, unknown>>;
const taxKinds: readonly CertificateKind[] = ['taxAssessment', 'income', 'taxPayment', 'taxCertificate'];

function certificateOf(kind: CertificateKind): AvailableCertificate {
  const variants = kind === 'familyRegister' || kind === 'vaccination' ? forms[kind] : [];
  const years = taxKinds.includes(kind) ? [2026, 2025, 2024] : [];
  const record = kind === 'residenceRecord' || kind === 'residenceRecordItems';
  return {
    kind,
    price: yen(200),
    free: [],
    variants: variants.map((variant) => ({
      variant,
      persons: variant === 'full' ? 'all' : 'choose',
      unavailable: null,
    })),
    years: years.map((year) => ({ year: fiscalYearSchema.parse(year), unavailable: null })),
    persons: [
      { ref: personRefSchema.parse('p1'), name: '見本 太郎', self: true, foreign: false },
      { ref: personRefSchema.parse('p2'), name: '見本 花子', self: false, foreign: false },
    ],
    items: (record ? (['relationship', 'domicile', 'myNumber'] as const) : []).map((item) => ({
      ...{ item, concerns: 'all' as const, shownByDefault: false },
    })),
  };
}

function wishOn(body: ScreenBody, kind: CertificateKind, way: Way): Wish | null {
  switch (body.kind) {
    case 'attract':
      return way === 'prepared'
        ? {
            type: 'usePlan',
            plan: {
              ...{ whose: 'home', municipality: codes.mihon, kind, persons: 'self', shown: null, copies: 1 },
              variant: certificateOf(kind).variants[0]?.variant ?? null,
            },
          }
        : { type: 'start' };
    case 'purposes':
      return typeof way === 'string'
        ? { type: 'openCertificates' }
        : { type: 'choosePurpose', purpose: way.purpose };
    case 'offers':
      return { type: 'chooseCertificate', kind };
    default:
      return nextWish(body, 'certificates');
  }
}

/** From the first screen to the first screen, but for the PIN and its OK, and for a code that is read without a touch. */
async function touchesOf(
  kind: CertificateKind,
  way: Way,
  cashless: readonly CashlessMethod[] = [],
): Promise<number> {
  driver?.kiosk.stop();
  driver = driveKiosk('municipality-first', cashless);
  const [home] = scriptedOffers.municipalities;
  if (!home) throw new Error('no sample municipality');
  const offers = [{ kind, price: yen(200), state: { open: true } as const, needs: [] }];
  driver.world.offers = () => Promise.resolve(ok(offering([{ ...home, offers }])));
  driver.world.login = () =>
    Promise.resolve(ok({ certificates: [certificateOf(kind)], unavailable: [], endingSoon: null }));
  await settle();
  await driver.pass(delays.offersAgain);
  let touches = 0;
  for (let turn = 0; turn < 40; turn++) {
    const { body } = driver.screen();
    const wish = wishOn(body, kind, way);
    if (wish) {
      await driver.wish(wish);
      if (wish.type !== 'pinDigits' && wish.type !== 'pinEnter' && wish.type !== 'usePlan') touches += 1;
    } else if (body.kind === 'payment') driver.world.insert(500);
    else driver.world.setCard(body.kind === 'setCard' ? 'present' : 'absent');
    await settle();
    if (driver.kind() === 'attract') return touches;
  }
  throw new Error(`${kind} never came to an end: ${driver.kind()}`);
}

/** The purposes whose usual certificate it is. */
function purposesOf(kind: CertificateKind): PurposeId[] {
  return purposeIds.filter((id) => purposeOf(id).wants[0]?.kind === kind);
}

it('one’s own residence record takes eight touches and the PIN by its purpose, five prepared at home', async () => {
  const cashless = ['wallet', 'contactless'] as const;
  expect(await touchesOf('residenceRecord', { purpose: 'driving' })).toBe(7);
  expect(await touchesOf('residenceRecord', { purpose: 'driving' }, cashless)).toBe(8);
  expect(await touchesOf('residenceRecord', 'prepared')).toBe(4);
  expect(await touchesOf('residenceRecord', 'prepared', cashless)).toBe(5);
});

it('docs/touches.md says how many each kind takes', async () => {
  const counted: string[][] = [];
  for (const kind of certificateKinds) {
    const purposes = purposesOf(kind);
    const [purpose] = purposes;
    counted.push([
      `\`${kind}\``,
      purposes.join(', '),
      purpose === undefined ? '' : String(await touchesOf(kind, { purpose })),
      String(await touchesOf(kind, 'knowing')),
      String(await touchesOf(kind, 'prepared')),
    ]);
  }
  const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'touches.md'), 'utf8');
  const written = page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, 6)
        .map((cell) => cell.trim()),
    );
  expect(written).toEqual(counted);
});
