import { pause, type Timers } from '../../../shared/timers.ts';
import { countOf, worthOf, yen, type CashCount, type Denomination } from '../../../shared/yen.ts';
import type { CashCounters, CashFault, CashPort, CashStatus } from '../../../state-machines/ports.ts';
import type { CashMechanism } from '../cash/cash-mechanism.ts';
import { askUntil, check, HandNotThere, shown, type Step } from '../../../shared/conformance/step.ts';

/** What a person does at the mechanism. Each resolves when it is done, and rejects with HandNotThere when it is impossible. */
export interface CashHands {
  /** Puts in one coin or note. */
  insert(value: Denomination): Promise<void>;
  /** Puts in a foreign coin or a token. */
  insertForeign(): Promise<void>;
  /** Whether the last piece put in came back. */
  gotBack(): Promise<boolean>;
  /** Takes out what is in the tray; whether it was exactly this. */
  tookOut(pieces: readonly CashCount[]): Promise<boolean>;
  /** Pulls the cable between kiosk and mechanism; `reconnect` puts it back. */
  disconnect(): Promise<void>;
  reconnect(): Promise<void>;
}

type CashStep = Step<CashMechanism, CashHands>;

/** How soon a piece put in must be reported, ms. */
const creditMs = 20_000;
/** How soon a pulled or reconnected cable must be noticed, ms. */
const noticeMs = 60_000;
const firstNote = 1000;

async function statusOf(port: CashPort): Promise<CashStatus> {
  const status = await port.status();
  check(status.ok, `status: ${shown(status)}`);
  return status.value;
}

async function countersOf(port: CashPort): Promise<CashCounters> {
  const counters = await port.counters();
  check(counters.ok, `counters: ${shown(counters)}`);
  return counters.value;
}

const countIn = (counts: readonly CashCount[], value: Denomination): number =>
  counts.find((each) => each.value === value)?.count ?? 0;

/** Opens the slots, runs `act`, closes them, and returns everything reported meanwhile. */
async function cashIn(
  port: CashPort,
  accept: readonly Denomination[],
  act: (credits: readonly Denomination[]) => Promise<void>,
): Promise<{ readonly credits: readonly Denomination[]; readonly sum: readonly CashCount[] }> {
  const credits: Denomination[] = [];
  const faults: CashFault[] = [];
  try {
    const opened = await port.cashInStart(
      accept,
      (value) => credits.push(value),
      (fault) => faults.push(fault),
    );
    check(opened.ok, `the slots do not open: ${shown(opened)}`);
    await act(credits);
    const ended = await port.cashInEnd();
    check(ended.ok, `CashInEnd: ${shown(ended)}`);
    check(faults.length === 0, `a fault while the slots were open: ${shown(faults)}`);
    return { credits: [...credits], sum: ended.value };
  } finally {
    await port.cashInEnd().then(() => undefined);
  }
}

/** Checks that the slots take this piece, that it is reported once, and that the sum and the device's counter include it. */
async function takesOnce(
  port: CashPort,
  value: Denomination,
  hands: CashHands,
  timers: Timers,
): Promise<void> {
  const before = await countersOf(port);
  const { credits, sum } = await cashIn(port, [value], async (told) => {
    await hands.insert(value);
    await askUntil(
      timers,
      creditMs,
      () => told.length,
      (length) => length > 0,
    );
  });
  check(shown(credits) === shown([value]), `credits: ${shown(credits)}`);
  check(shown(sum) === shown(countOf([value])), `the sum at the end: ${shown(sum)}`);
  const after = await countersOf(port);
  const field = value < firstNote ? 'coinsAccepted' : 'notesAccepted';
  const [was, is] = [before[field], after[field]];
  // Counters wrap around: a smaller value than before is accepted as a wrap.
  if (was !== null && is !== null) check(is === was + 1 || is < was, `${field}: ${was} before, ${is} after`);
}

const coinOf = (port: CashMechanism): Denomination => {
  const coin = port.accepted.includes(100) ? 100 : port.accepted.find((value) => value < firstNote);
  if (coin === undefined) throw new HandNotThere('this kiosk takes no coins');
  return coin;
};

/** The smallest denominations that can be paid, with at least two pieces each. */
async function payable(port: CashPort): Promise<readonly Denomination[]> {
  const { levels } = await statusOf(port);
  const able = levels.filter(({ count }) => count >= 2).map(({ value }) => value);
  if (able.length === 0) throw new HandNotThere('no hopper holds two pieces');
  return able.slice(0, 2);
}

const quiet: Pick<CashStep, 'needsHands' | 'money'> = { needsHands: false, money: null };

/** What every cash port promises (state-machines/ports.ts, CashPort). */
export const cashSteps: readonly CashStep[] = [
  {
    name: 'reports the state of each device',
    expected: 'status is ok, every device is "ok", and no hopper holds less than nothing',
    ...quiet,
    async run(port) {
      const { acceptor, devices, levels } = await statusOf(port);
      check(acceptor === 'ok', `acceptor: ${acceptor}`);
      const wrong = devices.filter(({ state }) => state !== 'ok');
      check(wrong.length === 0, `devices that are not ok: ${shown(wrong)}`);
      check(
        new Set(devices.map(({ device }) => device)).size === devices.length,
        `devices: ${shown(devices)}`,
      );
      check(
        levels.every(({ count }) => Number.isInteger(count) && count >= 0),
        `levels: ${shown(levels)}`,
      );
    },
  },
  {
    name: 'keeps its lifetime counters while no money moves',
    expected: 'two readings of the counters are the same',
    ...quiet,
    async run(port) {
      const first = await countersOf(port);
      const second = await countersOf(port);
      check(shown(first) === shown(second), `first ${shown(first)}, then ${shown(second)}`);
    },
  },
  {
    name: 'believes a count of a hopper',
    expected: 'status reports the pieces given to setLevels, and none for a hopper said to be empty',
    ...quiet,
    async run(port) {
      const [hopper] = port.hoppers;
      if (!hopper) throw new HandNotThere('there is no hopper');
      const { value } = hopper;
      const { levels: before } = await statusOf(port);
      try {
        for (const count of [7, 0]) {
          port.setLevels([{ value, count }]);
          const { levels } = await statusOf(port);
          check(
            countIn(levels, value) === count,
            `${count} of ${value} yen were counted, and it reports ${shown(levels)}`,
          );
        }
      } finally {
        port.setLevels([{ value, count: countIn(before, value) }]);
      }
    },
  },
  {
    name: 'opens and closes the slots without money',
    expected: 'CashInEnd reports nothing, and there is no credit',
    needsHands: false,
    money: 'opens the slots for a moment; nothing is put in',
    async run(port) {
      const { credits, sum } = await cashIn(port, port.accepted, () => Promise.resolve());
      check(credits.length === 0 && sum.length === 0, `credits ${shown(credits)}, sum ${shown(sum)}`);
    },
  },
  {
    name: 'takes a coin once',
    expected:
      'one credit when the coin is secured, the same in the sum at the end, and one more on the device’s counter',
    needsHands: true,
    money: 'takes one coin and keeps it',
    run: (port, hands, timers) => takesOnce(port, coinOf(port), hands, timers),
  },
  {
    name: 'takes a note once',
    expected:
      'one credit when the note is stacked, the same in the sum at the end, and one more on the device’s counter',
    needsHands: true,
    money: 'takes one note and keeps it',
    run(port, hands, timers) {
      const note = port.accepted.find((value) => value >= firstNote);
      if (note === undefined) throw new HandNotThere('this kiosk takes no notes');
      return takesOnce(port, note, hands, timers);
    },
  },
  {
    name: 'counts a coin that falls just before the slots close',
    expected: 'CashInEnd waits for it: it is in the sum, and its credit comes before',
    needsHands: true,
    money: 'takes one coin and keeps it',
    async run(port, hands) {
      const coin = coinOf(port);
      const { credits, sum } = await cashIn(port, [coin], () => hands.insert(coin));
      check(shown(sum) === shown(countOf([coin])), `the sum at the end: ${shown(sum)}`);
      check(shown(credits) === shown([coin]), `credits: ${shown(credits)}`);
    },
  },
  {
    name: 'gives back what is no longer accepted',
    expected: 'after setAccepted without it the coin comes back, with no credit and no sum',
    needsHands: true,
    money: 'opens the slots; the coin that is put in comes back',
    async run(port, hands) {
      const coin = coinOf(port);
      let back = false;
      const { credits, sum } = await cashIn(port, [coin], async () => {
        const set = await port.setAccepted([]);
        check(set.ok, `setAccepted: ${shown(set)}`);
        await hands.insert(coin);
        back = await hands.gotBack();
      });
      check(credits.length === 0 && sum.length === 0, `credits ${shown(credits)}, sum ${shown(sum)}`);
      check(back, 'the coin did not come back');
    },
  },
  {
    name: 'gives back what is not yen',
    expected: 'the piece comes back, with no credit and no sum',
    needsHands: true,
    money: 'opens the slots; the piece that is put in comes back',
    async run(port, hands) {
      let back = false;
      const { credits, sum } = await cashIn(port, port.accepted, async () => {
        await hands.insertForeign();
        back = await hands.gotBack();
      });
      check(credits.length === 0 && sum.length === 0, `credits ${shown(credits)}, sum ${shown(sum)}`);
      check(back, 'the piece did not come back');
    },
  },
  {
    name: 'pays a sum exactly',
    expected:
      'the pieces reported make the sum, are in the tray, are gone from the levels, and are on the hoppers’ counters',
    needsHands: true,
    money: 'pays out one piece of the two smallest denominations that it holds; put them back by hand',
    async run(port, hands) {
      const sum = worthOf(countOf(await payable(port)));
      const [held, counted] = [(await statusOf(port)).levels, (await countersOf(port)).dispensed];
      const { dispensed, shortBy } = await port.dispense(sum);
      const lay = await hands.tookOut(dispensed);
      check(shortBy === null, `it stopped: ${shown(shortBy)}`);
      check(worthOf(dispensed) === sum, `${sum} yen were asked for, and it reports ${shown(dispensed)}`);
      check(lay, `the tray did not hold what it reports: ${shown(dispensed)}`);
      const [left, after] = [(await statusOf(port)).levels, (await countersOf(port)).dispensed];
      for (const { value, count } of dispensed) {
        const gone = countIn(held, value) - countIn(left, value);
        check(gone === count, `${count} of ${value} yen were paid, and the level went down by ${gone}`);
        const more = countIn(after, value) - countIn(counted, value);
        const counts = counted.some((each) => each.value === value);
        check(
          !counts || more === count || more < 0,
          `${count} of ${value} yen were paid, and counted ${more}`,
        );
      }
    },
  },
  {
    name: 'pays one piece from the named hopper',
    expected: 'one piece of that denomination and nothing else',
    needsHands: true,
    money: 'pays out one piece of the smallest denomination; put it back by hand',
    async run(port, hands) {
      const [value] = await payable(port);
      if (value === undefined) throw new HandNotThere('no hopper holds two pieces');
      const paid = await port.dispensePiece(value);
      const lay = await hands.tookOut(paid.dispensed);
      check(shown(paid) === shown({ dispensed: countOf([value]), shortBy: null }), shown(paid));
      check(lay, 'the tray did not hold one piece of it');
    },
  },
  {
    name: 'keeps two payouts apart',
    expected: 'two sums asked for at the same time are both paid, one after the other',
    needsHands: true,
    money: 'pays out two pieces of the smallest denomination; put them back by hand',
    async run(port, hands) {
      const [value] = await payable(port);
      if (value === undefined) throw new HandNotThere('no hopper holds two pieces');
      const both = await Promise.all([port.dispense(yen(value)), port.dispense(yen(value))]);
      const lay = await hands.tookOut(countOf([value, value]));
      const one = shown({ dispensed: countOf([value]), shortBy: null });
      check(
        both.every((each) => shown(each) === one),
        shown(both),
      );
      check(lay, 'the tray did not hold both');
    },
  },
  {
    name: 'pays nothing of a sum that it cannot make',
    expected: '1 yen: nothing is paid, and it reports that it is short',
    needsHands: false,
    money: 'asks for 1 yen, of which a mechanism that conforms pays nothing',
    async run(port) {
      const paid = await port.dispense(yen(1));
      check(paid.dispensed.length === 0 && paid.shortBy !== null, shown(paid));
    },
  },
  {
    name: 'says that it is gone, and comes back by itself',
    expected: '"offline" while its cable is out, nothing paid then, and "ok" again when it is back',
    needsHands: true,
    money: 'asks for a payout while the cable is out, of which a mechanism that conforms pays nothing',
    async run(port, hands, timers) {
      const value = port.hoppers[0]?.value;
      await hands.disconnect();
      try {
        const gone = await askUntil(
          timers,
          noticeMs,
          () => statusOf(port),
          ({ acceptor }) => acceptor === 'offline',
        );
        check(gone.acceptor === 'offline', `with the cable out: ${shown(gone)}`);
        if (value !== undefined) {
          const paid = await port.dispense(yen(value));
          check(paid.dispensed.length === 0 && paid.shortBy !== null, `a payout: ${shown(paid)}`);
        }
      } finally {
        await hands.reconnect();
      }
      const isWell = ({ devices }: CashStatus): boolean => devices.every(({ state }) => state === 'ok');
      const back = await askUntil(
        timers,
        noticeMs,
        async () => {
          await pause(timers, 500);
          return statusOf(port);
        },
        isWell,
      );
      check(isWell(back), `with the cable back: ${shown(back)}`);
    },
  },
];
