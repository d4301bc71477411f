import { loadMincho } from '../../../printing/fonts/mincho.ts';
import { renderSheet } from '../../../printing/pdf/render-sheet.ts';
import { testSide } from '../../../printing/test-page/test-page.ts';
import { systemClock } from '../../../shared/dates.ts';
import type { SheetOutcome, SheetPrinterPort, SheetPrinterStatus } from '../../../shared/printers.ts';
import type { PrinterTrouble } from '../../../shared/printing-screens.ts';
import type { Timers } from '../../../shared/timers.ts';
import { askUntil, check, shown, type Step } from '../../../shared/conformance/step.ts';

/** What a person does at the printer. Each resolves when it is done, and rejects with HandNotThere when it is impossible. */
export interface SheetPrinterHands {
  /** Takes away whatever was printed before. */
  clearOutput(): Promise<void>;
  /** Takes out what was printed since; whether it was exactly this many test sheets, printed on this many sides. */
  tookOut(sheets: number, sides: 1 | 2): Promise<boolean>;
  emptyTray(): Promise<void>;
  fillTray(): Promise<void>;
  openCover(): Promise<void>;
  closeCover(): Promise<void>;
  switchOff(): Promise<void>;
  switchOn(): Promise<void>;
}

type SheetStep = Step<SheetPrinterPort, SheetPrinterHands>;

/** How soon a printer that was opened, closed or switched on must report it, ms: some warm up for minutes. */
const noticeMs = 5 * 60_000;

let lastMark = 0;
/** A mark for a job that no printer has had before. */
const newMark = (): string => `CONFORMANCE-${systemClock.now().toString(36)}-${String((lastMark += 1))}`;

async function testSheet(sides: 1 | 2): Promise<Uint8Array> {
  const at = systemClock.now();
  const pages = sides === 1 ? [testSide(1, at)] : [testSide(1, at), testSide(2, at)];
  return renderSheet(pages, await loadMincho(), '試験印刷');
}

/** Sends a sheet and lets somebody act once it waits for something. */
async function print(
  port: SheetPrinterPort,
  options: {
    readonly sides?: 1 | 2;
    readonly mark?: string;
    readonly onWaiting?: (trouble: PrinterTrouble) => Promise<void>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<{ readonly outcome: SheetOutcome; readonly troubles: readonly (PrinterTrouble | null)[] }> {
  const { sides = 1, mark = newMark(), signal = new AbortController().signal } = options;
  const troubles: (PrinterTrouble | null)[] = [];
  const acting: Promise<void>[] = [];
  const outcome = await port.printSheet(
    { mark, pdf: await testSheet(sides) },
    (trouble) => {
      troubles.push(trouble);
      if (trouble !== null && options.onWaiting && acting.length === 0)
        acting.push(options.onWaiting(trouble));
    },
    signal,
  );
  await Promise.all(acting);
  return { outcome, troubles };
}

const isPrinted = ({ outcome }: SheetOutcome): boolean => outcome === 'printed';

async function comesTo(
  port: SheetPrinterPort,
  timers: Timers,
  fits: (status: SheetPrinterStatus) => boolean,
): Promise<void> {
  const status = await askUntil(timers, noticeMs, () => port.status(), fits);
  check(fits(status), `status: ${shown(status)}`);
}

/** What every sheet printer promises (shared/printers.ts, SheetPrinterPort). */
export const sheetPrinterSteps: readonly SheetStep[] = [
  {
    name: 'is ready',
    expected: 'status is ready and without trouble, and a watch reports the same',
    needsHands: false,
    money: null,
    async run(port, _hands, timers) {
      await comesTo(port, timers, ({ ready, trouble }) => ready && trouble === null);
      const told: SheetPrinterStatus[] = [];
      const stop = port.watch((status) => told.push(status));
      await askUntil(
        timers,
        noticeMs,
        () => told.length,
        (length) => length > 0,
      );
      stop();
      check(told[0]?.ready === true, `the watch reported ${shown(told)}`);
    },
  },
  {
    name: 'does not know of a job that it never had',
    expected: '"noSuchJob"',
    needsHands: false,
    money: null,
    async run(port) {
      const job = await port.jobOf(newMark());
      check(job === 'noSuchJob', shown(job));
    },
  },
  {
    name: 'prints a sheet',
    expected: '"printed", without a trouble',
    needsHands: false,
    money: null,
    async run(port) {
      const { outcome, troubles } = await print(port);
      check(isPrinted(outcome) && troubles.length === 0, `${shown(outcome)}, troubles ${shown(troubles)}`);
    },
  },
  {
    // A lost answer cannot be had of a real printer. Whether it keeps its jobs' names, and what became of them, can.
    name: 'knows of a sheet that it has printed',
    expected:
      'asked again by its mark, "printed"; of a printer without such a history, sheets that a power cut leaves open are for staff',
    needsHands: false,
    money: null,
    async run(port) {
      const mark = newMark();
      const { outcome } = await print(port, { mark });
      check(isPrinted(outcome), shown(outcome));
      const job = await port.jobOf(mark);
      check(typeof job === 'object' && isPrinted(job), `asked again: ${shown(job)}`);
    },
  },
  {
    name: 'prints one side and two sides as one sheet each',
    expected:
      'the printer says "printed", and a person finds one sheet each time, printed on one side and on two',
    needsHands: true,
    money: null,
    async run(port, hands) {
      await hands.clearOutput();
      for (const sides of [1, 2] as const) {
        const { outcome } = await print(port, { sides });
        const lay = await hands.tookOut(1, sides);
        check(isPrinted(outcome), `with ${sides} sides: ${shown(outcome)}`);
        check(lay, `not one sheet of paper with ${sides} printed sides`);
      }
    },
  },
  {
    name: 'waits for paper, and goes on when there is some',
    expected: '"media-empty" while the tray is empty, then null, then "printed": one sheet',
    needsHands: true,
    money: null,
    async run(port, hands) {
      await hands.clearOutput();
      await hands.emptyTray();
      let filled = false;
      const fill = async (): Promise<void> => {
        filled = true;
        await hands.fillTray();
      };
      const { outcome, troubles } = await andThen(print(port, { onWaiting: fill }), async () => {
        if (!filled) await fill();
      });
      const lay = await hands.tookOut(1, 1);
      check(troubles[0] === 'media-empty' && troubles.at(-1) === null, `troubles: ${shown(troubles)}`);
      check(isPrinted(outcome) && lay, `${shown(outcome)}, ${lay ? 'one sheet' : 'not one sheet'}`);
    },
  },
  {
    name: 'gives a sheet up when it is told to',
    expected:
      'a sheet that waits because of an open cover and is cancelled ends as "notPrinted", and nothing comes out later',
    needsHands: true,
    money: null,
    async run(port, hands, timers) {
      await hands.clearOutput();
      await hands.openCover();
      const giveUp = new AbortController();
      const onWaiting = (): Promise<void> => {
        giveUp.abort();
        return Promise.resolve();
      };
      const { outcome } = await andThen(print(port, { onWaiting, signal: giveUp.signal }), () =>
        hands.closeCover(),
      );
      await comesTo(port, timers, ({ ready }) => ready);
      const lay = await hands.tookOut(0, 1);
      check(outcome.outcome === 'notPrinted', shown(outcome));
      check(lay, 'a sheet came out after it had said that none would');
    },
  },
  {
    name: 'says that its cover is open',
    expected: 'not ready and "cover-open", and ready again when it is closed',
    needsHands: true,
    money: null,
    async run(port, hands, timers) {
      await hands.openCover();
      try {
        await comesTo(port, timers, ({ ready, trouble }) => !ready && trouble === 'cover-open');
      } finally {
        await hands.closeCover();
      }
      await comesTo(port, timers, ({ ready, trouble }) => ready && trouble === null);
    },
  },
  {
    name: 'says that it is off',
    expected:
      '"offline" while it is off, and a sheet sent then ends as "notPrinted"; ready when it is on again',
    needsHands: true,
    money: null,
    async run(port, hands, timers) {
      await hands.switchOff();
      try {
        await comesTo(port, timers, ({ ready, trouble }) => !ready && trouble === 'offline');
        const { outcome } = await print(port);
        check(outcome.outcome === 'notPrinted', shown(outcome));
      } finally {
        await hands.switchOn();
      }
      await comesTo(port, timers, ({ ready, trouble }) => ready && trouble === null);
    },
  },
];

/** Returns the outcome of work after restoring the device, whether or not the work succeeded. */
async function andThen<T>(work: Promise<T>, restore: () => Promise<void>): Promise<T> {
  try {
    return await work;
  } finally {
    await restore();
  }
}
