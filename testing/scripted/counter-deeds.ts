import { receiptScan } from '../../shared/receipt-code.ts';
import { err, ok } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import { deliver, type Wish } from '../../state-machines/deliver.ts';
import { setRefund } from './attendant-driver.ts';
import { settle, type KioskDriver } from './kiosk-driver.ts';
import { deviceReport, operator, otherStaff, scriptedCase, staff } from './scripted-attendance.ts';

/** One thing that happens on a random walk. */
export type Deed = (driver: KioskDriver) => Promise<void> | void;
const hang = (): Promise<never> => new Promise(() => undefined);

/** Who may stand at the counter. */
export const people = [operator, staff, otherStaff];
/** What happens at the counter besides what an attendant presses. */
export const counterDeeds: readonly Deed[] = [
  ({ world }) => void (world.attendance.who = hang),
  ({ world }) => void (world.attendance.who = () => Promise.resolve(err({ fault: 'wrong', triesLeft: 1 }))),
  ...people.map(
    (who): Deed =>
      ({ world }) =>
        void (world.attendance.who = () => Promise.resolve(ok(who))),
  ),
  ...people.map(
    (who): Deed =>
      ({ world }) =>
        void (world.attendance.card = () => Promise.resolve(ok(who))),
  ),
  ({ world }) => void (world.attendance.haveCards = !world.attendance.haveCards),
  ({ world }) => void (world.attendance.card = hang),
  ({ world }) => void (world.attendance.kindOfCard = hang),
  ({ world }) => void (world.attendance.sheet = { document: 'DOC-0000-1', sheet: 2, of: 2 }),
  ({ world }) => void (world.attendance.camera = hang),
  ({ world }) => void (world.attendance.check = hang),
  ({ world }) => void (world.attendance.exportJournal = hang),
  ({ world }) => void (world.attendance.details = hang),
  ({ world }) => void (world.attendance.exportDay = hang),
  ({ world }) => void (world.attendance.testPage = hang),
  ({ world }) => void (world.findTransaction = hang),
  ({ world }) => void (world.claimRefund = hang),
  // Granted, but the answer is lost.
  ({ world }) => {
    const { claimRefund } = world;
    world.claimRefund = async (claim) => {
      const answer = await claimRefund(claim);
      world.claimRefund = claimRefund;
      return answer.ok ? err({ fault: 'slow' }) : answer;
    };
  },
  ({ world }) => void (world.hopperStopsAfter = 1),
  ({ world }) => void (world.hopperStopsAfter = 0),
  ({ world }) => void (world.ports.center.refundOutcome = hang),
  ({ world }) => void (world.ports.receipts.print = hang),
  ({ world }) => void (world.cashless.refund = 'unknown'),
  ({ world }) => void (world.cashless.refund = 'refused'),
  ({ world }) => world.failCash({ fault: 'jammed' }),
  ({ world }) => world.attendance.setReports([deviceReport('coinAcceptor', 'jammed')]),
  (driver) => driver.pass(delays.attendantIdle),
  (driver) => driver.pass(delays.refundAnswers),
];

/** From the menu to the question for a second person, who comes with card and code. */
export async function toSecondPerson(driver: KioskDriver): Promise<void> {
  const { kiosk, world } = driver;
  setRefund(driver, { wallet: false, owed: 1200 });
  const way: readonly Wish[] = [
    { type: 'openLookup' },
    { type: 'scanned', text: receiptScan(scriptedCase.transaction) },
    { type: 'chooseReason', reason: 'owed' },
    { type: 'askSecond' },
  ];
  for (const wish of way) {
    deliver(kiosk, wish);
    await settle();
  }
  world.attendance.who = () => Promise.resolve(ok(otherStaff));
  world.attendance.card = () => Promise.resolve(ok(otherStaff));
  world.attendance.haveCards = true;
}
