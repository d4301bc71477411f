import { chainOf, type Chain } from '../../shared/chains.ts';
import { expect } from 'vitest';
import { SimulatedClock, createActor, type Actor } from 'xstate';
import { ok } from '../../shared/result.ts';
import type { CashlessMethod, PayMethod } from '../../shared/cashless.ts';
import { yen } from '../../shared/yen.ts';
import type { Screen } from '../../shared/screen.ts';
import type { Delays } from '../../state-machines/delays.ts';
import { deliver, type Wish } from '../../state-machines/deliver.ts';
import { createKioskMachine, type KioskMachine } from '../../state-machines/kiosk.ts';
import type { StepOrder } from '../../shared/center-api.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { viewOf } from '../../state-machines/view.ts';
import type { Hearing } from '../../state-machines/voice.ts';
import { createPurityWatch } from './purity-watch.ts';
import { createScriptedWorld, scriptedOrder, type ScriptedWorld } from './scripted-ports.ts';
import { codes } from '../municipality-codes.ts';

/**
 * The kiosk's machines over scripted ports and a clock moved by hand: a test drives them as a resident would. A machine that
 * changes the world while it decides (purity-watch.ts) fails the test.
 */
export interface KioskDriver {
  readonly world: ScriptedWorld;
  readonly kiosk: Actor<KioskMachine>;
  screen(): Omit<Screen, 'id'>;
  kind(): string;
  /** Sends wishes one by one; each must be accepted. */
  wish(...wishes: readonly Wish[]): Promise<void>;
  /** Lets this much time pass, ms. */
  pass(ms: number): Promise<void>;
  toPin(): Promise<void>;
  toCertificate(): Promise<void>;
  /** To the payment, by this method when there are others beside cash. */
  toPayment(
    copies?: number,
    sheets?: number,
    method?: PayMethod,
    then?: 'asksForMoney' | 'anything',
  ): Promise<void>;
  /** The last settlement; paid = printed + given back + owed is checked. */
  settled(): { paid: number; printed: number; givenBack: number; owed: number };
}

export const choosePlace: Wish = {
  type: 'chooseMunicipality',
  municipality: codes.mihon,
};

/** From the summary and back to it. */
export function copiesOf(copies: number): readonly Wish[] {
  return [{ type: 'changePart', part: 'copies' }, { type: 'setCopies', copies }, { type: 'copiesDone' }];
}

/** Lets promises that are already settled run their followers. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

export function driveKiosk(
  order: StepOrder = 'municipality-first',
  cashlessMethods: readonly CashlessMethod[] = [],
  delays?: Delays,
  chain: Chain = chainOf(null, { pinReset: true }),
  readsPrepared = true,
  hearing: Hearing = { sensor: false, voiceless: [] },
): KioskDriver {
  const world = createScriptedWorld();
  const clock = new SimulatedClock();
  const watch = createPurityWatch(world.ports);
  const machine = createKioskMachine(watch.ports, delays);
  watch.observe(machine);
  const kiosk = createActor(machine, {
    clock,
    input: {
      kiosk: 'K-TEST',
      steps: stepOrders[order],
      configured: [10, 50, 100, 500, 1000],
      language: 'ja',
      locked: false,
      journalFault: null,
      cashlessMethods,
      chain,
      secondPersonAbove: yen(1000),
      out: null,
      byCenter: null,
      starting: false,
      readsPrepared,
      hearing,
      sounds: true,
    },
  });
  kiosk.start();
  const driver: KioskDriver = {
    world,
    kiosk,
    screen: () => viewOf(kiosk.getSnapshot()).screen,
    kind: () => driver.screen().body.kind,
    async wish(...wishes) {
      for (const each of wishes) {
        expect([each.type, deliver(kiosk, each)]).toEqual([each.type, 'accepted']);
        await settle();
        expect(watch.violations).toEqual([]);
      }
    },
    async pass(ms) {
      world.now += ms;
      clock.increment(ms);
      await settle();
      expect(watch.violations).toEqual([]);
    },
    async toPin() {
      await settle();
      await driver.wish({ type: 'start' }, { type: 'openCertificates' });
      await driver.wish({ type: 'consent' }, { type: 'chooseWhose', whose: 'home' }, choosePlace, {
        type: 'offersSeen',
      });
      expect(driver.kind()).toBe('setCard');
      world.setCard('present');
      await settle();
      expect(driver.kind()).toBe('pin');
    },
    async toCertificate() {
      await driver.toPin();
      await driver.wish({ type: 'pinDigits', entered: 4 }, { type: 'pinEnter' });
      expect(driver.kind()).toBe('takeCard');
      world.setCard('absent');
      await settle();
      expect(driver.kind()).toBe('certificate');
    },
    async toPayment(copies = 1, sheets = 1, method = 'cash', then = 'asksForMoney') {
      world.order = () => Promise.resolve(ok(scriptedOrder(copies, sheets, world.price)));
      await driver.toCertificate();
      await driver.wish(
        { type: 'chooseCertificate', kind: 'residenceRecord' },
        ...copiesOf(copies),
        { type: 'summaryDone' },
        { type: 'pay' },
      );
      if (cashlessMethods.length > 0 && world.price > 0) {
        expect(driver.kind()).toBe('payMethod');
        await driver.wish({ type: 'choosePayMethod', method });
      }
      if (then === 'asksForMoney') expect(driver.kind()).toBe(method === 'cash' ? 'payment' : 'cashless');
    },
    settled() {
      const last = world.journal.findLast((event) => event.type === 'settled');
      if (last?.type !== 'settled') throw new Error('nothing was settled');
      expect(last.paid).toBe(last.printed + last.givenBack + last.owed);
      return last;
    },
  };
  return driver;
}
