import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { err, ok } from '../shared/result.ts';
import { otherServices } from '../shared/service-api.ts';
import type { KioskService } from '../shared/service-screens.ts';
import type { Authorisation, PaymentReference, PayMethod } from '../shared/cashless.ts';
import { noYen, worthOf, type Denomination } from '../shared/yen.ts';
import { repetitions } from '../testing/repetitions.ts';
import { setRefund } from '../testing/scripted/attendant-driver.ts';
import { counterDeeds, people, toSecondPerson, type Deed } from '../testing/scripted/counter-deeds.ts';
import { attendantWishes } from '../testing/scripted/attendant-wishes.ts';
import { deviceReport } from '../testing/scripted/scripted-attendance.ts';
import { driveKiosk, settle, type KioskDriver } from '../testing/scripted/kiosk-driver.ts';
import { findingWishes } from '../testing/scripted/finding-wishes.ts';
import { roomDeeds } from '../testing/scripted/room-deeds.ts';
import { everyHoldEnds } from '../testing/scripted/every-hold-ends.ts';
import { paperFollowsMoney } from '../testing/scripted/paper-follows-money.ts';
import { nextWish } from '../testing/scripted/next-wish.ts';
import { turns } from '../testing/scripted/walk-turns.ts';
import { wayOf, type WaysGone } from '../testing/scripted/way-of-walk.ts';
import { wishesToLookAgain } from '../testing/scripted/plan-wishes.ts';
import {
  createScriptedWorld,
  scriptedCard,
  scriptedFamily,
  scriptedOrder,
  scriptedResident,
} from '../testing/scripted/scripted-ports.ts';
import { scriptedHolder, scriptedHolderOnceMore } from '../testing/scripted/scripted-holders.ts';
import { scriptedFarOffer } from '../testing/scripted/scripted-offers.ts';
import { staffMoney } from '../testing/scripted/staff-money.ts';
import { createAttendantMachine } from './attendant/attendant.ts';
import { canTake, deliver, type Wish } from './deliver.ts';
import { delays } from './delays.ts';
import { createCashlessPaymentMachine } from './cashless-payment.ts';
import { createPaymentMachine } from './payment.ts';
import { createPrintingMachine } from './printing.ts';
import { createSessionMachine } from './session/session.ts';
import { createStaffCallMachine } from './staff-call.ts';
import { attendantOf, sessionOf } from './view.ts';

/*
 * Residents, attendants, devices and clocks that do anything at any moment. Whatever happens, no money is lost, and when
 * everybody has walked away the kiosk returns to its attract screen (or says why it is out of service).
 */

const hang = (): Promise<never> => new Promise(() => undefined);
const tryWish =
  (wish: Wish): Deed =>
  ({ kiosk }) =>
    void deliver(kiosk, wish);
/** Goes one step forward, if the screen has one. */
const onward = (driver: KioskDriver): void => {
  const { kiosk, world } = driver;
  const { body } = driver.screen();
  const takesSlip = body.kind === 'message' && body.slip === 'offered';
  // Whoever looks for a municipality that is not near goes on looking.
  const [seeking] = body.kind === 'municipality' ? [] : findingWishes(body);
  // Whoever comes to what was chosen first looks at it and changes it, one after another.
  const looked = looks.get(driver)?.[body.kind] ?? 0;
  const again = wishesToLookAgain(body)[looked];
  looks.set(driver, { ...looks.get(driver), [body.kind]: looked + 1 });
  const wish: Wish | null = takesSlip
    ? { type: 'printNextStep' }
    : (again ?? seeking ?? nextWish(body, services.get(driver) ?? 'certificates'));
  if (wish && canTake(kiosk, wish)) deliver(kiosk, wish);
  else world.setCard(driver.kind() === 'takeCard' ? 'absent' : 'present');
};
const services = new WeakMap<KioskDriver, KioskService>();
const looks = new WeakMap<KioskDriver, Readonly<Record<string, number>>>();
const ways = new WeakMap<KioskDriver, WaysGone>();
function waysOf(driver: KioskDriver): WaysGone {
  const gone: WaysGone = ways.get(driver) ?? new Map<string, number>();
  ways.set(driver, gone);
  return gone;
}

/** An attendant presses something that is on the screen; a resident's screen has nothing for them. */
const attend = fc.nat(1000).map((which): Deed => (driver) => {
  const { kiosk, world } = driver;
  const { body } = driver.screen();
  // The login and the card reader test wait for cards that come and go.
  const cardAsked =
    body.kind === 'attendantCard' ||
    (body.kind === 'attendantLogin' && (body.ask === 'card' || body.ask === 'takeCard'));
  if ((body.kind === 'cardTest' || cardAsked) && which % 4 > 0) {
    world.setCard(which % 2 === 0 ? 'present' : 'absent');
    return;
  }
  const wish = wayOf(waysOf(driver), body.kind, attendantWishes(body), which);
  if (wish && canTake(kiosk, wish)) deliver(kiosk, wish);
});
/** Looks for a municipality that is not near. */
const seek = fc.nat(1000).map((which): Deed => (driver) => {
  const { body } = driver.screen();
  const wish = wayOf(waysOf(driver), body.kind, findingWishes(body), which);
  if (wish && canTake(driver.kiosk, wish)) deliver(driver.kiosk, wish);
});
const deed = fc.oneof(
  { weight: 8, arbitrary: seek },
  { weight: 30, arbitrary: fc.constant(onward) },
  { weight: 4, arbitrary: fc.constantFrom(...turns).map(tryWish) },
  { weight: 6, arbitrary: attend },
  {
    weight: 4,
    arbitrary: fc.constantFrom('present' as const, 'absent' as const, 'absent' as const, 'mute' as const).map(
      (presence): Deed =>
        ({ world }) =>
          world.setCard(presence),
    ),
  },
  {
    weight: 12,
    arbitrary: fc.constantFrom<Denomination>(10, 50, 100, 500, 1000).map(
      (value): Deed =>
        ({ world }) =>
          world.insert(value),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(delays.second, delays.idle, delays.centerAnswers, delays.idleAtPayment, delays.staffComes)
      .map(
        (ms): Deed =>
          (driver) =>
            driver.pass(ms),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Deed>(
      ({ world }) => void (world.sign = () => Promise.resolve(err({ fault: 'wrongPin', triesLeft: 2 }))),
      ({ world }) => void (world.offersOf = hang),
      ({ world }) => void (world.offersOf = () => Promise.resolve(err({ fault: 'nonsense' }))),
      ({ world }) => void (world.offersOf = () => Promise.resolve(ok({ at: 0, offer: scriptedFarOffer }))),
      ({ world }) => void (world.sign = hang),
      ({ world }) => void (world.look = hang),
      ({ world }) => void (world.login = hang),
      ({ world }) =>
        void (world.login = () => Promise.resolve(err({ fault: 'refused', code: 'notResidentHere' }))),
      ({ world }) => void (world.look = () => Promise.resolve(ok({ ...scriptedCard, triesLeft: 0 }))),
      ({ world }) => void (world.look = () => Promise.resolve(err({ fault: 'noCertificate' }))),
      ({ world }) => void (world.login = () => Promise.resolve(ok(scriptedResident))),
      ({ world }) => void (world.matches = !world.matches),
      ({ world }) =>
        void (world.signWithSignatureKey = () =>
          Promise.resolve(err({ fault: 'wrongPassword', triesLeft: 3 }))),
      ({ world }) => void (world.enrol = hang),
      ({ world }) => void (world.changeSecret = hang),
      ({ world }) =>
        void (world.resetPermit = () => Promise.resolve(err({ fault: 'refused', code: 'sessionEnded' }))),
      ({ world }) => void (world.serviceLogin = () => Promise.resolve(ok(scriptedHolderOnceMore))),
      ({ world }) => void (world.order = hang),
      ({ world }) => void (world.order = () => Promise.resolve(err({ fault: 'bindingMismatch' }))),
      ({ world }) => void (world.order = () => Promise.resolve(ok(scriptedOrder(2, 2)))),
      ({ world }) => void (world.cashStatus = hang),
      ({ world }) => void (world.hopperStopsAfter = 2),
      ({ world }) => world.failCash({ fault: 'jammed' }),
      ({ world }) => world.slotsAreQuiet(),
      ({ world }) => world.slotsAreQuiet(),
      ({ world }) => void (world.receiptWorks = false),
      ({ world }) => void (world.cashless.begin = 'unknown'),
      ({ world }) => void (world.cashless.begin = 'offline'),
      ({ world }) => void (world.cashless.decides = 'waits'),
      ({ world }) => void (world.cashless.decides = 'unknown'),
      ({ world }) => void (world.cashless.decides = 'declined'),
      ({ world }) => void (world.cashless.calledOff = 'authorised'),
      ({ world }) => void (world.cashless.capture = 'unknown'),
      ({ world }) => void (world.cashless.void = 'unknown'),
      ({ world }) =>
        void (world.printSheet = () => Promise.resolve({ outcome: 'unknown', trouble: 'offline' })),
    ),
  },
);

type Printer = KioskDriver['world']['printSheet'];
const empty: Printer = (onTrouble, signal) =>
  new Promise((resolve) => {
    onTrouble('media-empty');
    signal.addEventListener('abort', () => resolve({ outcome: 'notPrinted', trouble: 'media-empty' }));
  });
const jammed: Printer = () => Promise.resolve({ outcome: 'notPrinted', trouble: 'media-jam' });
const works: Printer = () => Promise.resolve({ outcome: 'printed' });
const printers: Readonly<Record<string, Printer>> = { works, empty, jammed, silent: hang };

const atTheCounter = fc.oneof(
  { weight: 40, arbitrary: attend },
  { weight: 5, arbitrary: fc.constantFrom(...counterDeeds) },
  { weight: 2, arbitrary: fc.constantFrom(...turns).map(tryWish) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Deed>(
      ({ world }) => world.setCard('present'),
      ({ world }) => world.setCard('absent'),
      ({ world }) => world.insert(100),
      ({ world }) => world.insert(500),
    ),
  },
);

/** Where a walk begins: often at the payment, some with an attendant at the machine. */
const start = fc.record({
  from: fc.constantFrom<'invitation' | 'payment' | 'order'>('invitation', 'payment', 'payment', 'order'),
  service: fc.constantFrom<KioskService>('certificates', 'certificates', ...otherServices),
  copies: fc.integer({ min: 1, max: 3 }),
  /** Certificates that were printed badly before and are free now. */
  free: fc.constantFrom(false, false, false, true),
  sheets: fc.integer({ min: 1, max: 2 }),
  printer: fc.constantFrom(...Object.keys(printers)),
  method: fc.constantFrom<PayMethod>('cash', 'cash', 'wallet', 'contactless'),
  decides: fc.constantFrom<Authorisation | 'waits'>('authorised', 'authorised', 'waits', 'expired'),
  holder: fc.constantFrom(scriptedHolder, scriptedHolder, scriptedHolderOnceMore),
  who: fc.constantFrom(...people),
  /** Attendants have been given cards, which this one shows: without one nobody moves money. */
  haveCards: fc.constantFrom(true, true, true, false),
  /** It is shown before number and code are typed. */
  cardFirst: fc.boolean(),
  /** The walk begins where a second person confirms a large refund. */
  second: fc.constantFrom(false, false, false, true),
  /** What staff look up: paid here in cash or by wallet, a small or a large sum. */
  refund: fc.record({ wallet: fc.boolean(), owed: fc.constantFrom(200, 1200) }),
  /** Slots that are told to close take what still falls, until they are quiet. */
  slots: fc.constantFrom<'atOnce' | 'later'>('atOnce', 'later'),
  /** Pieces that fall in each payout beyond what the hopper was told. */
  tooMany: fc.constantFrom(0, 0, 0, 1),
  /** An attendant who may goes to the maintenance first. */
  maintains: fc.boolean(),
  /** It was paid at another kiosk. */
  elsewhere: fc.constantFrom(false, false, false, true),
});
const walk = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      start,
      attendant: fc.constant(false),
      deeds: fc.array(
        fc.oneof({ weight: 60, arbitrary: deed }, { weight: 2, arbitrary: fc.constantFrom(...roomDeeds) }),
        {
          minLength: 10,
          maxLength: 60,
        },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      start,
      attendant: fc.constant(true),
      deeds: fc.array(atTheCounter, { minLength: 20, maxLength: 60 }),
    }),
  },
);

const visited = new Set<string>();
function note({ kiosk }: KioskDriver): void {
  const attendant = attendantOf(kiosk.getSnapshot());
  for (const node of attendant?._nodes ?? []) visited.add(node.id);
  for (const node of kiosk.getSnapshot().children.staffCall?.getSnapshot()._nodes ?? []) visited.add(node.id);
  const session = sessionOf(kiosk.getSnapshot());
  if (!session) return;
  const { payment, cashlessPayment, printing } = session.children;
  const children = [payment, cashlessPayment, printing].map((child) => child?.getSnapshot());
  for (const snapshot of [session, ...children]) {
    for (const node of snapshot?._nodes ?? []) visited.add(node.id);
  }
}

const isHome = (driver: KioskDriver): boolean => ['attract', 'outOfService'].includes(driver.kind());

/** Time goes by, `ms` at a time, until nobody is served any more. */
async function untilHome(driver: KioskDriver, times: number, ms: number): Promise<void> {
  for (let turn = 0; turn < times && !isHome(driver); turn++) await driver.pass(ms);
}

it('the kiosk loses no money and never hangs, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async ({ start: from, attendant, deeds }) => {
      const methods = from.method === 'cash' ? [] : (['wallet', 'contactless'] as const);
      const driver = driveKiosk('municipality-first', methods);
      driver.world.cashless.decides = from.decides;
      const { world } = driver;
      world.printSheet = printers[from.printer] ?? works;
      if (from.free) world.price = noYen;
      world.paidTooMany = from.tooMany;
      world.slotsClose = from.slots;
      const watching = driver.kiosk.system.inspect(() => note(driver));
      services.set(driver, from.service);
      setRefund(driver, from.refund);
      if (from.elsewhere) world.attendance.local = null;
      world.serviceLogin = () => Promise.resolve(ok(from.holder));
      world.attendance.who = () => Promise.resolve(ok(from.who));
      world.attendance.card = () => Promise.resolve(ok(from.who));
      world.attendance.haveCards = from.haveCards;
      if (attendant) {
        await settle();
        await driver.wish({ type: 'callAttendant' });
        if (from.haveCards && from.cardFirst) world.setCard('present');
        await settle();
        // Most walks begin after the login.
        for (let press = 0; press < 6 * from.copies; press++) {
          const { body } = driver.screen();
          if (body.kind !== 'attendantLogin' || (body.ask === 'card' && from.haveCards)) break;
          const [wish] = attendantWishes(body);
          if (wish) await driver.wish(wish);
        }
        if (from.haveCards) world.setCard('present');
        await settle();
        world.setCard('absent');
        await settle();
        if (from.second) await toSecondPerson(driver);
        else if (from.maintains) deliver(driver.kiosk, { type: 'openMaintenance' });
      } else if (from.service === 'certificates' && from.from !== 'invitation')
        await driver.toPayment(from.copies, from.sheets, from.method, 'anything');
      else world.login = () => Promise.resolve(ok(scriptedFamily));
      await settle();
      // The form of an enrolment is long: most walks begin somewhere in it.
      if (!attendant && from.from !== 'invitation' && from.service !== 'certificates')
        for (let step = 0; step < 13 * from.copies; step++) {
          onward(driver);
          await settle();
        }
      // Back from the payment to what was chosen.
      for (let step = 0; from.from === 'order' && step < 2; step++) deliver(driver.kiosk, { type: 'back' });
      for (const each of deeds) {
        await each(driver);
        await settle();
        note(driver);
      }
      // Whatever has happened, somebody may want to listen.
      world.attendance.setReports([deviceReport('speech', 'online')]);
      await tryWish({ type: 'openVoice' })(driver);
      await settle();
      note(driver);
      // Everybody walks away: the card is taken, hours go by.
      world.setCard('absent');
      await untilHome(driver, 30, delays.staffComes);
      await untilHome(driver, 60, delays.second);
      await untilHome(driver, 8, delays.messageStays);
      // A message asks whether somebody still reads it.
      await untilHome(driver, 60, delays.second);
      // An attendant who had called meanwhile does not come.
      await untilHome(driver, 4, delays.attendantIdle);
      expect(['attract', 'outOfService']).toContain(driver.kind());
      watching.unsubscribe();
      driver.kiosk.stop();

      let owed = 0;
      let earned = 0;
      let held: PaymentReference | null = null;
      for (const event of world.journal) {
        if (event.type === 'order-built') held = null;
        if (event.type === 'cashless-outcome' && event.outcome === 'authorised') held = event.reference;
        if (event.type !== 'settled') continue;
        expect(event.paid).toBe(event.printed + event.givenBack + event.owed);
        if (held === null) {
          owed += event.owed;
          earned += event.printed;
        } else {
          // What was printed completely has been captured, or the journal says that the provider must be asked again.
          expect(event.owed).toBe(0);
          const unsure = world.cashless.capture !== 'done' || world.cashless.void !== 'done';
          if (!unsure) expect(world.cashless.captured.get(held) ?? 0).toBe(event.printed);
        }
      }
      paperFollowsMoney(world.journal);
      const { refunded, testIn, testOut, tooMuch } = staffMoney(world.journal);
      expect(worthOf(world.secured) - testIn).toBe(
        earned + worthOf(world.dispensed) - refunded - testOut - tooMuch + owed,
      );
      if (world.journal.some((event) => event.type === 'paid' && event.amount === 0)) visited.add('free');
      expect(everyHoldEnds(world)).toBe(true);
    }),
    { numRuns: repetitions(600, 6_000), seed: 7 },
  );
});

afterAll(() => {
  const { ports } = createScriptedWorld();
  const atomic = (node: AnyStateNode): string[] =>
    node.type === 'atomic' ? [node.id] : Object.values(node.states).flatMap(atomic);
  const all = [
    createSessionMachine(ports),
    createPaymentMachine(ports),
    createCashlessPaymentMachine(ports),
    createPrintingMachine(ports),
    createAttendantMachine(ports),
    createStaffCallMachine(ports),
  ].flatMap(({ root }) => atomic(root));
  // Transient states are left in the same step in which they are entered, so they are never seen.
  const transient =
    /(^step|^session\.flow\.beginning$|^loginByPassword$|\.(deciding|opening|asking|receiptTold|next|journal))$|^attendant\.flow\.(tests\.beginning|refund\.choosingHow)$/;
  const unseen = all.filter((id) => !visited.has(id) && !transient.test(id));
  expect(unseen).toEqual([]);
});
