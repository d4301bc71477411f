import { expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { createManualTimers, type ManualTimers } from '../../../testing/manual-timers.ts';
import { openDevice, openSimulated } from '../../../simulator/conformance/open-simulated.ts';
import { simulatedCardReader } from '../../../simulator/conformance/card-reader.ts';
import { simulatedCash } from '../../../simulator/conformance/cash.ts';
import { simulatedTerminal, simulatedWallet } from '../../../simulator/conformance/cashless.ts';
import { simulatedReceiptPrinter, simulatedSheetPrinter } from '../../../simulator/conformance/printers.ts';
import type { SimulatedDevice } from '../../../simulator/conformance/simulated-device.ts';
import type { CashlessMethod, CashlessPort } from '../../../shared/cashless.ts';
import type { ConfiguredDevice, Open, OpenDevice } from '../../../shared/device-driver.ts';
import type { ReceiptPrinterPort, SheetPrinterPort } from '../../../shared/printers.ts';
import { err, ok } from '../../../shared/result.ts';
import type { CardSource } from '../card-reader/card-source.ts';
import type { CashMechanism } from '../cash/cash-mechanism.ts';
import type { PayingMethod } from '../cashless/paying-method.ts';
import { newReference } from '../../../testing/cashless-harness.ts';
import { cardReaderSteps } from './card-reader.ts';
import { cashSteps } from './cash.ts';
import { cashlessSteps } from './cashless.ts';
import { receiptPrinterSteps } from './receipt-printer.ts';
import { runSteps } from '../../../shared/conformance/run-steps.ts';
import { sheetPrinterSteps } from './sheet-printer.ts';
import type { Step } from '../../../shared/conformance/step.ts';
import { asCashless, suiteNames, type OpenSuite } from './suites.ts';

/** Runs a suite with everything allowed. @returns each step's name with its outcome, and why when it did not pass */
async function outcomes(suite: OpenSuite, timers: ManualTimers): Promise<Record<string, string>> {
  const ended: Record<string, string> = {};
  await timers.runFor(
    runSteps(suite.steps, {
      ...{ timers, hands: true, money: true },
      onBegin: () => undefined,
      onEnd({ name }, result) {
        ended[name] =
          result.outcome === 'failed'
            ? `failed: ${result.seen}`
            : result.outcome === 'skipped'
              ? `skipped: ${result.why}`
              : 'passed';
      },
    }),
  );
  await timers.runFor(suite.close());
  return ended;
}

it.each(suiteNames)('the product’s %s driver conforms, against the simulation', async (name) => {
  const timers = createManualTimers();
  const ended = await outcomes(await openSimulated(name, timers), timers);
  expect(Object.values(ended).filter((each) => each !== 'passed')).toEqual([]);
  expect(Object.keys(ended).length).toBeGreaterThan(5);
});

/** The steps that catch a driver broken on purpose. */
async function foundOut<Device, Port, Hands>(
  open: (timers: ManualTimers) => Promise<SimulatedDevice<Device, Hands>>,
  steps: readonly Step<Port, Hands>[],
  portOf: (device: ConfiguredDevice<Device>) => OpenDevice<Port>,
  breakPort: (port: Open<Port>) => Open<Port>,
): Promise<string[]> {
  const timers = createManualTimers();
  const suite = await openDevice(await open(timers), steps, timers, (device) => async (context) => {
    const opened = await portOf(device)(context);
    return opened.ok ? ok(breakPort(opened.value)) : opened;
  });
  const ended = await outcomes(suite, timers);
  return Object.keys(ended).filter((name) => ended[name]?.startsWith('failed: '));
}

const itself = <Port>({ open }: ConfiguredDevice<Port>): OpenDevice<Port> => open;

type Broken<Port> = readonly [string, (port: Open<Port>) => Open<Port>, readonly string[]];

it.each<Broken<CardSource>>([
  [
    'does not call back at once',
    (source) => ({
      ...source,
      watch(listener) {
        let first = true;
        return source.watch((presence) => {
          if (!first) listener(presence);
          first = false;
        });
      },
    }),
    ['reports its state at once'],
  ],
  [
    'never closes a session',
    (source) => ({
      ...source,
      async open() {
        const opened = await source.open();
        return opened.ok ? ok({ ...opened.value, close: () => Promise.resolve() }) : opened;
      },
    }),
    ['gives the card to one owner at a time', 'resets the card between owners'],
  ],
  [
    'calls every fault "unreadable"',
    (source) => ({
      ...source,
      async open() {
        const opened = await source.open();
        return opened.ok ? opened : err({ fault: 'unreadable' });
      },
    }),
    ['has nothing to open without a card', 'says that the reader is gone, and finds it again'],
  ],
])('a card reader that %s does not pass', async (_name, breakPort, steps) => {
  const failed = await foundOut(simulatedCardReader, cardReaderSteps, itself, breakPort);
  expect(failed).toEqual(expect.arrayContaining([...steps]));
});

it.each<Broken<CashMechanism>>([
  [
    'credits a piece twice',
    (cash) => ({
      ...cash,
      cashInStart: (accept, onCredit, onFault) =>
        cash.cashInStart(
          accept,
          (value) => {
            onCredit(value);
            onCredit(value);
          },
          onFault,
        ),
    }),
    ['takes a coin once', 'takes a note once', 'counts a coin that falls just before the slots close'],
  ],
  [
    'reports a piece too few at the end',
    (cash) => ({
      ...cash,
      async cashInEnd() {
        const ended = await cash.cashInEnd();
        return ended.ok ? ok(ended.value.map((each) => ({ ...each, count: each.count - 1 }))) : ended;
      },
    }),
    ['takes a coin once'],
  ],
  [
    'does not change what the slots accept',
    (cash) => ({ ...cash, setAccepted: () => Promise.resolve(ok()) }),
    ['gives back what is no longer accepted'],
  ],
  [
    'claims to have paid what it did not',
    (cash) => ({
      ...cash,
      dispense: () => Promise.resolve({ dispensed: [{ value: 10, count: 1 }], shortBy: null }),
    }),
    [
      'pays a sum exactly',
      'keeps two payouts apart',
      'pays nothing of a sum that it cannot make',
      'says that it is gone, and comes back by itself',
    ],
  ],
  [
    'pays from another hopper',
    (cash) => ({ ...cash, dispensePiece: () => cash.dispensePiece(100) }),
    ['pays one piece from the named hopper'],
  ],
  [
    'does not believe a count',
    (cash) => ({ ...cash, setLevels: () => undefined }),
    ['believes a count of a hopper'],
  ],
  [
    'throws',
    (cash) => ({ ...cash, counters: () => Promise.reject(new Error('no such command')) }),
    ['keeps its lifetime counters while no money moves'],
  ],
])('a cash mechanism that %s does not pass', async (_name, breakPort, steps) => {
  const failed = await foundOut(simulatedCash, cashSteps, itself, breakPort);
  expect(failed).toEqual(expect.arrayContaining([...steps]));
});

const brokenCashless: readonly Broken<CashlessPort>[] = [
  [
    'makes every refund a new one',
    (port) => ({
      ...port,
      refund: (payment, refund) => port.refund(payment, { ...refund, reference: newReference() }),
    }),
    ['captures a part once, and gives it back once'],
  ],
  [
    'captures everything',
    (port) => ({ ...port, capture: (payment) => port.capture(payment, payment.amount) }),
    ['captures a part once, and gives it back once'],
  ],
  [
    'releases nothing but claims to',
    (port) => ({ ...port, void: () => Promise.resolve(ok()) }),
    ['releases what is held'],
  ],
  [
    'reports a declined payment as expired',
    (port) => ({
      ...port,
      async authorise(payment, signal) {
        const ended = await port.authorise(payment, signal);
        return ended === 'declined' ? 'expired' : ended;
      },
    }),
    ['says that it was declined'],
  ],
  [
    'cannot be called off',
    (port) => ({ ...port, authorise: (payment) => port.authorise(payment, new AbortController().signal) }),
    ['calls an attempt off'],
  ],
];
const simulatedMethods: Record<CashlessMethod, (timers: ManualTimers) => ReturnType<typeof simulatedWallet>> =
  { wallet: simulatedWallet, contactless: simulatedTerminal };

it.each(
  (['wallet', 'contactless'] as const).flatMap((method) =>
    brokenCashless.map(([name, breakPort, steps]) => ({ method, name, breakPort, steps })),
  ),
)('a $method that $name does not pass', async ({ method, breakPort, steps }) => {
  const portOf = (device: ConfiguredDevice<PayingMethod>): OpenDevice<CashlessPort> =>
    asCashless(method, device);
  const failed = await foundOut(simulatedMethods[method], cashlessSteps(method), portOf, breakPort);
  expect(failed).toEqual(expect.arrayContaining([...steps]));
});

it.each<Broken<SheetPrinterPort>>([
  [
    'calls every sheet printed',
    (port) => ({
      ...port,
      async printSheet(sheet, onTrouble, signal) {
        await port.printSheet(sheet, onTrouble, signal);
        return { outcome: 'printed' };
      },
    }),
    ['gives a sheet up when it is told to', 'says that it is off'],
  ],
  [
    'prints everything twice',
    (port) => ({
      ...port,
      async printSheet(sheet, onTrouble, signal) {
        await port.printSheet(sheet, onTrouble, signal);
        return port.printSheet(sheet, onTrouble, signal);
      },
    }),
    ['prints one side and two sides as one sheet each', 'waits for paper, and goes on when there is some'],
  ],
  [
    'claims to know jobs that it never had',
    (port) => ({ ...port, jobOf: () => Promise.resolve({ outcome: 'printed' }) }),
    ['does not know of a job that it never had'],
  ],
  [
    'does not report what it waits for',
    (port) => ({
      ...port,
      printSheet: (sheet, _onTrouble, signal) =>
        port.printSheet(
          sheet,
          (trouble) => trouble ?? undefined,
          AbortSignal.any([signal, AbortSignal.abort()]),
        ),
    }),
    ['prints a sheet', 'waits for paper, and goes on when there is some'],
  ],
])('a sheet printer that %s does not pass', async (_name, breakPort, steps) => {
  const failed = await foundOut(simulatedSheetPrinter, sheetPrinterSteps, itself, breakPort);
  expect(failed).toEqual(expect.arrayContaining([...steps]));
});

it.each<Broken<ReceiptPrinterPort>>([
  [
    'calls every slip printed',
    (port) => ({
      ...port,
      async print(slip) {
        await port.print(slip).then(() => undefined);
        return ok();
      },
    }),
    ['says that its cover is open', 'says that it has no paper', 'says that it is off'],
  ],
  [
    'prints only the first of two',
    (port) => {
      let busy = false;
      return {
        ...port,
        async print(slip) {
          if (busy) return ok();
          busy = true;
          const printed = await port.print(slip);
          busy = false;
          return printed;
        },
      };
    },
    ['prints two slips that are sent at once, one after the other'],
  ],
])('a receipt printer that %s does not pass', async (_name, breakPort, steps) => {
  const failed = await foundOut(simulatedReceiptPrinter, receiptPrinterSteps, itself, breakPort);
  expect(failed).toEqual(expect.arrayContaining([...steps]));
});

it('slips have the time on the wall, and a job has a mark that no earlier run had', async () => {
  const began = systemClock.now();
  const times: number[] = [];
  const marks: string[] = [];
  await foundOut(simulatedReceiptPrinter, receiptPrinterSteps, itself, (port) => ({
    ...port,
    print(slip) {
      times.push(slip.at);
      return port.print(slip);
    },
  }));
  await foundOut(simulatedSheetPrinter, sheetPrinterSteps, itself, (port) => ({
    ...port,
    printSheet(sheet, onTrouble, signal) {
      marks.push(sheet.mark);
      return port.printSheet(sheet, onTrouble, signal);
    },
  }));
  expect(times.length).toBeGreaterThan(0);
  expect(times.filter((at) => at < began)).toEqual([]);
  const parts = marks.map((mark) => /^CONFORMANCE-([0-9a-z]+)-[0-9]+$/.exec(mark)?.[1] ?? '');
  expect(parts.length).toBeGreaterThan(0);
  expect(parts.filter((part) => !(parseInt(part, 36) >= began))).toEqual([]);
});
