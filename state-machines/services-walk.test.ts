import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainOf } from '../shared/chains.ts';
import { ok } from '../shared/result.ts';
import type { ScreenBody } from '../shared/screen.ts';
import { otherServices } from '../shared/service-api.ts';
import { kioskServices, type KioskService } from '../shared/service-screens.ts';
import { repetitions } from '../testing/repetitions.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { nextWish } from '../testing/scripted/next-wish.ts';
import { offering, scriptedOffers } from '../testing/scripted/scripted-offers.ts';
import { delays } from './delays.ts';
import { canTake, deliver, type Wish } from './deliver.ts';
import { partsOf, serviceSteps, stepOrders } from './session/steps.ts';

/** The screens on which a service shows nothing of its own. */
const common: readonly ScreenBody['kind'][] = [
  ...(['purposes', 'serviceMenu', 'setCard', 'working', 'pin', 'takeCard', 'message'] as const),
];
const own: Readonly<Record<KioskService, readonly ScreenBody['kind'][]>> = {
  certificates: [
    ...(['notes', 'whose', 'municipality', 'offers', 'certificate', 'variant', 'year', 'summary'] as const),
    ...(['confirm', 'payment', 'payMethod'] as const),
  ],
  enrolment: [
    ...(['serviceNotes', 'municipality', 'enrolments', 'domicileTown', 'domicileNumber'] as const),
    ...(['headOfRegister', 'telephone', 'enrolmentCheck', 'secret', 'enrolled'] as const),
  ],
  signaturePassword: ['serviceNotes', 'secret', 'secretChanged'],
  pin: ['serviceNotes', 'secret', 'secretChanged'],
};

/** What a screen says of the service it belongs to; null: nothing. */
function serviceShown(body: ScreenBody): unknown {
  switch (body.kind) {
    case 'serviceNotes':
      return body.service;
    case 'secretChanged':
      return body.secret;
    case 'secret':
      return body.ask === 'present' ? null : body.secret;
    default:
      return null;
  }
}

/** Where a resident goes: into a service, back, or on. */
type Turn = KioskService | 'back' | 'onward';
const turns = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<Turn>(...kioskServices) },
  { weight: 3, arbitrary: fc.constant<Turn>('back') },
  { weight: 3, arbitrary: fc.constant<Turn>('onward') },
);

function check(driver: KioskDriver, chosen: KioskService, steps: readonly string[]): void {
  const { body, progress } = driver.screen();
  const told = { chosen, kind: body.kind };
  if (body.kind === 'attract' || body.kind === 'message') return;
  if (body.kind === 'purposes' || body.kind === 'serviceMenu') return;
  expect([...common, ...own[chosen]], JSON.stringify(told)).toContain(body.kind);
  const shown = serviceShown(body);
  if (shown !== null) expect({ ...told, shown }).toEqual({ ...told, shown: chosen });
  if (body.kind === 'municipality' && chosen === 'enrolment')
    expect({ ...told, whose: body.whose }).toEqual({ ...told, whose: 'domicile' });
  if (progress) expect({ ...told, steps }).toEqual({ ...told, steps: [...progress.parts] });
}

it('after any wrong taps and ways back, every screen is of the service that was chosen last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(['municipality-first', 'card-first', 'card-before-municipality'] as const)),
      fc.array(turns, { minLength: 5, maxLength: 40 }),
      async (order, walk) => {
        const driver = driveKiosk(order);
        await settle();
        await driver.wish({ type: 'start' });
        let chosen: KioskService = 'certificates';
        for (const turn of walk) {
          const before = driver.kind();
          const wish: Wish | null =
            turn === 'onward'
              ? nextWish(driver.screen().body, chosen)
              : turn === 'back'
                ? { type: 'back' }
                : turn === 'certificates'
                  ? { type: 'openCertificates' }
                  : { type: 'openService', service: turn };
          if (before === 'message') break;
          // Back from the menu: the first screen, and a new beginning.
          if (before === 'attract') {
            await driver.wish({ type: 'start' });
            chosen = 'certificates';
            continue;
          }
          if (wish && canTake(driver.kiosk, wish)) {
            deliver(driver.kiosk, wish);
            if (wish.type === 'openCertificates') chosen = 'certificates';
            if (wish.type === 'openService') chosen = wish.service;
          } else if (turn === 'onward') driver.world.setCard(before === 'takeCard' ? 'absent' : 'present');
          await settle();
          const steps = chosen === 'certificates' ? stepOrders[order] : serviceSteps[chosen];
          check(driver, chosen, partsOf(steps));
        }
        driver.kiosk.stop();
      },
    ),
    { numRuns: repetitions(120, 5_000), seed: 20261129 },
  );
});

it('what it is for is the first question, and leads back to the first screen; the menu is not shown for one service', async () => {
  const driver = driveKiosk();
  await settle();
  await driver.wish({ type: 'start' });
  expect(driver.screen().body).toMatchObject({ kind: 'purposes', otherServices: true });
  await driver.wish({ type: 'openServices' });
  expect(driver.kind()).toBe('serviceMenu');
  await driver.wish({ type: 'back' });
  expect(driver.kind()).toBe('purposes');
  await driver.wish({ type: 'back' });
  expect(driver.kind()).toBe('attract');
  driver.kiosk.stop();

  const alone = driveKiosk('municipality-first', [], undefined, chainOf('Seicomart', { pinReset: false }));
  const [home] = scriptedOffers.municipalities;
  if (!home) throw new Error('no sample municipality');
  alone.world.offers = () => Promise.resolve(ok(offering([{ ...home, enrolment: false }])));
  await settle();
  await alone.pass(delays.offersAgain);
  await alone.wish({ type: 'start' });
  expect(alone.screen().body).toMatchObject({ kind: 'purposes', otherServices: false });
  expect(canTake(alone.kiosk, { type: 'openServices' })).toBe(false);
  alone.kiosk.stop();
});

it.each(otherServices)(
  '%s, back, and certificates after all: certificates of where one lives',
  async (service) => {
    const driver = driveKiosk();
    await settle();
    await driver.wish({ type: 'start' });
    await driver.wish({ type: 'openService', service }, { type: 'back' }, { type: 'openCertificates' });
    expect(driver.kind()).toBe('notes');
    await driver.wish({ type: 'consent' }, { type: 'chooseWhose', whose: 'home' });
    expect(driver.screen().body).toMatchObject({ kind: 'municipality', whose: 'home' });
  },
);
