import { systemClock } from '../../../shared/dates.ts';
import type { ReceiptPrinterPort, SlipData } from '../../../shared/printers.ts';
import type { Timers } from '../../../shared/timers.ts';
import { askUntil, check, shown, type Step } from '../../../shared/conformance/step.ts';

/** What a person does at the printer. Each resolves when it is done, and rejects with HandNotThere when it is impossible. */
export interface ReceiptPrinterHands {
  /** Takes away whatever was printed before. */
  clearOutput(): Promise<void>;
  /** Takes out what was printed since; whether it was exactly this many test slips, each cut off, Japanese and readable. */
  tookOut(slips: number): Promise<boolean>;
  takeRoll(): Promise<void>;
  putRoll(): Promise<void>;
  openCover(): Promise<void>;
  closeCover(): Promise<void>;
  switchOff(): Promise<void>;
  switchOn(): Promise<void>;
}

type ReceiptStep = Step<ReceiptPrinterPort, ReceiptPrinterHands>;
type Trouble = Awaited<ReturnType<ReceiptPrinterPort['status']>>['trouble'];

const noticeMs = 60_000;

const slip = (): SlipData => ({
  ...{ title: 'test', language: 'ja', kiosk: 'CONFORMANCE', at: systemClock.now() },
});

async function comesTo(port: ReceiptPrinterPort, timers: Timers, trouble: Trouble): Promise<void> {
  const fits = (status: { readonly ready: boolean; readonly trouble: Trouble }): boolean =>
    status.trouble === trouble && status.ready === (trouble === null);
  const status = await askUntil(timers, noticeMs, () => port.status(), fits);
  check(fits(status), `status: ${shown(status)}`);
}

/** Checks that the printer reports a trouble and prints nothing meanwhile, and that nothing comes out later once it is fixed. */
async function refusesWhile(
  port: ReceiptPrinterPort,
  hands: ReceiptPrinterHands,
  timers: Timers,
  trouble: Exclude<Trouble, null>,
  { doIt, undo }: { readonly doIt: () => Promise<void>; readonly undo: () => Promise<void> },
): Promise<void> {
  await hands.clearOutput();
  await doIt();
  try {
    await comesTo(port, timers, trouble);
    const printed = await port.print(slip());
    check(!printed.ok && printed.error.fault === trouble, `print: ${shown(printed)}`);
  } finally {
    await undo();
  }
  await comesTo(port, timers, null);
  check(await hands.tookOut(0), 'a slip came out after it had said that none would');
}

/** What every receipt printer promises (shared/printers.ts, ReceiptPrinterPort). */
export const receiptPrinterSteps: readonly ReceiptStep[] = [
  {
    name: 'is ready',
    expected: 'status is ready and without trouble',
    needsHands: false,
    money: null,
    run: (port, _hands, timers) => comesTo(port, timers, null),
  },
  {
    name: 'prints a slip',
    expected: 'print succeeds, and the printer is ready afterwards',
    needsHands: false,
    money: null,
    async run(port, _hands, timers) {
      const printed = await port.print(slip());
      check(printed.ok, shown(printed));
      await comesTo(port, timers, null);
    },
  },
  {
    name: 'prints two slips that are sent at once, one after the other',
    expected: 'both succeed, and a person finds two, each cut off and readable',
    needsHands: true,
    money: null,
    async run(port, hands) {
      await hands.clearOutput();
      const both = await Promise.all([port.print(slip()), port.print(slip())]);
      const lay = await hands.tookOut(2);
      check(
        both.every(({ ok }) => ok),
        shown(both),
      );
      check(lay, 'not two slips, cut off and readable');
    },
  },
  {
    name: 'says that its cover is open',
    expected: '"cover-open"; a slip sent then fails with this fault, and does not come out later',
    needsHands: true,
    money: null,
    run: (port, hands, timers) =>
      refusesWhile(port, hands, timers, 'cover-open', {
        doIt: () => hands.openCover(),
        undo: () => hands.closeCover(),
      }),
  },
  {
    name: 'says that it has no paper',
    expected: '"paper-out"; a slip sent then fails with this fault, and does not come out later',
    needsHands: true,
    money: null,
    run: (port, hands, timers) =>
      refusesWhile(port, hands, timers, 'paper-out', {
        doIt: () => hands.takeRoll(),
        undo: () => hands.putRoll(),
      }),
  },
  {
    name: 'says that it is off',
    expected: '"offline"; a slip sent then fails with this fault, and does not come out later',
    needsHands: true,
    money: null,
    run: (port, hands, timers) =>
      refusesWhile(port, hands, timers, 'offline', {
        doIt: () => hands.switchOff(),
        undo: () => hands.switchOn(),
      }),
  },
];
